import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { Registry } from 'prom-client';
import { processMetrics } from './process-metrics.ts';
import type { Switch } from './switch.ts';

export interface HealthOptions {
  phoneSystem: Switch;
  registry: Registry;
  metricsToken?: string | undefined;
}

/** Texts of any length, compared without telling by the time it takes where they differ. */
const sameText = (one: string, other: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
};

/**
 * `/healthz`: 200 while the process serves, whatever its phone system does, since starting it anew would not help; `phoneSystem` in it says more.
 * `/metrics`: for Prometheus.
 */
export const addHealth = (app: Hono, { phoneSystem, registry, metricsToken }: HealthOptions): void => {
  app.get('/healthz', (context) => context.json({ status: 'ok', phoneSystem: phoneSystem.status.state }));
  app.get('/metrics', async (context) => {
    if (metricsToken !== undefined && !sameText(context.req.header('authorization') ?? '', `Bearer ${metricsToken}`)) {
      return context.text('This needs the token http.metricsToken.', 401, { 'www-authenticate': 'Bearer' });
    }
    const all = Registry.merge([processMetrics(), registry]);
    return context.body(await all.metrics(), 200, { 'content-type': all.contentType });
  });
};
