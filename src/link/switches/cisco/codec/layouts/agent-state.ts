/** Agents: their state, their desk settings, their greeting. */
export const agentStateLayouts = {
  AGENT_STATE_EVENT: `30
    monitorId:u4 peripheralId:u4? sessionId:u4 peripheralType:u2? skillGroupState:u2 stateDuration:u4 skillGroupNumber:u4? skillGroupId:u4?
    skillGroupPriority:u2 agentState:u2 eventReasonCode:u2 mrdId:i4? numTasks:u4 agentMode:u2 maxTaskLimit:u4 icmAgentId:i4?
    agentAvailabilityStatus:u4 numFltSkillGroups:n2 departmentId:i4?@19
    ctiClientSignature(3,S64) agentId(5,S12) agentExtension(4,S16) agentInstrument(6,S64) duration(150,u4) nextAgentState(123,u2) direction(244,u4)@15
    fltSkillGroupNumber(62,i4?) fltSkillGroupId(63,u4?) fltSkillGroupPriority(64,u2) fltSkillGroupState(65,u2) maxBeyondTaskLimit(266,u4)@22
    activeTerminal(303,S64)@24
    fltSkillGroups=numFltSkillGroups*fltSkillGroupNumber+fltSkillGroupId+fltSkillGroupPriority+fltSkillGroupState`,
  QUERY_AGENT_STATE_REQ: `36
    invokeId:u4 peripheralId:u4? mrdId:i4? icmAgentId:i4?
    agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64)`,
  QUERY_AGENT_STATE_CONF: `37
    invokeId:u4 agentState:u2 numSkillGroups:n2 mrdId:i4? numTasks:u4 agentMode:u2 maxTaskLimit:u4 icmAgentId:i4? agentAvailabilityStatus:u4
    departmentId:i4?@19
    agentId(5,S12) agentExtension(4,S16) agentInstrument(6,S64) skillGroupNumber(62,u4?) skillGroupId(63,u4?) skillGroupPriority(64,u2)
    skillGroupState(65,u2) internalAgentState(255,u2)@19 maxBeyondTaskLimit(266,u4)@22
    skillGroups=numSkillGroups*skillGroupNumber+skillGroupId+skillGroupPriority+skillGroupState`,
  SET_AGENT_STATE_REQ: `38
    invokeId:u4 peripheralId:u4? agentState:u2 agentWorkMode:u2 numSkillGroups:n2 eventReasonCode:u2 forcedFlag:u1 agentServiceReq:u4
    agentInstrument(6,S64) agentId(5,S12) agentPassword(49,S64) positionId(68,S12) supervisorId(69,S12) ssoEnabled(257,u2)@20 skillGroupNumber(62,i4?)
    skillGroupPriority(64,u2) activeTerminal(303,S64)@24
    skillGroups=numSkillGroups*skillGroupNumber+skillGroupPriority`,
  SET_AGENT_STATE_CONF: '39 invokeId:u4',
  AGENT_DESK_SETTINGS_REQ: '131 invokeId:u4 peripheralId:u4? agentId(5,S12)',
  AGENT_DESK_SETTINGS_CONF: `132
    invokeId:u4 peripheralId:u4? deskSettingsMask:u4 wrapupDataIncomingMode:u4 wrapupDataOutgoingMode:u4 logoutNonActivityTime:u4
    qualityRecordingRate:u4 ringNoAnswerTime:u4 silentMonitorWarningMessage:u4 silentMonitorAudibleIndication:u4 supervisorAssistCallMethod:u4
    emergencyCallMethod:u4 autoRecordOnEmergency:u4 recordingMode:u4 workModeTimer:u4 ringNoAnswerDn:u4
    defaultDevicePortAddress(93,S32) playZipTone(307,u4)@24 acdSharedLineUsage(306,u4)@24`,
  AGENT_GREETING_CONTROL_REQ: '249@15 invokeId:u4 peripheralId:u4? agentAction:u2 agentId(5,S12)',
  AGENT_GREETING_CONTROL_CONF: '250@15 invokeId:u4',
} as const;
