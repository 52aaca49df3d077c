/** Every cap and timer of announced calls, with unit and reason. */

/** A call announced without an id: nobody can tell its end. Longer than one rings and is asked about, and an agent's list does not fill up with them. */
export const FORGET_AFTER_MS = 300_000;
/** A call announced with an id, of which nothing more was told. Its end may still come, and hardly any call is longer. */
export const FORGET_NAMED_AFTER_MS = 14_400_000;
/** Announced calls on one line: half of what a line may have. One more, and the oldest is forgotten. */
export const MAX_ANNOUNCED_PER_LINE = 50;
/** Announced calls in one link: each agent of a full one has one. Who names agents that do not exist cannot fill the memory with them. */
export const MAX_ANNOUNCED = 20_000;
/** Ends that are remembered, so that a late or repeated announcement does not bring a call back: an hour of 30 calls a minute, some times over. */
export const MAX_ENDED_KEPT = 10_000;
/** Agents of one announcement: all of a full link. */
export const MAX_AGENTS_TOLD = 20_000;

/** Begins the names of call data that softphones set for each other (src/protocol/README.md, §12). */
export const RESERVED_PREFIX = 'ringframe.';
