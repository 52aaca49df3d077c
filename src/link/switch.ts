/**
 * A switch: what a phone system is to the link, whichever it is. This file is law for the folders in `switches/`.
 *
 * A switch knows **lines**: an agent together with the device the agent works at. A line sees calls as its agent does, which is
 * the view of ECMA-269 that `Call` and `AgentStatus` describe, so that what a switch tells can go to the agent's softphone as it is.
 *
 * # What holds for every switch
 *
 * 1.  A line's state changes by an event, never by a request. When a command resolves, the events it led to have been told.
 * 2.  Events of a line come in the order in which they happened, each with the state after it. `snapshot` at any moment equals
 *     what the events up to then add up to.
 * 3.  Every command settles, with a result or a `CtiError`, and one that is refused changes nothing. Codes are those of `Phone`.
 * 4.  A command for a call that is not on the line rejects `NO_SUCH_CALL`, whoever else has the call: an agent cannot act on another's.
 * 5.  A call has one id on all lines it touches, and ids are never used again. Two exceptions: when calls are joined, by transfer or
 *     conference, each line keeps the id it knows; and a call that rings again at a line which was told `cleared` has a new one there.
 * 6.  When the phone system is lost the status says so at once, and every call is told with `signalling: 'lost'` and no actions. When it is back,
 *     each line's snapshot is taken anew, and what had changed meanwhile is told as events.
 * 7.  The cost of an event does not grow with the number of lines.
 * 8.  What is written in a chat, and what is a vendor's own, goes as the laws 16 to 18 of a phone say. A snapshot does not repeat it.
 * 9.  Who supervises whom is the phone system's to know. `team` and `assistance` of a line, in events and snapshots, go as the laws 19 to 22 of a phone
 *     say: nothing of a line is told on another, but on those of its supervisors, and a line without a team has no `team`.
 */
import type { LineEvent, LineSnapshot } from '../phone/link/wire.ts';
import type { PhoneCommandName, PhoneCommands } from '../protocol/phone-commands.ts';

export type SwitchStatus =
  | { state: 'stopped' }
  | { state: 'connecting'; attempt: number }
  /** `partial`: some part of the phone system does not answer; `reason` says which. */
  | { state: 'up'; partial?: string | undefined }
  | { state: 'lost'; reason: string };

/** A call has reached a route point and asks where to go. The answer is given to `route`. */
export interface RouteRequest {
  routeId: string;
  callId: string;
  routePoint: string;
  /** ANI and DNIS, as received. */
  calling: string;
  called: string;
  data: Readonly<Record<string, string>>;
}

export interface SwitchEvents {
  status: SwitchStatus;
  line: { agentId: string; event: LineEvent };
  route: RouteRequest;
}

export interface Switch {
  readonly name: string;
  readonly status: SwitchStatus;
  /** Commands this phone system can carry out at all; a line may be granted fewer. */
  readonly capabilities: readonly PhoneCommandName[];
  /** Those of them that a line is granted, where they are not the same for all: nobody without a team supervises. A change is told by `status`. */
  capabilitiesOf?(agentId: string): readonly PhoneCommandName[];

  /** Resolves when up. A switch that loses its phone system comes back by itself until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;

  /** Undefined for an agent the phone system does not know. */
  snapshot(agentId: string): LineSnapshot | undefined;
  /**
   * @throws CtiError as a rejection only: `NO_SUCH_CALL`, `INVALID_STATE`, `NOT_SUPPORTED`, `NOT_CONNECTED` while the phone system
   * is lost, `INVALID_NUMBER`, `BUSY`, `REFUSED` with the phone system's own code in `details`.
   */
  execute<Name extends PhoneCommandName>(
    agentId: string,
    name: Name,
    request: Parameters<PhoneCommands[Name]>[0],
    options?: { signal?: AbortSignal | undefined },
  ): Promise<ReturnType<PhoneCommands[Name]>>;
  /** Sends a waiting call on. False when it waits no longer. */
  route(routeId: string, destination: string): Promise<boolean>;

  on<Name extends keyof SwitchEvents>(name: Name, listener: (event: SwitchEvents[Name]) => void): () => void;
}
