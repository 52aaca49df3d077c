import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { Registry } from 'prom-client';
import { processMetrics } from './process-metrics.ts';
import type { Switch } from './switch.ts';

export interface HealthOptions {
  phoneSystem: Switch;
  registry: Registry;
  metricsToken?: string | undefined;
  /** The address that the server is bound to. */
  host: string;
}

/** Whoever binds to this machine alone trusts the programs on it, but not a page whose own name was made to lead here (DNS rebinding). */
const LOCAL_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(:\d+)?$/i;

/** Texts of any length, compared without telling by the time it takes where they differ. */
const sameText = (one: string, other: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
};

/**
 * `/healthz`: 200 while the process serves, whatever its phone system does, since starting it anew would not help; `phoneSystem` in it says more.
 * `/metrics`: for Prometheus; on a loopback address and without a token, only under that machine's own names.
 */
export const addHealth = (app: Hono, { phoneSystem, registry, metricsToken, host }: HealthOptions): void => {
  app.get('/healthz', (context) => context.json({ status: 'ok', phoneSystem: phoneSystem.status.state }));
  app.get('/metrics', async (context) => {
    if (metricsToken !== undefined && !sameText(context.req.header('authorization') ?? '', `Bearer ${metricsToken}`)) {
      return context.text('This needs the token http.metricsToken.', 401, { 'www-authenticate': 'Bearer' });
    }
    if (metricsToken === undefined && LOCAL_NAME.test(host) && !LOCAL_NAME.test(context.req.header('host') ?? host)) {
      return context.text('Ask for localhost; or set http.metricsToken, and send it.', 403);
    }
    const all = Registry.merge([processMetrics(), registry]);
    return context.body(await all.metrics(), 200, { 'content-type': all.contentType });
  });
};
