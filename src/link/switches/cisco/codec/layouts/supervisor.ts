/** A supervisor and the team: the guide's supervisor service. */
export const supervisorLayouts = {
  SUPERVISOR_ASSIST_REQ: `118
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2?
    connectionDeviceId(25,S64) agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64)`,
  SUPERVISOR_ASSIST_CONF: `119
    invokeId:u4 connectionCallId:u4? connectionDeviceIdType:u2? lineHandle:u2? lineType:u2?
    connectionDeviceId(25,S64)`,
  EMERGENCY_CALL_REQ: `121
    invokeId:u4 peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2?
    connectionDeviceId(25,S64) agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64)`,
  EMERGENCY_CALL_CONF: `122
    invokeId:u4 connectionCallId:u4? connectionDeviceIdType:u2? lineHandle:u2? lineType:u2?
    connectionDeviceId(25,S64)`,
  EMERGENCY_CALL_EVENT: `123
    peripheralId:u4? connectionCallId:u4? connectionDeviceIdType:u2? sessionId:u4
    connectionDeviceId(25,S64) clientId(1,S64) clientAddress(81,S16)@-18 clientAddress(81,S64)@19 agentExtension(4,S16) agentId(5,S12)
    agentInstrument(6,S64) clientAddressIpv6(226,S64)@14-18`,
  SUPERVISE_CALL_REQ: `124
    invokeId:u4 peripheralId:u4? agentConnectionCallId:u4? supervisorConnectionCallId:u4? agentConnectionDeviceIdType:u2?
    supervisorConnectionDeviceIdType:u2? supervisoryAction:u2
    agentConnectionDeviceId(90,S64) supervisorConnectionDeviceId(91,S64) agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64)
    supervisorInstrument(85,S64)`,
  SUPERVISE_CALL_CONF: `125
    invokeId:u4 connectionCallId:u4? connectionDeviceIdType:u2?
    connectionDeviceId(25,S64)`,
  AGENT_TEAM_CONFIG_EVENT: `128
    peripheralId:u4? teamId:u4? numberOfAgents:n2 configOperation:u2 departmentId:i4?@19
    agentTeamName(243,S32)@15 atcAgentId(86,S12) agentFlags(87,u2) atcAgentState(88,u2) atcStateDuration(89,u4)
    agents=numberOfAgents*atcAgentId+agentFlags+atcAgentState+atcStateDuration`,
  LIST_AGENT_TEAM_REQ: '133 invokeId:u4 supervisorId:u4?',
  LIST_AGENT_TEAM_CONF: `134
    invokeId:u4 numberOfAgentTeams:n2 segmentNumber:u2 more:u2
    teamId(92,u4?)
    agentTeams=numberOfAgentTeams*teamId`,
  MONITOR_AGENT_TEAM_START_REQ: '135 invokeId:u4 teamId:u4?',
  MONITOR_AGENT_TEAM_START_CONF: '136 invokeId:u4 monitorId:u4',
  MONITOR_AGENT_TEAM_STOP_REQ: '137 invokeId:u4 monitorId:u4',
  MONITOR_AGENT_TEAM_STOP_CONF: '138 invokeId:u4',
} as const;
