/** Requests that move calls, and their confirmations: the guide's client control service. */
import { callVariables } from './call-variables.ts';

export const callControlLayouts = {
  CONTROL_FAILURE_CONF: '35 invokeId:u4 failureCode:u2 peripheralErrorCode:u4',
  ALTERNATE_CALL_REQ: `40
    invokeId:u4 peripheralId:u4? activeConnectionCallId:u4? otherConnectionCallId:u4? activeConnectionDeviceIdType:u2? otherConnectionDeviceIdType:u2?
    activeConnectionDeviceId(50,S64) otherConnectionDeviceId(52,S64) agentInstrument(6,S64)`,
  ALTERNATE_CALL_CONF: '41 invokeId:u4',
  ANSWER_CALL_REQ: `42
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2?
    connectionDeviceId(25,S64) agentInstrument(6,S64)`,
  ANSWER_CALL_CONF: '43 invokeId:u4',
  CLEAR_CALL_REQ: `44
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2?
    connectionDeviceId(25,S64) agentInstrument(6,S64)`,
  CLEAR_CALL_CONF: '45 invokeId:u4',
  CLEAR_CONNECTION_REQ: `46
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2?
    connectionDeviceId(25,S64) agentInstrument(6,S64) ctiosCilClientId(217,S64) requestingDeviceId(219,S64)@14 requestingDeviceIdType(220,u2?)@14`,
  CLEAR_CONNECTION_CONF: '47 invokeId:u4',
  CONFERENCE_CALL_REQ: `48
    invokeId:u4 peripheralId:u4? heldConnectionCallId:u4? activeConnectionCallId:u4? heldConnectionDeviceIdType:u2? activeConnectionDeviceIdType:u2?
    callPlacementType:u2 callMannerType:u2 alertRings:u2 callOption:u2 facilityType:u2 answeringMachine:u2 priority:b2 postRoute:b2
    numNamedVariables:n2 numNamedArrays:n2
    activeConnectionDeviceId(50,S64) heldConnectionDeviceId(53,S64) agentInstrument(6,S64) dialedNumber(11,S40) userToUserInfo(9,X131)
    ${callVariables} callWrapupData(46,S40) namedVariables(82,NV) namedArrays(83,NA) facilityCode(51,S40) authorizationCode(77,S40)
    accountCode(78,S40)`,
  CONFERENCE_CALL_CONF: `49
    invokeId:u4 newConnectionCallId:u4? newConnectionDeviceIdType:u2? numParties:n2 lineHandle:u2? lineType:u2?
    newConnectionDeviceId(47,S64) connectedPartyCallId(39,u4?) connectedPartyDeviceIdType(40,u2?) connectedPartyDeviceId(41,S64)
    parties=numParties*connectedPartyCallId+connectedPartyDeviceIdType+connectedPartyDeviceId`,
  CONSULTATION_CALL_REQ: `50
    invokeId:u4 peripheralId:u4? activeConnectionCallId:u4? activeConnectionDeviceIdType:u2? callPlacementType:u2 callMannerType:u2 consultType:u2
    alertRings:u2 callOption:u2 facilityType:u2 answeringMachine:u2 priority:b2 postRoute:b2 numNamedVariables:n2 numNamedArrays:n2
    activeConnectionDeviceId(50,S64) dialedNumber(11,S40) agentInstrument(6,S64) userToUserInfo(9,X131) ${callVariables} callWrapupData(46,S40)
    namedVariables(82,NV) namedArrays(83,NA) facilityCode(51,S40) authorizationCode(77,S40) accountCode(78,S40)`,
  CONSULTATION_CALL_CONF: `51
    invokeId:u4 newConnectionCallId:u4? newConnectionDeviceIdType:u2? lineHandle:u2? lineType:u2?
    newConnectionDeviceId(47,S64)`,
  DEFLECT_CALL_REQ: `52
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2? calledDeviceType:u2?
    connectionDeviceId(25,S64) calledDeviceId(28,S64) agentInstrument(6,S64)`,
  DEFLECT_CALL_CONF: '53 invokeId:u4',
  HOLD_CALL_REQ: `54
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2? reservation:b2
    connectionDeviceId(25,S64) agentInstrument(6,S64)`,
  HOLD_CALL_CONF: '55 invokeId:u4',
  MAKE_CALL_REQ: `56
    invokeId:u4 peripheralId:u4? callPlacementType:u2 callMannerType:u2 alertRings:u2 callOption:u2 facilityType:u2 answeringMachine:u2 priority:b2
    postRoute:b2 numNamedVariables:n2 numNamedArrays:n2 skillGroupNumber:u4?@14
    agentInstrument(6,S64) dialedNumber(11,S40) userToUserInfo(9,X131) ${callVariables} callWrapupData(46,S40) namedVariables(82,NV)
    namedArrays(83,NA) facilityCode(51,S40) authorizationCode(77,S40) accountCode(78,S40) cct(84,S4)`,
  MAKE_CALL_CONF: `57
    invokeId:u4 newConnectionCallId:u4? newConnectionDeviceIdType:u2? lineHandle:u2? lineType:u2?
    newConnectionDeviceId(47,S64)`,
  MAKE_PREDICTIVE_CALL_REQ: `58
    invokeId:u4 peripheralId:u4? callPlacementType:u2 callMannerType:u2 alertRings:u2 callOption:u2 facilityType:u2 answeringMachine:u2 priority:b2
    allocationState:u2 destinationCountry:u2 answerDetectMode:u2 answerDetectTime:u2 answerDetectControl1:u4 answerDetectControl2:u4
    numNamedVariables:n2 numNamedArrays:n2
    originatingDeviceId(79,S64) dialedNumber(11,S40) userToUserInfo(9,X131) ${callVariables} callWrapupData(46,S40) namedVariables(82,NV)
    namedArrays(83,NA) facilityCode(51,S40) authorizationCode(77,S40) accountCode(78,S40) originatingLineId(80,S40) cct(84,S4)`,
  MAKE_PREDICTIVE_CALL_CONF: `59
    invokeId:u4 newConnectionCallId:u4? newConnectionDeviceIdType:u2? lineHandle:u2? lineType:u2?
    newConnectionDeviceId(47,S64)`,
  RECONNECT_CALL_REQ: `60
    invokeId:u4 peripheralId:u4? activeConnectionCallId:u4? heldConnectionCallId:u4? activeConnectionDeviceIdType:u2? heldConnectionDeviceIdType:u2?
    activeConnectionDeviceId(50,S64) heldConnectionDeviceId(53,S64) agentInstrument(6,S64)`,
  RECONNECT_CALL_CONF: '61 invokeId:u4',
  RETRIEVE_CALL_REQ: `62
    invokeId:u4 peripheralId:u4? heldConnectionCallId:u4? heldConnectionDeviceIdType:u2?
    heldConnectionDeviceId(53,S64) agentInstrument(6,S64)`,
  RETRIEVE_CALL_CONF: '63 invokeId:u4',
  TRANSFER_CALL_REQ: `64
    invokeId:u4 peripheralId:u4? activeConnectionCallId:u4? heldConnectionCallId:u4? activeConnectionDeviceIdType:u2? heldConnectionDeviceIdType:u2?
    callPlacementType:u2 callMannerType:u2 alertRings:u2 callOption:u2 facilityType:u2 answeringMachine:u2 priority:b2 postRoute:b2
    numNamedVariables:n2 numNamedArrays:n2
    activeConnectionDeviceId(50,S64) heldConnectionDeviceId(53,S64) agentInstrument(6,S64) dialedNumber(11,S40) userToUserInfo(9,X131)
    ${callVariables} callWrapupData(46,S40) namedVariables(82,NV) namedArrays(83,NA) facilityCode(51,S40) authorizationCode(77,S40)
    accountCode(78,S40)`,
  TRANSFER_CALL_CONF: `65
    invokeId:u4 newConnectionCallId:u4? newConnectionDeviceIdType:u2? numParties:n2 lineHandle:u2? lineType:u2?
    newConnectionDeviceId(47,S64) connectedPartyCallId(39,u4?) connectedPartyDeviceIdType(40,u2?) connectedPartyDeviceId(41,S64)
    parties=numParties*connectedPartyCallId+connectedPartyDeviceIdType+connectedPartyDeviceId`,
  QUERY_DEVICE_INFO_REQ: '78 invokeId:u4 peripheralId:u4? reserved:z2 agentInstrument(6,S64)',
  QUERY_DEVICE_INFO_CONF: `79
    invokeId:u4 peripheralType:u2? typeOfDevice:u2 classOfDevice:u2 numLines:n2 reserved:z2 maxActiveCalls:u2 maxHeldCalls:u2
    maxDevicesInConference:u2 makeCallSetup:u4 transferConferenceSetup:u4 callEventsSupported:u4 callControlSupported:u4 otherFeaturesSupported:u4
    lineHandle(70,u2?) lineType(71,u2?)
    lines=numLines*lineHandle+lineType`,
  SEND_DTMF_SIGNAL_REQ: `91
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2? toneDuration:u2 pauseDuration:u4
    connectionDeviceId(25,S64) dtmfString(67,S32) agentInstrument(6,S64) ctiosCilClientId(217,S64)`,
  SEND_DTMF_SIGNAL_CONF: '92 invokeId:u4',
  SET_DEVICE_ATTRIBUTES_REQ: `141
    invokeId:u4 peripheralId:u4? serviceNumber:u4? serviceId:u4? skillGroupNumber:u4? skillGroupId:u4? skillGroupPriority:u2 callType:u2?
    callingDeviceType:u2?
    callingDeviceId(27,S64)`,
  SET_DEVICE_ATTRIBUTES_CONF: '142 invokeId:u4',
} as const;
