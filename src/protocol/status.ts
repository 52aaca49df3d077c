/** How the connection between the two pages stands. */
import type { CtiError } from './error.ts';

/**
 * ```
 *   connecting ──► ready ◄──► unresponsive
 *    │  │  │        │  ▲            │
 *    │  │  │        ▼  │            ▼
 *    │  │  │     reconnecting ◄─────┘
 *    ▼  ▼  ▼        │
 *  refused failed ◄─┘        any ──► disposed
 * ```
 * `refused` is somebody's decision (origin, version), `failed` a fault (nobody answers, cut off). On the host's side a page
 * that loads in the frame and says a proper hello leads back to `ready` from both.
 */
export type ConnectionStatus =
  | { state: 'connecting' }
  | { state: 'ready'; session: string /** What the other side lets this one use. */; grants: readonly string[] }
  /** Heartbeats stopped; calls are still sent and may still be answered. */
  | { state: 'unresponsive'; since: number }
  /** The other page went away or is being loaded again. */
  | { state: 'reconnecting' }
  | { state: 'refused'; error: CtiError }
  | { state: 'failed'; error: CtiError }
  | { state: 'disposed' };
