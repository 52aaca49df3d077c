import { aReason } from './a-reason.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual } from './expect.ts';

export const agentCases: readonly CaseDefinition[] = [
  {
    name: 'setAgentState changes the agent and resolves after the event',
    requires: ['setAgentState'],
    async run({ connected, act }) {
      const { phone, witness } = await connected();
      for (const request of [{ state: 'notReady', reason: aReason(phone, 'notReady') }, { state: 'ready' }] as const) {
        await act('setAgentState', () => phone.setAgentState(request));
        const { state, reason, since } = phone.agent;
        expectEqual([state, reason ?? null], [request.state, 'reason' in request ? request.reason : null], 'the agent’s state and reason');
        expectEqual(witness.marked.agents.at(-1), phone.agent, 'law 3: last agent event when setAgentState resolved');
        expect(Math.abs(since - Date.now()) < 60_000, 'since is not a time of this minute, in milliseconds since 1970');
      }
    },
  },
];
