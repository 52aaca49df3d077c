/** CTI Servers that tell things twice, late, under other names or not at all: lines are as true as what was told, and say so where it is not certain. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ControlFailureCode, type EncodableMessage, PgStatus, SystemEvent } from '../../../src/link/switches/cisco/codec/index.ts';
import type { Call } from '../../../src/protocol/call.ts';
import { agentIs, agentState, endCall, held, newCall, PERIPHERAL, retrieved, systemEvent } from '../cisco-session/messages.ts';
import {
  AGENT_STATE_LOGOUT,
  AGENT_STATE_NOT_READY,
  AGENT_STATE_TALKING,
  began,
  callCleared,
  connectionCleared,
  delivered,
  established,
  initiated,
  LCS_ALERTING,
  LCS_CONNECT,
  LCS_HOLD,
  openScripted,
  originated,
  renamed,
  type ScriptedSite,
} from './scripted-site.ts';
import { CUSTOMER } from './site.ts';

const short = ({ state, signalling }: Call): string => (signalling === 'up' ? state : `${state}, ${signalling}`);
const states = (site: ScriptedSite, agentId = '1001'): string[] => site.calls(agentId).map(short);
const talking = [began(7), delivered(7, '2001'), established(7, '2001')];
const open = async (test: TestContext, ...told: readonly EncodableMessage[]) => {
  const site = await openScripted(test);
  await site.tell(...told);
  return site;
};
const endings = (site: ScriptedSite): string[] => {
  const seen: string[] = [];
  site.subject.on('line', ({ agentId, event }) => {
    if (event.type === 'call' && event.event.type === 'cleared') seen.push(`${agentId} ${event.event.cause}`);
  });
  return seen;
};

describe('events of a CTI Server that come twice, late, or not at all', () => {
  it('take nothing back: a call that is talked in does not ring again', async (test) => {
    const site = await open(test, ...talking, delivered(7, '2001'), began(7));
    assert.deepEqual(states(site), ['connected']);
    await site.tell(held(7, '2001'), established(7, '2001'), delivered(7, '2001'));
    assert.deepEqual(states(site), ['held']);
    await site.tell(retrieved(7, '2001'));
    assert.deepEqual(states(site), ['connected']);
  });

  it('of a call that the agent has made take nothing back either', async (test) => {
    const made = [initiated(8, '2001'), originated(8, '2001', '2002')];
    const site = await open(test, ...made, delivered(8, '2002'), established(8, '2002'), held(8, '2001'), ...made);
    assert.deepEqual([states(site), states(site, '1002')], [['held'], ['connected']]);
  });

  it('a call that is cleared is over for all, also where nothing was said of its parts', async (test) => {
    const site = await open(test, initiated(8, '2001'), originated(8, '2001', '2002'), delivered(8, '2002'), established(8, '2002'));
    await site.tell(callCleared(8));
    assert.deepEqual([states(site), states(site, '1002')], [[], []]);
    await site.tell(connectionCleared(8, '2002'), connectionCleared(8, '2001'), endCall(8, '2001'));
    assert.deepEqual([states(site), states(site, '1002')], [[], []]);
  });

  it('a call that only ends is over, too', async (test) => {
    const site = await open(test, ...talking, endCall(7, 'T7'));
    assert.deepEqual(states(site), []);
  });

  it('a call goes on under the other number that the server gives it', async (test) => {
    const site = await open(test, ...talking);
    const [before] = site.calls('1001');
    await site.tell(renamed(7, '2001', 71), held(71, '2001'));
    const [after, ...more] = site.calls('1001');
    assert.deepEqual([after?.id, after?.state, after?.remote.number, more], [before?.id, 'held', CUSTOMER, []]);
    await site.tell(callCleared(71));
    assert.deepEqual(states(site), []);
  });

  it('an agent who is at a phone where another was has taken the place of that one, whose logout was not told', async (test) => {
    const site = await open(test, agentState('1002', AGENT_STATE_NOT_READY, 0, '2001'));
    assert.deepEqual([site.subject.snapshot('1001')?.agent.state, site.subject.snapshot('1001')?.address], ['loggedOut', '']);
    assert.equal(site.subject.snapshot('1002')?.address, '2001');
    await site.tell(...talking);
    assert.deepEqual([states(site), states(site, '1002')], [[], ['connected']]);
  });

  it('a number that the server uses again is another call, which the one who makes it is given', async (test) => {
    const site = await openScripted(test);
    const make = async (): Promise<Call> => {
      const result = site.subject.execute('1001', 'dial', { number: '2002' });
      await site.tell();
      // The confirmation comes long before the events.
      await site.tell(initiated(9, '2001'), originated(9, '2001', '2002'), delivered(9, '2002'));
      return result;
    };
    site.answer({ MAKE_CALL_REQ: () => newCall('MAKE_CALL_CONF', 9) });
    const first = await make();
    await site.tell(callCleared(9), endCall(9, '2001'));
    const second = await make();
    assert.notEqual(second.id, first.id);
    assert.deepEqual([site.calls('1001').map(({ id }) => id), second.state], [[second.id], 'initiated']);
  });
});

describe('what a CTI Server confirms and never tells', () => {
  for (const [command, request, answer] of [
    ['hold', {}, { HOLD_CALL_REQ: () => ({ messageType: 'HOLD_CALL_CONF' as const }) }],
    ['hangUp', {}, { CLEAR_CONNECTION_REQ: () => ({ messageType: 'CLEAR_CONNECTION_CONF' as const }) }],
    ['setCallData', { data: { callVariable1: 'gold' } }, { SET_CALL_DATA_REQ: () => ({ messageType: 'SET_CALL_DATA_CONF' as const }) }],
  ] as const)
    it(`is no success: ${command} says that it is not certain, and the line stays what it was`, async (test) => {
      const site = await openScripted(test, { requestTimeoutMs: 200 });
      await site.tell(...talking);
      // So short a time may be over before the line is looked up: then that is done again.
      await site.until(() => site.calls('1001').length === 1);
      site.answer(answer);
      const before = JSON.stringify(site.calls('1001'));
      const [call] = site.calls('1001');
      await assert.rejects(site.subject.execute('1001', command, { callId: call?.id ?? '', ...request } as never), { code: 'TIMEOUT' });
      assert.equal(JSON.stringify(site.calls('1001')), before);
    });

  it('is as uncertain when the connection breaks before it is told', async (test) => {
    const site = await open(test, ...talking);
    const [call] = site.calls('1001');
    site.answer({
      HOLD_CALL_REQ(_request, peer) {
        setImmediate(() => peer.destroy());
        return { messageType: 'HOLD_CALL_CONF' };
      },
    });
    await assert.rejects(site.subject.execute('1001', 'hold', { callId: call?.id ?? '' }), { code: 'NOT_CONNECTED' });
  });
});

describe('the phone system behind a CTI Server, when it is gone for a while', () => {
  const offline = systemEvent(SystemEvent.SYS_PERIPHERAL_OFFLINE, PERIPHERAL, PgStatus.PGS_PERIPHERAL_OFFLINE);
  const online = systemEvent(SystemEvent.SYS_PERIPHERAL_ONLINE, PERIPHERAL);

  for (const [what, down, up] of [
    ['its peripheral', offline, online],
    ['the controller of its peripherals', systemEvent(SystemEvent.SYS_TEXT_FYI, 0, PgStatus.PGS_OPC_DOWN), systemEvent(SystemEvent.SYS_TEXT_FYI)],
  ] as const)
    it(`leaves calls as they were last known, marked, until ${what} is back, and then what is true`, async (test) => {
      const site = await open(test, ...talking);
      const seen = endings(site);
      const [before] = site.calls('1001');
      await site.tell(down);
      assert.deepEqual([states(site), site.calls('1001')[0]?.actions], [['connected, lost'], []]);
      await site.tell(endCall(7, '2001'), endCall(7, 'T7'));
      assert.deepEqual(states(site), ['connected, lost']);
      assert.equal(site.subject.snapshot('1001')?.agent.state, 'ready');
      site.truth.calls = { 7: { T7: LCS_CONNECT, '2001': LCS_HOLD } };
      site.truth.agents['1001'] = { device: '2001', state: AGENT_STATE_TALKING };
      await site.tell(up);
      await site.until(() => site.subject.status.state === 'up' && site.subject.status.partial === undefined);
      const [after] = site.calls('1001');
      assert.deepEqual([after?.id, after?.state, after?.signalling, site.subject.snapshot('1001')?.agent.state], [before?.id, 'held', 'up', 'busy']);
      assert.deepEqual(seen, []);
      site.witness.check();
    });

  it('calls that are over when it is back are told to be, once that is certain', async (test) => {
    const site = await open(test, ...talking, offline);
    const seen = endings(site);
    await site.tell(endCall(7, '2001'));
    assert.deepEqual([states(site), seen], [['connected, lost'], []]);
    await site.tell(online);
    await site.until(() => site.calls('1001').length === 0);
    assert.deepEqual(seen, ['1001 signallingLost']);
  });

  it('agents and calls are not forgotten when the session, too, is lost meanwhile', async (test) => {
    const site = await open(test, ...talking);
    const [before] = site.calls('1001');
    site.truth.agents = {};
    site.answer({
      OPEN_REQ(request, peer) {
        setImmediate(() => peer.send(offline));
        return {
          ...{ messageType: 'OPEN_CONF', servicesGranted: request.servicesRequested, monitorId: 0, pgStatus: PgStatus.PGS_PERIPHERAL_OFFLINE },
          ...{ icmCentralControllerTime: 1_700_000_000, peripheralOnline: false, peripheralType: 17, agentState: 2, departmentId: null, sessionType: 1 },
        };
      },
      QUERY_AGENT_STATE_REQ: () => ({
        messageType: 'CONTROL_FAILURE_CONF',
        failureCode: ControlFailureCode.CF_RESOURCE_OUT_OF_SERVICE,
        peripheralErrorCode: 0,
      }),
    });
    await site.lose();
    assert.deepEqual([states(site), site.subject.snapshot('1001')?.agent.state], [['connected, lost'], 'ready']);
    site.answer({ QUERY_AGENT_STATE_REQ: ({ agentId = '' }) => ({ ...agentAt(agentId) }) });
    site.truth.calls = { 7: { T7: LCS_CONNECT, '2001': LCS_CONNECT } };
    await site.tell(online);
    await site.until(() => site.subject.status.state === 'up' && site.subject.status.partial === undefined);
    assert.deepEqual([site.calls('1001')[0]?.id, states(site)], [before?.id, ['connected']]);
  });
});

describe('a CTI Server that is found again', () => {
  it('is not sure of an agent whom the server cannot tell of, whose calls are not over for that; and asks again', async (test) => {
    const site = await open(test, ...talking);
    const [before] = site.calls('1001');
    site.truth.agents['1001'] = { device: '2001', state: AGENT_STATE_TALKING };
    site.truth.calls[7] = { T7: LCS_CONNECT, '2001': LCS_CONNECT };
    let isBusy = true;
    site.answer({
      QUERY_AGENT_STATE_REQ({ agentId = '' }) {
        if (isBusy && agentId === '1001')
          return { messageType: 'CONTROL_FAILURE_CONF', failureCode: ControlFailureCode.CF_REQUEST_TIMEOUT_REJECTION, peripheralErrorCode: 0 };
        return agentIs(agentId, AGENT_STATE_TALKING, site.truth.agents[agentId]?.device ?? '');
      },
    });
    const ended = endings(site);
    await site.lose();
    assert.deepEqual([states(site), site.calls('1001')[0]?.actions], [['connected, lost'], []]);
    isBusy = false;
    await site.until(() => states(site).join() === 'connected');
    assert.deepEqual([site.calls('1001')[0]?.id, ended], [before?.id, []]);
    site.witness.check();
  });

  it('has a call whose phone began to ring while the lines were looked up', async (test) => {
    const site = await open(test, began(7));
    let isFirst = true;
    site.answer({
      SNAPSHOT_DEVICE_REQ(_request, peer) {
        if (isFirst) setImmediate(() => peer.send(delivered(7, '2001')));
        isFirst = false;
        return { messageType: 'SNAPSHOT_DEVICE_CONF' };
      },
      HEARTBEAT_REQ: () => ({ messageType: 'HEARTBEAT_CONF' }),
    });
    await site.lose();
    await site.tell();
    assert.deepEqual(states(site), ['alerting']);
  });

  it('leaves agents their reasons, and the time for which they are what they are', async (test) => {
    const site = await open(test, { ...agentState('1001', AGENT_STATE_NOT_READY, 0, '2001'), eventReasonCode: 12 });
    const before = site.subject.snapshot('1001')?.agent;
    site.truth.agents['1001'] = { device: '2001', state: AGENT_STATE_NOT_READY };
    await site.lose();
    assert.deepEqual([site.subject.snapshot('1001')?.agent, before?.reason], [before, '12']);
  });

  it('has a call that was joined to another meanwhile: the consultation is over, the call goes on without the agent', async (test) => {
    const site = await open(
      test,
      ...talking,
      initiated(8, '2001'),
      originated(8, '2001', '2002'),
      delivered(8, '2002'),
      held(7, '2001'),
      established(8, '2002'),
    );
    assert.deepEqual([states(site), states(site, '1002')], [['held', 'connected'], ['connected']]);
    const ids = site.calls('1001').map(({ id }) => id);
    site.truth.calls = { 7: { T7: LCS_CONNECT, '2002': LCS_CONNECT } };
    await site.lose();
    assert.deepEqual([states(site), states(site, '1002'), site.calls('1002').map(({ id }) => id)], [[], ['connected'], [ids[0]]]);
    await site.tell(callCleared(7));
    assert.deepEqual(states(site, '1002'), []);
  });

  it('rings where a call waits no longer', async (test) => {
    const queued: EncodableMessage<'CALL_QUEUED_EVENT'> = {
      ...{ messageType: 'CALL_QUEUED_EVENT', monitorId: 0, peripheralId: PERIPHERAL, peripheralType: 17, connectionCallId: 8, connectionDeviceIdType: 0 },
      ...{ connectionDeviceId: '2001', serviceNumber: null, serviceId: null, queueDeviceType: 77, callingDeviceType: 0, calledDeviceType: 0 },
      ...{ lastRedirectDeviceType: null, numQueued: 1, localConnectionState: 5, eventCause: 0xffff },
    };
    const site = await open(test, initiated(8, '2001'), originated(8, '2001', '800'), queued);
    site.answer({
      SNAPSHOT_CALL_REQ: () => ({
        messageType: 'SNAPSHOT_CALL_CONF',
        callType: 10,
        calledPartyDisposition: 0,
        ani: '2001',
        dialedNumber: '800',
        callDevices: parties,
      }),
    });
    assert.equal(site.calls('1001')[0]?.remoteState, 'queued');
    site.truth.calls = { 8: { '2001': LCS_CONNECT, '2002': LCS_ALERTING } };
    const parties = Object.entries(site.truth.calls[8] ?? {}).map(([device, callDeviceConnectionState]) => ({
      ...{
        callConnectionCallId: 8,
        callConnectionDeviceIdType: 0,
        callConnectionDeviceId: device,
        callDeviceType: 0,
        callDeviceId: device,
        callDeviceConnectionState,
      },
    }));
    await site.lose();
    assert.deepEqual([site.calls('1001')[0]?.remoteState, states(site, '1002')], ['alerting', ['alerting']]);
  });

  it('finds an agent who works at another phone than the usual one', async (test) => {
    const site = await openScripted(test, { agents: [{ id: '1001', instrument: '2001' }, { id: '1002' }] });
    site.truth.agents['1001'] = { device: '2005', state: AGENT_STATE_NOT_READY };
    site.answer({
      // What contradicts itself is refused.
      QUERY_AGENT_STATE_REQ: ({ agentId = '', agentInstrument }) =>
        agentInstrument !== undefined && agentInstrument !== site.truth.agents[agentId]?.device
          ? { messageType: 'FAILURE_CONF', status: 32 }
          : agentAt(agentId, site),
    });
    await site.tell(agentState('1001', AGENT_STATE_LOGOUT, 0, '2001'), agentState('1001', AGENT_STATE_NOT_READY, 0, '2005'));
    await site.lose();
    assert.deepEqual([site.subject.snapshot('1001')?.agent.state, site.subject.snapshot('1001')?.address], ['notReady', '2005']);
  });
});

const agentAt = (agentId: string, site?: ScriptedSite) => ({
  ...{ messageType: 'QUERY_AGENT_STATE_CONF' as const, agentState: AGENT_STATE_TALKING, mrdId: 1, numTasks: 0, agentMode: 1, maxTaskLimit: 1 },
  ...{ icmAgentId: 5_001, agentAvailabilityStatus: 1, departmentId: null, agentId, agentInstrument: agentId.replace(/^1/, '2') },
  ...(site?.truth.agents[agentId] && { agentState: site.truth.agents[agentId].state, agentInstrument: site.truth.agents[agentId].device }),
});
