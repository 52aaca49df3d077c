/** What a simulator is made of. Everything here is plain data but for the clock, so that it can stand in a configuration file. */
import type { AgentReasons, WorkMode } from '../../../protocol/agent.ts';
import type { CallCause } from '../../../protocol/call.ts';
import type { PhoneCommandName } from '../../../protocol/phone-commands.ts';
import type { PlainData } from '../../../protocol/plain-data.ts';
import type { Clock } from './clock.ts';

/** A time, or a span out of which the seed chooses. */
export type Span = number | readonly [fromMs: number, toMs: number];

export interface AgentOptions {
  id: string;
  name?: string | undefined;
  /** Where the agent sits, unless `logIn` names another extension. */
  extension: string;
  /** What `logIn` has to be given. Default: nothing. */
  password?: string | undefined;
  /** Numbers of the queues whose calls the agent takes. */
  queues?: readonly string[] | undefined;
  /** What follows a call, until `logIn` says otherwise. Default: nothing, the agent stays as before. */
  workMode?: WorkMode | undefined;
  /** Codes an agent may, or must, give. Default none: any text is a reason. */
  reasons?: AgentReasons | undefined;
  /** Logged in from the start, as by a desk phone, and not ready. Default false. */
  loggedIn?: boolean | undefined;
  /** Ids of the agents whom this one supervises. Default: nobody. */
  supervises?: readonly string[] | undefined;
  /** Where a call to the agent goes when it was not answered. Default: it rings on. Calls of a queue go back to the queue instead. */
  noAnswer?: { afterMs: number; to: string } | undefined;
}

/** Calls wait in their order, and go to the agent who has been ready for the longest. */
export interface QueueOptions {
  number: string;
  name?: string | undefined;
  /** How long it rings at one agent, who is not ready after that. */
  ringMs?: number | undefined;
  /** A call that has waited this long goes elsewhere. Default: it waits on. */
  overflow?: { afterMs: number; to: string } | undefined;
}

/** Numbers at which a call asks the link where to go. */
export interface RoutePointOptions {
  /** `6486`, or the first of a range. */
  first: string;
  /** `6488`: the last of a range. As many digits as `first`. */
  last?: string | undefined;
  /** Where the call goes when no answer came within `deadlineMs`, or there is no link to ask. */
  otherwise: string;
  deadlineMs?: number | undefined;
}

/** What happens at an outside number. `ring`: nothing, until whoever drives the simulator answers, refuses or hangs up. */
export type OutsideRule =
  | { does: 'answer'; afterMs?: Span | undefined; hangUpAfterMs?: Span | undefined }
  /** Without `afterMs` it does not ring. `cause` is what the caller is told: `busy`, `destNotObtainable`, `networkCongestion`, … */
  | { does: 'fail'; cause: CallCause; afterMs?: Span | undefined }
  | { does: 'ring' };

export interface SimulatorOptions {
  /** Default `simulator`. */
  name?: string | undefined;
  agents: readonly AgentOptions[];
  /** Extensions at which any agent can log in, besides everybody's own. */
  devices?: readonly string[] | undefined;
  queues?: readonly QueueOptions[] | undefined;
  routePoints?: readonly RoutePointOptions[] | undefined;
  /** Outside numbers that behave in their own way. */
  outside?: Readonly<Record<string, OutsideRule>> | undefined;
  /** All others of six digits and more. Default: answered after three seconds. */
  otherwiseOutside?: OutsideRule | undefined;
  /** Default: every command. */
  capabilities?: readonly PhoneCommandName[] | undefined;
  /** State of an agent who has logged in. Default `notReady`. */
  afterLogIn?: 'notReady' | 'ready' | undefined;
  /** What the phone system answers a vendor's own commands, by their names. All others are taken as well, and answered by nothing. */
  vendorAnswers?: Readonly<Record<string, PlainData>> | undefined;
  limits?: { callDataBytes?: number | undefined; linesPerAgent?: number | undefined; conferenceParties?: number | undefined } | undefined;
  times?:
    | {
        /** The phone system thinks this long about each command. Default 0. */
        commandMs?: Span | undefined;
        /** From `originated` to what comes of it. Default 0. */
        setUpMs?: Span | undefined;
        /** How long a call that failed is heard to have failed, before it is cleared. Default 0: at once. */
        busyToneMs?: number | undefined;
        transferReturnMs?: number | undefined;
        /** A request for help that nobody takes is over then. */
        assistanceMs?: number | undefined;
      }
    | undefined;
  /** Default: the system's. */
  clock?: Clock | undefined;
  /** A whole number. The same seed and clock give the same events. Default: by chance. */
  seed?: number | undefined;
}
