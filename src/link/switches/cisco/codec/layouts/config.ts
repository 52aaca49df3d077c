/** Configuration of a peripheral, from version 19. Every record starts with its type: 0 added, 1 changed, 2 deleted. */
export const configLayouts = {
  CONFIG_REQUEST_KEY_EVENT: '230@19 peripheralId:u4? customerId(131,u4?)',
  CONFIG_KEY_EVENT: `231@19
    configkeyStatus:u4
    serviceConfigKey(177,X8) skillGroupConfigKey(178,X8) agentConfigKey(179,X8) deviceConfigKey(180,X8) callTypeConfigKey(209,X8)
    peripheralConfigKey(269,X8)@22 agentDeskSettingsConfigKey(270,X8)@22`,
  // The mask is in the guides for 24 and 25 only.
  CONFIG_REQUEST_EVENT: '232@19 configInformation:u4 configMsgMask:u4@24 peripheralId:u4? customerId(131,u4?)',
  CONFIG_BEGIN_EVENT: `233@19
    configType:u2 configInformation:u4
    serviceConfigKey(177,X8) skillGroupConfigKey(178,X8) agentConfigKey(179,X8) deviceConfigKey(180,X8) callTypeConfigKey(209,X8)
    peripheralConfigKey(269,X8)@22 agentDeskSettingsConfigKey(270,X8)@22`,
  CONFIG_END_EVENT: '234@19 configEndStatus:u4 text(7,S255)',
  CONFIG_SERVICE_EVENT: `235@19
    numRecords:n2
    recordType(183,u2) fltPeripheralId(208,u4?) peripheralNumber(184,u4?) oldPeripheralNumber(213,u4?) maxQueued(129,u4) extension(173,S16)
    serviceSkillTargetId(132,u4?) peripheralName(133,S64) description(134,S128) serviceLevelThreshold(174,u4) serviceLevelType(175,u4)
    configParam(176,S255) fltMrDomainId(216,u4?) numServiceMembers(186,n2) serviceMember(187,u4) servicePriority(188,u2)
    serviceMembers=numServiceMembers*serviceMember+servicePriority`,
  // AutoWork: printed without a tag, so it comes among `unknownFields`.
  CONFIG_SKILL_GROUP_EVENT: `236@19
    numRecords:n2
    recordType(183,u2) fltPeripheralId(208,u4?) peripheralNumber(184,u4?) oldPeripheralNumber(213,u4?) fltSkillGroupPriority(64,u2)
    skillGroupSkillTargetId(192,u4?) extension(173,S16) peripheralName(133,S64) description(134,S128) fltMrDomainId(216,u4?)
    fltPrecisionQueueId(264,u4?)@22 fltPrecisionQueueName(265,S32)@22 configParam(176,S255)`,
  CONFIG_AGENT_EVENT: `237@19
    numRecords:n2
    recordType(183,u2) fltPeripheralId(208,u4?) agentType(189,u2) agentDeskSettingsId(267,u4?)@22 loginId(190,S64) oldLoginId(214,S64)
    loginName(207,S255) lastName(138,S32) firstName(137,S32) extension(173,S16) description(134,S128) agentSkillTargetId(185,u4?) numSkills(191,n2)
    ssoEnabled(257,u2)@20 numMrds(261,n2)@21 fltSkillGroupNumber(62,u4?) fltSkillGroupPriority(64,u2) fltAgentMrdId(262,u4?)@21
    fltAgentMrdState(263,u2)@21 activeTerminal(303,S64)@24
    skills=numSkills*fltSkillGroupNumber+fltSkillGroupPriority mrds=numMrds*fltAgentMrdId+fltAgentMrdState`,
  CONFIG_DEVICE_EVENT: `238@19
    numRecords:n2
    recordType(183,u2) fltPeripheralId(208,u4?) peripheralNumber(184,u4?) deviceType(195,u2?) maxQueued(129,u4) fltServiceId(193,u4?)
    dialedNumber(11,S40) dnis(10,S32) extension(173,S16) description(134,S128)`,
  CONFIG_CALL_TYPE_EVENT: `245@19
    numRecords:n2
    recordType(183,u2) fltCallTypeId(210,u4?) customerDefinitionId(211,u4?) enterpriseName(212,S32) description(134,S128)
    serviceLevelThreshold(174,u4) serviceLevelType(175,u4)`,
  CONFIG_MRD_EVENT: `254@20
    numRecords:n2
    recordType(183,u2) fltMrDomainId(216,u4?) fltEnterpriseName(212,S32) fltDescription(134,S128) fltMaxTaskDuration(250,u4) fltInterruptible(251,b2)`,
  CONFIG_PERIPHERAL_EVENT: `260@22
    numRecords:n2
    recordType(183,u2) configPeripheralId(271,u4?) defaultAgentDeskSettingsId(272,u4?)`,
  CONFIG_AGENT_DESK_SETTINGS_EVENT: `261@22
    numRecords:n2
    recordType(183,u2) agentDeskSettingsId(267,u4?) fltDeskSettingsMask(273,u4) fltWrapUpDataIncomingMode(274,u4) fltWrapUpDataOutgoingMode(275,u4)
    fltLogoutNonActivityTime(276,u4) fltQualityRecordingRate(277,u4) fltRingNoAnswerTime(278,u4) fltSilentMonitorWarningMessage(279,u4)
    fltSilentMonitorAudibleIndication(280,u4) fltSupervisorAssistCallMethod(281,u4) fltEmergencyCallMethod(282,u4) fltAutoRecordOnEmergency(283,u4)
    fltRecordingMode(284,u4) fltWorkModeTimer(285,u4) fltRingNoAnswerDnId(286,u4) fltDefaultDevicePortAddress(287,S4) playZipTone(307,u4)@24
    acdSharedLineUsage(306,u4)@24`,
  CONFIG_TERMINAL_EVENT: `276@24
    numRecords:n2
    recordType(183,u2) terminalType(302,u2) terminalDeviceName(303,S64) terminalTypeName(304,S100) numInstruments(305,n2) instrument(6,S64)
    instruments=numInstruments*instrument`,
  // The guide prints RecordType last here, and says of every record that it starts with it.
  CONFIG_AGENT_SERVICE_EVENT: `282@24
    numRecords:n2
    recordType(183,u2) agentSkillTargetId(185,u4?) numOfEnabledServices(310,n2) fltEnabledServices(309,u2)
    enabledServices=numOfEnabledServices*fltEnabledServices`,
  // TotalAnswersSuggestion, NumPositiveAnswersSuggestions, NumNegativeAnswersSuggestions: printed without a tag, so they come among `unknownFields`.
  SET_AGENT_SERVICE_DATA_REQ: `283@24
    invokeId:u4 routerCallKeyDay:u4 routerCallKey:u4 routerCallKeySequenceNumber:u4 agentSkillTargetId:u4?
    numOfEnabledServices(310,n2) fltEnabledServices(309,u2)
    enabledServices=numOfEnabledServices*fltEnabledServices`,
  SET_AGENT_SERVICE_DATA_CONF: '284@24 invokeId:u4 status:u4',
} as const;
