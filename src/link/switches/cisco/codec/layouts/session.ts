/** Opening, keeping and closing a session, and what a client may say to others: the guide's session management, miscellaneous and client monitor services. */
export const sessionLayouts = {
  // Some versions send another form, which only its length of ten bytes tells: version-codec.ts.
  FAILURE_CONF: '1 invokeId:u4 status:u4',
  FAILURE_EVENT: '2 status:u4',
  // UniqueInstanceID: printed without a tag, so it comes among `unknownFields`.
  OPEN_REQ: `3
    invokeId:u4 versionNumber:u4 idleTimeout:u4? peripheralId:u4? servicesRequested:u4 callMsgMask:u4 agentStateMask:u4 configMsgMask:u4 reserved1:z4
    reserved2:z4 reserved3:z4
    clientId(1,S64) clientPassword(2,X64) clientSignature(3,S64) agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64) applicationPathId(97,i4)`,
  OPEN_CONF: `4
    invokeId:u4 servicesGranted:u4 monitorId:u4 pgStatus:u4 icmCentralControllerTime:t4 peripheralOnline:b2 peripheralType:u2? agentState:u2
    departmentId:i4?@19 sessionType:u2@24
    agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64) numPeripherals(228,n2)@14 fltPeripheralId(208,u4?) multilineAgentControl(224,u2)@14
    peripherals=numPeripherals*fltPeripheralId+multilineAgentControl`,
  HEARTBEAT_REQ: '5 invokeId:u4',
  HEARTBEAT_CONF: '6 invokeId:u4',
  CLOSE_REQ: '7 invokeId:u4 status:u4',
  CLOSE_CONF: '8 invokeId:u4',
  SYSTEM_EVENT: `31
    pgStatus:u4 icmCentralControllerTime:t4 systemEventId:u4 systemEventArg1:u4 systemEventArg2:u4 systemEventArg3:u4 eventDeviceType:u2?
    text(7,S255) eventDeviceId(206,S64)`,
  CLIENT_EVENT_REPORT_REQ: '32 invokeId:u4 state:u2 objectName(66,S128) text(7,S255)',
  CLIENT_EVENT_REPORT_CONF: '33 invokeId:u4',
  CLIENT_SESSION_OPENED_EVENT: `99
    sessionId:u4 peripheralId:u4? servicesGranted:u4 callMsgMask:u4 agentStateMask:u4 clientPort:u4
    clientAddress(81,S16)@-18 clientAddress(81,S64)@19 clientId(1,S64) clientSignature(3,S64) agentExtension(4,S16) agentId(5,S12)
    agentInstrument(6,S64) clientAddressIpv6(226,S64)@14-18`,
  CLIENT_SESSION_CLOSED_EVENT: `100
    sessionId:u4 peripheralId:u4? status:u4 clientPort:u4
    clientAddress(81,S16)@-18 clientAddress(81,S64)@19 clientId(1,S64) clientSignature(3,S64) agentExtension(4,S16) agentId(5,S12)
    agentInstrument(6,S64) clientAddressIpv6(226,S64)@14-18`,
  SESSION_MONITOR_START_REQ: '101 invokeId:u4 sessionId:u4',
  SESSION_MONITOR_START_CONF: '102 invokeId:u4 monitorId:u4',
  SESSION_MONITOR_STOP_REQ: '103 invokeId:u4 monitorId:u4',
  SESSION_MONITOR_STOP_CONF: '104 invokeId:u4',
  USER_MESSAGE_REQ: `107
    invokeId:u4 peripheralId:u4? distribution:u2
    clientId(1,S64) agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64) text(7,S255) ctiosCilClientId(217,S64)`,
  USER_MESSAGE_CONF: '108 invokeId:u4',
  USER_MESSAGE_EVENT: '109 icmCentralControllerTime:t4 distribution:u2 clientId(1,S64) text(7,S255)',
  REGISTER_VARIABLES_REQ: `110
    invokeId:u4 callVariableMask:u2 numNamedVariables:n2 numNamedArrays:n2
    namedVariables(82,NV) namedArrays(83,NA)`,
  REGISTER_VARIABLES_CONF: '111 invokeId:u4',
} as const;
