/** Monitors of devices and calls, and snapshots of both: the guide's peripheral monitor service. */
import { callVariables } from './call-variables.ts';

export const monitorLayouts = {
  SNAPSHOT_CALL_REQ: `82
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2?
    connectionDeviceId(25,S64)`,
  SNAPSHOT_CALL_CONF: `83
    invokeId:u4 callType:u2? numCtiClients:n2 numCallDevices:n2 numNamedVariables:n2 numNamedArrays:n2 calledPartyDisposition:u2
    ani(8,S40) userToUserInfo(9,X131) dnis(10,S32) dialedNumber(11,S40) callerEnteredDigits(12,S40) routerCallKeyDay(72,u4) routerCallKeyCallId(73,u4)
    ${callVariables} callWrapupData(46,S40) namedVariables(82,NV) namedArrays(83,NA) ctiClientSignature(23,S64) ctiClientTimestamp(24,t4)
    callConnectionCallId(56,u4?) callConnectionDeviceIdType(57,u2?) callConnectionDeviceId(58,S64) callDeviceType(59,u2?) callDeviceId(60,S64)
    callDeviceConnectionState(61,u2?) callReferenceId(223,X32)@14 cocConnectionCallId(229,u4?)@14 cocCallConnectionDeviceIdType(230,u2?)@14
    cocCallConnectionDeviceId(231,S64)@14 protocolReferenceGuid(294,S40)@24 ccaiConfigId(311,S40)@24 numOfEnabledServices(310,n2)@24
    fltEnabledServices(309,u2)@24
    ctiClients=numCtiClients*ctiClientSignature+ctiClientTimestamp
    callDevices=numCallDevices*callConnectionCallId+callConnectionDeviceIdType+callConnectionDeviceId+callDeviceType+callDeviceId+callDeviceConnectionState
    enabledServices=numOfEnabledServices*fltEnabledServices`,
  SNAPSHOT_DEVICE_REQ: '84 invokeId:u4 peripheralId:u4? snapshotDeviceType:u2? agentInstrument(6,S64)',
  SNAPSHOT_DEVICE_CONF: `85
    invokeId:u4 numCalls:n2
    callConnectionCallId(56,u4?) callConnectionDeviceIdType(57,u2?) callConnectionDeviceId(58,S64) callState(75,u2) silentMonitorStatus(218,u2)
    calls=numCalls*callConnectionCallId+callConnectionDeviceIdType+callConnectionDeviceId+callState+silentMonitorStatus`,
  MONITOR_START_REQ: `93
    invokeId:u4 peripheralId:u4? connectionCallId:u4? callMsgMask:u4 agentStateMask:u4 connectionDeviceIdType:u2? monitoredDeviceType:u2?
    connectionDeviceId(25,S64) monitoredDeviceId(76,S64)`,
  MONITOR_START_CONF: '94 invokeId:u4 monitorId:u4',
  MONITOR_STOP_REQ: '95 invokeId:u4 monitorId:u4',
  MONITOR_STOP_CONF: '96 invokeId:u4',
  CHANGE_MONITOR_MASK_REQ: '97 invokeId:u4 monitorId:u4 callMsgMask:u4 agentStateMask:u4',
  CHANGE_MONITOR_MASK_CONF: '98 invokeId:u4',
} as const;
