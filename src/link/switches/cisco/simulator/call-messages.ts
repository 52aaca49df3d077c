/** What is told of calls, as messages: each of the guide's call events with its fields. */
import { CallMessageMask, ConnectionDeviceIdType, DeviceIdType, type EncodableMessage, LocalConnectionState, RtpDirection, RtpType } from '../codec/index.ts';
import { type CallData, type CallDataChange, dataFields, type Texts, wholeOf } from './call-data.ts';
import type { Agent, Call, Connection, ConnectionId, Device, Party, SkillGroup } from './model.ts';
import type { Peripheral } from './site.ts';

type Fields<Name extends EncodableMessage['messageType'] & string> = EncodableMessage<Name & keyof typeof bits>;

/** Mask bits by message. */
const bits = {
  CALL_DELIVERED_EVENT: CallMessageMask.DELIVERED,
  CALL_QUEUED_EVENT: CallMessageMask.QUEUED,
  CALL_ESTABLISHED_EVENT: CallMessageMask.ESTABLISHED,
  CALL_HELD_EVENT: CallMessageMask.HELD,
  CALL_RETRIEVED_EVENT: CallMessageMask.RETRIEVED,
  CALL_CLEARED_EVENT: CallMessageMask.CLEARED,
  CALL_CONNECTION_CLEARED_EVENT: CallMessageMask.CONNECTION_CLEARED,
  CALL_ORIGINATED_EVENT: CallMessageMask.ORIGINATED,
  CALL_CONFERENCED_EVENT: CallMessageMask.CONFERENCED,
  CALL_TRANSFERRED_EVENT: CallMessageMask.TRANSFERRED,
  CALL_DIVERTED_EVENT: CallMessageMask.DIVERTED,
  CALL_SERVICE_INITIATED_EVENT: CallMessageMask.SERVICE_INITIATED,
  CALL_TRANSLATION_ROUTE_EVENT: CallMessageMask.TRANSLATION_ROUTE,
  BEGIN_CALL_EVENT: CallMessageMask.BEGIN_CALL,
  END_CALL_EVENT: CallMessageMask.END_CALL,
  CALL_DATA_UPDATE_EVENT: CallMessageMask.CALL_DATA_UPDATE,
  CALL_FAILED_EVENT: CallMessageMask.FAILED,
  CALL_REACHED_NETWORK_EVENT: CallMessageMask.REACHED_NETWORK,
  CALL_DEQUEUED_EVENT: CallMessageMask.DEQUEUED,
  AGENT_PRE_CALL_EVENT: CallMessageMask.AGENT_PRE_CALL,
  AGENT_PRE_CALL_ABORT_EVENT: CallMessageMask.AGENT_PRE_CALL_ABORT,
  RTP_STARTED_EVENT: CallMessageMask.RTP_STARTED,
  RTP_STOPPED_EVENT: CallMessageMask.RTP_STOPPED,
  CALL_AGENT_GREETING_EVENT: CallMessageMask.AGENT_GREETING,
} as const;

/** The bit by which clients ask for a message; those that have none come to whoever has any. */
export const bitOf = ({ messageType }: EncodableMessage): number => bits[messageType as keyof typeof bits] ?? 0xffffffff;

/** MRDID of voice. */
export const VOICE = 1;

export const identityAt = (device: Device): ConnectionId => ({ type: ConnectionDeviceIdType.CONNECTION_ID_STATIC, device: device.id });

const callFields = (call: Call, { type, device }: ConnectionId) => ({
  connectionDeviceIdType: type,
  connectionCallId: call.id,
  connectionDeviceId: device,
});
const connectionFields = ({ call, id, state }: Connection) => ({ ...callFields(call, id), localConnectionState: state });
/** The same with the line of the phone. */
const lineFields = (at: Connection) => ({ ...connectionFields(at), lineHandle: at.line.handle, lineType: at.line.type });
const groupFields = (group: SkillGroup | undefined) => ({
  skillGroupNumber: group?.number ?? null,
  skillGroupId: group?.id ?? null,
  skillGroupPriority: 0,
});
const noService = { serviceNumber: null, serviceId: null };
const callingFields = ({ calling }: Call) => ({ callingDeviceType: calling.type, callingDeviceId: calling.number });
const calledFields = ({ called }: Call) => ({ calledDeviceType: called.type, calledDeviceId: called.number });
const redirectFields = ({ lastRedirect }: Call) => ({
  lastRedirectDeviceType: lastRedirect?.type ?? DeviceIdType.DEVID_NONE,
  ...(lastRedirect && { lastRedirectDeviceId: lastRedirect.number }),
});
const routerFields = ({ data: { routerKey } }: Pick<Call, 'data'>) => ({
  routerCallKeyDay: routerKey.day,
  routerCallKeyCallId: routerKey.callId,
  routerCallKeySequenceNumber: 0,
});
/** Everybody in the call, as events and answers list them. */
export const partiesOf = (call: Call) => ({
  parties: call.connections.map(({ id }) => ({ connectedPartyCallId: call.id, connectedPartyDeviceIdType: id.type, connectedPartyDeviceId: id.device })),
});
const customer = ['customerPhoneNumber', 'customerAccountNumber'] as const;

