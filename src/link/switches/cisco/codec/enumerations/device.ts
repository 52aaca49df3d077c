/** `peripheralType`. Unified CCE agents have 17. */
export const PeripheralType = {
  PT_NONE: 0xffff,
  PT_ASPECT: 1,
  PT_MERIDIAN: 2,
  PT_G2: 3,
  PT_DEFINITY_ECS_NON_EAS: 4,
  PT_DEFINITY_ECS_EAS: 5,
  PT_GALAXY: 6,
  PT_SPECTRUM: 7,
  PT_VRU: 8,
  PT_VRU_POLLED: 9,
  PT_DMS100: 10,
  PT_SIEMENS_9006: 11,
  PT_SIEMENS_9005: 12,
  PT_ALCATEL: 13,
  PT_NEC_NEAX_2x00: 14,
  PT_ACP_1000: 15,
  PT_SYMPOSIUM: 16,
  PT_ENTERPRISE_AGENT: 17,
  PT_MD110: 18,
  PT_MEDIA_ROUTING: 19,
  PT_GENERIC: 20,
  PT_ACMI_CRS: 21,
  PT_ACMI_IPCC: 22,
  PT_SIMPLIFIED_IPCC: 23,
  PT_ARS: 24,
  PT_ACMI_ERS: 25,
  PT_ACMI_EXPERT_ADVISOR: 26,
} as const;

/** Types of devices: every `…DeviceType` field. */
export const DeviceIdType = {
  DEVID_NONE: 0xffff,
  DEVID_DEVICE_IDENTIFIER: 0,
  DEVID_TRUNK_IDENTIFIER: 70,
  DEVID_TRUNK_GROUP_IDENTIFIER: 71,
  DEVID_IP_PHONE_MAC_IDENTIFIER: 72,
  DEVID_CTI_PORT: 73,
  DEVID_ROUTE_POINT: 74,
  DEVID_EXTERNAL: 75,
  DEVID_AGENT_DEVICE: 76,
  DEVID_QUEUE: 77,
  DEVID_NON_ACD_DEVICE_IDENTIFIER: 78,
  DEVID_SHARED_DEVICE_IDENTIFIER: 79,
} as const;

/** Types of connections: every `…ConnectionDeviceIdType` field. */
export const ConnectionDeviceIdType = {
  CONNECTION_ID_NONE: 0xffff,
  CONNECTION_ID_STATIC: 0,
  CONNECTION_ID_DYNAMIC: 1,
} as const;

/** `localConnectionState` and `callDeviceConnectionState`, as ECMA-269 has them. */
export const LocalConnectionState = {
  LCS_NONE: 0xffff,
  LCS_NULL: 0,
  LCS_INITIATE: 1,
  LCS_ALERTING: 2,
  LCS_CONNECT: 3,
  LCS_HOLD: 4,
  LCS_QUEUED: 5,
  LCS_FAIL: 6,
} as const;

/** `lineType`. */
export const LineType = {
  LINETYPE_INBOUND_ACD: 0,
  LINETYPE_OUTBOUND_ACD: 1,
  LINETYPE_INSIDE: 2,
  LINETYPE_UNKNOWN: 3,
  LINETYPE_SUPERVISOR: 4,
  LINETYPE_MESSAGE: 5,
  LINETYPE_HELP: 6,
  LINETYPE_OUTBOUND: 7,
  LINETYPE_DID: 8,
  LINETYPE_SILENT_MONITOR: 9,
  LINETYPE_NON_ACD_IN: 10,
  LINETYPE_NON_ACD_OUT: 11,
} as const;

/** `typeOfDevice` of QUERY_DEVICE_INFO_CONF. */
export const TypeOfDevice = {
  DEVT_STATION: 0,
  DEVT_LINE: 1,
  DEVT_BUTTON: 2,
  DEVT_ACD: 3,
  DEVT_TRUNK: 4,
  DEVT_OPERATOR: 5,
  DEVT_STATION_GROUP: 16,
  DEVT_LINE_GROUP: 17,
  DEVT_BUTTON_GROUP: 18,
  DEVT_ACD_GROUP: 19,
  DEVT_TRUNK_GROUP: 20,
  DEVT_OPERATOR_GROUP: 21,
  DEVT_CTI_PORT_SCCP: 22,
  DEVT_CTI_PORT_SIP: 23,
  DEVT_OTHER: 255,
} as const;

/** Bits of `classOfDevice`. */
export const ClassOfDevice = {
  OTHER: 0x10,
  IMAGE: 0x20,
  DATA: 0x40,
  VOICE: 0x80,
} as const;
