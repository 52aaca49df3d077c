import type { CtiError } from '../../../../protocol/error.ts';
import type { CiscoService } from '../tables/services.ts';

/** The sides of a CTI Server: the first and the second of `options.sides`. */
export type CiscoSide = 'A' | 'B';

/**
 * How the session stands.
 *
 * ```
 *  connecting ──► up ──► lost ──► connecting …      lost: the next attempt comes by itself
 *       └──► lost, or failed                        failed: somebody has to change something, then `connect()`
 *  any ──► stopped                                  by `close()`
 * ```
 */
export type CiscoStatus =
  | { state: 'connecting'; attempt: number; side: CiscoSide }
  | {
      state: 'up';
      side: CiscoSide;
      /** The protocol version both speak. */
      version: number;
      granted: readonly CiscoService[];
      /** Asked for and not granted. */
      refused: readonly CiscoService[];
      /** A part of the phone system does not work; the text says which. Events of that part are missing until it is gone. */
      partial?: string | undefined;
    }
  | { state: 'lost'; reason: string; error: CtiError; retryInMs: number }
  | { state: 'failed'; error: CtiError }
  | { state: 'stopped' };
