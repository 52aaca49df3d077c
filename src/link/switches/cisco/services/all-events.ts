/** The All Events service: every call and every agent of the peripherals behind this server. */
import type { CiscoSession } from '../session/index.ts';
import type { CiscoAgent } from './connection.ts';
import { type FollowedLines, followLines } from './follow-lines.ts';

export interface AllEventsOptions {
  /** Agents of whom a snapshot is taken after each opening: the server has no list of its own to ask for. */
  lines?: readonly CiscoAgent[] | undefined;
}

/** Events of All Events belong to no monitor. */
const NO_MONITOR = 0;

/**
 * @example
 * const events = allEvents(session, { lines: agents.map(({ id }) => ({ agentId: id })) });
 * events.on('snapshot', ({ line, agent, calls }) => replace(line.agentId, agent, calls));
 * events.on('agent', ({ event, state }) => set(event.agentId, state.value));
 */
export const allEvents = (session: CiscoSession, { lines = [] }: AllEventsOptions = {}): FollowedLines =>
  followLines(session, lines, (monitorId) => monitorId === NO_MONITOR);
