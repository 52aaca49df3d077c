/** Call data that a client changes: the guide's call data update service. */
import { callVariables } from './call-variables.ts';

export const callDataLayouts = {
  SET_CALL_DATA_REQ: `26
    invokeId:u4 peripheralId:u4? connectionDeviceIdType:u2? connectionCallId:u4? numNamedVariables:n2 numNamedArrays:n2 callType:u2?
    calledPartyDisposition:u2 campaignId:u4? queryRuleId:u4?
    connectionDeviceId(25,S64) ani(8,S40) userToUserInfo(9,X131) callerEnteredDigits(12,S40) ${callVariables} callWrapupData(46,S40)
    namedVariables(82,NV) namedArrays(83,NA) customerPhoneNumber(95,S20) customerAccountNumber(96,S32) routerCallKeyDay(72,u4)
    routerCallKeyCallId(73,u4) routerCallKeySequenceNumber(110,u4) callOriginatedFrom(232,u1)@14`,
  SET_CALL_DATA_CONF: '27 invokeId:u4',
  RELEASE_CALL_REQ: `28
    invokeId:u4 peripheralId:u4? connectionDeviceIdType:u2? connectionCallId:u4?
    connectionDeviceId(25,S64)`,
  RELEASE_CALL_CONF: '29 invokeId:u4',
  SET_APP_DATA_REQ: `129
    invokeId:u4
    applicationPathId(97,i4) ${callVariables} fltCallTypeId(210,u4?) preCallInvokeId(221,u4)@14`,
  SET_APP_DATA_CONF: '130 invokeId:u4',
  BAD_CALL_REQ: `139
    invokeId:u4 peripheralId:u4? connectionDeviceIdType:u2? connectionCallId:u4?
    connectionDeviceId(25,S64) agentId(5,S12)`,
  BAD_CALL_CONF: '140 invokeId:u4',
} as const;
