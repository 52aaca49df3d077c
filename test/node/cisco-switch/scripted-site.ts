/** A switch over a CTI Server that tells what the test has it tell, in any order. */
import type { TestContext } from 'node:test';
import type { Switch } from '../../../src/link/switch.ts';
import { AgentState, type EncodableMessage, LocalConnectionState, SystemEvent } from '../../../src/link/switches/cisco/codec/index.ts';
import { type CiscoSwitchOptions, createCiscoSwitch } from '../../../src/link/switches/cisco/switch/index.ts';
import type { Call } from '../../../src/protocol/call.ts';
import { agentIs, connection, PERIPHERAL, systemEvent } from '../cisco-session/messages.ts';
import { type Answers, startScriptedServer } from '../cisco-session/scripted-server.ts';
import { type LineWitness, watchLines } from '../link/line-witness.ts';
import { CUSTOMER } from './site.ts';

/** What snapshots answer: who is logged in where, and the calls there are, with the state of each party. */
export interface Truth {
  agents: Record<string, { device: string; state: number }>;
  calls: Record<number, Record<string, number>>;
}

export interface ScriptedSite {
  subject: Switch;
  witness: LineWitness;
  truth: Truth;
  calls(agentId: string): readonly Call[];
  /** Resolves when all of it has been heard. */
  tell(...messages: readonly EncodableMessage[]): Promise<void>;
  answer(more: Answers): void;
  /** The connection breaks, and is opened again. */
  lose(): Promise<void>;
  until(look: () => unknown): Promise<void>;
}

export const { LCS_ALERTING, LCS_CONNECT, LCS_HOLD, LCS_NULL } = LocalConnectionState;
export const { AGENT_STATE_AVAILABLE, AGENT_STATE_NOT_READY, AGENT_STATE_TALKING, AGENT_STATE_LOGOUT } = AgentState;

const failure = (failureCode: number) => ({ messageType: 'CONTROL_FAILURE_CONF' as const, failureCode, peripheralErrorCode: 0 });
/** Somebody outside has a device of the call's own. */
const partyOf = (device: string) => ({
  callDeviceType: 0,
  callDeviceId: device.startsWith('T') ? CUSTOMER : device,
  callConnectionDeviceIdType: 0,
  callConnectionDeviceId: device,
});

export const openScripted = async (test: TestContext, options: Partial<CiscoSwitchOptions> = {}): Promise<ScriptedSite> => {
  const truth: Truth = {
    agents: { '1001': { device: '2001', state: AGENT_STATE_AVAILABLE }, '1002': { device: '2002', state: AGENT_STATE_AVAILABLE } },
    calls: {},
  };
  const server = await startScriptedServer({
    QUERY_AGENT_STATE_REQ({ agentId = '' }) {
      const found = truth.agents[agentId];
      return found ? agentIs(agentId, found.state, found.device) : failure(4);
    },
    SNAPSHOT_DEVICE_REQ: ({ agentInstrument: device = '' }) => ({
      messageType: 'SNAPSHOT_DEVICE_CONF',
      calls: Object.entries(truth.calls).flatMap(([callId, parties]) => {
        const callState = parties[device];
        if (callState === undefined) return [];
        return [{ callConnectionCallId: Number(callId), callConnectionDeviceIdType: 0, callConnectionDeviceId: device, callState, silentMonitorStatus: 0 }];
      }),
    }),
    SNAPSHOT_CALL_REQ: ({ connectionCallId }) => ({
      ...{ messageType: 'SNAPSHOT_CALL_CONF', callType: 1, calledPartyDisposition: 0, ani: CUSTOMER, dialedNumber: '800' },
      callDevices: Object.entries(truth.calls[connectionCallId ?? 0] ?? {}).map(([device, callDeviceConnectionState]) => ({
        callConnectionCallId: connectionCallId,
        ...partyOf(device),
        callDeviceConnectionState,
      })),
    }),
  });
  const subject = createCiscoSwitch({
    sides: [{ host: '127.0.0.1', port: server.port }],
    clientId: 'ringframe',
    peripheralId: PERIPHERAL,
    agents: [{ id: '1001' }, { id: '1002' }],
    reconnect: () => ({ side: 0, waitMs: 1 }),
    ...options,
  });
  test.after(async () => {
    await subject.stop();
    await server.close();
  });
  await subject.start();
  const witness = watchLines(subject, ['1001', '1002']);
  const until = (look: () => unknown): Promise<void> =>
    new Promise((resolve) => {
      const attempt = (): void => {
        if (!look()) return;
        for (const off of offs) off();
        resolve();
      };
      const offs = [subject.on('line', attempt), subject.on('status', attempt)];
      attempt();
    });
  let notices = 0;
  let pgStatus = 0;
  return {
    subject,
    witness,
    truth,
    calls: (agentId) => subject.snapshot(agentId)?.calls ?? [],
    until,
    answer: server.answer,
    async tell(...messages) {
      const peer = server.peers.at(-1);
      const text = `told ${++notices}`;
      const heard = new Promise<void>((resolve) => {
        const off = subject.on('line', ({ event }) => {
          if (event.type !== 'vendorEvent' || (event.vendorEvent.data as { text?: string }).text !== text) return;
          off();
          resolve();
        });
      });
      for (const message of messages) {
        if (message.messageType === 'SYSTEM_EVENT') pgStatus = message.pgStatus;
        peer?.send(message);
      }
      peer?.send(systemEvent(SystemEvent.SYS_TEXT_FYI, 0, pgStatus, { text }));
      await heard;
      witness.check();
    },
    async lose() {
      const up = server.nextPeer();
      server.peers.at(-1)?.destroy();
      await until(() => subject.status.state === 'lost');
      await up;
      await until(() => subject.status.state === 'up');
      witness.check();
    },
  };
};

