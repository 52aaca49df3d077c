/** Caps and timers of the CTI Server simulator, each with its unit and its reason. All that have `DEFAULT` in their name are options. */

/** The peripheral id that the documentation of Unified CCE uses for its agents. */
export const DEFAULT_PERIPHERAL_ID = 5_000;

/** Rings at an agent before the call goes back to its queue: two rings, as the embedded simulator has it. */
export const DEFAULT_RING_MS = 12_000;

/** An outside number without a rule of its own is answered after this. */
export const DEFAULT_ANSWER_MS = 3_000;

/** Calls one device can have. */
export const DEFAULT_LINES = 6;

/** Parties of a conference; the guide's lists end at 16. */
export const DEFAULT_CONFERENCE_PARTIES = 10;

/** Outside numbers have at least as many digits; what is shorter and unknown is nobody's extension. */
export const MIN_OUTSIDE_DIGITS = 6;

/** The guide: a client may still write data of a call that is over for about two minutes, unless it releases the call. */
export const WRAP_UP_MS = 120_000;

/** Calls that are over and kept for that. */
export const MAX_ENDED_CALLS = 20_000;

/** The guide: a side has ten to fifteen seconds for a control request. A server application gets ten. */
export const SERVER_APPLICATION_MS = 10_000;

/** The guide: CLOSE_CONF, then at most five seconds until the connection goes. */
export const CLOSE_GRACE_MS = 5_000;

/** A connection that has not opened a session is closed after this. */
export const OPEN_DEADLINE_MS = 30_000;

/** Connections to one side. A site's CTI Server serves some thousands. */
export const MAX_CLIENTS = 5_000;

/** Monitors of one session. */
export const MAX_MONITORS = 10_000;

/** Recording requests that wait for a server application, and answers that are delayed, of one session. */
export const MAX_PENDING = 1_000;

/** The longest that Node's timers can wait, in milliseconds; what is longer is waited for again. */
export const MAX_TIMER_MS = 2_147_483_647;

/** Services one server application can register for. */
export const MAX_SERVICES = 16;

/** Bytes a client may leave unread before it is cut off: minutes of all events of a large site. */
export const DEFAULT_UNSENT_BYTES = 16 * 1024 * 1024;

/** Malformed messages after which a client is cut off. */
export const MAX_BAD_MESSAGES = 20;

/** Tones a party has heard, in characters: a conversation's worth. */
export const MAX_HEARD_DIGITS = 1_000;

/** What clients reported with CLIENT_EVENT_REPORT_REQ and BAD_CALL_REQ, and wrote to calls that ended: the latest of each. */
export const MAX_REPORTS = 1_000;

/** Well-known reason code of Unified CCE: the agent did not answer, and was made not ready. */
export const REASON_NO_ANSWER = 32_767;

/** Team ids in one LIST_AGENT_TEAM_CONF: the guide's segments. */
export const TEAMS_PER_SEGMENT = 64;

/** Agents in one AGENT_TEAM_CONFIG_EVENT, and records in one configuration event: so that they fit a message of 4,329 bytes. */
export const ENTRIES_PER_MESSAGE = 20;

/** Bytes of named variables and arrays that one call can carry: what fits a message. */
export const MAX_CALL_NAMED_BYTES = 2_000;

/** Agents, devices, groups, teams a configuration may name. */
export const MAX_CONFIGURED = 100_000;
