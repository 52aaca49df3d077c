/** In what order, and after what pauses, the two sides are tried. The guide's own algorithm. */
import { ROUND_PAUSES_MS } from './limits.ts';

export interface ReconnectStep {
  /** 0 is the side that was good last, 1 the other. */
  side: number;
  waitMs: number;
}

/** What is known when an attempt is planned. */
export interface PlannedAttempt {
  /** 1 is the first after the loss. */
  attempt: number;
  sides: number;
  /** Clients that share the server. */
  clients: number;
  /** A fresh random number, 0 to 1, so that the policy itself stays pure. */
  random: number;
}

/** Pure, so that it can be tested and replaced. */
export type CiscoReconnectPolicy = (planned: PlannedAttempt) => ReconnectStep;

/**
 * The last good side, then the other, at once; after a random wait of up to a tenth of the number of clients in seconds both again;
 * then both after 15, 30, 60 and 120 s, and every 120 s from then on.
 * @example connectCisco({ …, reconnect: (planned) => ({ ...guideReconnect(planned), waitMs: 1_000 }) })
 */
export const guideReconnect: CiscoReconnectPolicy = ({ attempt, sides, clients, random }) => {
  const round = Math.floor((attempt - 1) / sides);
  const side = (attempt - 1) % sides;
  if (side > 0 || round === 0) return { side, waitMs: 0 };
  if (round === 1) return { side, waitMs: Math.round((random * clients * 1_000) / 10) };
  return { side, waitMs: ROUND_PAUSES_MS[Math.min(round - 2, ROUND_PAUSES_MS.length - 1)] ?? 0 };
};
