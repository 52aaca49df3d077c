/** A softphone that asks and asks, and does not read what it is answered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_QUEUED_LENGTH } from '../../../src/link/gateway/limits.ts';
import { createSession } from '../../../src/link/gateway/session.ts';
import type { GatewayTransport } from '../../../src/link/gateway/transport.ts';
import type { LineSnapshot, ServerMessage } from '../../../src/phone/link/wire.ts';

/** A connection nobody reads from until `drain`. */
const createUnread = () => {
  const sent: string[] = [];
  let queued = 0;
  let open = true;
  let drained: (() => void)[] = [];
  const transport: GatewayTransport = {
    kind: 'websocket',
    get queuedLength() {
      return queued;
    },
    send(text) {
      sent.push(text);
      queued += text.length;
    },
    whenDrained: (then) => void drained.push(then),
    close: () => {},
    terminate() {
      open = false;
      queued = 0;
    },
  };
  return {
    transport,
    get queued() {
      return queued;
    },
    get open() {
      return open;
    },
    drain() {
      queued = 0;
      const tell = drained;
      drained = [];
      for (const then of tell) then();
    },
    heard: () => sent.map((text) => JSON.parse(text) as ServerMessage),
  };
};

const snapshot: LineSnapshot = { address: '101', agent: { state: 'ready', since: 1 }, calls: [] };
const greeting = { protocol: 1, heartbeatMs: 5_000, capabilities: [], status: { state: 'up' as const } };
const skips: number[] = [];
const begin = (transport: GatewayTransport) => {
  const session = createSession({
    id: 'a session',
    agentId: 'anna',
    snapshot: () => snapshot,
    standing: () => greeting,
    isUnderWay: () => false,
    wasSlow: (skipped) => void skips.push(skipped),
  });
  session.begin(transport, greeting, snapshot);
  return session;
};
const long = 'x'.repeat(50_000);

test('its answers wait in a bounded queue, and come in order when it reads again', () => {
  const unread = createUnread();
  const session = begin(unread.transport);
  for (let id = 1; id <= 10; id++) session.answer({ type: 'answer', id, result: long });
  assert.ok(unread.open && unread.queued < MAX_QUEUED_LENGTH + 60_000, `${unread.queued} characters wait`);
  unread.drain();
  assert.deepEqual(
    unread.heard().flatMap((message) => (message.type === 'answer' ? [message.id] : [])),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.ok(!unread.heard().some(({ type }) => type === 'slow') && skips.length === 0, 'nothing that was told is missing');
});

test('one that goes on asking is cut off, and gets its last answers when it comes back', () => {
  const unread = createUnread();
  const session = begin(unread.transport);
  for (let id = 1; id <= 1_000 && unread.open; id++) session.answer({ type: 'answer', id, result: long });
  assert.ok(!unread.open);
  session.disconnected(unread.transport);
  const next = createUnread();
  assert.ok(session.resume(next.transport, greeting, { session: 'a session', seq: 0, commands: [9, 10] }));
  assert.deepEqual(
    next.heard().map((message) => (message.type === 'answer' ? [message.id, message.error] : message.type)),
    ['welcome', [9, undefined], [10, undefined]],
  );
});

test('heartbeats do not pile up either', () => {
  const unread = createUnread();
  const session = begin(unread.transport);
  for (let beats = 0; beats < 100_000; beats++) session.notify({ type: 'ping' });
  assert.ok(unread.queued < MAX_QUEUED_LENGTH + 1_000, `${unread.queued} characters wait`);
});
