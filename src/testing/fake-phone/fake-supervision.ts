/** The supervisor's side of a fake phone: a team that the script plays, and the commands for it. */
import {
  type Assistance,
  type AssistanceRequest,
  type Call,
  CtiError,
  isChat,
  type MemberStateRequest,
  type Party,
  type PhoneCommandName,
  type SuperviseCallRequest,
  type Supervision,
  type TeamMember,
} from '../../index.ts';
import { type CallEvent, type CallStore, requireCapability, requireMember, type TeamBook } from '../../phone/index.ts';
import type { FakeNetwork } from './fake-network.ts';

export interface FakeSupervisionParts {
  capabilities: readonly PhoneCommandName[];
  /** The supervisor, as others in a call see who joins it. */
  self: Party;
  book: TeamBook;
  store: CallStore;
  network: FakeNetwork;
  now(): number;
  newCallId(): string;
  requireReady(): void;
  holdOthers(but?: string): Promise<void>;
  done(event: CallEvent): Call;
}

const partiesIn = ({ remote, parties = [remote] }: Call): Party[] => [...parties];

const isTalking = ({ state }: Call): boolean => state === 'connected' || state === 'held';

let asked = 0;

export const createFakeSupervision = (parts: FakeSupervisionParts) => {
  const { capabilities, self, book, store, network, now, done } = parts;

  const require = (name: PhoneCommandName): void => {
    requireCapability(capabilities, name);
    parts.requireReady();
  };

  /** The member's own picture of the call, once the supervisor takes part in it so. */
  const seenBy = (call: Call, how: Supervision['how']): Call => {
    const others = partiesIn(call).filter(({ number }) => number !== self.number);
    const { parties: _before, ...rest } = call;
    return how === 'bargeIn' ? { ...rest, parties: [...others, self] } : rest;
  };

  const tellMember = (member: TeamMember, call: Call, how: Supervision['how']): void => {
    const calls = member.calls.flatMap((one) => (one.id !== call.id ? [one] : how === 'intercept' ? [] : [seenBy(one, how)]));
    book.change({ member: { ...member, calls } });
  };

  const supervise = async (request: SuperviseCallRequest): Promise<Call> => {
    require('superviseCall');
    const { agentId, callId, how } = request;
    const member = requireMember(book.team, agentId);
    const call = member.calls.find(({ id }) => id === callId);
    if (!call) throw new CtiError('NO_SUCH_CALL', 'That agent has no call with this id. It may be over.');
    if (!isTalking(call) || isChat(call)) throw new CtiError('INVALID_STATE', 'That call cannot be listened to.');
    const own = store.calls.find(({ supervision }) => supervision?.agentId === agentId && supervision.how !== 'intercept');
    await parts.holdOthers(own?.id);
    await network.ask({ command: 'superviseCall', callId, agentId, how });
    const supervision: Supervision = { how, agentId };
    const others = partiesIn(call).filter(({ number }) => number !== self.number);
    const present = how === 'intercept' ? others : [{ number: member.address ?? agentId }, ...others];
    const [remote = call.remote] = present;
    const id = own?.id ?? parts.newCallId();
    if (!own) {
      done({ type: 'originated', callId: id, at: now(), remote, supervision, cause: 'newCall' });
      done({ type: 'established', callId: id, at: now() });
    }
    tellMember(member, call, how);
    if (own || present.length > 1) done({ type: 'updated', callId: id, at: now(), supervision, parties: present });
    return store.find(id) ?? call;
  };

  const setMember = async (request: MemberStateRequest): Promise<void> => {
    require('setMemberState');
    const { agentId, state, reason } = request;
    const member = requireMember(book.team, agentId);
    await network.ask({ command: 'setMemberState', agentId, reason });
    const { agent: _before, address, ...rest } = member;
    const stays = state === 'loggedOut' ? {} : { address };
    book.change({ member: { ...rest, ...stays, agent: { state, since: now(), ...(reason !== undefined && { reason }) } } });
  };

  const ask = async (request: AssistanceRequest): Promise<Assistance> => {
    require('requestAssistance');
    const { kind, callId } = request;
    if (kind !== 'assist' && kind !== 'emergency') throw new CtiError('INVALID_ARGUMENT', 'Help is of the kind `assist` or `emergency`.');
    if (callId !== undefined && !store.find(callId)) throw new CtiError('NO_SUCH_CALL', 'There is no call with this id. It may be over.');
    await network.ask({ command: 'requestAssistance', callId });
    const assistance: Assistance = {
      id: `fake-assistance-${++asked}`,
      kind,
      state: 'asked',
      agentId: 'agent',
      at: now(),
      ...(callId !== undefined && { callId }),
    };
    book.assist(assistance);
    return assistance;
  };

  return { supervise, setMember, ask };
};
