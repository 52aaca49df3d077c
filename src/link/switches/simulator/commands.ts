/** What agents can ask for, through the link or at their phones: each command with what it requires and what it does. */
import { CtiError } from '../../../protocol/error.ts';
import { commandParams, type PhoneCommandName, type PhoneCommands } from '../../../protocol/phone-commands.ts';
import type { PlainData } from '../../../protocol/plain-data.ts';
import type { VendorCommand } from '../../../protocol/vendor.ts';
import type { ActionRules } from './actions.ts';
import type { Agents } from './agents.ts';
import type { Assistances } from './assistances.ts';
import type { Chats } from './chats.ts';
import type { Connections } from './connections.ts';
import type { Distribution } from './distribution.ts';
import type { Exchange } from './exchange.ts';
import { type Agent, type Attached, type Leg, partyOf } from './model.ts';
import { refusalOf, requireConsultation, requireData, requireJoinable, requireLeg, requireLine, requireNumber, requireParty } from './requirements.ts';
import type { Supervisions } from './supervision.ts';
import type { Teams } from './teams.ts';

export interface CommandParts {
  exchange: Exchange;
  connections: Connections;
  distribution: Distribution;
  agents: Agents;
  chats: Chats;
  teams: Teams;
  supervisions: Supervisions;
  assistances: Assistances;
  rules: ActionRules;
  callDataBytes: number;
  setUpMs(): number;
  /** Gives the phone system's answer. */
  onVendorCommand(agent: Agent, command: VendorCommand): PlainData | undefined;
  onDigits(from: Leg, to: readonly Leg[], digits: string): void;
}

type Table = { readonly [Name in PhoneCommandName]: (agent: Agent, request: Parameters<PhoneCommands[Name]>[0]) => ReturnType<PhoneCommands[Name]> };

export interface Commands {
  /** Carries a command out, or throws and changes nothing. */
  perform<Name extends PhoneCommandName>(agent: Agent, name: Name, request: Parameters<PhoneCommands[Name]>[0]): ReturnType<PhoneCommands[Name]>;
}

const numbers: readonly PhoneCommandName[] = ['dial', 'consult', 'blindTransfer'];

/** @throws CtiError `INVALID_NUMBER`, `INVALID_ARGUMENT` */
const checked = <Name extends PhoneCommandName>(name: Name, request: unknown): Parameters<PhoneCommands[Name]>[0] => {
  const { success, data, error } = commandParams[name]().safeParse(request);
  if (success) return data as Parameters<PhoneCommands[Name]>[0];
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  if (numbers.includes(name) && issues.every(({ path }) => path === 'number'))
    throw new CtiError('INVALID_NUMBER', 'This cannot be dialled.', { details: { issues } });
  throw new CtiError('INVALID_ARGUMENT', `The request is not one for ${name}.`, { details: { issues } });
};

