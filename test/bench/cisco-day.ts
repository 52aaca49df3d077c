/** What a CTI Server sends during an agent's day, call by call, with numbers that differ from call to call. */
import type { EncodableMessage } from '../../src/link/switches/cisco/codec/index.ts';

const PERIPHERAL = { monitorId: 0, peripheralId: 5_000, peripheralType: 17 };

/** One inbound call, with its hold and its wrap-up: 18 messages. */
const call = (index: number): EncodableMessage[] => {
  const agent = 1_001 + (index % 200);
  const extension = String(4_001 + (index % 200));
  const caller = `+4681234${String(1_000 + ((index * 37) % 9_000))}`;
  const connection = { ...PERIPHERAL, connectionDeviceIdType: 0, connectionCallId: 16_777_216 + index * 3, connectionDeviceId: extension };
  const queue = { serviceNumber: 5_001, serviceId: 5_012, skillGroupNumber: 71_000 + (index % 12), skillGroupId: 5_100 + (index % 12), skillGroupPriority: 0 };
  const line = { lineHandle: 1, lineType: 0, ...queue };
  const parties = {
    callingDeviceType: 0,
    calledDeviceType: 0,
    lastRedirectDeviceType: 74,
    callingDeviceId: caller,
    calledDeviceId: extension,
    lastRedirectDeviceId: '7200',
  };
  const data = {
    ...{ ani: caller, dnis: '7200', dialedNumber: '7200', callerEnteredDigits: String(500_000 + index) },
    ...{ callVariable1: `ticket ${20_000 + index}`, callVariable2: 'gold', callVariable4: 'sv-SE' },
  };
  const named = { namedVariables: [{ name: 'user.customer.id', value: `C${70_000 + index}` }] };
  const state = (agentState: number, stateDuration: number): EncodableMessage => ({
    ...{ messageType: 'AGENT_STATE_EVENT', ...PERIPHERAL, sessionId: 0, skillGroupState: agentState, stateDuration },
    ...{
      skillGroupNumber: queue.skillGroupNumber,
      skillGroupId: queue.skillGroupId,
      skillGroupPriority: 0,
      agentState,
      eventReasonCode: 0,
      mrdId: 1,
      numTasks: 0,
    },
    ...{ agentMode: 1, maxTaskLimit: 1, icmAgentId: 5_400 + (index % 200), agentAvailabilityStatus: 1 },
    ...{ agentId: String(agent), agentExtension: extension, agentInstrument: extension },
  });
  const media = { clientPort: 24_576, direction: 2, connectionDeviceIdType: 0, connectionCallId: connection.connectionCallId, connectionDeviceId: extension };
  const update = { callType: 1, calledPartyDisposition: 0, campaignId: null, queryRuleId: null, newConnectionDeviceIdType: 0 };
  const connected = { localConnectionState: 3, eventCause: null };
  return [
    { messageType: 'HEARTBEAT_CONF', invokeId: index },
    { messageType: 'BEGIN_CALL_EVENT', ...connection, callType: 1, calledPartyDisposition: 0, ...data, ...named },
    {
      messageType: 'CALL_DELIVERED_EVENT',
      ...connection,
      ...line,
      ...parties,
      ...data,
      ...named,
      alertingDeviceType: 0,
      alertingDeviceId: extension,
      localConnectionState: 2,
      eventCause: 22,
    },
    state(8, 0),
    {
      messageType: 'CALL_ESTABLISHED_EVENT',
      ...connection,
      ...line,
      ...parties,
      answeringDeviceType: 0,
      answeringDeviceId: extension,
      localConnectionState: 3,
      eventCause: 22,
    },
    {
      messageType: 'RTP_STARTED_EVENT',
      monitorId: 0,
      peripheralId: 5_000,
      ...media,
      rtpType: 0,
      bitRate: 64,
      echoCancellation: 0,
      packetSize: 20,
      payloadType: 4,
      clientAddress: '10.20.30.40',
    },
    state(4, 6),
    {
      messageType: 'CALL_DATA_UPDATE_EVENT',
      ...connection,
      ...update,
      newConnectionCallId: connection.connectionCallId,
      newConnectionDeviceId: extension,
      ...data,
      ...named,
    },
    { messageType: 'CALL_HELD_EVENT', ...connection, holdingDeviceType: 0, holdingDeviceId: extension, localConnectionState: 4, eventCause: null },
    state(10, 40),
    { messageType: 'CALL_RETRIEVED_EVENT', ...connection, ...connected, retrievingDeviceType: 0, retrievingDeviceId: extension },
    state(4, 22),
    { messageType: 'RTP_STOPPED_EVENT', monitorId: 0, peripheralId: 5_000, ...media, clientAddress: '10.20.30.40' },
    {
      messageType: 'CALL_CONNECTION_CLEARED_EVENT',
      ...connection,
      releasingDeviceType: 0,
      releasingDeviceId: caller,
      localConnectionState: 0,
      eventCause: null,
    },
    { messageType: 'CALL_CLEARED_EVENT', ...connection, localConnectionState: 0, eventCause: null },
    state(6, 180),
    { messageType: 'END_CALL_EVENT', ...connection },
    state(3, 30),
  ];
};

export const agentsDay = (calls: number): EncodableMessage[] => Array.from({ length: calls }, (_, index) => call(index)).flat();
