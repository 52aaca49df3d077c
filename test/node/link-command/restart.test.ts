/** A link lives in somebody's process, perhaps as one of many things: what it has taken it gives back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLOSE_GRACE_MS } from '../../../src/link/limits.ts';
import { startLink } from '../../../src/link/start-link.ts';
import type { Switch } from '../../../src/link/switch.ts';
import { createSimulator } from '../../../src/link/switches/simulator/index.ts';
import { clients } from '../link-api/api-rig.ts';
import { enter } from '../link-gateway/raw-softphone.ts';
import { tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';

/** Counts who listens. */
const counting = <Counted extends Switch>(phoneSystem: Counted): Counted & { readonly listeners: number } => {
  const listening = new Set<object>();
  return {
    ...phoneSystem,
    get status() {
      return phoneSystem.status;
    },
    get listeners() {
      return listening.size;
    },
    on(name, listener) {
      const off = phoneSystem.on(name, listener);
      const token = {};
      listening.add(token);
      return () => {
        listening.delete(token);
        off();
      };
    },
  };
};

const callCenter = () =>
  counting(
    createSimulator({ agents: [{ id: 'anna', extension: '101', loggedIn: true }], routePoints: [{ first: '6486', otherwise: '101', deadlineMs: 60_000 }] }),
  );

const configOf = (phoneSystem: Switch, port = 0) => ({
  switch: phoneSystem,
  gateway: { origins: [], tokens: tokenConfig },
  http: { port },
  log: { level: 'silent' as const },
  listener: { address: 'http://localhost:0/' },
  api: { clients, webhooks: [{ url: 'http://127.0.0.1:9/', secret: `whsec_${Buffer.alloc(32).toString('base64')}` }] },
  // Its answer never comes.
  routing: { points: [{ first: '6486', default: '101' }], decider: () => new Promise<undefined>(() => {}), deadlineMs: 30_000 },
});

/** Everything of libuv's: sockets, servers, timers, also those that do not keep a process alive. */
const handles = (): string[] => {
  const { libuv } = process.report.getReport() as unknown as { libuv: { type: string; is_active: boolean }[] };
  return libuv.map(({ type }) => type).sort();
};
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

/** One life of a link, ended while somebody is connected to each of its doors, and a decider thinks. */
const live = async (phoneSystem: ReturnType<typeof callCenter>): Promise<number> => {
  const link = await startLink(configOf(phoneSystem));
  const softphone = await enter(`ws://127.0.0.1:${link.port}/softphone`, 'anna');
  const stream = await fetch(`${link.url}/api/v1/events`, { headers: { authorization: `Bearer ${clients[0]?.key}` } });
  const poll = (messages: unknown[]) =>
    fetch(`${link.url}/softphone/poll`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ messages }) });
  const stranger = poll([]).then((response) => response.json());
  await fetch(`${link.listenerUrl}?ani=1234&callid=${link.port}`);
  await fetch(`${link.url}/metrics`);
  let asked = 0;
  const off = phoneSystem.on('route', () => {
    asked += 1;
  });
  phoneSystem.placeCall({ from: '+46812345678', to: '6486' });
  await until('the question', () => asked > 0);
  off();
  const began = performance.now();
  await link.stop();
  const tookMs = performance.now() - began;
  assert.equal((await softphone.next('ended')).reason, 'stopping');
  await softphone.closed();
  await stream.text();
  assert.deepEqual(await stranger, { messages: [{ type: 'ended', reason: 'stopping', message: 'The link stops.', retryAfterMs: 500 }] });
  return tookMs;
};

describe('a link that is started and stopped again and again', () => {
  test('leaves nothing behind: no listener, no timer, no socket, and is stopped at once', async () => {
    const phoneSystem = callCenter();
    await live(phoneSystem);
    const before = handles();
    const took: number[] = [];
    for (let life = 0; life < 10; life++) took.push(await live(phoneSystem));
    assert.equal(phoneSystem.listeners, 0, 'listeners of the phone system');
    // The connections of this test's own clients end a moment after the link has.
    await until('the last socket to be gone', () => handles().length <= before.length).catch(() => assert.deepEqual(handles(), before));
    await until('nothing to wait that would keep the process', () => timers() === 0, 1_000);
    const usually = took.sort((one, other) => one - other)[took.length / 2] ?? 0;
    assert.ok(usually < CLOSE_GRACE_MS / 2, `nobody is waited for: stopping took ${Math.round(usually)} ms`);
  });

  test('and one that cannot be started', async () => {
    const phoneSystem = callCenter();
    const taken = await startLink(configOf(phoneSystem));
    const before = phoneSystem.listeners;
    await assert.rejects(startLink(configOf(phoneSystem, taken.port)), { code: 'UNREACHABLE' });
    assert.equal(phoneSystem.listeners, before);
    await taken.stop();
  });
});
