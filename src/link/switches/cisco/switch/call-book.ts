/** The calls of the site as the CTI Server's events tell them: who is in each, in what state, with which data. */
import { ConnectionDeviceIdType, EventCause } from '../codec/index.ts';
import { callDataOf, type WithCallData } from '../services/call-data.ts';
import type { CallEventMessage, CiscoCallEvent } from '../services/call-events.ts';
import type { CiscoConnection } from '../services/connection.ts';
import type { LineCall } from '../services/snapshots.ts';
import { callTypeOf } from '../tables/call-type.ts';
import { causeOf } from '../tables/cause.ts';
import { connectionStateOf } from '../tables/connection-state.ts';
import { type CallRecord, inConversation, newRecord, type Part } from './call-record.ts';

export interface CallBook {
  /** @returns devices whose view of a call may have changed */
  apply(event: CiscoCallEvent): ReadonlySet<string>;
  /** What is true of a device after an opening. */
  replace(devices: readonly string[], calls: readonly LineCall[]): void;
  /** Nothing is certain any more of the calls of these peripherals. */
  lose(isLost: (peripheralId: CallRecord['peripheralId']) => boolean): void;
  /** All snapshots are there: what none of them has is over, but where nothing can be known yet. @returns devices that had a part in it */
  settle(unsure: ReadonlySet<string>): ReadonlySet<string>;
  /** Oldest first. */
  at(device: string): readonly CallRecord[];
}

export interface CallBookParts {
  idPrefix: string;
  /** Whether nothing is told of a peripheral's calls. */
  isDown(peripheralId: CallRecord['peripheralId']): boolean;
  versionOf(): number;
  now(): number;
  /** All of a call's data under the link's names. */
  namesOf(variables: Readonly<Record<string, string>>): Record<string, string>;
}

type Named<Name extends CallEventMessage['name']> = Extract<CallEventMessage, { name: Name }>;
type Handlers = { [Name in CallEventMessage['name']]?: (record: CallRecord, event: Named<Name>, connection: CiscoConnection) => void };

/** Events that a call can be heard of by first. Others of a call that is not known are about one that is over. */
const beginnings: ReadonlySet<string> = new Set<CallEventMessage['name']>([
  'BEGIN_CALL_EVENT',
  'CALL_SERVICE_INITIATED_EVENT',
  'CALL_ORIGINATED_EVENT',
  'CALL_DELIVERED_EVENT',
  'CALL_QUEUED_EVENT',
  'CALL_ESTABLISHED_EVENT',
]);
const isEnding = (name: string): boolean => name === 'CALL_CONNECTION_CLEARED_EVENT' || name === 'CALL_CLEARED_EVENT';
/** Calls of a site at a time; of a server that begins more and ends none the oldest are forgotten. */
const MAX_RECORDS = 50_000;