export interface CallMessages extends ReturnType<typeof createCallMessages> {}

export const createCallMessages = (site: Peripheral) => {
  const header = { monitorId: 0, peripheralId: site.peripheralId, peripheralType: site.peripheralType };
  const rtpAddress = { clientAddress: '127.0.0.1', sendingAddress: '127.0.0.1' };

  /** Every device has media ports of its own. */
  const rtpPorts = (connection: Connection) => {
    const port = 16_384 + ((connection.call.id * 2 + connection.line.handle * 64) % 16_000);
    return { clientPort: port, sendingPort: port + 1 };
  };
  const rtpParty = ({ party: { device } }: Connection) => ({
    ...(device?.agent && { agentId: device.agent.options.id }),
    ...(device && { agentExtension: device.id, agentInstrument: device.id }),
  });
  const moved = (call: Call, other: Call | undefined, at: Connection, otherId: ConnectionId | undefined, cause: number) => ({
    ...header,
    primaryDeviceIdType: at.id.type,
    primaryCallId: call.id,
    primaryDeviceId: at.id.device,
    lineHandle: at.line.handle,
    lineType: at.line.type,
    ...groupFields(call.group),
    secondaryDeviceIdType: otherId?.type ?? ConnectionDeviceIdType.CONNECTION_ID_NONE,
    secondaryCallId: other?.id ?? null,
    secondaryDeviceId: otherId?.device ?? '',
    localConnectionState: at.state,
    eventCause: cause,
    ...partiesOf(call),
  });

  return {
    began: (call: Call, as: ConnectionId): Fields<'BEGIN_CALL_EVENT'> => ({
      messageType: 'BEGIN_CALL_EVENT',
      ...header,
      callType: call.type,
      ...callFields(call, as),
      calledPartyDisposition: call.data.disposition,
      ...dataFields(wholeOf(call.data), customer),
      ...routerFields(call),
    }),
    ended: (call: Call, as: ConnectionId): Fields<'END_CALL_EVENT'> => ({ messageType: 'END_CALL_EVENT', ...header, ...callFields(call, as) }),
    translationRouted: (data: CallData): Fields<'CALL_TRANSLATION_ROUTE_EVENT'> => ({
      messageType: 'CALL_TRANSLATION_ROUTE_EVENT',
      ...dataFields(wholeOf(data), [...customer, 'callWrapupData']),
      ...routerFields({ data }),
    }),
    serviceInitiated: (at: Connection, cause: number): Fields<'CALL_SERVICE_INITIATED_EVENT'> => ({
      messageType: 'CALL_SERVICE_INITIATED_EVENT',
      ...header,
      ...lineFields(at),
      ...noService,
      ...groupFields(at.call.group),
      ...callingFields(at.call),
      eventCause: cause,
    }),
    originated: (at: Connection, cause: number): Fields<'CALL_ORIGINATED_EVENT'> => ({
      messageType: 'CALL_ORIGINATED_EVENT',
      ...header,
      ...lineFields(at),
      ...noService,
      ...groupFields(at.call.group),
      ...callingFields(at.call),
      ...calledFields(at.call),
      eventCause: cause,
    }),
    reachedNetwork: (at: Connection, trunk: string): Fields<'CALL_REACHED_NETWORK_EVENT'> => ({
      messageType: 'CALL_REACHED_NETWORK_EVENT',
      ...header,
      ...lineFields(at),
      trunkUsedDeviceType: DeviceIdType.DEVID_TRUNK_IDENTIFIER,
      trunkUsedDeviceId: trunk,
      ...calledFields(at.call),
      eventCause: 0xffff,
    }),
    delivered: (at: Connection, cause: number): Fields<'CALL_DELIVERED_EVENT'> => ({
      messageType: 'CALL_DELIVERED_EVENT',
      ...header,
      ...lineFields(at),
      ...noService,
      ...groupFields(at.call.group),
      alertingDeviceType: at.party.type,
      alertingDeviceId: at.party.number,
      ...callingFields(at.call),
      ...calledFields(at.call),
      ...redirectFields(at.call),
      eventCause: cause,
      ...dataFields(wholeOf(at.call.data), customer),
    }),
    established: (at: Connection, cause: number): Fields<'CALL_ESTABLISHED_EVENT'> => ({
      messageType: 'CALL_ESTABLISHED_EVENT',
      ...header,
      ...lineFields(at),
      ...noService,
      ...groupFields(at.call.group),
      answeringDeviceType: at.party.type,
      answeringDeviceId: at.party.number,
      ...callingFields(at.call),
      ...calledFields(at.call),
      ...redirectFields(at.call),
      eventCause: cause,
    }),
    held: (at: Connection, cause: number): Fields<'CALL_HELD_EVENT'> => ({
      messageType: 'CALL_HELD_EVENT',
      ...header,
      ...connectionFields(at),
      holdingDeviceType: at.party.type,
      holdingDeviceId: at.party.number,
      eventCause: cause,
    }),
    retrieved: (at: Connection, cause: number): Fields<'CALL_RETRIEVED_EVENT'> => ({
      messageType: 'CALL_RETRIEVED_EVENT',
      ...header,
      ...connectionFields(at),
      retrievingDeviceType: at.party.type,
      retrievingDeviceId: at.party.number,
      eventCause: cause,
    }),
    connectionCleared: (at: Connection, cause: number): Fields<'CALL_CONNECTION_CLEARED_EVENT'> => ({
      messageType: 'CALL_CONNECTION_CLEARED_EVENT',
      ...header,
      ...connectionFields(at),
      releasingDeviceType: at.party.type,
      releasingDeviceId: at.party.number,
      eventCause: cause,
    }),
    cleared: (call: Call, cause: number): Fields<'CALL_CLEARED_EVENT'> => ({
      messageType: 'CALL_CLEARED_EVENT',
      ...header,
      ...callFields(call, call.identity),
      localConnectionState: LocalConnectionState.LCS_NULL,
      eventCause: cause,
    }),
    failed: (at: Connection, failing: Party, cause: number): Fields<'CALL_FAILED_EVENT'> => ({
      messageType: 'CALL_FAILED_EVENT',
      ...header,
      ...connectionFields(at),
      failingDeviceType: failing.type,
      failingDeviceId: failing.number,
      ...calledFields(at.call),
      eventCause: cause,
    }),
    diverted: (at: Connection, to: Party, cause: number): Fields<'CALL_DIVERTED_EVENT'> => ({
      messageType: 'CALL_DIVERTED_EVENT',
      ...header,
      ...connectionFields(at),
      ...noService,
      divertingDeviceType: at.party.type,
      divertingDeviceId: at.party.number,
      calledDeviceType: to.type,
      calledDeviceId: to.number,
      eventCause: cause,
    }),
    queued: (at: Connection, group: SkillGroup, cause: number): Fields<'CALL_QUEUED_EVENT'> => ({
      messageType: 'CALL_QUEUED_EVENT',
      ...header,
      ...connectionFields(at),
      ...noService,
      queueDeviceType: DeviceIdType.DEVID_QUEUE,
      queueDeviceId: group.options.dialedNumber ?? String(group.number),
      ...callingFields(at.call),
      ...calledFields(at.call),
      ...redirectFields(at.call),
      numQueued: group.waiting.size + group.returned.size,
      localConnectionState: LocalConnectionState.LCS_QUEUED,
      eventCause: cause,
      skillGroups: [groupFields(group)],
    }),
    dequeued: (at: Connection, group: SkillGroup, cause: number): Fields<'CALL_DEQUEUED_EVENT'> => ({
      messageType: 'CALL_DEQUEUED_EVENT',
      ...header,
      ...connectionFields(at),
      queueDeviceType: DeviceIdType.DEVID_QUEUE,
      ...noService,
      numQueued: group.waiting.size + group.returned.size,
      eventCause: cause,
      skillGroups: [groupFields(group)],
    }),
    transferred: (
      call: Call,
      other: Call | undefined,
      by: Connection,
      otherBy: Connection | undefined,
      transferred: Party,
      cause: number,
    ): Fields<'CALL_TRANSFERRED_EVENT'> => ({
      messageType: 'CALL_TRANSFERRED_EVENT',
      ...moved(call, other, by, otherBy?.id, cause),
      transferringDeviceType: by.party.type,
      transferringDeviceId: by.party.number,
      transferredDeviceType: transferred.type,
      transferredDeviceId: transferred.number,
    }),
    conferenced: (
      call: Call,
      other: Call | undefined,
      by: Connection,
      otherId: ConnectionId | undefined,
      added: Party,
      cause: number,
    ): Fields<'CALL_CONFERENCED_EVENT'> => ({
      messageType: 'CALL_CONFERENCED_EVENT',
      ...moved(call, other, by, otherId, cause),
      controllerDeviceType: by.party.type,
      controllerDeviceId: by.party.number,
      addedPartyDeviceType: added.type,
      addedPartyDeviceId: added.number,
    }),
    /** `from`: under which call id the reader knows it; a change of data leaves the id as it is. */
    dataUpdated: (call: Call, change: CallDataChange, as: ConnectionId, from?: { call: Call; as: ConnectionId }): Fields<'CALL_DATA_UPDATE_EVENT'> => ({
      messageType: 'CALL_DATA_UPDATE_EVENT',
      ...header,
      callType: call.type,
      ...callFields(from?.call ?? call, from?.as ?? as),
      newConnectionDeviceIdType: as.type,
      newConnectionCallId: call.id,
      newConnectionDeviceId: as.device,
      calledPartyDisposition: call.data.disposition,
      campaignId: null,
      queryRuleId: null,
      ...dataFields(change),
      ...routerFields(call),
    }),
    preCall: (call: Call, agent: Agent): Fields<'AGENT_PRE_CALL_EVENT'> => ({
      messageType: 'AGENT_PRE_CALL_EVENT',
      monitorId: 0,
      ...noService,
      ...groupFields(call.group),
      mrdId: VOICE,
      agentSkillTargetId: agent.icmAgentId,
      agentInstrument: agent.device?.id ?? '',
      agentId: agent.options.id,
      ...dataFields(wholeOf(call.data), [...customer, 'callWrapupData', 'dnis']),
      ...routerFields(call),
    }),
    preCallAborted: (call: Call, agent: Agent): Fields<'AGENT_PRE_CALL_ABORT_EVENT'> => ({
      messageType: 'AGENT_PRE_CALL_ABORT_EVENT',
      monitorId: 0,
      mrdId: VOICE,
      agentInstrument: agent.device?.id ?? '',
      ...routerFields(call),
    }),
    rtpStarted: (at: Connection): Fields<'RTP_STARTED_EVENT'> => ({
      messageType: 'RTP_STARTED_EVENT',
      monitorId: 0,
      peripheralId: site.peripheralId,
      direction: RtpDirection.BOTH,
      rtpType: RtpType.AUDIO,
      bitRate: 64_000,
      echoCancellation: 0,
      packetSize: 20,
      payloadType: 4,
      ...callFields(at.call, at.id),
      ...rtpPorts(at),
      ...rtpAddress,
      ...rtpParty(at),
    }),
    rtpStopped: (at: Connection): Fields<'RTP_STOPPED_EVENT'> => ({
      messageType: 'RTP_STOPPED_EVENT',
      monitorId: 0,
      peripheralId: site.peripheralId,
      direction: RtpDirection.BOTH,
      ...callFields(at.call, at.id),
      ...rtpPorts(at),
      ...rtpAddress,
      ...rtpParty(at),
    }),
    greeting: (at: Connection, agent: Agent, eventCode: number): Fields<'CALL_AGENT_GREETING_EVENT'> => ({
      messageType: 'CALL_AGENT_GREETING_EVENT',
      monitorId: 0,
      peripheralId: site.peripheralId,
      ...callFields(at.call, at.id),
      eventCode,
      peripheralErrorCode: 0,
      agentId: agent.options.id,
    }),
  };
};

/** A call's texts from the numbers alone. */
export const numbersOf = (from: string, to: string): Texts => ({ ani: from.slice(0, 39), dnis: to.slice(0, 31), dialedNumber: to.slice(0, 39) });
