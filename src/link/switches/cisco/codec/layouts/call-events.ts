/** What happens to calls: the guide's client events service, and the media streams of a call. */
import { callVariables } from './call-variables.ts';

export const callEventsLayouts = {
  CALL_DELIVERED_EVENT: `9
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? lineHandle:u2? lineType:u2? serviceNumber:u4?
    serviceId:u4? skillGroupNumber:u4? skillGroupId:u4? skillGroupPriority:u2 alertingDeviceType:u2? callingDeviceType:u2? calledDeviceType:u2?
    lastRedirectDeviceType:u2? localConnectionState:u2? eventCause:u2? numNamedVariables:n2 numNamedArrays:n2
    connectionDeviceId(25,S64) alertingDeviceId(26,S64) callingDeviceId(27,S64) calledDeviceId(28,S64) lastRedirectDeviceId(29,S64)
    trunkNumber(121,u4?) trunkGroupNumber(122,u4?) secondaryConnectionCallId(202,u4?) ani(8,S40) aniIi(215,S2) userToUserInfo(9,X131) dnis(10,S32)
    dialedNumber(11,S40) callerEnteredDigits(12,S40) ${callVariables} callWrapupData(46,S40) namedVariables(82,NV) namedArrays(83,NA)`,
  CALL_ESTABLISHED_EVENT: `10
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? lineHandle:u2? lineType:u2? serviceNumber:u4?
    serviceId:u4? skillGroupNumber:u4? skillGroupId:u4? skillGroupPriority:u2 answeringDeviceType:u2? callingDeviceType:u2? calledDeviceType:u2?
    lastRedirectDeviceType:u2? localConnectionState:u2? eventCause:u2?
    connectionDeviceId(25,S64) answeringDeviceId(30,S64) callingDeviceId(27,S64) calledDeviceId(28,S64) lastRedirectDeviceId(29,S64)
    trunkNumber(121,u4?) trunkGroupNumber(122,u4?)`,
  CALL_HELD_EVENT: `11
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? holdingDeviceType:u2? localConnectionState:u2?
    eventCause:u2?
    connectionDeviceId(25,S64) holdingDeviceId(31,S64)`,
  CALL_RETRIEVED_EVENT: `12
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? retrievingDeviceType:u2? localConnectionState:u2?
    eventCause:u2?
    connectionDeviceId(25,S64) retrievingDeviceId(32,S64)`,
  CALL_CLEARED_EVENT: `13
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? localConnectionState:u2? eventCause:u2?
    connectionDeviceId(25,S64)`,
  CALL_CONNECTION_CLEARED_EVENT: `14
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? releasingDeviceType:u2? localConnectionState:u2?
    eventCause:u2?
    connectionDeviceId(25,S64) releasingDeviceId(33,S64)`,
  CALL_ORIGINATED_EVENT: `15
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? lineHandle:u2? lineType:u2? serviceNumber:u4?
    serviceId:u4? skillGroupNumber:u4? skillGroupId:u4? skillGroupPriority:u2 callingDeviceType:u2? calledDeviceType:u2? localConnectionState:u2?
    eventCause:u2?
    connectionDeviceId(25,S64) callingDeviceId(27,S64) calledDeviceId(28,S64)`,
  CALL_FAILED_EVENT: `16
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? failingDeviceType:u2? calledDeviceType:u2?
    localConnectionState:u2? eventCause:u2?
    connectionDeviceId(25,S64) failingDeviceId(34,S64) calledDeviceId(28,S64)`,
  CALL_CONFERENCED_EVENT: `17
    monitorId:u4 peripheralId:u4? peripheralType:u2? primaryDeviceIdType:u2? primaryCallId:u4? lineHandle:u2? lineType:u2? skillGroupNumber:u4?
    skillGroupId:u4? skillGroupPriority:u2 numParties:n2 secondaryDeviceIdType:u2? secondaryCallId:u4? controllerDeviceType:u2?
    addedPartyDeviceType:u2? localConnectionState:u2? eventCause:u2?
    primaryDeviceId(35,S64) secondaryDeviceId(36,S64) controllerDeviceId(37,S64) addedPartyDeviceId(38,S64) connectedPartyCallId(39,u4?)
    connectedPartyDeviceIdType(40,u2?) connectedPartyDeviceId(41,S64)
    parties=numParties*connectedPartyCallId+connectedPartyDeviceIdType+connectedPartyDeviceId`,
  CALL_TRANSFERRED_EVENT: `18
    monitorId:u4 peripheralId:u4? peripheralType:u2? primaryDeviceIdType:u2? primaryCallId:u4? lineHandle:u2? lineType:u2? skillGroupNumber:u4?
    skillGroupId:u4? skillGroupPriority:u2 numParties:n2 secondaryDeviceIdType:u2? secondaryCallId:u4? transferringDeviceType:u2?
    transferredDeviceType:u2? localConnectionState:u2? eventCause:u2?
    primaryDeviceId(35,S64) secondaryDeviceId(36,S64) transferringDeviceId(42,S64) transferredDeviceId(43,S64) connectedPartyCallId(39,u4?)
    connectedPartyDeviceIdType(40,u2?) connectedPartyDeviceId(41,S64)
    parties=numParties*connectedPartyCallId+connectedPartyDeviceIdType+connectedPartyDeviceId`,
  CALL_DIVERTED_EVENT: `19
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? serviceNumber:u4? serviceId:u4?
    divertingDeviceType:u2? calledDeviceType:u2? localConnectionState:u2? eventCause:u2?
    connectionDeviceId(25,S64) divertingDeviceId(44,S64) calledDeviceId(28,S64)`,
  CALL_SERVICE_INITIATED_EVENT: `20
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? lineHandle:u2? lineType:u2? serviceNumber:u4?
    serviceId:u4? skillGroupNumber:u4? skillGroupId:u4? skillGroupPriority:u2 callingDeviceType:u2? localConnectionState:u2? eventCause:u2?
    connectionDeviceId(25,S64) callingDeviceId(27,S64) callReferenceId(223,X32)@14 cocConnectionCallId(229,u4?)@14
    cocCallConnectionDeviceIdType(230,u2?)@14`,
  CALL_QUEUED_EVENT: `21
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? serviceNumber:u4? serviceId:u4?
    queueDeviceType:u2? callingDeviceType:u2? calledDeviceType:u2? lastRedirectDeviceType:u2? numQueued:u2 numSkillGroups:n2 localConnectionState:u2?
    eventCause:u2?
    connectionDeviceId(25,S64) queueDeviceId(45,S64) callingDeviceId(27,S64) calledDeviceId(28,S64) lastRedirectDeviceId(29,S64)
    skillGroupNumber(62,i4?) skillGroupId(63,u4?) skillGroupPriority(64,u2)
    skillGroups=numSkillGroups*skillGroupNumber+skillGroupId+skillGroupPriority`,
  CALL_TRANSLATION_ROUTE_EVENT: `22
    numNamedVariables:n2 numNamedArrays:n2
    ani(8,S40) userToUserInfo(9,X131) dnis(10,S32) dialedNumber(11,S40) callerEnteredDigits(12,S40) routerCallKeyDay(72,u4) routerCallKeyCallId(73,u4)
    routerCallKeySequenceNumber(110,u4) ${callVariables} namedVariables(82,NV) namedArrays(83,NA)`,
  BEGIN_CALL_EVENT: `23
    monitorId:u4 peripheralId:u4? peripheralType:u2? numCtiClients:n2 numNamedVariables:n2 numNamedArrays:n2 callType:u2? connectionDeviceIdType:u2?
    connectionCallId:u4? calledPartyDisposition:u2
    connectionDeviceId(25,S64) ani(8,S40) userToUserInfo(9,X131) dnis(10,S32) dialedNumber(11,S40) callerEnteredDigits(12,S40) routerCallKeyDay(72,u4)
    routerCallKeyCallId(73,u4) routerCallKeySequenceNumber(110,u4) ${callVariables} callWrapupData(46,S40) namedVariables(82,NV) namedArrays(83,NA)
    ctiClientSignature(23,S64) ctiClientTimestamp(24,t4) callReferenceId(223,X32)@14
    ctiClients=numCtiClients*ctiClientSignature+ctiClientTimestamp`,
  END_CALL_EVENT: `24
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4?
    connectionDeviceId(25,S64)`,
  CALL_DATA_UPDATE_EVENT: `25
    monitorId:u4 peripheralId:u4? peripheralType:u2? numCtiClients:n2 numNamedVariables:n2 numNamedArrays:n2 callType:u2? connectionDeviceIdType:u2?
    connectionCallId:u4? newConnectionDeviceIdType:u2? newConnectionCallId:u4? calledPartyDisposition:u2 campaignId:u4? queryRuleId:u4?
    connectionDeviceId(25,S64) newConnectionDeviceId(47,S64) ani(8,S40) userToUserInfo(9,X131) dnis(10,S32) dialedNumber(11,S40)
    callerEnteredDigits(12,S40) routerCallKeyDay(72,u4) routerCallKeyCallId(73,u4) routerCallKeySequenceNumber(110,u4) ${callVariables}
    callWrapupData(46,S40) namedVariables(82,NV) namedArrays(83,NA) customerPhoneNumber(95,S20) customerAccountNumber(96,S32)
    ctiClientSignature(23,S64) ctiClientTimestamp(24,t4) callReferenceId(223,X32)@14
    ctiClients=numCtiClients*ctiClientSignature+ctiClientTimestamp`,
  CALL_REACHED_NETWORK_EVENT: `34
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? lineHandle:u2? lineType:u2?
    trunkUsedDeviceType:u2? calledDeviceType:u2? localConnectionState:u2? eventCause:u2?
    connectionDeviceId(25,S64) trunkUsedDeviceId(48,S64) calledDeviceId(28,S64) trunkNumber(121,u4?) trunkGroupNumber(122,u4?)`,
  CALL_DEQUEUED_EVENT: `86
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? connectionCallId:u4? queueDeviceType:u2? serviceNumber:u4?
    serviceId:u4? numQueued:u2 numSkillGroups:n2 localConnectionState:u2? eventCause:u2?
    connectionDeviceId(25,S64) skillGroupNumber(62,u4?) skillGroupId(63,u4?) skillGroupPriority(64,u2)
    skillGroups=numSkillGroups*skillGroupNumber+skillGroupId+skillGroupPriority`,
  AGENT_PRE_CALL_EVENT: `105
    monitorId:u4 numNamedVariables:n2 numNamedArrays:n2 serviceNumber:u4? serviceId:u4? skillGroupNumber:u4? skillGroupId:u4? skillGroupPriority:u2
    mrdId:i4? agentSkillTargetId:u4?@20
    agentInstrument(6,S64) routerCallKeyDay(72,u4) routerCallKeyCallId(73,u4) routerCallKeySequenceNumber(110,u4) ani(8,S40) userToUserInfo(9,X131)
    dialedNumber(11,S40) callerEnteredDigits(12,S40) fltCallTypeId(210,u4?) preCallInvokeId(221,u4)@14 ${callVariables} namedVariables(82,NV)
    namedArrays(83,NA) agentId(5,S12) protocolReferenceGuid(294,S40)@24 numOfEnabledServices(310,n2)@24 fltEnabledServices(309,u2)@24
    ccaiConfigId(311,S40)@24
    enabledServices=numOfEnabledServices*fltEnabledServices`,
  AGENT_PRE_CALL_ABORT_EVENT: `106
    monitorId:u4 mrdId:i4?
    agentInstrument(6,S64) routerCallKeyDay(72,u4) routerCallKeyCallId(73,u4) routerCallKeySequenceNumber(110,u4)`,
  RTP_STARTED_EVENT: `116
    monitorId:u4 peripheralId:u4? clientPort:u4 direction:u2 rtpType:u2 bitRate:u4 echoCancellation:u2 packetSize:u4 payloadType:u2
    connectionDeviceIdType:u2? connectionCallId:u4?
    connectionDeviceId(25,S64) clientAddress(81,S16)@-18 clientAddress(81,S64)@19 agentId(5,S12) agentExtension(4,S16) agentInstrument(6,S64)
    sendingAddress(125,S16)@-18 sendingAddress(125,S64)@19 sendingPort(126,P4) clientAddressIpv6(226,S64)@14-18 sendingAddressIpv6(227,S64)@14-18`,
  RTP_STOPPED_EVENT: `117
    monitorId:u4 peripheralId:u4? clientPort:u4 direction:u2 connectionDeviceIdType:u2? connectionCallId:u4?
    connectionDeviceId(25,S64) clientAddress(81,S16)@-18 clientAddress(81,S64)@19 agentId(5,S12) agentExtension(4,S16) agentInstrument(6,S64)
    sendingAddress(125,S16)@-18 sendingAddress(125,S64)@19 sendingPort(126,P4) clientAddressIpv6(226,S64)@14-18 sendingAddressIpv6(227,S64)@14-18`,
  CALL_ATTRIBUTE_CHANGE_EVENT: `240
    monitorId:u4 peripheralId:u4? peripheralType:u2? connectionDeviceIdType:u2? callTypeId:u4? serviceNumber:u4?
    connectionDeviceId(25,S64)`,
  // GreetingType: printed without a tag, so it comes among `unknownFields`.
  CALL_AGENT_GREETING_EVENT: `248@15
    monitorId:u4 peripheralId:u4? connectionDeviceIdType:u2? connectionCallId:u4? eventCode:u2 peripheralErrorCode:u4
    connectionDeviceId(25,S64) agentId(5,S12)`,
} as const;
