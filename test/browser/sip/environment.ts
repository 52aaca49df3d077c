/** What the suite needs to know of a phone system. The same suite runs against the demo's SIP server and against Kamailio. */
export interface Account {
  user: string;
  password: string;
}

export interface SipEnvironment {
  /** WebSocket address. */
  server: string;
  domain: string;
  /** A WebSocket address on which nobody listens. */
  nowhere: string;
  /** A STUN address that never answers. */
  silentStun?: string;
  agent: Account;
  first: Account;
  second: Account;
  /** A user that does not exist. */
  unknownUser: string;
  /** Cuts all connections and refuses new ones until `start`. Left out where the phone system cannot be controlled. */
  kill?: () => Promise<void>;
  start?: () => Promise<void>;
  /** Cuts one user's connection only. */
  drop?: (user: string) => Promise<void>;
  /** Seconds for which each device of the user is still registered. */
  contacts?: (user: string) => Promise<readonly number[]>;
}
