/** `callPlacementType`. */
export const CallPlacementType = {
  CPT_UNSPECIFIED: 0,
  CPT_LINE_CALL: 1,
  CPT_OUTBOUND: 2,
  CPT_OUTBOUND_NO_ACCESS_CODE: 3,
  CPT_DIRECT_POSITION: 4,
  CPT_DIRECT_AGENT: 5,
  CPT_SUPERVISOR_ASSIST: 6,
} as const;

/** `callMannerType`. */
export const CallMannerType = {
  CMT_UNSPECIFIED: 0,
  CMT_POLITE: 1,
  CMT_BELLIGERENT: 2,
  CMT_SEMI_POLITE: 3,
  CMT_RESERVED: 4,
} as const;

/** `callOption`. */
export const CallOption = {
  COPT_UNSPECIFIED: 0,
  COPT_CALLING_AGENT_ONLINE: 1,
  COPT_CALLING_AGENT_RESERVED: 2,
  COPT_CALLING_AGENT_NOT_RESERVED: 3,
  COPT_CALLING_AGENT_BUZZ_BASE: 4,
  COPT_CALLING_AGENT_BEEP_HSET: 5,
  COPT_SERVICE_CIRCUIT_ON: 6,
} as const;

/** `consultType` of CONSULTATION_CALL_REQ. */
export const ConsultType = {
  CT_UNSPECIFIED: 0,
  CT_TRANSFER: 1,
  CT_CONFERENCE: 2,
} as const;

/** `facilityType`. */
export const FacilityType = {
  FT_UNSPECIFIED: 0,
  FT_TRUNK_GROUP: 1,
  FT_SKILL_GROUP: 2,
} as const;

/** `answeringMachine`: what becomes of a call that a machine answers. */
export const AnsweringMachine = {
  AM_UNSPECIFIED: 0,
  AM_CONNECT: 1,
  AM_DISCONNECT: 2,
  AM_NONE: 3,
  AM_NONE_NO_MODEM: 4,
  AM_CONNECT_NO_MODEM: 5,
} as const;

/** `answerDetectMode` of MAKE_PREDICTIVE_CALL_REQ. */
export const AnswerDetectMode = {
  ADM_UNSPECIFIED: 0,
  ADM_VOICE_THRESHOLD: 1,
  ADM_VOICE_END: 2,
  ADM_VOICE_END_DELAY: 3,
  ADM_VOICE_AND_BEEP: 4,
  ADM_BEEP: 5,
} as const;

/** `allocationState` of MAKE_PREDICTIVE_CALL_REQ. */
export const AllocationState = {
  ALLOC_CALL_DELIVERED: 0,
  ALLOC_CALL_ESTABLISHED: 1,
} as const;

/** `supervisoryAction` of SUPERVISE_CALL_REQ. */
export const SupervisoryAction = {
  CLEAR: 0,
  MONITOR: 1,
  WHISPER: 2,
  BARGE_IN: 3,
  INTERCEPT: 4,
} as const;

/** `distribution` of USER_MESSAGE_REQ and USER_MESSAGE_EVENT. */
export const Distribution = {
  CLIENT: 0,
  SUPERVISOR: 1,
  TEAM: 2,
  ALL: 3,
} as const;

/** `state` of CLIENT_EVENT_REPORT_REQ. */
export const ClientEventState = {
  NORMAL: 0,
  WARNING: 1,
  ERROR: 2,
} as const;

/** `serverMode` of REGISTER_SERVICE_REQ. */
export const ServerMode = {
  EXCLUSIVE: 0,
  ROUND_ROBIN: 1,
  PARALLEL: 2,
} as const;

/** `configOperation` of AGENT_TEAM_CONFIG_EVENT. */
export const ConfigOperation = {
  RESTORE: 0,
  ADD_AGENT: 1,
  REMOVE_AGENT: 2,
} as const;

/** `silentMonitorStatus` of SNAPSHOT_DEVICE_CONF. */
export const SilentMonitorStatus = {
  NONE: 0,
  INITIATOR: 1,
  TARGET: 2,
} as const;

/** `direction` of the RTP events. */
export const RtpDirection = {
  IN: 0,
  OUT: 1,
  BOTH: 2,
} as const;

/** `rtpType` of the RTP events. */
export const RtpType = {
  AUDIO: 0,
  VIDEO: 1,
  DATA: 2,
} as const;

/** `direction` of AGENT_STATE_EVENT. */
export const CallDirection = {
  NONE: 0,
  IN: 1,
  OUT: 2,
  OTHER_IN: 3,
  OTHER_OUT: 4,
  OUTBOUND_RESERVE: 5,
  PREVIEW: 6,
  PREDICTIVE: 7,
} as const;

/** `eventCode` of CALL_AGENT_GREETING_EVENT. */
export const AgentGreetingEvent = {
  STARTED: 0,
  ENDED: 1,
  FAILED: 2,
} as const;

/** `agentAction` of AGENT_GREETING_CONTROL_REQ. ENABLE and DISABLE last until the agent logs out. */
export const AgentGreetingAction = {
  STOP: 0,
  DISABLE: 1,
  ENABLE: 2,
} as const;

/** `configkeyStatus` of CONFIG_KEY_EVENT. */
export const ConfigKeyStatus = {
  OK: 0,
  SERVICE_PROVIDER: 1,
  NO_KEY_SUPPORT: 2,
  UNKNOWN_CUSTOMER: 3,
} as const;

/** `configEndStatus` of CONFIG_END_EVENT. */
export const ConfigEndStatus = {
  OK: 0,
  NO_SERVICE_PROVIDER: 1,
  UNKNOWN_CUSTOMER: 2,
  INVALID: 3,
  EMPTY: 4,
  PARTIAL: 5,
} as const;
