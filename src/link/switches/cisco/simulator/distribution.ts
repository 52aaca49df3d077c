/** Where a call goes: to a device, to a skill group, to an outside number; and what becomes of it when nobody answers there. */

import type { OutsideRule } from '../../simulator/index.ts';
import { CallType, EventCause, LocalConnectionState } from '../codec/index.ts';
import { applyChange, type CallDataChange, emptyCallData } from './call-data.ts';
import { numbersOf } from './call-messages.ts';
import type { Call, Connection, Device, Party, Place } from './model.ts';
import type { Queueing } from './queueing.ts';
import { outsideParty, partyAt, routePointParty, type Site } from './site.ts';
import { isTalking, type Telephony } from './telephony.ts';

const { LCS_NULL, LCS_CONNECT, LCS_ALERTING, LCS_FAIL, LCS_HOLD } = LocalConnectionState;
const { CEC_NONE, CEC_BUSY, CEC_DEST_NOT_OBTAINABLE, CEC_NEW_CALL, CEC_CALL_CANCELLED } = EventCause;

/** Destinations a call may be sent to before somebody answers. */
const MAX_HOPS = 10;

const causeCodes: Readonly<Record<string, number>> = {
  busy: CEC_BUSY,
  destNotObtainable: CEC_DEST_NOT_OBTAINABLE,
  networkCongestion: EventCause.CEC_NETWORK_CONGESTION,
  networkOutOfOrder: EventCause.CEC_NETWORK_NOT_OBTAINABLE,
  doNotDisturb: EventCause.CEC_DO_NOT_DISTURB,
  noAnswer: EventCause.CEC_CALL_NOT_ANSWERED,
};

export interface Inbound {
  from: string;
  to: string;
  data?: CallDataChange | undefined;
  /** The network routed it: CALL_TRANSLATION_ROUTE_EVENT comes before the call. */
  translationRouted?: boolean | undefined;
}

export interface Distribution {
  placeInbound(inbound: Inbound): Call;
  send(call: Call, number: string, cause: number): void;
  /** Rings at a device, unless it has no line left. */
  ring(call: Call, device: Device, cause: number, waiting?: { place?: Place; stop?(): void; refused?(): void }): Connection | undefined;
  /** Somebody whose phone rings takes the call. */
  answer(connection: Connection): void;
  /** Whoever's phone rings does not take the call: its caller hears that the phone is busy. */
  refuse(connection: Connection): void;
  /** The call comes to nothing at `at`; its caller hears so. */
  fail(call: Call, at: Party, cause: number): void;
  /** How a number shows before anybody has answered. */
  partyFor(number: string): Party;
  /** Of the call that begins: by where it goes. */
  typeFor(number: string): number;
  isFull(device: Device): boolean;
}

export interface DistributionParts {
  site: Site;
  telephony: Telephony;
  lines: number;
  busyToneMs: number;
  autoAnswer: boolean;
  duration(span: number | readonly [number, number]): number;
  queueing(distribution: Distribution): Queueing;
  onAnswered(connection: Connection): void;
}

