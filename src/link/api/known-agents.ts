/** Agents the link has heard of: a phone system is asked for one at a time, and has no list. */
import type { Emitter } from '../../protocol/emitter.ts';
import type { LinkNews } from '../news.ts';
import type { Switch } from '../switch.ts';
import { MAX_KNOWN_AGENTS } from './limits.ts';

export interface KnownAgents {
  /** All that were heard of since the link started, in that order. Of too many, those who are connected stay, and the latest of the others. */
  ids(): readonly string[];
  /** Whether a softphone is connected. */
  isConnected(agentId: string): boolean;
  readonly connectedCount: number;
  stop(): void;
}

export const createKnownAgents = (phoneSystem: Switch, news: Emitter<LinkNews>, atFirst: readonly string[]): KnownAgents => {
  const known = new Set(atFirst);
  const connected = new Set<string>();
  const hear = (agentId: string) => {
    known.add(agentId);
    if (known.size <= MAX_KNOWN_AGENTS) return;
    for (const one of known) if (!connected.has(one)) return void known.delete(one);
  };
  const offs = [
    phoneSystem.on('line', ({ agentId }) => hear(agentId)),
    news.on('connection', ({ agentId, state }) => {
      if (agentId === undefined) return;
      if (state === 'connected') connected.add(agentId);
      else connected.delete(agentId);
      // A token may name somebody the phone system does not know.
      if (phoneSystem.snapshot(agentId)) hear(agentId);
    }),
  ];
  return {
    ids: () => [...known],
    isConnected: (agentId) => connected.has(agentId),
    get connectedCount() {
      return connected.size;
    },
    stop() {
      for (const off of offs) off();
    },
  };
};
