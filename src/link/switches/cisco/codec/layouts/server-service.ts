/** Recording: by a server application (the guide's server service), and by the network from version 23. */
export const serverServiceLayouts = {
  REGISTER_SERVICE_REQ: '143 invokeId:u4 serverMode:u2 serviceName(94,S64)',
  REGISTER_SERVICE_CONF: '144 invokeId:u4 registeredServiceId:u4',
  UNREGISTER_SERVICE_REQ: '145 invokeId:u4 registeredServiceId:u4',
  UNREGISTER_SERVICE_CONF: '146 invokeId:u4',
  START_RECORDING_REQ: `147
    invokeId:u4 peripheralId:u4? connectionCallId:u4? clientPort:u4 bitRate:u4 packetSize:u4 connectionDeviceIdType:u2? direction:u2 rtpType:u2
    echoCancellation:u2 payloadType:u2
    connectionDeviceId(25,S64) clientId(1,S64) clientAddress(81,S16)@-18 clientAddress(81,S64)@19 agentExtension(4,S16) agentId(5,S12)
    agentInstrument(6,S64) clientAddressIpv6(226,S64)@14-18`,
  START_RECORDING_CONF: `148
    invokeId:u4 sessionId:u4 serverData:u4
    clientId(1,S64) clientAddress(81,S16)@-18 clientAddress(81,S64)@19 clientAddressIpv6(226,S64)@14-18`,
  STOP_RECORDING_REQ: `149
    invokeId:u4 peripheralId:u4? connectionCallId:u4? clientPort:u4 sessionId:u4 serverData:u4 connectionDeviceIdType:u2? direction:u2
    connectionDeviceId(25,S64) clientId(1,S64) clientAddress(81,S16)@-18 clientAddress(81,S64)@19 agentExtension(4,S16) agentId(5,S12)
    agentInstrument(6,S64) clientAddressIpv6(226,S64)@14-18`,
  STOP_RECORDING_CONF: `150
    invokeId:u4
    clientId(1,S64) clientAddress(81,S16)@-18 clientAddress(81,S64)@19 clientAddressIpv6(226,S64)@14-18`,
  // The guide has these numbers in its table, and numbers one higher on its pages. Clients in the field agree with the table.
  START_NETWORK_RECORDING_REQ: `267@23
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2?
    playToneDirection(289,u2) invocationType(290,u2) connectionDeviceId(25,S64) agentInstrument(6,S64)`,
  START_NETWORK_RECORDING_CONF: '268@23 invokeId:u4',
  STOP_NETWORK_RECORDING_REQ: `269@23
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2?
    invocationType(290,u2) connectionDeviceId(25,S64) agentInstrument(6,S64)`,
  STOP_NETWORK_RECORDING_CONF: '270@23 invokeId:u4',
  NETWORK_RECORDING_STARTED_EVENT: `271@23
    monitorId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2? recordingDeviceType:u2?
    connectionDeviceId(25,S64) recordingDeviceId(300,S64)`,
  NETWORK_RECORDING_ENDED_EVENT: `272@23
    monitorId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2? recordingDeviceType:u2?
    connectionDeviceId(25,S64) recordingDeviceId(300,S64)`,
  NETWORK_RECORDING_FAILED_EVENT: `273@23
    monitorId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2? recordingDeviceType:u2? recordFailureCause:u2
    connectionDeviceId(25,S64) recordingDeviceId(300,S64)`,
  NETWORK_RECORDING_TARGET_INFO_EVENT: `274@23
    monitorId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2? recordingDeviceType:u2? recordingType:u2 mediaForkingDeviceType:u2?
    connectionDeviceId(25,S64) recordingDeviceId(300,S64) recorderAddress(291,S64) terminalName(292,S64) mediaForkingDeviceName(293,S64)
    protocolReferenceGuid(294,S64) mediaForkingClusterId(295,S64) recorderUri(296,S64) recorderErrorMsg(297,S64) recorderType(298,u2)
    recorderStatus(299,u2)`,
} as const;
