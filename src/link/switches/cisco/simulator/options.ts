/** What a simulated CTI Server is made of. Everything but the clock is plain data, so that it can stand in a configuration file. */
import type { Clock, OutsideRule, Span } from '../../simulator/index.ts';
import type { Service } from '../codec/index.ts';

export type ServiceName = keyof typeof Service;

/** Whether work follows a call: no; if the agent asks for it; always; always, and its wrap-up data are mandatory. */
export type WrapUpMode = 'none' | 'optional' | 'required' | 'requiredWithData';

export interface CiscoAgentOptions {
  /** What the agent logs in with, up to 11 characters. */
  id: string;
  /** Default: the position in the list, from 1001 on. */
  icmAgentId?: number | undefined;
  /** Default: none, any password is taken. */
  password?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  /** The device at which the agent is logged in from the start. Default: none. */
  loggedInAt?: string | undefined;
  /** With `loggedInAt`: takes calls from the start. Default false. */
  ready?: boolean | undefined;
  /** Numbers of skill groups. */
  skillGroups?: readonly number[] | undefined;
}

export interface CiscoSkillGroupOptions {
  number: number;
  /** SkillGroupID. Default: the number. */
  id?: number | undefined;
  name?: string | undefined;
  /** Calls to this number go to the group. */
  dialedNumber?: string | undefined;
  /** Rings at one agent, who is made not ready then. Default 12,000. */
  ringMs?: number | undefined;
}

export interface CiscoTeamOptions {
  id: number;
  name?: string | undefined;
  /** Agent ids. The first is the primary supervisor. */
  supervisors: readonly string[];
  members: readonly string[];
}

/** Texts of PEM, as Node's `tls` takes them. */
export interface CiscoSimulatorTls {
  cert: string;
  key: string;
  /** Asks clients for a certificate, and takes those that this authority has signed. Default: it does not ask. */
  ca?: string | undefined;
}

export interface CiscoSimulatorOptions {
  agents: readonly CiscoAgentOptions[];
  /** Extensions of phones, which are the instruments of the protocol. Those of `loggedInAt` are added. */
  devices?: readonly string[] | undefined;
  skillGroups?: readonly CiscoSkillGroupOptions[] | undefined;
  teams?: readonly CiscoTeamOptions[] | undefined;
  /** Default `127.0.0.1`. */
  host?: string | undefined;
  /** TCP ports of sides A and B. 0, the default, takes a free one; without `b: false` there are two sides. */
  ports?: { a?: number | undefined; b?: number | false | undefined } | undefined;
  /** Both sides speak TLS. Default: neither does. */
  tls?: CiscoSimulatorTls | undefined;
  /** The side that does not serve refuses sessions with E_CTI_SERVER_NOT_MASTER, or does not listen at all. Default `refuses`. */
  standby?: 'refuses' | 'doesNotListen' | undefined;
  /** Protocol versions that are served. Default 13 to 25. */
  versions?: { oldest?: number | undefined; newest?: number | undefined } | undefined;
  /** Passwords by ClientID. Default: any client, any password. */
  clients?: Readonly<Record<string, string>> | undefined;
  /** Services that are granted when they are asked for. Default: all the simulator has. */
  services?: readonly ServiceName[] | undefined;
  peripheralId?: number | undefined;
  /** Expanded call context: names of variables, and names of arrays with their sizes. Default: any name. */
  namedVariables?: readonly string[] | undefined;
  namedArrays?: Readonly<Record<string, number>> | undefined;
  /** Fields of call data that clients may not write, as `callVariable3` or the name of a named variable. */
  protectedVariables?: readonly string[] | undefined;
  /** Outside numbers that behave in their own way. */
  outside?: Readonly<Record<string, OutsideRule>> | undefined;
  /** All others of six digits and more. Default: answered after three seconds. */
  otherwiseOutside?: OutsideRule | undefined;
  desk?:
    | {
        /** Default `optional` for both. */
        wrapUpIncoming?: WrapUpMode | undefined;
        wrapUpOutgoing?: WrapUpMode | undefined;
        /** Work ends by itself after this. Default: it does not. */
        workMs?: number | undefined;
        /** Reason codes are mandatory. Default false. */
        notReadyReasonRequired?: boolean | undefined;
        logOutReasonRequired?: boolean | undefined;
        autoAnswer?: boolean | undefined;
      }
    | undefined;
  limits?:
    | {
        /** Calls one device can have. Default 6. */
        lines?: number | undefined;
        /** Default 10. */
        conferenceParties?: number | undefined;
        /** What a client may leave unread before it is cut off. Default 16 MiB. */
        unsentBytes?: number | undefined;
      }
    | undefined;
  times?:
    | {
        /** From AGENT_PRE_CALL_EVENT to the ringing of the phone. Default 0. */
        preCallMs?: Span | undefined;
        /** How long a call that failed is heard to have failed. Default 0: it is cleared at once. */
        busyToneMs?: number | undefined;
        /** From a request to its confirmation; events come in their own time. Default 0. */
        answerMs?: Span | undefined;
        /** From the fall of the active side to the service of the other. Default 0. */
        failoverMs?: number | undefined;
        /** An agent's greeting, played to the caller of a queue. Default: none. */
        greetingMs?: number | undefined;
      }
    | undefined;
  /** A confirmation is sent before the events that its request led to, or after them: the guide allows both. Default `before`. */
  confirmations?: 'before' | 'after' | undefined;
  /** Not every peripheral says of a call that it is a consultation: `untyped` tells ordinary calls, with ordinary causes. Default `typed`. */
  consultations?: 'typed' | 'untyped' | undefined;
  /** Default: the system's. */
  clock?: Clock | undefined;
  /** A whole number. The same seed and clock give the same calls. Default: by chance. */
  seed?: number | undefined;
}
