/** What the bench says to the process of the CTI Server and to that of the link. Times are milliseconds of the machine's monotonic clock. */

export interface ServerReady {
  type: 'serving';
  ports: { a: number; b: number };
  /** A bare WebSocket of the same process, as the reference. */
  barePort: number;
}

/** When the phone system did what an event tells: `caller's number type`, and the time. */
export interface Done {
  type: 'done';
  calls: number;
  events: [key: string, at: number][];
}

export type ServerRequest =
  | { type: 'load'; callsPerSecond: number; seconds: number }
  /** Side A falls silent, and then every agent is called away to the phone. */
  | { type: 'fall' };
export type ServerReply = ServerReady | Done | { type: 'fallen'; at: number };

export type LinkRequest = { type: 'callers' };
export type LinkReply =
  | { type: 'listening'; port: number; openedMs: number }
  /** The link's ids of calls, and who called. */
  | { type: 'callers'; callers: [callId: string, number: string][]; processorMs: number; events: number };

export const PERIPHERAL = 5_000;
export const ciscoAgent = (index: number): string => String(10_001 + index);
export const extension = (index: number): string => String(20_001 + index);
