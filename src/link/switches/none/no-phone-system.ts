/**
 * A phone system without phones, for call centres in which calls are only announced: by the generic listener, or through the API. It grants no
 * command, so that its agents see who calls and press nothing (Pega's "simple telephony").
 */
import { createEmitter } from '../../../protocol/emitter.ts';
import { CtiError } from '../../../protocol/error.ts';
import type { Switch, SwitchEvents, SwitchStatus } from '../../switch.ts';

export interface NoPhoneSystemOptions {
  /** Ids of the agents there are. Left out: whomever a token names. */
  agents?: readonly string[] | undefined;
}

/**
 * @example
 * const link = await startLink({ switch: createNoPhoneSystem(), gateway, listener: { agents: { key: 'agentid' } } });
 */
export const createNoPhoneSystem = ({ agents }: NoPhoneSystemOptions = {}): Switch => {
  const emitter = createEmitter<SwitchEvents>();
  const known = agents && new Set(agents);
  const since = Date.now();
  let status: SwitchStatus = { state: 'stopped' };
  const become = (next: SwitchStatus): void => {
    status = next;
    emitter.emit('status', next);
  };

  return {
    name: 'none',
    capabilities: [],
    get status() {
      return status;
    },
    async start() {
      if (status.state !== 'stopped') return;
      become({ state: 'connecting', attempt: 1 });
      become({ state: 'up' });
    },
    async stop() {
      if (status.state !== 'stopped') become({ state: 'stopped' });
    },
    // The agent's own address goes into the ids of logs, so that there has to be one.
    snapshot: (agentId) => (!known || known.has(agentId) ? { address: agentId, agent: { state: 'ready', since }, calls: [] } : undefined),
    async execute(_agentId, name) {
      if (status.state !== 'up') throw new CtiError('NOT_CONNECTED', 'The phone system is stopped.');
      throw new CtiError('NOT_SUPPORTED', `There are no phones here, and so no ${name}.`);
    },
    route: async () => false,
    on: emitter.on,
  };
};
