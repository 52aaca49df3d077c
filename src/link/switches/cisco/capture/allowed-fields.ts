/**
 * What of a message may stay in a capture. Everything else is replaced: texts and bytes without exception, numbers that are not here.
 *
 * These numbers are the protocol's own, and say nothing of a site, a person or a call: kinds, states, causes, masks, counts, and the
 * handles by which a server and a client speak of requests and monitors.
 */
const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

export const allowedFields: ReadonlySet<string> = new Set([
  // the session
  ...words(
    'invokeId versionNumber idleTimeout servicesRequested servicesGranted callMsgMask agentStateMask configMsgMask reserved reserved1 reserved2 reserved3',
  ),
  ...words('status failureCode peripheralErrorCode pgStatus peripheralOnline sessionType systemEventId monitorId more segmentNumber distribution state'),
  // what kind of thing a device, a connection, a line or a peripheral is
  ...words('peripheralType lineType lineHandle deviceType typeOfDevice classOfDevice snapshotDeviceType monitoredDeviceType eventDeviceType'),
  ...words('alertingDeviceType answeringDeviceType callingDeviceType calledDeviceType lastRedirectDeviceType holdingDeviceType retrievingDeviceType'),
  ...words('releasingDeviceType failingDeviceType divertingDeviceType transferringDeviceType transferredDeviceType queueDeviceType trunkUsedDeviceType'),
  ...words('controllerDeviceType addedPartyDeviceType callDeviceType recordingDeviceType mediaForkingDeviceType'),
  ...words('connectionDeviceIdType newConnectionDeviceIdType activeConnectionDeviceIdType heldConnectionDeviceIdType otherConnectionDeviceIdType'),
  ...words('primaryDeviceIdType secondaryDeviceIdType connectedPartyDeviceIdType callConnectionDeviceIdType cocCallConnectionDeviceIdType'),
  ...words('agentConnectionDeviceIdType supervisorConnectionDeviceIdType requestingDeviceIdType terminalType'),
  // states, causes, and how a request is to be carried out
  ...words('localConnectionState callDeviceConnectionState callState allocationState eventCause eventCode callType calledPartyDisposition callOriginatedFrom'),
  ...words('agentState skillGroupState nextAgentState internalAgentState fltSkillGroupState fltAgentMrdState atcAgentState agentMode agentWorkMode agentFlags'),
  ...words('agentAction agentType agentServiceReq agentAvailabilityStatus forcedFlag silentMonitorStatus supervisoryAction invocationType stateDuration'),
  ...words('atcStateDuration numTasks maxTaskLimit maxBeyondTaskLimit skillGroupPriority fltSkillGroupPriority servicePriority priority postRoute reservation'),
  ...words('callPlacementType callMannerType callOption consultType facilityType answeringMachine alertRings answerDetectMode answerDetectTime'),
  ...words('answerDetectControl1 answerDetectControl2 destinationCountry toneDuration pauseDuration playToneDirection serverMode multilineAgentControl'),
  ...words('callVariableMask fltInterruptible ssoEnabled'),
  // media and recording
  ...words('direction rtpType bitRate echoCancellation packetSize payloadType recorderStatus recorderType recordingType recordFailureCause'),
  // what a device or a desk can do
  ...words('maxActiveCalls maxHeldCalls maxDevicesInConference makeCallSetup transferConferenceSetup callEventsSupported callControlSupported'),
  ...words('otherFeaturesSupported deskSettingsMask fltDeskSettingsMask wrapupDataIncomingMode wrapupDataOutgoingMode'),
  // configuration messages
  ...words('configOperation configType configInformation configEndStatus configkeyStatus recordType'),
  // counts of entries
  ...words('numNamedVariables numNamedArrays numCtiClients numParties numCalls numCallDevices numLines numSkillGroups numFltSkillGroups numPeripherals'),
  ...words('numRecords numSkills numServiceMembers numMrds numInstruments numOfEnabledServices numberOfAgentTeams numberOfAgents numQueued fltEnabledServices'),
]);

/** Seconds since 1970: moved, all by the same, so that the time between two of them stays. */
export const timeFields: ReadonlySet<string> = new Set(['icmCentralControllerTime', 'ctiClientTimestamp']);

/** Taken out as a whole, so that not even their length is told. */
export const secretFields: ReadonlySet<string> = new Set(['clientPassword', 'agentPassword']);
