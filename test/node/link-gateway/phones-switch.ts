/** A switch whose lines are fake phones: the smallest thing with the whole law behind it. */

import type { PhoneCommandName, PhoneCommands } from '../../../src/index.ts';
import type { Switch, SwitchEvents, SwitchStatus } from '../../../src/link/switch.ts';
import { createEmitter } from '../../../src/phone/index.ts';
import type { LineEvent, LineSnapshot } from '../../../src/phone/link/wire.ts';
import { commandParams } from '../../../src/protocol/phone-commands.ts';
import type { FakePhone } from '../../../src/testing/index.ts';

export interface PhonesSwitch extends Switch {
  /** The phone becomes the line of this agent. */
  add(agentId: string, phone: FakePhone): Promise<void>;
  /** Tells any event, as if the phone system had. */
  tell(agentId: string, event: LineEvent): void;
  lose(reason: string): void;
  /** `partial`: a part of it is still missing. */
  restore(partial?: string): void;
  /** Commands that arrived, by agent. */
  readonly commands: readonly { agentId: string; name: PhoneCommandName }[];
}

const everything = Object.keys(commandParams) as PhoneCommandName[];

type Request<Name extends PhoneCommandName> = Parameters<PhoneCommands[Name]>[0];
type Execution = { [Name in PhoneCommandName]: (phone: FakePhone, request: Request<Name>) => Promise<unknown> };

const executions: Execution = {
  dial: (phone, request) => phone.dial(request),
  answer: (phone, { callId }) => phone.answer(callId),
  reject: (phone, { callId, as }) => phone.reject(callId, as),
  hangUp: (phone, { callId }) => phone.hangUp(callId),
  hold: (phone, { callId }) => phone.hold(callId),
  retrieve: (phone, { callId }) => phone.retrieve(callId),
  mute: (phone, { callId }) => phone.mute(callId),
  unmute: (phone, { callId }) => phone.unmute(callId),
  sendDtmf: (phone, { callId, digits }) => phone.sendDtmf(callId, digits),
  blindTransfer: (phone, { callId, number }) => phone.blindTransfer(callId, number),
  consult: (phone, { callId, number }) => phone.consult(callId, number),
  completeTransfer: (phone, { callId, consultationCallId }) => phone.completeTransfer(callId, consultationCallId),
  cancelConsult: (phone, { callId, consultationCallId }) => phone.cancelConsult(callId, consultationCallId),
  conference: (phone, { callId, consultationCallId }) => phone.conference(callId, consultationCallId),
  dropParty: (phone, { callId, number }) => phone.dropParty(callId, number),
  setCallData: (phone, { callId, data }) => phone.setCallData(callId, data),
  wrapUp: (phone, request) => phone.wrapUp(request),
  logIn: (phone, request) => phone.logIn(request),
  logOut: (phone, request) => phone.logOut(request),
  setAgentState: (phone, request) => phone.setAgentState(request),
  sendMessage: (phone, { callId, text }) => phone.sendMessage(callId, text),
  pushUrl: (phone, { callId, url }) => phone.pushUrl(callId, url),
  superviseCall: (phone, request) => phone.superviseCall(request),
  setMemberState: (phone, request) => phone.setMemberState(request),
  requestAssistance: (phone, request) => phone.requestAssistance(request),
  vendorCommand: (phone, command) => phone.vendorCommand(command),
};

export const createPhonesSwitch = (capabilities = everything): PhonesSwitch => {
  const lines = new Map<string, FakePhone>();
  const emitter = createEmitter<SwitchEvents>();
  const commands: { agentId: string; name: PhoneCommandName }[] = [];
  let status: SwitchStatus = { state: 'stopped' };
  const become = (next: SwitchStatus) => {
    status = next;
    emitter.emit('status', next);
  };
  const tell = (agentId: string, event: LineEvent) => emitter.emit('line', { agentId, event });

  return {
    name: 'phones',
    capabilities,
    commands,
    get status() {
      return status;
    },
    async start() {
      become({ state: 'up' });
    },
    async stop() {
      become({ state: 'stopped' });
    },
    snapshot(agentId): LineSnapshot | undefined {
      const phone = lines.get(agentId);
      if (!phone) return undefined;
      const { agent, calls, team, assistance } = phone;
      return { address: `ext-${agentId}`, agent, calls: [...calls], ...(team.length > 0 && { team: [...team] }), assistance: [...assistance] };
    },
    async execute(agentId, name, request) {
      commands.push({ agentId, name });
      const phone = lines.get(agentId);
      if (!phone) throw new Error('no such agent');
      return (await (executions[name] as (phone: FakePhone, request: unknown) => Promise<unknown>)(phone, request)) as never;
    },
    route: async () => false,
    on: emitter.on,
    async add(agentId, phone) {
      phone.on('call', ({ event, call }) => tell(agentId, { type: 'call', event, call }));
      phone.on('agent', (agent) => tell(agentId, { type: 'agent', agent }));
      phone.on('message', (message) => tell(agentId, { type: 'message', message }));
      phone.on('team', (change) => tell(agentId, { type: 'team', change }));
      phone.on('assistance', (assistance) => tell(agentId, { type: 'assistance', assistance }));
      phone.on('vendorEvent', (vendorEvent) => tell(agentId, { type: 'vendorEvent', vendorEvent }));
      lines.set(agentId, phone);
      await phone.connect();
    },
    tell,
    lose(reason) {
      for (const phone of lines.values()) phone.script.loseSignalling();
      become({ state: 'lost', reason });
    },
    restore(partial) {
      for (const phone of lines.values()) phone.script.restoreSignalling();
      become({ state: 'up', ...(partial !== undefined && { partial }) });
    },
  };
};
