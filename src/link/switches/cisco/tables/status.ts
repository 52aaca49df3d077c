/** What a status of FAILURE_CONF, FAILURE_EVENT or CLIENT_SESSION_CLOSED_EVENT means, and what a person can do about it. */
import type { KnownErrorCode } from '../../../../protocol/error.ts';
import { nameOf, StatusCode } from '../codec/index.ts';

export interface StatusMeaning {
  /** The guide's name, or `UNKNOWN`. */
  name: string;
  code: KnownErrorCode;
  advice: string;
  /** Trying to open again makes sense without anybody changing anything. */
  passes: boolean;
}

type Row = readonly [code: KnownErrorCode, advice: string, passes?: 'passes'];

const THIS_CLIENT =
  'This client has sent something that its protocol version does not allow; compare option protocolVersions with the version of the site, and report it.';
const wrong = (what: string): Row => [
  'INVALID_ARGUMENT',
  `${what} is not one that the guide allows. Correct it, or compare option protocolVersions with the version of the site.`,
];

const rows: Readonly<Record<keyof typeof StatusCode, Row>> = {
  E_CTI_NO_ERROR: ['REFUSED', 'The CTI Server gives no reason. Try again; its own log says more.', 'passes'],
  E_CTI_INVALID_VERSION: ['PROTOCOL_MISMATCH', 'The CTI Server does not speak this protocol version. Option protocolVersions must contain one that it does.'],
  E_CTI_INVALID_MESSAGE_LENGTH: ['REFUSED', THIS_CLIENT],
  E_CTI_INVALID_FIELD_TAG: ['REFUSED', THIS_CLIENT],
  E_CTI_SESSION_NOT_OPEN: ['NOT_CONNECTED', 'The CTI Server knows of no session on this connection. It is opened again.', 'passes'],
  E_CTI_SESSION_ALREADY_OPEN: ['INVALID_STATE', 'The CTI Server takes the session for open already. It is opened again.', 'passes'],
  E_CTI_REQUIRED_DATA_MISSING: [
    'INVALID_ARGUMENT',
    'Something that is needed was not said. The service clientEvents needs peripheralId and one of agentId, agentExtension and agentInstrument.',
  ],
  E_CTI_INVALID_PERIPHERAL_ID: [
    'INVALID_ARGUMENT',
    'No such peripheral is configured at this CTI Server. Compare option peripheralId with the site’s PG Explorer.',
  ],
  E_CTI_INVALID_AGENT_DATA: [
    'INVALID_ARGUMENT',
    'The peripheral knows no such agent, extension or instrument. Compare the agent’s data with the site’s configuration.',
  ],
  E_CTI_AGENT_NOT_LOGGED_ON: ['INVALID_STATE', 'The agent is not logged in. Log in first.', 'passes'],
  E_CTI_DEVICE_IN_USE: ['REFUSED', 'Another client holds this device. End it there, or use another device.', 'passes'],
  E_CTI_NEW_SESSION_OPENED: [
    'REFUSED',
    'The same client has opened a newer session, from here or elsewhere. Only one may run under one clientId and agent: close the other, or use another clientId.',
  ],
  E_CTI_FUNCTION_NOT_AVAILABLE: [
    'NOT_SUPPORTED',
    'The CTI Server does not let this client do that. Ask for fewer in option services; for the service supervisor the agent must be configured as one.',
  ],
  E_CTI_INVALID_CALLID: ['NO_SUCH_CALL', 'There is no such call any more. Take a snapshot to see which there are.'],
  E_CTI_PROTECTED_VARIABLE: ['REFUSED', 'The peripheral does not let clients overwrite this variable: its CallControlVariableMap says which may be.'],
  E_CTI_CTI_SERVER_OFFLINE: [
    'UNREACHABLE',
    'The CTI Server is off-line, and the other side may be the active one. It is tried again; check that option sides names both.',
    'passes',
  ],
  E_CTI_TIMEOUT: [
    'TIMEOUT',
    'The peripheral has not answered in time. Whether it was carried out is unknown: look at the state before trying again.',
    'passes',
  ],
  E_CTI_UNSPECIFIED_FAILURE: ['REFUSED', 'The CTI Server gives no reason. Try again; its own log says more.', 'passes'],
  E_CTI_INVALID_TIMEOUT: [
    'INVALID_ARGUMENT',
    'The idle timeout, four times option heartbeatMs, is outside of what the CTI Server allows. Choose another heartbeatMs.',
  ],
  E_CTI_INVALID_SERVICE_MASK: ['INVALID_ARGUMENT', 'These services cannot be had together, or not by this server. Ask for fewer in option services.'],
  E_CTI_INVALID_CALL_MSG_MASK: ['INVALID_ARGUMENT', 'The CTI Server does not know some of these call events. Ask for fewer in option callMsgMask.'],
  E_CTI_INVALID_AGENT_STATE_MASK: ['INVALID_ARGUMENT', 'The CTI Server does not know some of these agent states. Ask for fewer in option agentStateMask.'],
  E_CTI_INVALID_RESERVED_FIELD: ['REFUSED', THIS_CLIENT],
  E_CTI_INVALID_FIELD_LENGTH: ['INVALID_ARGUMENT', 'A text is longer than the CTI Server allows. Shorten it.'],
  E_CTI_INVALID_DIGITS: ['INVALID_NUMBER', 'Digits must be 0-9, * and #.'],
  E_CTI_BAD_MESSAGE_FORMAT: ['REFUSED', THIS_CLIENT],
  E_CTI_INVALID_TAG_FOR_MSG_TYPE: ['REFUSED', THIS_CLIENT],
  E_CTI_INVALID_DEVICE_ID_TYPE: wrong('A device type'),
  E_CTI_INVALID_LCL_CONN_STATE: wrong('A connection state'),
  E_CTI_INVALID_EVENT_CAUSE: wrong('An event cause'),
  E_CTI_INVALID_NUM_PARTIES: ['INVALID_ARGUMENT', 'A conference has at most 16 parties. Take one out first.'],
  E_CTI_INVALID_SYS_EVENT_ID: wrong('A system event'),
  E_CTI_INCONSISTENT_AGENT_DATA: ['INVALID_ARGUMENT', 'Agent, extension and instrument do not belong together. Name only one of them, or correct them.'],
  E_CTI_INVALID_CONNECTION_ID_TYPE: wrong('A connection type'),
  E_CTI_INVALID_CALL_TYPE: wrong('A call type'),
  E_CTI_NOT_CALL_PARTY: ['NO_SUCH_CALL', 'This client is not in that call. Use the connection of one who is.'],
  E_CTI_INVALID_PASSWORD: [
    'UNAUTHORIZED',
    'The CTI Server does not accept this clientId with this password. Compare options clientId and password with the site’s configuration.',
  ],
  E_CTI_CLIENT_DISCONNECTED: ['UNREACHABLE', 'The client’s connection broke. It is opened again.', 'passes'],
  E_CTI_INVALID_OBJECT_STATE: ['INVALID_STATE', 'The agent, call or device is in a state in which this cannot be done. Wait until it is in another.', 'passes'],
  E_CTI_INVALID_NUM_SKILL_GROUPS: ['INVALID_ARGUMENT', 'At most 20 skill groups can be named. Name fewer.'],
  E_CTI_INVALID_NUM_LINES: ['INVALID_ARGUMENT', 'At most 10 lines can be named. Name fewer.'],
  E_CTI_INVALID_LINE_TYPE: wrong('A line type'),
  E_CTI_INVALID_ALLOCATION_STATE: wrong('An allocation state'),
  E_CTI_INVALID_ANSWERING_MACHINE: wrong('An answering machine mode'),
  E_CTI_INVALID_CALL_MANNER_TYPE: wrong('A call manner'),
  E_CTI_INVALID_CALL_PLACEMENT_TYPE: wrong('A call placement'),
  E_CTI_INVALID_CONSULT_TYPE: wrong('A consult type'),
  E_CTI_INVALID_FACILITY_TYPE: wrong('A facility type'),
  E_CTI_INVALID_MSG_TYPE_FOR_VERSION: [
    'NOT_SUPPORTED',
    'The protocol version of this session does not have this message. Where the site speaks a newer one, use that in option protocolVersions.',
  ],
  E_CTI_INVALID_TAG_FOR_VERSION: [
    'NOT_SUPPORTED',
    'The protocol version of this session does not have one of the fields. Where the site speaks a newer one, use that in option protocolVersions.',
  ],
  E_CTI_INVALID_AGENT_WORK_MODE: wrong('An agent work mode'),
  E_CTI_INVALID_CALL_OPTION: wrong('A call option'),
  E_CTI_INVALID_DESTINATION_COUNTRY: wrong('A destination country'),
  E_CTI_INVALID_ANSWER_DETECT_MODE: wrong('An answer detection mode'),
  E_CTI_MUTUALLY_EXCLUS_DEVICEID_TYPES: [
    'INVALID_ARGUMENT',
    'These device types exclude one another: a monitor is of a call or of a device. Name one of them.',
  ],
  E_CTI_INVALID_MONITORID: ['INVALID_STATE', 'There is no such monitor any more. Start a new one.'],
  E_CTI_SESSION_MONITOR_ALREADY_EXISTS: ['INVALID_STATE', 'This session is monitored already. Use that monitor, or stop it first.'],
  E_CTI_SESSION_MONITOR_IS_CLIENTS: ['INVALID_ARGUMENT', 'A client cannot monitor its own session. Choose another client’s.'],
  E_CTI_INVALID_CALL_CONTROL_MASK: wrong('A call control mask'),
  E_CTI_INVALID_FEATURE_MASK: wrong('A feature mask'),
  E_CTI_INVALID_TRANSFER_CONFERENCE_SETUP_MASK: wrong('A transfer or conference setup mask'),
  E_CTI_INVALID_ARRAY_INDEX: ['INVALID_ARGUMENT', 'A named array at this site has no element with this index. Compare it with the site’s List Tools.'],
  E_CTI_INVALID_CHARACTER: ['INVALID_ARGUMENT', 'A text has a character that the CTI Server does not take. Use those of ASCII.'],
  E_CTI_CLIENT_NOT_FOUND: ['INVALID_ARGUMENT', 'No such client is connected. Look at those that the service clientMonitor tells.'],
  E_CTI_SUPERVISOR_NOT_FOUND: ['INVALID_ARGUMENT', 'The agent has no supervisor who is logged in. One must log in first.'],
  E_CTI_TEAM_NOT_FOUND: ['INVALID_ARGUMENT', 'No such team is configured. Compare it with the supervisor’s list of teams.'],
  E_CTI_NO_CALL_ACTIVE: ['NO_SUCH_CALL', 'There is no call at this device. Take a snapshot to see which there are.'],
  E_CTI_NAMED_VARIABLE_NOT_CONFIGURED: [
    'INVALID_ARGUMENT',
    'The site has no named (ECC) variable of this name. Configure it in the site’s List Tools, or leave it out.',
  ],
  E_CTI_NAMED_ARRAY_NOT_CONFIGURED: [
    'INVALID_ARGUMENT',
    'The site has no named (ECC) array of this name. Configure it in the site’s List Tools, or leave it out.',
  ],
  E_CTI_INVALID_CALL_VARIABLE_MASK: wrong('A call variable mask'),
  E_CTI_ELEMENT_NOT_FOUND: ['INVALID_ARGUMENT', 'The CTI Server did not find what was named. Compare the name with the site’s configuration.'],
  E_CTI_INVALID_DISTRIBUTION_TYPE: wrong('A distribution'),
  E_CTI_INVALID_SKILL_GROUP: ['INVALID_ARGUMENT', 'The agent has no such skill group. Compare it with the agent’s in the site’s configuration.'],
  E_CTI_TOO_MUCH_DATA: ['TOO_LARGE', 'Named variables and arrays of a call may have 2,000 bytes together. Shorten them, or leave some out.'],
  E_CTI_VALUE_TOO_LONG: ['INVALID_ARGUMENT', 'A value is longer than the site has configured for its variable. Shorten it.'],
  E_CTI_SCALAR_FUNCTION_ON_ARRAY: ['INVALID_ARGUMENT', 'This name is that of an array at this site, not of a variable. Send it among the named arrays.'],
  E_CTI_ARRAY_FUNCTION_ON_SCALAR: ['INVALID_ARGUMENT', 'This name is that of a variable at this site, not of an array. Send it among the named variables.'],
  E_CTI_INVALID_NUM_NAMED_VARIABLES: ['REFUSED', THIS_CLIENT],
  E_CTI_INVALID_NUM_NAMED_ARRAYS: ['REFUSED', THIS_CLIENT],
  E_CTI_INVALID_RTP_DIRECTION: wrong('An RTP direction'),
  E_CTI_INVALID_RTP_TYPE: wrong('An RTP type'),
  E_CTI_CALLED_PARTY_DISPOSITION: wrong('A called party disposition'),
  E_CTI_INVALID_SUPERVISORY_ACTION: [
    'INVALID_STATE',
    'This cannot be done to that call as it is: whisper, barge-in and intercept need a call that is supervised. Begin with a silent monitor.',
  ],
  E_CTI_AGENT_TEAM_MONITOR_ALREADY_EXISTS: ['INVALID_STATE', 'This team is monitored already. Use that monitor, or stop it first.'],
  E_CTI_INVALID_SERVICE: ['INVALID_ARGUMENT', 'No such service is registered. Start the server that registers it, or compare the name.'],
  E_CTI_SERVICE_CONFLICT: [
    'INVALID_STATE',
    'Another server has registered this service, and not in a mode in which it can be shared. Stop that one, or let both register in such a mode.',
    'passes',
  ],
  E_CTI_SKILL_GROUP_CONFLICT: ['INVALID_ARGUMENT', 'These skill groups cannot be had together. Name only one.'],
  E_CTI_INVALID_DEVICE: ['INVALID_ARGUMENT', 'The peripheral knows no such device. Compare it with the site’s configuration.'],
  E_CTI_INVALID_MR_DOMAIN: ['INVALID_ARGUMENT', 'The agent has no such media routing domain. Compare it with the agent’s in the site’s configuration.'],
  E_CTI_MONITOR_ALREADY_EXISTS: ['INVALID_STATE', 'This device or call is monitored already. Use that monitor, or stop it first.'],
  E_CTI_MONITOR_TERMINATED: ['INVALID_STATE', 'The CTI Server has ended this monitor. Start a new one.'],
  E_CTI_INVALID_TASK_MSG_MASK: wrong('A task message mask'),
  E_CTI_SERVER_NOT_MASTER: [
    'UNREACHABLE',
    'This CTI Server is the standby; the other side is the active one. It is tried again; check that option sides names both.',
    'passes',
  ],
  E_CTI_INVALID_CSD: wrong('A call supervision value'),
  E_CTI_JTAPI_CCM_PROBLEM: [
    'REFUSED',
    'The peripheral gateway cannot reach Unified Communications Manager. Check that one, and the gateway’s JTAPI user there.',
    'passes',
  ],
  E_INVALID_CONFIG_MSG_MASK: ['INVALID_ARGUMENT', 'The CTI Server does not know some of these configuration messages. Ask for fewer.'],
  E_CTI_AUTO_CONFIG_RESET: ['REFUSED', 'The peripheral gateway is being configured anew. Wait until it is done; it is tried again.', 'passes'],
  E_CTI_INVALID_MONITOR_STATUS: wrong('A monitor status'),
  E_CTI_INVALID_REQUEST_TYPE: ['NOT_SUPPORTED', 'The CTI Server knows no such request. Compare option protocolVersions with the version of the site.'],
  E_CTI_INVALID_CLIENT_FOR_STANDBY: [
    'REFUSED',
    'This client may not open a session with a standby server. It is tried again; check that option sides names both.',
    'passes',
  ],
  E_CTI_INVALID_UNIQUE_INSTANCE_ID: ['REFUSED', THIS_CLIENT],
  E_CTI_DUPLICATE_UNIQUE_INSTANCE_ID: ['REFUSED', 'Another client runs under the same instance id. Close that one, or use another clientId.'],
  E_CTI_SERVER_IN_MAINTENANCE_MODE: [
    'UNREACHABLE',
    'The CTI Server is in maintenance; the other side may be active. It is tried again; check that option sides names both.',
    'passes',
  ],
};

const unknownRow: Row = ['REFUSED', 'The guide has no such status. Try again; the CTI Server’s own log says more.', 'passes'];

/** @example statusMeaning(36).code // 'UNAUTHORIZED' */
export const statusMeaning = (status: number): StatusMeaning => {
  const name = nameOf(StatusCode, status);
  const [code, advice, passes] = name === undefined ? unknownRow : rows[name];
  return { name: name ?? 'UNKNOWN', code, advice, passes: passes !== undefined };
};
