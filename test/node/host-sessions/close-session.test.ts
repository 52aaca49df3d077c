import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClosing } from '../../../src/host/sessions/close-session.ts';
import type { SessionStore } from '../../../src/host/sessions/session-store.ts';
import type { Call, CallAction } from '../../../src/index.ts';

const call = (id: string, actions: CallAction[], signalling: Call['signalling'] = 'up'): Call => ({
  ...{ id, direction: 'inbound', state: 'alerting', remoteState: 'connected', remote: { number: '1' }, createdAt: 0, muted: false, data: {} },
  ...{ signalling, actions },
});

const closingOf = (...calls: Call[]) => {
  const hungUp: string[] = [];
  const removed: string[] = [];
  const store = { get: (id: string) => ({ session: { id, callId: calls[0]?.id } }), remove: (id: string) => void removed.push(id) };
  const close = createClosing({
    store: store as unknown as SessionStore,
    crm: {},
    state: { calls, capabilities: ['hangUp'], status: { state: 'ready', session: 's', grants: [] } },
    hangUp: async (id) => void hungUp.push(id),
    signal: new AbortController().signal,
    logger: console,
  });
  return { close, hungUp, removed };
};

test('row 58: a session of a call that was only announced is closed, and nobody is asked to hang it up', async () => {
  const { close, hungUp, removed } = closingOf(call('a', []));
  assert.equal(await close('s1'), true);
  assert.deepEqual([hungUp, removed], [[], ['s1']]);
});

test('row 58: a call that can be hung up is, also while the phone system is away', async () => {
  for (const one of [call('a', ['answer', 'hangUp']), call('a', [], 'lost')]) {
    const { close, hungUp } = closingOf(one);
    assert.equal(await close('s1'), true);
    assert.deepEqual(hungUp, ['a']);
  }
});