export const createDistribution = (parts: DistributionParts): Distribution => {
  const { site, telephony, lines, duration } = parts;
  const { turns, messages, tell } = telephony;

  const partyFor: Distribution['partyFor'] = (number) => {
    const found = site.find(number);
    if (found.kind === 'device') return partyAt(found.device);
    return found.kind === 'group' ? routePointParty(number) : outsideParty(found.number);
  };

  const isFull: Distribution['isFull'] = (device) => device.connections.size >= lines || !device.inService;

  const fail: Distribution['fail'] = (call, at, cause) => {
    telephony.stopWaiting(call);
    const [caller, ...others] = call.connections.filter(isTalking);
    if (!caller) {
      telephony.finish(call, cause);
      return;
    }
    const wasEstablished = caller.establishedAt !== undefined;
    if (!wasEstablished) caller.state = LCS_FAIL;
    tell(call, messages.failed(caller, at, cause));
    turns.touch(caller.party.device?.agent);
    // A conference that was to have one more goes on without.
    if (others.length > 0) return;
    if (parts.busyToneMs > 0) call.waiting = { ringing: undefined, stop: turns.later(() => telephony.finish(call, cause, caller), parts.busyToneMs) };
    else telephony.finish(call, cause, caller);
  };

  const answer: Distribution['answer'] = (connection) => {
    const { call } = connection;
    // Whoever has waited for the answer talks now, also from a call that was put on hold meanwhile.
    const caller = call.connections.find((one) => one !== connection && isTalking(one) && one.establishedAt === undefined);
    const both = [connection, ...(caller ? [caller] : [])];
    for (const one of both) telephony.holdOthers(one, CEC_NONE, ...both);
    telephony.stopWaiting(call);
    call.hops = 0;
    connection.state = LCS_CONNECT;
    tell(call, messages.established(connection, CEC_NONE));
    telephony.connect(connection);
    if (caller?.state === LCS_HOLD) telephony.retrieve(caller, CEC_NONE);
    if (caller) telephony.connect(caller);
    parts.onAnswered(connection);
  };

  const ring: Distribution['ring'] = (call, device, cause, waiting = {}) => {
    const isInCall = call.connections.some(({ party }) => party.device === device);
    if (isFull(device) || isInCall) {
      fail(call, partyAt(device), device.inService ? CEC_BUSY : CEC_DEST_NOT_OBTAINABLE);
      return undefined;
    }
    const connection = telephony.join(call, partyAt(device), LCS_ALERTING);
    call.waiting = { stop: () => undefined, ...waiting, ringing: connection };
    tell(call, messages.delivered(connection, cause));
    if (parts.autoAnswer && device.agent) turns.later(() => connection.state === LCS_ALERTING && answer(connection), 0);
    return connection;
  };

  const ringOutside = (call: Call, number: string, rule: OutsideRule, cause: number): void => {
    const party = outsideParty(number);
    if (rule.does === 'fail' && rule.afterMs === undefined) {
      fail(call, party, causeCodes[rule.cause] ?? CEC_DEST_NOT_OBTAINABLE);
      return;
    }
    const caller = call.connections.find(isTalking);
    if (caller?.party.device) tell(call, messages.reachedNetwork(caller, '1'));
    const connection = telephony.join(call, party, LCS_ALERTING);
    let stop = (): void => undefined;
    if (rule.does === 'answer')
      stop = turns.later(
        () => {
          answer(connection);
          if (rule.hangUpAfterMs !== undefined) turns.later(() => isTalking(connection) && telephony.clear(connection, CEC_NONE), duration(rule.hangUpAfterMs));
        },
        duration(rule.afterMs ?? 0),
      );
    if (rule.does === 'fail')
      stop = turns.later(
        () => {
          // It may have been joined to another call meanwhile.
          const { call: now } = connection;
          telephony.stopWaiting(now);
          telephony.remove(connection);
          fail(now, party, causeCodes[rule.cause] ?? CEC_DEST_NOT_OBTAINABLE);
        },
        duration(rule.afterMs ?? 0),
      );
    call.waiting = { ringing: connection, stop };
    tell(call, messages.delivered(connection, cause));
  };

  const self: Distribution = {
    partyFor,
    isFull,
    fail,
    refuse({ call, party }) {
      telephony.stopWaiting(call);
      const connection = call.connections.find((one) => one.party === party && one.state === LCS_ALERTING);
      if (connection) {
        connection.state = LCS_NULL;
        tell(call, messages.connectionCleared(connection, CEC_BUSY));
        telephony.remove(connection);
      }
      fail(call, party, CEC_BUSY);
    },
    answer,
    ring,
    typeFor(number) {
      const { kind } = site.find(number);
      return kind === 'device' ? CallType.CALLTYPE_AGENT_INSIDE : kind === 'group' ? CallType.CALLTYPE_ACD_IN : CallType.CALLTYPE_OUT;
    },
    placeInbound({ from, to, data, translationRouted = false }) {
      const destination = site.find(to);
      const callData = emptyCallData(telephony.nextRouterKey(), numbersOf(from, to));
      if (data) applyChange(callData, data);
      const isAcd = destination.kind === 'group';
      const type = isAcd ? (translationRouted ? CallType.CALLTYPE_PREROUTE_ACD_IN : CallType.CALLTYPE_ACD_IN) : CallType.CALLTYPE_OTHER_IN;
      const newCall = { type, calling: outsideParty(from), dialed: to, called: partyFor(to), data: callData, group: isAcd ? destination.group : undefined };
      if (translationRouted) telephony.announce(newCall);
      const { call } = telephony.begin(newCall, LCS_CONNECT);
      self.send(call, to, CEC_NEW_CALL);
      return call;
    },
    send(call, number, cause) {
      telephony.stopWaiting(call);
      const destination = site.find(number);
      if (++call.hops > MAX_HOPS) {
        fail(call, partyFor(number), CEC_CALL_CANCELLED);
        return;
      }
      if (destination.kind === 'device') ring(call, destination.device, cause);
      else if (destination.kind === 'group') queueing.enqueue({ call, group: destination.group, since: turns.now() });
      else if (destination.kind === 'outside') ringOutside(call, destination.number, destination.rule, cause);
      else fail(call, outsideParty(destination.number), CEC_DEST_NOT_OBTAINABLE);
    },
  };
  const queueing = parts.queueing(self);
  return self;
};
