/** `agentState`, `skillGroupState` and `nextAgentState`. */
export const AgentState = {
  AGENT_STATE_LOGIN: 0,
  AGENT_STATE_LOGOUT: 1,
  AGENT_STATE_NOT_READY: 2,
  AGENT_STATE_AVAILABLE: 3,
  AGENT_STATE_TALKING: 4,
  AGENT_STATE_WORK_NOT_READY: 5,
  AGENT_STATE_WORK_READY: 6,
  AGENT_STATE_BUSY_OTHER: 7,
  AGENT_STATE_RESERVED: 8,
  AGENT_STATE_UNKNOWN: 9,
  AGENT_STATE_HOLD: 10,
  AGENT_STATE_ACTIVE: 11,
  AGENT_STATE_PAUSED: 12,
  AGENT_STATE_INTERRUPTED: 13,
  AGENT_STATE_NOT_ACTIVE: 14,
} as const;

/** Bits of `agentStateMask`. They follow the states, except that UNKNOWN has none: HOLD is bit 9. */
export const AgentStateMask = {
  LOGIN: 0x1,
  LOGOUT: 0x2,
  NOT_READY: 0x4,
  AVAILABLE: 0x8,
  TALKING: 0x10,
  WORK_NOT_READY: 0x20,
  WORK_READY: 0x40,
  BUSY_OTHER: 0x80,
  RESERVED: 0x100,
  HOLD: 0x200,
  ACTIVE: 0x400,
  PAUSED: 0x800,
  INTERRUPTED: 0x1000,
  NOT_ACTIVE: 0x2000,
} as const;

/** `agentWorkMode` of SET_AGENT_STATE_REQ. */
export const AgentWorkMode = {
  AWM_UNSPECIFIED: 0,
  AWM_AUTO_IN: 1,
  AWM_MANUAL_IN: 2,
  RA_CALL_BY_CALL: 3,
  RA_NAILED_CONNECTION: 4,
} as const;

/** `forcedFlag` of SET_AGENT_STATE_REQ: only for login and logout. */
export const ForcedFlag = {
  NO: 0,
  YES: 1,
  AUTHENTICATE_ONLY: 2,
} as const;

/** `agentAvailabilityStatus`. */
export const AgentAvailabilityStatus = {
  NOT_AVAILABLE: 0,
  ICM_AVAILABLE: 1,
  APPLICATION_AVAILABLE: 2,
} as const;

/** Bits of `agentFlags` in AGENT_TEAM_CONFIG_EVENT. */
export const AgentFlags = {
  PRIMARY_SUPERVISOR: 1,
  TEMPORARY_AGENT: 2,
  SUPERVISOR: 4,
} as const;

/** Bits of `deskSettingsMask`. */
export const DeskSettingsMask = {
  AVAILABLE_AFTER_INCOMING: 0x1,
  AVAILABLE_AFTER_OUTGOING: 0x2,
  AUTO_ANSWER: 0x4,
  IDLE_REASON_REQUIRED: 0x8,
  LOGOUT_REASON_REQUIRED: 0x10,
  SUPERVISOR_CALLS: 0x20,
  AGENT_TO_AGENT: 0x40,
  INTERNATIONAL: 0x80,
  PUBLIC_NET: 0x100,
  PRIVATE_NET: 0x200,
  OPERATOR_ASSISTED: 0x400,
  PBX: 0x800,
  NON_ACD_CALLS: 0x1000,
  AGENT_SELECTS_GROUPS: 0x2000,
} as const;
