/** From the parameters of a request to the lines that are told. */
import type { Announce } from '../announcements/index.ts';
import type { ListenerAgents } from './config.ts';
import type { ListenerOutcome } from './metrics.ts';
import { agentNamed, readEvent } from './read-event.ts';
import type { Parameters } from './read-parameters.ts';

export interface CallAnnouncerOptions {
  agents: ListenerAgents;
  announce: Announce;
  /** Agents who have a softphone here. */
  connected(): Iterable<string>;
}

/** Browsers ask for it by themselves when somebody opens the address. */
const isIcon = (path: string): boolean => path.toLowerCase() === '/favicon.ico';

export const createCallAnnouncer = ({ agents, announce, connected }: CallAnnouncerOptions) => {
  const agentsFor = (parameters: Parameters): string[] => {
    if (agents === 'all') return [...connected()];
    const agentId = 'agent' in agents ? agents.agent : agentNamed(parameters, agents.key);
    return agentId === undefined ? [] : [agentId];
  };

  /** @throws CtiError `INVALID_ARGUMENT` */
  return (path: string, parameters: Parameters): { outcome: ListenerOutcome; lines: number } => {
    const event = isIcon(path) ? undefined : readEvent(parameters);
    if (!event) return { outcome: 'empty', lines: 0 };
    const agentIds = agentsFor(parameters);
    // The end of a call is for all who have it, and so is what comes without a name: they need not be named again.
    const isForWhoHasIt = agentIds.length === 0 || (agents === 'all' && event.state === 'ended');
    const { outcome, agentIds: told } = announce(isForWhoHasIt ? event : { ...event, agentIds });
    return { outcome: outcome === 'ignored' && agentIds.length === 0 ? 'nobody' : outcome, lines: told.length };
  };
};
