import type { AgentState } from '../protocol/agent.ts';

/** The colour an agent's state is shown in, besides its words. */
export const agentTones: Record<AgentState, 'positive' | 'warning' | 'negative' | 'neutral'> = {
  ready: 'positive',
  busy: 'negative',
  reserved: 'negative',
  notReady: 'warning',
  workingAfterCall: 'warning',
  loggedOut: 'neutral',
};