const of = (callId: number, device: string) => ({ ...{ monitorId: 0, peripheralId: PERIPHERAL, peripheralType: 17 }, ...connection(callId, device) });
const noGroup = { serviceNumber: null, serviceId: null, skillGroupNumber: null, skillGroupId: null, skillGroupPriority: 0, lineHandle: 1, lineType: 0 };
const customer = { callingDeviceType: 75, callingDeviceId: CUSTOMER, calledDeviceType: 0, calledDeviceId: '800', lastRedirectDeviceType: null };
const NONE = 0xffff;

export const began = (callId: number, more: { callType?: number } = {}): EncodableMessage<'BEGIN_CALL_EVENT'> => ({
  ...{ messageType: 'BEGIN_CALL_EVENT', ...of(callId, `T${callId}`), connectionDeviceIdType: 1, callType: 1, calledPartyDisposition: 0 },
  ...{ ani: CUSTOMER, dialedNumber: '800', ...more },
});
export const delivered = (callId: number, device: string): EncodableMessage<'CALL_DELIVERED_EVENT'> => ({
  ...{ messageType: 'CALL_DELIVERED_EVENT', ...of(callId, device), ...noGroup, ...customer, alertingDeviceType: 0, alertingDeviceId: device },
  ...{ localConnectionState: LCS_ALERTING, eventCause: 22 },
});
export const established = (callId: number, device: string): EncodableMessage<'CALL_ESTABLISHED_EVENT'> => ({
  ...{ messageType: 'CALL_ESTABLISHED_EVENT', ...of(callId, device), ...noGroup, ...customer, answeringDeviceType: 0, answeringDeviceId: device },
  ...{ localConnectionState: LCS_CONNECT, eventCause: NONE },
});
export const initiated = (callId: number, device: string): EncodableMessage<'CALL_SERVICE_INITIATED_EVENT'> => ({
  ...{ messageType: 'CALL_SERVICE_INITIATED_EVENT', ...of(callId, device), ...noGroup, callingDeviceType: 0, callingDeviceId: device },
  ...{ localConnectionState: LocalConnectionState.LCS_INITIATE, eventCause: 22 },
});
export const originated = (callId: number, device: string, to: string): EncodableMessage<'CALL_ORIGINATED_EVENT'> => ({
  ...{ messageType: 'CALL_ORIGINATED_EVENT', ...of(callId, device), ...noGroup, callingDeviceType: 0, callingDeviceId: device },
  ...{ calledDeviceType: 0, calledDeviceId: to, localConnectionState: LCS_CONNECT, eventCause: 22 },
});
export const connectionCleared = (callId: number, device: string): EncodableMessage<'CALL_CONNECTION_CLEARED_EVENT'> => ({
  ...{ messageType: 'CALL_CONNECTION_CLEARED_EVENT', ...of(callId, device), releasingDeviceType: 0, releasingDeviceId: device },
  ...{ localConnectionState: LCS_NULL, eventCause: NONE },
});
export const callCleared = (callId: number): EncodableMessage<'CALL_CLEARED_EVENT'> => ({
  ...{ messageType: 'CALL_CLEARED_EVENT', ...of(callId, `T${callId}`), localConnectionState: LCS_NULL, eventCause: NONE },
});
export const renamed = (callId: number, device: string, newCallId: number, newDevice = device): EncodableMessage<'CALL_DATA_UPDATE_EVENT'> => ({
  ...{ messageType: 'CALL_DATA_UPDATE_EVENT', ...of(callId, device), callType: 1, calledPartyDisposition: 0, campaignId: null, queryRuleId: null },
  ...{ newConnectionDeviceIdType: 0, newConnectionCallId: newCallId, newConnectionDeviceId: newDevice },
});
