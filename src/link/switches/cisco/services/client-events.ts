/** The Client Events service: one agent's calls and states. */
import type { CiscoSession } from '../session/index.ts';
import type { CiscoAgent } from './connection.ts';
import { type FollowedLines, followLines } from './follow-lines.ts';

export type ClientEvents = Omit<FollowedLines, 'add' | 'remove'>;

/**
 * The agent is the one the session was opened for. Make it in the same turn as the session, so that its first snapshot is the first thing
 * that is told.
 * @example
 * const events = clientEvents(connectCisco({ …, services: ['clientEvents'], peripheralId: 5_000, agentId: '1001' }));
 * events.on('snapshot', ({ agent, calls }) => show(agent?.state.value, calls));
 * events.on('call', ({ event, connection, state, cause }) => …);
 */
export const clientEvents = (session: CiscoSession): ClientEvents => {
  const { agentId, agentExtension, agentInstrument, peripheralId } = session.options;
  const line: CiscoAgent = { agentId, agentExtension, agentInstrument, peripheralId };
  const { on, stop } = followLines(session, [line], (monitorId) => monitorId === session.grant?.monitorId);
  return { on, stop };
};