export const createCommands = (parts: CommandParts): Commands => {
  const { exchange, connections, distribution, agents, rules } = parts;
  const { tell } = exchange;

  const originate = (agent: Agent, number: string, attached: Attached, consultationFor?: string): Leg => {
    connections.holdOthers(agent);
    const call = exchange.newCall({ number }, attached);
    const leg = exchange.join(call, partyOf(agent), agent, {
      type: 'originated',
      remote: { number },
      data: { ...attached.values },
      cause: consultationFor === undefined ? 'newCall' : 'consultation',
      ...(consultationFor !== undefined && { consultationFor }),
    });
    const stop = exchange.later(() => distribution.send(call, number, consultationFor === undefined ? 'newCall' : 'consultation'), parts.setUpMs());
    call.waiting = { stop };
    return leg;
  };

  const mute = (agent: Agent, callId: string, muted: boolean): void => tell(requireLeg(agent, callId, muted ? 'mute' : 'unmute'), { type: 'updated', muted });

  const table: Table = {
    dial(agent, request) {
      const number = requireNumber(request.number);
      requireLine(agent, rules);
      const values = requireData({}, request.data ?? {}, parts.callDataBytes);
      return originate(agent, number, { values, calls: new Set() }).view;
    },
    answer: (agent, { callId }) => connections.answer(requireLeg(agent, callId, 'answer')),
    reject: (agent, { callId, as = 'busy' }) => connections.reject(requireLeg(agent, callId, 'reject'), as),
    hangUp: (agent, { callId }) => connections.hangUp(requireLeg(agent, callId, 'hangUp')),
    hold: (agent, { callId }) => connections.hold(requireLeg(agent, callId, 'hold')),
    retrieve: (agent, { callId }) => connections.retrieve(requireLeg(agent, callId, 'retrieve')),
    mute: (agent, { callId }) => mute(agent, callId, true),
    unmute: (agent, { callId }) => mute(agent, callId, false),
    sendDtmf(agent, { callId, digits }) {
      const leg = requireLeg(agent, callId, 'sendDtmf');
      const heard = digits.replaceAll(',', '');
      parts.onDigits(leg, connections.dtmf(leg, heard), heard);
    },
    blindTransfer(agent, { callId, number }) {
      const leg = requireLeg(agent, callId, 'blindTransfer');
      const { call } = leg;
      const target = requireNumber(number);
      const obstacle = distribution.obstacle(target, call);
      if (obstacle) throw refusalOf(obstacle);
      connections.handOver(leg, distribution.partyAt(target));
      distribution.send(call, target, 'singleStepTransfer', agent);
    },
    consult(agent, { callId, number }) {
      const leg = requireLeg(agent, callId, 'consult');
      return originate(agent, requireNumber(number), leg.call.attached, callId).view;
    },
    completeTransfer(agent, { callId, consultationCallId }) {
      const leg = requireLeg(agent, callId, 'completeTransfer');
      connections.transfer(leg, requireJoinable(agent, leg, 'transfer', rules, consultationCallId));
    },
    cancelConsult(agent, { callId, consultationCallId }) {
      const leg = requireLeg(agent, callId, 'cancelConsult');
      connections.hangUp(requireConsultation(agent, leg, consultationCallId));
      if (leg.view.state === 'held') connections.retrieve(leg);
    },
    conference(agent, { callId, consultationCallId }) {
      const leg = requireLeg(agent, callId, 'conference');
      connections.conference(leg, requireJoinable(agent, leg, 'conference', rules, consultationCallId));
    },
    dropParty(agent, { callId, number }) {
      connections.leave(requireParty(requireLeg(agent, callId, 'dropParty'), number), 'normalClearing');
    },
    setCallData(agent, { callId, data }) {
      const { attached } = requireLeg(agent, callId, 'setCallData').call;
      const values = requireData(attached.values, data, parts.callDataBytes);
      const news = Object.fromEntries(Object.entries(data).filter(([name, value]) => (attached.values[name] ?? '') !== value));
      if (Object.keys(news).length === 0) return;
      attached.values = values;
      for (const call of attached.calls) for (const leg of [...call.legs]) tell(leg, { type: 'updated', data: news });
    },
    sendMessage: (agent, { callId, text }) => parts.chats.write(requireLeg(agent, callId, 'sendMessage'), text),
    pushUrl: (agent, { callId, url }) => parts.chats.show(requireLeg(agent, callId, 'pushUrl'), url),
    wrapUp: (agent, request) => agents.wrapUp(agent, request),
    logIn: (agent, request) => agents.logIn(agent, request),
    logOut: (agent, request) => agents.logOut(agent, request),
    setAgentState: (agent, request) => agents.setState(agent, request),
    superviseCall: (agent, { agentId, callId, how }) => parts.supervisions.supervise(agent, parts.teams.requireMember(agent, agentId), callId, how).view,
    setMemberState(agent, { agentId, state, reason }) {
      const member = parts.teams.requireMember(agent, agentId);
      if (state === 'loggedOut') agents.logOut(member, { reason });
      else agents.setState(member, { state, reason });
    },
    requestAssistance: (agent, request) => parts.assistances.ask(agent, request),
    vendorCommand: (agent, command) => parts.onVendorCommand(agent, command),
  };

  return {
    perform(agent, name, request) {
      if (!rules.capabilities.includes(name)) throw new CtiError('NOT_SUPPORTED', `This phone system cannot ${name}. Its capabilities say what it can.`);
      return exchange.act(() => table[name](agent, checked(name, request)));
    },
  };
};
