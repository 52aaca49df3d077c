/** What the bench says to the link's process and to that of its softphones. Times are milliseconds of the machine's monotonic clock. */

export interface LinkReady {
  type: 'listening';
  port: number;
  /** A bare WebSocket of the same process, as the reference. */
  barePort: number;
  at: number;
}

export interface Usage {
  type: 'usage';
  /** Of the process, in milliseconds. */
  cpuMs: number;
  /** After a collection. */
  residentBytes: number;
  /** Told to lines since the process began. */
  events: number;
}

/** When the phone system told an event: `callId type`, and the time. */
export interface Told {
  type: 'told';
  calls: number;
  events: [key: string, at: number][];
}

export type LinkRequest = { type: 'usage' } | { type: 'load'; callsPerSecond: number; seconds: number };
export type LinkReply = LinkReady | Usage | Told;

/** What the softphones saw since they were asked last. */
export interface Heard {
  type: 'heard';
  events: [key: string, at: number][];
  /** The same over the bare WebSocket. */
  bare: [key: string, at: number][];
}

export type SoftphonesRequest =
  | { type: 'connect'; port: number; barePort: number; agents: number }
  | { type: 'heard' }
  /** Tells when each of them is back with what is true now. */
  | { type: 'await'; state: string };
export type SoftphonesReply = { type: 'connected'; at: number } | Heard | { type: 'back'; at: number; slowestMs: number };

/** CLOCK_MONOTONIC: the same in every process of the machine. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export const agentId = (index: number): string => `agent-${index}`;
export const extension = (index: number): string => String(20_000 + index);

/** Happen once in a call, so that what was told and what was heard can be put beside each other. */
export const timedEvents: ReadonlySet<string> = new Set(['delivered', 'established', 'held', 'retrieved', 'cleared']);
