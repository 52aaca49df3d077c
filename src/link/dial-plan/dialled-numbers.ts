/** How agents wrote what they dialled: a call goes by the number that was sent, and they are to see theirs. */
import { MAX_DIALLED_KEPT } from './limits.ts';

export const createDialledNumbers = () => {
  const byAgent = new Map<string, Map<string, string>>();
  return {
    remember(agentId: string, sent: string, written: string): void {
      const numbers = byAgent.get(agentId) ?? new Map<string, string>();
      numbers.delete(sent);
      if (sent !== written) byAgent.set(agentId, numbers.set(sent, written));
      const [oldest] = numbers.keys();
      if (numbers.size > MAX_DIALLED_KEPT && oldest !== undefined) numbers.delete(oldest);
    },
    asWritten: (agentId: string, sent: string): string | undefined => byAgent.get(agentId)?.get(sent),
  };
};
