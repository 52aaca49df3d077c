/** What a party does with its calls: each checks that it can be done, then does it. */
import { CallType, EventCause, LocalConnectionState } from '../codec/index.ts';
import { applyChange, applyWhatFits, type CallDataChange, copyCallData, emptyCallData, wholeOf } from './call-data.ts';
import { numbersOf } from './call-messages.ts';
import type { Distribution } from './distribution.ts';
import { MAX_HEARD_DIGITS } from './limits.ts';
import type { Call, Connection, Device, Party } from './model.ts';
import { failed } from './refusal.ts';
import { dialString, partyAt } from './site.ts';
import { isTalking, type Telephony } from './telephony.ts';

const { LCS_NULL, LCS_INITIATE, LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const { CEC_NONE, CEC_ALTERNATE, CEC_CONSULT, CEC_TRANSFER, CEC_KEY_CONFERENCE, CEC_NEW_CALL } = EventCause;

export interface Moves {
  dial(device: Device, number: string, change: CallDataChange, more?: { type?: number; about?: Connection; cause?: number }): Connection;
  answer(connection: Connection): void;
  hold(connection: Connection): void;
  retrieve(connection: Connection): void;
  clearConnection(connection: Connection): void;
  clearCall(connection: Connection): void;
  alternate(active: Connection, other: Connection): void;
  reconnect(active: Connection, held: Connection): void;
  consult(active: Connection, number: string, change: CallDataChange): Connection;
  /** Returns the call that is left. */
  transfer(active: Connection, held: Connection): Call;
  transferTo(active: Connection, number: string): Call;
  conference(active: Connection, held: Connection): Connection;
  deflect(connection: Connection, number: string): void;
  dtmf(connection: Connection, digits: string): Connection[];
}

export interface MoveParts {
  telephony: Telephony;
  distribution: Distribution;
  lines: number;
  conferenceParties: number;
  /** Whether the type and the cause of a call say that it is a consultation. */
  typesConsultations: boolean;
}

const requireState = (connection: Connection, state: number, code: Parameters<typeof failed>[0]): void => {
  if (connection.state !== state) throw failed(code);
};

const talkersOf = (call: Call): Connection[] => call.connections.filter(isTalking);

/** Two calls of one device. */
const requirePair = (active: Connection, held: Connection): void => {
  requireState(active, LCS_CONNECT, 'CF_NO_ACTIVE_CALL');
  requireState(held, LCS_HOLD, 'CF_NO_HELD_CALL');
  if (!active.party.device || active.party.device !== held.party.device || active.call === held.call) throw failed('CF_INVALID_CONNECTION_ID_FOR_ACTIVE_CALL');
};

/** Two that can become one. */
const requireJoinable = (active: Connection, held: Connection): void => {
  requirePair(active, held);
  // Somebody is still to come into the held call: only one can be waited for.
  if (held.call.waiting) throw failed('CF_INVALID_OBJECT_STATE');
};

export const createMoves = ({ telephony, distribution, lines, conferenceParties, typesConsultations }: MoveParts): Moves => {
  const { turns, messages, tell } = telephony;

  const requireNumber = (number: string): string => {
    const dialled = dialString(number);
    if (!/^[+\d*#]{1,39}$/.test(dialled)) throw failed('CF_INVALID_DIALED_NUMBER');
    return dialled;
  };

  const dial: Moves['dial'] = (device, number, change, { type = distribution.typeFor(number), about, cause = CEC_NEW_CALL } = {}) => {
    const dialed = requireNumber(number);
    if (!device.inService) throw failed('CF_RESOURCE_OUT_OF_SERVICE');
    if (device.connections.size >= lines) throw failed('CF_MAXIMUM_LINE_LIMIT_EXCEEDED');
    const texts = numbersOf(device.id, dialed);
    const data = about ? copyCallData(about.call.data, telephony.nextRouterKey(), texts) : emptyCallData(telephony.nextRouterKey(), texts);
    applyChange(data, change);
    for (const other of [...device.connections])
      if (other.state === LCS_CONNECT) telephony.hold(other, about && cause === CEC_CONSULT ? CEC_CONSULT : CEC_NONE);
    const called = distribution.partyFor(dialed);
    const connection = telephony.begin({ type, calling: partyAt(device), dialed, called, data, about: about?.call }, LCS_INITIATE);
    tell(connection.call, messages.serviceInitiated(connection, cause));
    connection.state = LCS_CONNECT;
    tell(connection.call, messages.originated(connection, cause));
    turns.touch(device.agent);
    distribution.send(connection.call, dialed, cause);
    return connection;
  };

  /** All of `other` comes into `call`, which keeps its id; what is left of the other is forgotten. */
  const merge = (call: Call, other: Call): void => {
    const { waiting } = other;
    other.waiting = undefined;
    const resumed: Connection[] = [];
    for (const connection of [...other.connections]) {
      // Who is in both already keeps the first.
      const { device } = connection.party;
      const kept = device && call.connections.find(({ party }) => party.device === device);
      if (!kept) {
        telephony.move(connection, call);
        continue;
      }
      if (connection.state === LCS_CONNECT && kept.state === LCS_HOLD) resumed.push(kept);
      connection.state = LCS_NULL;
      telephony.remove(connection);
    }
    if (waiting?.ringing?.state === LCS_NULL) waiting.stop();
    else if (waiting) {
      call.waiting = waiting;
      if (waiting.place) waiting.place.call = call;
    }
    for (const kept of resumed) telephony.retrieve(kept, CEC_NONE);
    const change = wholeOf(other.data);
    // What was noted while consulting is of the call from now on; its numbers are not.
    const { ani: _ani, dnis: _dnis, dialedNumber: _dialed, ...texts } = change.texts;
    const isNews =
      Object.entries(texts).some(([name, value]) => call.data.texts[name as keyof typeof texts] !== value) ||
      change.named.some(({ name, value }) => call.data.named.get(name) !== value) ||
      change.arrays.some(({ name, index, value }) => call.data.arrays.get(name)?.get(index) !== value);
    const kept = applyWhatFits(call.data, { ...change, texts });
    if (isNews) telephony.tellData(call, kept);
    telephony.forget(other);
  };

  /** `gone`: connections of whoever joins the two, which are no parties of what comes of it. */
  const requireRoom = (call: Call, other: Call, gone: number): void => {
    if (call.connections.length + other.connections.length - gone > conferenceParties) throw failed('CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED');
  };

  const lastTalker = (call: Call, cause: number): void => {
    const left = talkersOf(call);
    if (left.length === 0 || (left.length === 1 && !call.waiting)) telephony.finish(call, cause);
  };

  return {
    dial,
    answer(connection) {
      requireState(connection, LCS_ALERTING, 'CF_NO_CALL_TO_ANSWER');
      distribution.answer(connection);
    },
    hold(connection) {
      requireState(connection, LCS_CONNECT, 'CF_NO_ACTIVE_CALL');
      if (connection.establishedAt === undefined) throw failed('CF_INVALID_OBJECT_STATE');
      telephony.hold(connection, CEC_NONE);
    },
    retrieve(connection) {
      requireState(connection, LCS_HOLD, 'CF_NO_HELD_CALL');
      telephony.retrieve(connection, CEC_NONE);
    },
    clearConnection(connection) {
      if (connection.state === LCS_NULL) throw failed('CF_NO_CONNECTION_TO_CLEAR');
      const { waiting } = connection.call;
      if (connection.state !== LCS_ALERTING || waiting?.ringing !== connection) telephony.clear(connection, CEC_NONE);
      else if (waiting.refused) waiting.refused();
      else distribution.refuse(connection);
    },
    clearCall: (connection) => telephony.finish(connection.call, CEC_NONE, connection),
    alternate(active, other) {
      requirePair(active, other);
      telephony.hold(active, CEC_ALTERNATE);
      telephony.retrieve(other, CEC_ALTERNATE);
    },
    reconnect(active, held) {
      requirePair(active, held);
      telephony.clear(active, CEC_NONE);
      telephony.retrieve(held, CEC_NONE);
    },
    consult(active, number, change) {
      requireState(active, LCS_CONNECT, 'CF_NO_ACTIVE_CALL');
      const { device } = active.party;
      if (!device || active.establishedAt === undefined) throw failed('CF_INVALID_OBJECT_STATE');
      return dial(device, number, change, { about: active, ...(typesConsultations && { type: CallType.CALLTYPE_CONSULT, cause: CEC_CONSULT }) });
    },
    transfer(active, held) {
      requireJoinable(active, held);
      const [call, other] = [held.call, active.call];
      requireRoom(call, other, 2);
      const transferred = talkersOf(call).find((one) => one !== held)?.party ?? call.calling;
      // The parties of the event are those that are left.
      const left: Connection[] = [...call.connections, ...other.connections].filter((one) => one !== active && one !== held);
      const result = { ...call, connections: left };
      if (call.type !== CallType.CALLTYPE_CONFERENCE) call.type = CallType.CALLTYPE_TRANSFER_IN;
      held.state = LCS_NULL;
      active.state = LCS_NULL;
      tell(call, messages.transferred(result, other, held, active, transferred, CEC_TRANSFER), other);
      telephony.remove(active);
      telephony.remove(held);
      call.lastRedirect = held.party;
      merge(call, other);
      for (const connection of call.connections) if (connection.state === LCS_CONNECT && connection.establishedAt === undefined) telephony.connect(connection);
      lastTalker(call, CEC_TRANSFER);
      return call;
    },
    transferTo(active, number) {
      requireState(active, LCS_CONNECT, 'CF_NO_ACTIVE_CALL');
      const dialed = requireNumber(number);
      const { call } = active;
      const others = talkersOf(call).filter((one) => one !== active);
      if (others.length === 0 || call.waiting || active.establishedAt === undefined) throw failed('CF_INVALID_OBJECT_STATE');
      const target: Party = distribution.partyFor(dialed);
      if (target.device && distribution.isFull(target.device)) throw failed('CF_RESOURCE_BUSY');
      if (target.device && call.connections.some(({ party }) => party.device === target.device)) throw failed('CF_INVALID_DESTINATION');
      const result = { ...call, connections: call.connections.filter((one) => one !== active) };
      active.state = LCS_NULL;
      call.type = CallType.CALLTYPE_TRANSFER_IN;
      tell(call, messages.transferred(result, undefined, active, undefined, others[0]?.party ?? call.calling, CEC_TRANSFER));
      telephony.remove(active);
      call.lastRedirect = active.party;
      call.called = target;
      distribution.send(call, dialed, CEC_TRANSFER);
      return call;
    },
    conference(active, held) {
      requireJoinable(active, held);
      const [call, other] = [held.call, active.call];
      const added = talkersOf(other).find((one) => one !== active);
      if (!added || other.waiting) throw failed('CF_INVALID_OBJECT_STATE');
      requireRoom(call, other, 1);
      const left: Connection[] = [...call.connections, ...other.connections].filter((one) => one !== active);
      call.type = CallType.CALLTYPE_CONFERENCE;
      held.state = LCS_CONNECT;
      active.state = LCS_NULL;
      tell(call, messages.conferenced({ ...call, connections: left }, other, held, active.id, added.party, CEC_KEY_CONFERENCE), other);
      telephony.remove(active);
      telephony.connect(held);
      merge(call, other);
      return held;
    },
    deflect(connection, number) {
      requireState(connection, LCS_ALERTING, 'CF_NO_CALL_TO_ANSWER');
      const dialed = requireNumber(number);
      const { call } = connection;
      const target = distribution.partyFor(dialed);
      if (target.device && distribution.isFull(target.device)) throw failed('CF_RESOURCE_BUSY');
      if (target.device && call.connections.some(({ party }) => party.device === target.device)) throw failed('CF_INVALID_FORWARDING_DESTINATION');
      telephony.stopWaiting(call);
      tell(call, messages.diverted(connection, target, EventCause.CEC_REDIRECTED));
      telephony.remove(connection);
      call.lastRedirect = connection.party;
      distribution.send(call, dialed, EventCause.CEC_REDIRECTED);
    },
    dtmf(connection, digits) {
      requireState(connection, LCS_CONNECT, 'CF_NO_ACTIVE_CALL');
      const listeners = connection.call.connections.filter((one) => one !== connection && one.state === LCS_CONNECT);
      for (const listener of listeners) listener.heard = (listener.heard + digits).slice(-MAX_HEARD_DIGITS);
      return listeners;
    },
  };
};
