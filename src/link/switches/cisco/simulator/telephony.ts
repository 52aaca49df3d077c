/**
 * Calls and their connections: what begins, changes and ends them, and the telling of it in the guide's order.
 *
 * Not the embedded simulator with another face: that one tells each line what it sees, and a call has the id each line knows. A CTI
 * Server tells what happens to connections, with numbers and devices of all parties, and calls that are joined have one id for all:
 * there is no way from the first back to the second. Clock, chance and the rules of outside numbers are the same in both.
 */
import { CallType, ConnectionDeviceIdType, EventCause, LineType, LocalConnectionState } from '../codec/index.ts';
import type { CallData, CallDataChange } from './call-data.ts';
import { type CallMessages, identityAt } from './call-messages.ts';
import type { Feeds } from './feeds.ts';
import { MAX_ENDED_CALLS, WRAP_UP_MS } from './limits.ts';
import type { Call, Connection, ConnectionId, Party, SkillGroup } from './model.ts';
import type { Turns } from './turns.ts';

const { LCS_NULL, LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;

export interface NewCall {
  type: number;
  calling: Party;
  dialed: string;
  called: Party;
  data: CallData;
  group?: SkillGroup | undefined;
  about?: Call | undefined;
  monitors?: Connection | undefined;
}

export interface Telephony {
  readonly turns: Turns;
  readonly messages: CallMessages;
  readonly calls: ReadonlyMap<number, Call>;
  /** Over, and their data may still be written. */
  readonly ended: Map<number, { call: Call; at: number }>;
  nextRouterKey(): CallData['routerKey'];
  /** Begins a call: BEGIN_CALL_EVENT for all, and the calling party's connection. */
  begin(call: NewCall, state: number): Connection;
  /** CALL_TRANSLATION_ROUTE_EVENT: what will be known of a call that is on its way. */
  announce(call: NewCall): void;
  /** BEGIN_CALL_EVENT for the party's device. */
  join(call: Call, party: Party, state: number): Connection;
  /** The party talks, from now on. */
  connect(connection: Connection): void;
  hold(connection: Connection, cause: number): void;
  /** Whatever else is connected at the device is held, but for these. */
  holdOthers(connection: Connection, cause: number, ...but: readonly Connection[]): void;
  retrieve(connection: Connection, cause: number): void;
  /** The party leaves; a call in which nobody is left to talk to is over. */
  clear(connection: Connection, cause: number): void;
  finish(call: Call, cause: number, first?: Connection): void;
  /** Without a word: the party is out, and its device is told END_CALL_EVENT. */
  remove(connection: Connection, calls?: readonly Call[]): void;
  /** The connection is of the other call from now on; whoever knew the first only is told the new one. */
  move(connection: Connection, to: Call): void;
  /** END_CALL_EVENT for all. */
  forget(call: Call): void;
  stopWaiting(call: Call): void;
  /** CALL_DATA_UPDATE_EVENT to whoever knows the call. */
  tellData(call: Call, change: CallDataChange): void;
  tell: Feeds['tellCall'];
  tellWhole: Feeds['tellWhole'];
  tellDevice: Feeds['tellDevice'];
}

export interface TelephonyParts {
  turns: Turns;
  feeds: Feeds;
  messages: CallMessages;
  /** An agent's connection is over that was answered. */
  onPartOver(connection: Connection): void;
}

export const isTalking = ({ state }: Connection): boolean => state !== LCS_ALERTING && state !== LCS_NULL;

/** Line types by call type, for calls that have one. */
const lineTypes: Readonly<Record<number, number>> = {
  [CallType.CALLTYPE_ACD_IN]: LineType.LINETYPE_INBOUND_ACD,
  [CallType.CALLTYPE_PREROUTE_ACD_IN]: LineType.LINETYPE_INBOUND_ACD,
  [CallType.CALLTYPE_TRANSFER_IN]: LineType.LINETYPE_INBOUND_ACD,
  [CallType.CALLTYPE_OTHER_IN]: LineType.LINETYPE_DID,
  [CallType.CALLTYPE_OUT]: LineType.LINETYPE_OUTBOUND,
  [CallType.CALLTYPE_AGENT_OUT]: LineType.LINETYPE_OUTBOUND_ACD,
  [CallType.CALLTYPE_SUPERVISOR_MONITOR]: LineType.LINETYPE_SILENT_MONITOR,
  [CallType.CALLTYPE_ASSIST]: LineType.LINETYPE_SUPERVISOR,
  [CallType.CALLTYPE_EMERGENCY]: LineType.LINETYPE_HELP,
};

export const createTelephony = ({ turns, feeds, messages, onPartOver }: TelephonyParts): Telephony => {
  const calls = new Map<number, Call>();
  const ended = new Map<number, { call: Call; at: number }>();
  let callIds = 16_777_216;
  let routerKeys = 200;
  const tell = feeds.tellCall;

  const connectionId = (call: Pick<Call, 'id'>, { device }: Party, number: number): ConnectionId =>
    device ? identityAt(device) : { type: ConnectionDeviceIdType.CONNECTION_ID_DYNAMIC, device: `T${call.id}.${number}` };

  const freeLine = ({ device }: Party): number => {
    const taken = new Set([...(device?.connections ?? [])].map(({ line }) => line.handle));
    let handle = 1;
    while (taken.has(handle)) handle++;
    return device ? handle : 0;
  };

  const join: Telephony['join'] = (call, party, state) => {
    const isFirst = call.connections.length === 0;
    const connection: Connection = {
      call,
      id: isFirst ? call.identity : connectionId(call, party, ++outsiders),
      party,
      state,
      line: { handle: freeLine(party), type: lineTypes[call.type] ?? LineType.LINETYPE_INSIDE },
      establishedAt: undefined,
      heldAt: undefined,
      heldFor: 0,
      hasMedia: false,
      heard: '',
      listeners: new Set(),
      recording: false,
    };
    call.connections.push(connection);
    const { device } = party;
    if (!device) return connection;
    device.connections.add(connection);
    turns.touch(device.agent);
    feeds.tellDevice(device, messages.began(call, identityAt(device)));
    return connection;
  };
  let outsiders = 0;

  const media = (connection: Connection, isOn: boolean): void => {
    if (connection.hasMedia === isOn) return;
    connection.hasMedia = isOn;
    const message = isOn ? messages.rtpStarted(connection) : messages.rtpStopped(connection);
    if (connection.party.device) tell({ feeds: connection.call.feeds, connections: [connection] }, message);
  };

  const endHold = (connection: Connection): void => {
    if (connection.heldAt !== undefined) connection.heldFor += turns.now() - connection.heldAt;
    connection.heldAt = undefined;
  };

  const hold: Telephony['hold'] = (connection, cause) => {
    connection.state = LCS_HOLD;
    connection.heldAt = turns.now();
    tell(connection.call, messages.held(connection, cause));
    media(connection, false);
    turns.touch(connection.party.device?.agent);
  };

  const holdOthers: Telephony['holdOthers'] = ({ party }, cause, ...but) => {
    for (const other of [...(party.device?.connections ?? [])]) if (other.state === LCS_CONNECT && !but.includes(other)) hold(other, cause);
  };

  const remove: Telephony['remove'] = (connection, ofCalls = [connection.call]) => {
    const { call, party } = connection;
    const { device } = party;
    finishMonitorsOf(connection, EventCause.CEC_NONE);
    media(connection, false);
    call.connections.splice(call.connections.indexOf(connection), 1);
    endHold(connection);
    if (!device) return;
    device.connections.delete(connection);
    turns.touch(device.agent);
    for (const each of ofCalls) feeds.tellDevice(device, messages.ended(each, identityAt(device)));
    if (connection.establishedAt !== undefined) onPartOver(connection);
  };

  const stopWaiting: Telephony['stopWaiting'] = (call) => {
    const { waiting } = call;
    call.waiting = undefined;
    waiting?.stop();
  };

  const forget: Telephony['forget'] = (call) => {
    feeds.tellWhole(call, messages.ended(call, call.identity));
    calls.delete(call.id);
    call.monitors?.listeners.delete(call);
    // A call's monitors end with it.
    for (const { onOver } of call.feeds) onOver?.();
    call.feeds.clear();
    const now = turns.now();
    for (const [id, { at }] of ended) {
      if (now - at < WRAP_UP_MS && ended.size < MAX_ENDED_CALLS) break;
      ended.delete(id);
    }
    ended.set(call.id, { call, at: now });
  };

  /** Listening ends with what is listened to. */
  const finishMonitorsOf = (connection: Connection, cause: number): void => {
    for (const call of [...connection.listeners]) finish(call, cause);
  };

  const drop = (connection: Connection, cause: number): void => {
    connection.state = LCS_NULL;
    media(connection, false);
    tell(connection.call, messages.connectionCleared(connection, cause));
  };

  const finish: Telephony['finish'] = (call, cause, first) => {
    if (!calls.has(call.id)) return;
    stopWaiting(call);
    const all = first ? [first, ...call.connections.filter((one) => one !== first)] : [...call.connections];
    for (const connection of all) finishMonitorsOf(connection, cause);
    for (const connection of all) drop(connection, cause);
    tell(call, messages.cleared(call, cause));
    for (const connection of all) remove(connection);
    forget(call);
  };

  return {
    turns,
    messages,
    calls,
    ended,
    nextRouterKey: () => ({ day: Math.floor(turns.now() / 86_400_000) % 100_000, callId: ++routerKeys }),
    begin({ type, calling, dialed, called, data, group, about, monitors }, state) {
      const id = ++callIds;
      const call: Call = {
        ...{ id, type, data, calling, dialed, called, group, about, monitors },
        identity: connectionId({ id }, calling, ++outsiders),
        lastRedirect: undefined,
        connections: [],
        waiting: undefined,
        feeds: new Set(),
        since: turns.now(),
        hops: 0,
      };
      calls.set(id, call);
      monitors?.listeners.add(call);
      feeds.tellWhole(call, messages.began(call, call.identity));
      return join(call, calling, state);
    },
    announce: ({ data }) => feeds.tellWhole({ feeds: new Set() }, messages.translationRouted(data)),
    join,
    connect(connection) {
      connection.state = LCS_CONNECT;
      connection.establishedAt ??= turns.now();
      endHold(connection);
      media(connection, true);
      turns.touch(connection.party.device?.agent);
    },
    hold,
    holdOthers,
    retrieve(connection, cause) {
      holdOthers(connection, cause, connection);
      connection.state = LCS_CONNECT;
      endHold(connection);
      tell(connection.call, messages.retrieved(connection, cause));
      // Whoever waits for an answer hears the phone system.
      if (connection.establishedAt !== undefined) media(connection, true);
      turns.touch(connection.party.device?.agent);
    },
    clear(connection, cause) {
      const { call } = connection;
      const left = call.connections.filter((one) => one !== connection && isTalking(one));
      const waits = call.waiting !== undefined && call.waiting.ringing !== connection;
      if (left.length === 0 || (left.length === 1 && !waits)) {
        finish(call, cause, connection);
        return;
      }
      finishMonitorsOf(connection, cause);
      drop(connection, cause);
      remove(connection);
    },
    finish,
    remove,
    move(connection, to) {
      const { call, party } = connection;
      call.connections.splice(call.connections.indexOf(connection), 1);
      connection.call = to;
      to.connections.push(connection);
      const { device } = party;
      if (!device) return;
      turns.touch(device.agent);
      const as = identityAt(device);
      const renamed = messages.dataUpdated(to, { texts: {}, named: [], arrays: [] }, as, { call, as });
      feeds.tellDevice(device, renamed);
    },
    forget,
    stopWaiting,
    tellData(call, change) {
      feeds.tellWhole(call, messages.dataUpdated(call, change, call.identity));
      for (const { party } of call.connections) if (party.device) feeds.tellDevice(party.device, messages.dataUpdated(call, change, identityAt(party.device)));
    },
    tell,
    tellWhole: feeds.tellWhole,
    tellDevice: feeds.tellDevice,
  };
};
