/** Drives the simulator from the other side: the people who call and are called, the agents' desk phones, and the wires between. */
import type { Call, CallCause, Party } from '../../../protocol/call.ts';
import { type ChatMessage, isMessageText } from '../../../protocol/chat.ts';
import { CtiError } from '../../../protocol/error.ts';
import { isChat } from '../../../protocol/is-chat.ts';
import { MAX_CALL_TYPE_LENGTH, MAX_NAME_LENGTH, MAX_NUMBER_LENGTH } from '../../../protocol/limits.ts';
import { commandParams, type PhoneCommandName, type PhoneCommands, type WrapUpRequest } from '../../../protocol/phone-commands.ts';
import type { VendorCommand, VendorEvent } from '../../../protocol/vendor.ts';
import type { Chats } from './chats.ts';
import type { Connections } from './connections.ts';
import type { Distribution } from './distribution.ts';
import type { Exchange } from './exchange.ts';
import { type CallEvent, inConversation, type Leg, othersOf, type SimulatedCall } from './model.ts';
import { requireData, requireNumber } from './requirements.ts';
import type { SimulatorState } from './state.ts';

export interface PlacedCall {
  /** The caller's number; empty when it is withheld. */
  from: string;
  to: string;
  /** `Call.type`: `chat` for one that is written. Default: a phone call. */
  type?: string | undefined;
  name?: string | undefined;
  /** What the phone system knows of the call before anybody has answered it. */
  data?: Record<string, string> | undefined;
  /** The caller hangs up when nobody has answered by then. Default: waits for ever. */
  patienceMs?: number | undefined;
}

/** What an outside party notices. `call` is the call as this party sees it. */
export type OutsideEvent =
  | { type: 'call'; number: string; event: CallEvent; call: Call }
  | { type: 'digits'; number: string; callId: string; digits: string }
  /** Somebody else has written in the chat. */
  | { type: 'message'; number: string; message: ChatMessage }
  /** The agent shows it a page. */
  | { type: 'url'; number: string; callId: string; url: string };

/** Everything happens at once, and has been told when the function returns. What cannot happen throws a `CtiError`. */
export interface SimulatorDriver {
  /** Somebody from outside calls. @returns the call's id */
  placeCall(call: PlacedCall): string;
  /** Hangs up for the outside party; before the answer it gives up. `number` says who, when there are several. */
  hangUpCaller(callId: string, number?: string): void;
  /** For outside numbers that ring. */
  answerOutside(callId: string, number?: string): void;
  refuseOutside(callId: string, as: 'busy' | 'declined', number?: string): void;
  holdOutside(callId: string, number?: string): void;
  retrieveOutside(callId: string, number?: string): void;
  /** The outside party writes into its chat. */
  writeOutside(callId: string, text: string, number?: string): void;
  /** The outside party hands whoever it talks with to somebody else. */
  transferOutside(callId: string, to: string, number?: string): void;
  /** Takes the outside party from wherever it is to a queue, an agent or any other number, as a supervisor can. */
  redirect(callId: string, to: string): void;
  /** The network fails for everybody in the call. Default cause `networkOutOfOrder`. */
  dropCall(callId: string, cause?: CallCause): void;
  /** What the agent does at the desk phone: any command, also while the link is lost. */
  atPhone<Name extends PhoneCommandName>(agentId: string, name: Name, request: Parameters<PhoneCommands[Name]>[0]): ReturnType<PhoneCommands[Name]>;
  /** The connection between link and phone system breaks; the phone system goes on. */
  failLink(reason: string): void;
  /** Only route requests get no answer any more: calls at route points go to their default, and the status says so. */
  failRouting(reason: string): void;
  /** Ends both. */
  restoreLink(): void;
  /** Who is in a supervisor's team from now on; nobody ends it. What the supervisor only listens to of others is over. */
  setTeam(supervisorId: string, agentIds: readonly string[]): void;
  /** Tells an agent's line what only this phone system has a name for. */
  vendorEvent(agentId: string, event: VendorEvent): void;
  /** What is true in the phone system, whatever the link knows. */
  snapshotAll(): SimulatorState;
  /** Wrap-ups the phone system was told, oldest first. */
  readonly wrapUps: readonly WrapUp[];
  /** Vendor commands it was given, oldest first. */
  readonly vendorCommands: readonly VendorCommandTaken[];
  onOutside(listener: (event: OutsideEvent) => void): () => void;
}

export interface VendorCommandTaken extends VendorCommand {
  agentId: string;
}

export interface WrapUp extends WrapUpRequest {
  agentId: string;
  at: number;
}

export type OutsideDriver = Pick<
  SimulatorDriver,
  | 'placeCall'
  | 'hangUpCaller'
  | 'answerOutside'
  | 'refuseOutside'
  | 'holdOutside'
  | 'retrieveOutside'
  | 'writeOutside'
  | 'transferOutside'
  | 'redirect'
  | 'dropCall'
>;

export interface OutsideParts {
  exchange: Exchange;
  connections: Connections;
  distribution: Distribution;
  chats: Chats;
  callDataBytes: number;
  requireRunning(): void;
}

