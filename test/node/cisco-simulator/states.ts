/** Who is in which call and in what state, by the events alone: what a client that asks for nothing knows. */
import { ConnectionDeviceIdType, LocalConnectionState, type Message } from '../../../src/link/switches/cisco/codec/index.ts';

interface Told {
  number: string;
  state: number | null;
}

/** By the call's id, then by the connection's device. */
export const localStates = (events: readonly Message[]): Map<number, Map<string, Told>> => {
  const calls = new Map<number, Map<string, Told>>();
  const of = (callId: number | null): Map<string, Told> => {
    const known = calls.get(callId ?? 0) ?? new Map<string, Told>();
    calls.set(callId ?? 0, known);
    return known;
  };
  const join = (event: Message<'CALL_TRANSFERRED_EVENT'> | Message<'CALL_CONFERENCED_EVENT'>): void => {
    const { primaryCallId, secondaryCallId, primaryDeviceId = '', localConnectionState, parties = [] } = event;
    const [into, from] = [of(primaryCallId), secondaryCallId === null ? new Map<string, Told>() : of(secondaryCallId)];
    const added = 'addedPartyDeviceId' in event ? event.addedPartyDeviceId : undefined;
    const left = parties.map(({ connectedPartyDeviceId: device = '' }) => {
      const told = into.get(device) ?? from.get(device) ?? { number: added ?? device, state: LocalConnectionState.LCS_CONNECT };
      return [device, device === primaryDeviceId ? { ...told, state: localConnectionState } : told] as const;
    });
    calls.set(primaryCallId ?? 0, new Map(left));
    if (secondaryCallId !== null) calls.delete(secondaryCallId);
  };

  for (const event of events) {
    if (event.name === 'SNAPSHOT_CALL_CONF') {
      const { callDevices = [] } = event;
      const parts = callDevices.map(
        ({ callConnectionDeviceId = '', callDeviceId: number = '', callDeviceConnectionState: state = null }) =>
          [callConnectionDeviceId, { number, state }] as const,
      );
      calls.set(callDevices[0]?.callConnectionCallId ?? 0, new Map(parts));
    } else if (event.name === 'END_CALL_EVENT') calls.delete(event.connectionCallId ?? 0);
    else if (event.name === 'CALL_TRANSFERRED_EVENT' || event.name === 'CALL_CONFERENCED_EVENT') join(event);
    else if (event.name === 'BEGIN_CALL_EVENT') {
      // Somebody outside who calls is there from the beginning.
      if (event.connectionDeviceIdType === ConnectionDeviceIdType.CONNECTION_ID_DYNAMIC)
        of(event.connectionCallId).set(event.connectionDeviceId ?? '', { number: event.ani ?? '', state: LocalConnectionState.LCS_CONNECT });
    } else if (event.name === 'CALL_CONNECTION_CLEARED_EVENT' || event.name === 'CALL_DIVERTED_EVENT')
      of(event.connectionCallId).delete(event.connectionDeviceId ?? '');
    else if (event.name === 'CALL_CLEARED_EVENT') of(event.connectionCallId).clear();
    else if ('localConnectionState' in event && event.name !== 'CALL_QUEUED_EVENT' && event.name !== 'CALL_DEQUEUED_EVENT' && 'connectionCallId' in event) {
      const device = event.connectionDeviceId ?? '';
      const known = of(event.connectionCallId).get(device);
      const number =
        known?.number ?? ('alertingDeviceId' in event ? event.alertingDeviceId : 'answeringDeviceId' in event ? event.answeringDeviceId : undefined) ?? device;
      of(event.connectionCallId).set(device, { number, state: event.localConnectionState });
    }
  }
  return calls;
};

/** What a device's own client knows of the device: each event says in what state its own connection is. By the call's id; unknown until something happens. */
export const ownStates = (events: readonly Message[]): Map<number, number | null> => {
  const states = new Map<number, number | null>();
  for (const event of events) {
    if (event.name === 'BEGIN_CALL_EVENT' || event.name === 'END_CALL_EVENT') states.delete(event.connectionCallId ?? 0);
    else if (event.name === 'CALL_DATA_UPDATE_EVENT') {
      const state = states.get(event.connectionCallId ?? 0);
      if (event.newConnectionCallId === event.connectionCallId || state === undefined) continue;
      states.delete(event.connectionCallId ?? 0);
      states.set(event.newConnectionCallId ?? 0, state);
    } else if ('localConnectionState' in event && event.name !== 'CALL_QUEUED_EVENT' && event.name !== 'CALL_DEQUEUED_EVENT') {
      const callId = 'primaryCallId' in event ? event.primaryCallId : event.connectionCallId;
      if ('secondaryCallId' in event && event.secondaryCallId !== null) states.delete(event.secondaryCallId);
      states.set(callId ?? 0, event.localConnectionState);
    }
  }
  return states;
};
