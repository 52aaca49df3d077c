/** Messages of a scripted server, with everything that a test does not care about filled in. */
import type { EncodableMessage } from '../../../src/link/switches/cisco/codec/index.ts';

export const PERIPHERAL = 5_000;
export const connection = (connectionCallId: number, connectionDeviceId = '4001') => ({ connectionCallId, connectionDeviceIdType: 0, connectionDeviceId });

const call = (connectionCallId: number, connectionDeviceId: string, monitorId: number) => ({
  ...{ monitorId, peripheralId: PERIPHERAL, peripheralType: 17 },
  ...connection(connectionCallId, connectionDeviceId),
});

export const held = (callId: number, device = '4001', monitorId = 0): EncodableMessage<'CALL_HELD_EVENT'> => ({
  ...{ messageType: 'CALL_HELD_EVENT', holdingDeviceType: 0, localConnectionState: 4, eventCause: 0xffff, holdingDeviceId: device },
  ...call(callId, device, monitorId),
});
export const retrieved = (callId: number, device = '4001', monitorId = 0): EncodableMessage<'CALL_RETRIEVED_EVENT'> => ({
  ...{ messageType: 'CALL_RETRIEVED_EVENT', retrievingDeviceType: 0, localConnectionState: 3, eventCause: 2, retrievingDeviceId: device },
  ...call(callId, device, monitorId),
});
export const endCall = (callId: number, device = '4001', monitorId = 0): EncodableMessage<'END_CALL_EVENT'> => ({
  messageType: 'END_CALL_EVENT',
  ...call(callId, device, monitorId),
});
export const agentState = (agentId: string, state: number, monitorId = 0, agentInstrument = '4001'): EncodableMessage<'AGENT_STATE_EVENT'> => ({
  ...{ messageType: 'AGENT_STATE_EVENT', monitorId, peripheralId: PERIPHERAL, sessionId: 1, peripheralType: 17, skillGroupState: state, stateDuration: 0 },
  ...{ skillGroupNumber: null, skillGroupId: null, skillGroupPriority: 0, agentState: state, eventReasonCode: 0, mrdId: 1, numTasks: 0, agentMode: 1 },
  ...{ maxTaskLimit: 1, icmAgentId: 5_001, agentAvailabilityStatus: 1, departmentId: null, agentId, agentInstrument },
});
export const systemEvent = (
  systemEventId: number,
  systemEventArg1 = 0,
  pgStatus = 0,
  more: { text?: string; eventDeviceId?: string } = {},
): EncodableMessage<'SYSTEM_EVENT'> => ({
  ...{ messageType: 'SYSTEM_EVENT', pgStatus, icmCentralControllerTime: 1_700_000_000, systemEventId, systemEventArg1, systemEventArg2: 0, systemEventArg3: 0 },
  ...{ eventDeviceType: null, ...more },
});
export const sessionOpened = (sessionId: number, clientId: string): EncodableMessage<'CLIENT_SESSION_OPENED_EVENT'> => ({
  ...{
    messageType: 'CLIENT_SESSION_OPENED_EVENT',
    sessionId,
    peripheralId: null,
    servicesGranted: 0x11,
    callMsgMask: 0,
    agentStateMask: 0,
    clientPort: 50_000 + sessionId,
  },
  ...{ clientAddress: '127.0.0.1', clientId, clientSignature: '' },
});

/** Answers without their InvokeID. */
export const agentIs = (agentId: string, state: number, agentInstrument = '4001') => ({
  messageType: 'QUERY_AGENT_STATE_CONF' as const,
  ...{ agentState: state, mrdId: 1, numTasks: 0, agentMode: 1, maxTaskLimit: 1, icmAgentId: 5_001 },
  ...{ agentAvailabilityStatus: 1, departmentId: null, agentId, agentInstrument },
});
export const callsAre = (...calls: readonly { callId: number; state: number; device?: string }[]) => ({
  messageType: 'SNAPSHOT_DEVICE_CONF' as const,
  calls: calls.map(({ callId, state, device = '4001' }) => ({
    callConnectionCallId: callId,
    callConnectionDeviceIdType: 0,
    callConnectionDeviceId: device,
    callState: state,
  })),
});
export const callIs = (callVariable1: string) => ({
  messageType: 'SNAPSHOT_CALL_CONF' as const,
  callType: 1,
  calledPartyDisposition: 0,
  ani: '0812345678',
  callVariable1,
});
export const newCall = (messageType: 'MAKE_CALL_CONF' | 'CONSULTATION_CALL_CONF', callId: number) => ({
  ...{ messageType, newConnectionCallId: callId, newConnectionDeviceIdType: 0, lineHandle: 1, lineType: 0, newConnectionDeviceId: '4001' },
});
export const joined = (messageType: 'TRANSFER_CALL_CONF' | 'CONFERENCE_CALL_CONF', callId: number) => ({
  ...{ messageType, newConnectionCallId: callId, newConnectionDeviceIdType: 0, lineHandle: null, lineType: null, newConnectionDeviceId: '4001' },
  parties: ['4002', '4003'].map((device) => ({ connectedPartyCallId: callId, connectedPartyDeviceIdType: 0, connectedPartyDeviceId: device })),
});
