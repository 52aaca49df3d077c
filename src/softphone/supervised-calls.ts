/** Calls in which the supervisor takes part while they are an agent's: nobody is looked up for them, and nothing is logged, since the agent's page does both. */
import type { Call } from '../protocol/call.ts';
import { isAnothersCall } from '../protocol/is-anothers-call.ts';

export const createSupervisedCalls = () => {
  const anothers = new Set<string>();
  return {
    /** Whose call it is; `taken`: an agent's until now. */
    see(call: Call): 'anothers' | 'taken' | 'own' {
      const wasAnothers = anothers.delete(call.id);
      if (!isAnothersCall(call)) return wasAnothers ? 'taken' : 'own';
      if (call.state !== 'null') anothers.add(call.id);
      return 'anothers';
    },
  };
};
