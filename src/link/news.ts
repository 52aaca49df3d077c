/** What happens in a link itself, beside what its phone system tells of lines: for the API's stream, webhooks and diagnostics. */

/** A client of the link has come or gone (an alarm, where clients are meant to stay). */
export interface ConnectionNews {
  /** A softphone's session, or an event stream of the API. */
  what: 'softphone' | 'stream';
  state: 'connected' | 'disconnected';
  /** The softphone's. */
  agentId?: string | undefined;
  /** The API client whose stream it is, by the name in the configuration. */
  client?: string | undefined;
  /** Of a disconnection: why it ended, as the client was told; `lost` when nobody ended it. */
  reason?: string | undefined;
}

/**
 * `decided`: the call went where the decider said. `defaulted`: it went to the point's default, and `reason` says why.
 * `gone`: it waited no longer. `failed`: the phone system took neither destination, and does what it does without an answer.
 */
export type RouteOutcome = 'decided' | 'defaulted' | 'gone' | 'failed';

export type RouteReason =
  /** The route point is in no `routing.points`. */
  | 'unknownPoint'
  /** As many questions as may be were under way. */
  | 'tooMany'
  /** No answer within the deadline. */
  | 'slow'
  /** The link stops. */
  | 'stopping'
  /** The decider has no opinion: no destination in its answer. */
  | 'undecided'
  /** Its function threw. */
  | 'threw'
  /** Its server cannot be reached. */
  | 'unreachable'
  /** Its server answered with an error. */
  | 'errorStatus'
  | 'redirected'
  | 'tooLarge'
  /** The answer is not `{ "destination": "…" }`. */
  | 'malformed'
  /** The phone system does not send a call there. */
  | 'refused'
  /** The phone system is away, or did not react. */
  | 'phoneSystem';

/** One question of a route point, and what became of it. */
export interface RouteDecision {
  /** Milliseconds since 1970. */
  at: number;
  routeId: string;
  callId: string;
  routePoint: string;
  calling: string;
  called: string;
  data: Readonly<Record<string, string>>;
  outcome: RouteOutcome;
  reason?: RouteReason | undefined;
  /** Where the call went. */
  destination?: string | undefined;
  tookMs: number;
}

export interface LinkNews {
  connection: ConnectionNews;
  route: RouteDecision;
}
