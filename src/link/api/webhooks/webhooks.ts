/** Events to those who want to be told rather than to listen. */
import type { WebhookConfig } from '../config.ts';
import { passes } from '../event.ts';
import type { Journal } from '../journal.ts';
import type { ApiMetrics } from '../metrics.ts';
import { createReceiver, type ReceiverLimits } from './receiver.ts';

export interface WebhooksOptions {
  configs: readonly WebhookConfig[];
  journal: Journal;
  metrics: ApiMetrics;
  /** `webhook` is its place in the configuration: its address may hold a secret. */
  warn(what: string, details: Record<string, unknown>): void;
  limits?: ReceiverLimits | undefined;
}

export const createWebhooks = ({ configs, journal, metrics, warn, limits }: WebhooksOptions): { stop(): Promise<void> } => {
  const receivers = configs.map((config, index) => {
    const filter = { types: config.events && new Set<string>(config.events), agents: config.agents && new Set(config.agents) };
    const receiver = createReceiver({ config, metrics, limits, warn: (what, details) => warn(what, { webhook: index, ...details }) });
    const off = journal.onEntry((entry) => passes(filter, entry) && receiver.tell(entry));
    return { receiver, off };
  });
  return {
    async stop() {
      for (const { off } of receivers) off();
      await Promise.all(receivers.map(({ receiver }) => receiver.stop()));
    },
  };
};