const caller = ({ from, name }: PlacedCall): Party => {
  if (from.length > MAX_NUMBER_LENGTH || (name ?? '').length > MAX_NAME_LENGTH)
    throw new CtiError('INVALID_ARGUMENT', 'The caller’s number or name is too long.');
  return { number: from, ...(name !== undefined && { name }) };
};

export const createOutsideDriver = ({ exchange, connections, distribution, chats, callDataBytes, requireRunning }: OutsideParts): OutsideDriver => {
  const { act, tell, clear } = exchange;

  const requireCall = (callId: string): SimulatedCall => {
    const call = exchange.find(callId);
    if (!call) throw new CtiError('NO_SUCH_CALL', 'There is no call with this id. It may be over.');
    return call;
  };

  /** An outside party of the call, in a state that fits. */
  const outside = (callId: string, number: string | undefined, ...states: readonly Call['state'][]): Leg => {
    const legs = requireCall(callId).legs.filter(({ agent, party }) => !agent && (number === undefined || party.number === number));
    const leg = legs.find(({ view }) => states.includes(view.state));
    if (leg) return leg;
    throw new CtiError('INVALID_STATE', `No outside party of this call is ${states.join(' or ')}.`);
  };

  const spoken = (leg: Leg): Leg => {
    if (isChat(leg.view)) throw new CtiError('INVALID_STATE', 'A chat is not put on hold.');
    return leg;
  };

  /** Everybody else is taken out, and the party is left to wait. */
  const isolate = (leg: Leg, to: string): void => {
    const { call } = leg;
    connections.stopWaiting(call);
    const isTalking = inConversation(leg);
    for (const other of call.legs.filter((one) => one !== leg)) {
      const rings = other.view.state === 'alerting';
      tell(other, rings ? { type: 'diverted', cause: 'callForward' } : { type: 'transferred', cause: 'singleStepTransfer' });
      clear(other, rings ? 'callForward' : 'singleStepTransfer');
    }
    if (isTalking) tell(leg, { type: 'transferred', remote: distribution.partyAt(to), cause: 'singleStepTransfer' });
  };

  return {
    placeCall: (placed) =>
      act(() => {
        requireRunning();
        const { to, data, type, patienceMs } = placed;
        const request = commandParams.dial().safeParse({ number: to, data });
        if (!request.success) throw new CtiError('INVALID_ARGUMENT', 'A call is placed to a number, with texts by name as its data.');
        const number = requireNumber(to);
        const party = caller(placed);
        const values = requireData({}, data ?? {}, callDataBytes);
        if (type !== undefined && type.length > MAX_CALL_TYPE_LENGTH) throw new CtiError('INVALID_ARGUMENT', 'The type of a call is one word.');
        const call = exchange.newCall({ number }, { values, calls: new Set() }, type);
        const { id } = call;
        const leg = exchange.join(call, party, undefined, { type: 'originated', remote: { number }, data: values, cause: 'newCall' });
        distribution.send(call, number, 'newCall');
        if (patienceMs !== undefined) exchange.later(() => leg.view.state === 'initiated' && connections.hangUp(leg), patienceMs);
        return id;
      }),
    hangUpCaller: (callId, number) => act(() => connections.hangUp(outside(callId, number, 'connected', 'held', 'initiated', 'alerting', 'failed'))),
    answerOutside: (callId, number) => act(() => connections.answer(outside(callId, number, 'alerting'))),
    refuseOutside: (callId, as, number) => act(() => connections.reject(outside(callId, number, 'alerting'), as)),
    holdOutside: (callId, number) => act(() => connections.hold(spoken(outside(callId, number, 'connected')))),
    retrieveOutside: (callId, number) => act(() => connections.retrieve(outside(callId, number, 'held'))),
    writeOutside: (callId, text, number) =>
      act(() => {
        const leg = outside(callId, number, 'connected');
        if (!isChat(leg.view)) throw new CtiError('INVALID_STATE', 'Nothing is written in a call that is no chat.');
        if (!isMessageText(text)) throw new CtiError('INVALID_ARGUMENT', 'Nothing that short, or that long, is written.');
        chats.write(leg, text);
      }),
    transferOutside: (callId, to, number) =>
      act(() => {
        const leg = outside(callId, number, 'connected', 'held');
        const target = requireNumber(to);
        if (leg.call.waiting || othersOf(leg).length === 0) throw new CtiError('INVALID_STATE', 'The outside party has nobody to hand on.');
        connections.handOver(leg, distribution.partyAt(target));
        distribution.send(leg.call, target, 'singleStepTransfer');
      }),
    redirect: (callId, to) =>
      act(() => {
        const leg = outside(callId, undefined, 'connected', 'held', 'initiated');
        const target = requireNumber(to);
        isolate(leg, target);
        distribution.send(leg.call, target, 'callForward');
      }),
    dropCall: (callId, cause = 'networkOutOfOrder') => act(() => connections.end(requireCall(callId), cause)),
  };
};