export const createCallBook = ({ idPrefix, isDown, versionOf, now, namesOf }: CallBookParts): CallBook => {
  const records = new Map<number, CallRecord>();
  const byDevice = new Map<string, Set<CallRecord>>();
  let count = 0;

  const index = (device: string): Set<CallRecord> => {
    const known = byDevice.get(device) ?? new Set();
    byDevice.set(device, known);
    return known;
  };
  const put = (record: CallRecord, device: string, part: Part): void => {
    record.parts.set(device, part);
    index(device).add(record);
  };
  const take = (record: CallRecord, device: string): void => {
    record.parts.delete(device);
    const known = byDevice.get(device);
    known?.delete(record);
    if (known?.size === 0) byDevice.delete(device);
  };
  const empty = (record: CallRecord): void => {
    for (const device of [...record.parts.keys()]) take(record, device);
    records.delete(record.callId);
  };

  const recordOf = (callId: number, peripheralId: CallRecord['peripheralId']): CallRecord => {
    const known = records.get(callId);
    if (known) return known;
    count += 1;
    const record = newRecord({ callId, peripheralId, id: `${idPrefix}-${count.toString(36)}`, createdAt: now() });
    records.set(callId, record);
    const [oldest] = records.values();
    if (records.size > MAX_RECORDS && oldest) empty(oldest);
    return record;
  };

  /** By its connection, or by the number it is known under until its connection is told. */
  const partOf = (record: CallRecord, connection: CiscoConnection, number = connection.connectionDeviceId ?? ''): Part => {
    const device = connection.connectionDeviceId ?? number;
    const known = record.parts.get(device);
    if (known) return known;
    const earlier = [...record.parts].find(([, part]) => part.number === number);
    if (earlier) take(record, earlier[0]);
    const part: Part = earlier?.[1] ?? { connection, number, state: 'null', isCaller: false };
    part.connection = connection;
    put(record, device, part);
    return part;
  };
  const knowData = (record: CallRecord, message: WithCallData): void => {
    const news = callDataOf(message);
    if (Object.keys(news).length === 0) return;
    for (const [name, value] of Object.entries(news))
      if (value === '' && !name.endsWith(']')) delete record.variables[name];
      else record.variables[name] = value;
    record.data = namesOf(record.variables);
  };
  /** Whoever called is in the conversation that begins now, also from a call that was put on hold while it rang. */
  const establish = (record: CallRecord): void => {
    record.isQueued = false;
    if (record.establishedAt !== undefined) return;
    record.establishedAt = now();
    for (const part of record.parts.values()) if (part.isCaller && part.state !== 'null') part.state = 'connected';
  };
  /** The other becomes a part of it, with all that it has and this one has not. */
  const absorb = (into: CallRecord, other: CallRecord): void => {
    for (const [device, part] of [...other.parts]) {
      take(other, device);
      if (!into.parts.has(device)) put(into, device, { ...part, connection: { ...part.connection, connectionCallId: into.callId } });
    }
    into.variables = { ...other.variables, ...into.variables };
    into.data = namesOf(into.variables);
    if (other.establishedAt !== undefined) into.establishedAt ??= other.establishedAt;
    for (const [device, supervised] of other.supervised) into.supervised.set(device, supervised);
    other.joined = into;
    records.delete(other.callId);
  };
  /** The server has another number for the call, or for a part of it. */
  const rename = (record: CallRecord, callId: number): void => {
    const isNew = !records.has(callId);
    const into = recordOf(callId, record.peripheralId);
    if (isNew) Object.assign(into, { kind: record.kind, calling: record.calling, called: record.called, isQueued: record.isQueued, cause: record.cause });
    absorb(into, record);
  };
  /** Everybody who is left of both calls is in the first one of the list. `gone`: the parts of whoever has joined them, where these end. */
  const join = (event: Named<'CALL_TRANSFERRED_EVENT'> | Named<'CALL_CONFERENCED_EVENT'>, primary: CallRecord, gone: readonly string[]): CallRecord => {
    const leftIn = event.parties?.find(({ connectedPartyCallId }) => typeof connectedPartyCallId === 'number')?.connectedPartyCallId ?? event.primaryCallId;
    const secondary = event.secondaryCallId === null ? undefined : records.get(event.secondaryCallId);
    const into = typeof leftIn === 'number' && leftIn === secondary?.callId ? secondary : primary;
    const other = into === primary ? secondary : primary;
    if (other) {
      absorb(into, other);
      other.cause = primary.cause;
      into.cause = primary.cause;
    }
    for (const device of gone) take(into, device);
    return into;
  };
  /** Both ends of whoever has joined two calls; one of them is among the parties where they stay in. */
  const joinersOf = ({ primaryDeviceId, secondaryDeviceId, parties = [] }: Named<'CALL_TRANSFERRED_EVENT'> | Named<'CALL_CONFERENCED_EVENT'>): string[] => {
    const left = new Set(parties.map(({ connectedPartyDeviceId }) => connectedPartyDeviceId));
    return [primaryDeviceId, secondaryDeviceId].flatMap((device) => (device === undefined || left.has(device) ? [] : [device]));
  };
  /** Who has come in without a call of their own, such as a supervisor. */
  const admit = (record: CallRecord, { parties = [], addedPartyDeviceId, peripheralId }: Named<'CALL_CONFERENCED_EVENT'>): string | undefined => {
    const unknown = parties.filter(({ connectedPartyDeviceId: device = '' }) => device !== '' && !record.parts.has(device));
    const added =
      unknown.find(({ connectedPartyDeviceId }) => connectedPartyDeviceId === addedPartyDeviceId) ?? (unknown.length === 1 ? unknown[0] : undefined);
    if (!added) return undefined;
    const { connectedPartyDeviceId: device = '', connectedPartyDeviceIdType = null } = added;
    const connection = { peripheralId, connectionCallId: record.callId, connectionDeviceIdType: connectedPartyDeviceIdType, connectionDeviceId: device };
    put(record, device, { connection, number: addedPartyDeviceId ?? device, state: 'connected', isCaller: false });
    return device;
  };

  const handlers: Handlers = {
    BEGIN_CALL_EVENT(record, event, connection) {
      record.kind = callTypeOf(event.callType, versionOf()).value;
      record.calling = event.ani ?? record.calling;
      record.called = event.dialedNumber ?? event.dnis ?? record.called;
      knowData(record, event);
      // A dynamic identity is somebody outside, who is there from the beginning.
      if (event.connectionDeviceIdType !== ConnectionDeviceIdType.CONNECTION_ID_DYNAMIC || !event.ani) return;
      const part = partOf(record, connection, event.ani);
      part.state = 'connected';
      part.isCaller = true;
    },
    CALL_SERVICE_INITIATED_EVENT(record, event, connection) {
      const part = partOf(record, connection, event.callingDeviceId);
      part.isCaller = true;
      if (part.state === 'null') part.state = 'initiated';
    },
    CALL_ORIGINATED_EVENT(record, event, connection) {
      const part = partOf(record, connection, event.callingDeviceId);
      part.isCaller = true;
      if (!inConversation(part)) part.state = record.establishedAt === undefined ? 'initiated' : 'connected';
      record.called = event.calledDeviceId ?? record.called;
    },
    CALL_DELIVERED_EVENT(record, event, connection) {
      const part = partOf(record, connection, event.alertingDeviceId);
      // Told once more, or late: who has answered does not ring again.
      if (!inConversation(part)) part.state = 'alerting';
      record.calling = event.callingDeviceId ?? record.calling;
      record.called = event.calledDeviceId ?? record.called;
      record.isQueued = false;
      knowData(record, event);
    },
    CALL_ESTABLISHED_EVENT(record, event, connection) {
      const part = partOf(record, connection, event.answeringDeviceId);
      if (part.state !== 'held') part.state = 'connected';
      establish(record);
    },
    CALL_HELD_EVENT(record, event, connection) {
      partOf(record, connection, event.holdingDeviceId).state = 'held';
    },
    CALL_RETRIEVED_EVENT(record, event, connection) {
      partOf(record, connection, event.retrievingDeviceId).state = 'connected';
    },
    CALL_FAILED_EVENT(record, _event, connection) {
      // A conversation that was to have one more party goes on without.
      if (record.establishedAt !== undefined) return;
      record.failure = record.cause;
      partOf(record, connection).state = 'failed';
    },
    CALL_QUEUED_EVENT(record) {
      record.isQueued = true;
    },
    CALL_DEQUEUED_EVENT(record) {
      record.isQueued = false;
    },
    CALL_DIVERTED_EVENT: (record, event, connection) => take(record, connection.connectionDeviceId ?? event.divertingDeviceId ?? ''),
    CALL_CONNECTION_CLEARED_EVENT(record, event, connection) {
      const device = connection.connectionDeviceId ?? '';
      if (event.eventCause === EventCause.CEC_SUPERVISOR_INTERCEPT)
        for (const one of record.supervised.values()) if (one.device === device) one.how = 'intercept';
      if (record.parts.has(device)) take(record, device);
      else for (const [known, part] of [...record.parts]) if (part.number === event.releasingDeviceId) take(record, known);
    },
    CALL_CLEARED_EVENT: (record) => empty(record),
    END_CALL_EVENT: (record) => empty(record),
    CALL_TRANSFERRED_EVENT(record, event) {
      const other = event.secondaryCallId === null ? undefined : records.get(event.secondaryCallId);
      const gone = joinersOf(event);
      for (const one of [record, other]) for (const device of gone) one?.handedOn.add(device);
      join(event, record, gone);
    },
    CALL_CONFERENCED_EVENT(record, event) {
      const into = join(event, record, joinersOf(event));
      const supervisor = event.eventCause === EventCause.CEC_SUPERVISOR_BARGE_IN ? (admit(into, event) ?? event.addedPartyDeviceId) : admit(into, event);
      if (event.eventCause === EventCause.CEC_SUPERVISOR_BARGE_IN) {
        if (supervisor !== undefined && event.controllerDeviceId !== undefined)
          into.supervised.set(supervisor, { device: event.controllerDeviceId, how: 'bargeIn' });
        return;
      }
      into.conferencedBy = event.controllerDeviceId;
      for (const part of into.parts.values()) if (part.number === event.controllerDeviceId) part.state = 'connected';
    },
    CALL_DATA_UPDATE_EVENT(record, event) {
      knowData(record, event);
      const { newConnectionCallId: callId } = event;
      if (callId !== null && callId !== 0 && callId !== record.callId) rename(record, callId);
    },
  };

  return {
    apply({ event, connection }) {
      const { connectionCallId } = connection;
      const touched = new Set<string>();
      if (connectionCallId === null) return touched;
      if (!records.has(connectionCallId) && !beginnings.has(event.name)) return touched;
      // The end of what is known of the call, which goes on.
      if (event.name === 'END_CALL_EVENT' && isDown(connection.peripheralId)) return touched;
      const record = recordOf(connectionCallId, connection.peripheralId);
      record.isStale = false;
      const note = (): void => {
        const other = 'secondaryCallId' in event && event.secondaryCallId !== null ? records.get(event.secondaryCallId) : undefined;
        for (const one of [record, other]) for (const device of one?.parts.keys() ?? []) touched.add(device);
      };
      note();
      // A phone that is cleared after it has failed, has failed.
      if ('eventCause' in event) record.cause = causeOf(event.eventCause).value ?? (isEnding(event.name) ? record.failure : undefined);
      // The table has the handler for this very name.
      (handlers[event.name] as ((record: CallRecord, event: CallEventMessage, connection: CiscoConnection) => void) | undefined)?.(record, event, connection);
      note();
      return touched;
    },
    replace(devices, calls) {
      for (const { connectionCallId, state, connectionDeviceId, call, ...rest } of calls) {
        if (connectionCallId === null) continue;
        const record = recordOf(connectionCallId, rest.peripheralId);
        if (record.isStale) {
          for (const device of [...record.parts.keys()]) take(record, device);
          record.isStale = false;
        }
        const own = { ...rest, connectionCallId, connectionDeviceId };
        if (call) {
          record.kind = callTypeOf(call.callType, versionOf()).value;
          record.calling = call.ani ?? record.calling;
          record.called = call.dialedNumber ?? call.dnis ?? record.called;
          record.variables = {};
          record.data = {};
          knowData(record, call);
          for (const {
            callConnectionDeviceId = '',
            callConnectionDeviceIdType = null,
            callDeviceId = callConnectionDeviceId,
            callDeviceConnectionState,
          } of call.callDevices ?? []) {
            const connection = { ...rest, connectionCallId, connectionDeviceIdType: callConnectionDeviceIdType, connectionDeviceId: callConnectionDeviceId };
            const part = partOf(record, connection, callDeviceId);
            part.state = connectionStateOf(callDeviceConnectionState).value;
            part.isCaller = callDeviceId === record.calling;
          }
        }
        partOf(record, own).state = state.value;
        if (record.parts.size > 1) record.isQueued = false;
        const talking = [...record.parts.values()].filter(inConversation);
        if (talking.length > 1) record.establishedAt ??= now();
      }
      for (const device of devices)
        for (const record of [...(byDevice.get(device) ?? [])])
          if (!calls.some(({ connectionCallId }) => connectionCallId === record.callId)) take(record, device);
    },
    lose(isLost) {
      for (const record of records.values()) record.isStale ||= isLost(record.peripheralId);
    },
    settle(unsure) {
      const over = [...records.values()].filter(
        ({ isStale, peripheralId, parts }) => isStale && !isDown(peripheralId) && ![...parts.keys()].some((device) => unsure.has(device)),
      );
      const devices = new Set(over.flatMap(({ parts }) => [...parts.keys()]));
      for (const record of over) empty(record);
      return devices;
    },
    at: (device) => [...(byDevice.get(device) ?? [])],
  };
};
