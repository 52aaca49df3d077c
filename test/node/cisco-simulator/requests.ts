/** Requests that several tests send, as the guide lays them out. */
import type { EncodableMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { ALL_CALLS, ALL_STATES } from './raw-client.ts';
import { PERIPHERAL } from './site.ts';

export const monitorStart = ({ call, device }: { call?: number; device?: string }) =>
  ({
    messageType: 'MONITOR_START_REQ',
    peripheralId: PERIPHERAL,
    connectionCallId: call ?? null,
    callMsgMask: ALL_CALLS,
    agentStateMask: ALL_STATES,
    connectionDeviceIdType: null,
    monitoredDeviceType: device === undefined ? null : 0,
    connectionDeviceId: '',
    monitoredDeviceId: device ?? '',
  }) as const satisfies Omit<EncodableMessage<'MONITOR_START_REQ'>, 'invokeId'>;

/** The supervisor at 2009, about the call of the agent at a device. */
export const superviseCall = (callId: number | null, supervisoryAction: number, agentInstrument = '2001') =>
  ({
    messageType: 'SUPERVISE_CALL_REQ',
    peripheralId: PERIPHERAL,
    agentConnectionCallId: callId,
    supervisorConnectionCallId: null,
    agentConnectionDeviceIdType: 0,
    supervisorConnectionDeviceIdType: null,
    supervisoryAction,
    agentConnectionDeviceId: agentInstrument,
    agentInstrument,
    supervisorInstrument: '2009',
  }) as const satisfies Omit<EncodableMessage<'SUPERVISE_CALL_REQ'>, 'invokeId'>;
