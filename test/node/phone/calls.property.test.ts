import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Call, connectionStates } from '../../../src/index.ts';
import { allowedActions, applyCallEvent, type CallEvent, createCallStore, createEmitter, type PhoneEvents, reduceCalls } from '../../../src/phone/index.ts';
import { callSchema } from '../../../src/protocol/call.ts';
import { anyEvents } from './arbitrary-events.ts';
import { everyCommand } from './every-command.ts';

const deepEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Where the picture in `phone.ts` allows a call to go. */
const legal: Record<Call['state'], readonly Call['state'][]> = {
  initiated: ['initiated', 'connected', 'failed', 'null'],
  alerting: ['alerting', 'connected', 'queued', 'failed', 'null'],
  queued: ['queued', 'alerting', 'connected', 'failed', 'null'],
  connected: ['connected', 'held', 'null'],
  held: ['held', 'connected', 'null'],
  failed: ['failed', 'null'],
  null: [],
};

describe('whatever events come in whatever order, the reducer', () => {
  test('keeps every call legal, valid and moving only as the picture allows', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let calls: readonly Call[] = [];
        for (const event of events) {
          const before = calls;
          const { calls: after, call } = applyCallEvent(before, event, everyCommand);
          if (!call) assert.equal(after, before);
          for (const one of after) {
            assert.ok(callSchema().safeParse(one).success);
            assert.ok(connectionStates.includes(one.state) && one.state !== 'null');
            assert.deepEqual(one.actions, allowedActions(one, after, everyCommand));
            assert.equal(one.establishedAt !== undefined, (one.state === 'connected' || one.state === 'held') as boolean);
            assert.ok(one.parties === undefined || (one.parties.length > 1 && deepEqual(one.parties[0], one.remote)), 'law 12');
            assert.ok((one.establishedAt ?? one.createdAt) >= one.createdAt);
            const from = before.find(({ id }) => id === one.id)?.state;
            if (from) assert.ok(legal[from].includes(one.state), `${event.type}: ${from} → ${one.state}`);
            else assert.ok(one.state === 'initiated' || one.state === 'alerting');
            if (one.id !== event.callId) assert.equal(one.state, from);
          }
          assert.equal(new Set(after.map(({ id }) => id)).size, after.length);
          calls = after;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('changes nothing when an event comes again at once', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let calls: readonly Call[] = [];
        for (const event of events) {
          calls = reduceCalls(calls, event, everyCommand);
          // a call that was cleared may begin anew here; that it does not is the store's task
          if (event.type !== 'cleared') assert.equal(reduceCalls(calls, event, everyCommand), calls, event.type);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('leaves the calls it was given alone', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let calls: readonly Call[] = [];
        for (const event of events) {
          const picture = JSON.stringify(calls);
          const next = reduceCalls(calls, event, everyCommand);
          assert.equal(JSON.stringify(calls), picture);
          calls = next;
        }
      }),
    );
  });
});

describe('whatever events come in whatever order, the store', () => {
  test('tells of each change once, cleared last and once, and never brings a call back', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const emitter = createEmitter<PhoneEvents>();
        const store = createCallStore({ capabilities: everyCommand, emitter });
        const cleared = new Set<string>();
        const lastSeen = new Map<string, Call>();
        let told: CallEvent | undefined;
        emitter.on('call', ({ event, call }) => {
          assert.ok(!cleared.has(call.id), `${event.type} after cleared`);
          if (event.type === 'cleared') {
            cleared.add(call.id);
            lastSeen.delete(call.id);
            assert.equal(call.state, 'null');
            assert.equal(store.find(call.id), undefined);
          } else {
            assert.equal(store.find(call.id), call, 'applied before it is told');
            lastSeen.set(call.id, call);
          }
          told ??= event;
        });
        for (const event of events) {
          told = undefined;
          const call = store.apply(event);
          assert.equal(told, call && event);
          // whoever listens knows each call exactly as it is
          assert.deepEqual(
            [...store.calls],
            store.calls.map(({ id }) => lastSeen.get(id)),
          );
          assert.equal(lastSeen.size, store.calls.length);
          assert.equal(store.apply(event), undefined, `the duplicate of ${event.type} is not told`);
        }
        store.clearAll(60, 'normalClearing');
        assert.deepEqual(store.calls, []);
        assert.equal(lastSeen.size, 0);
      }),
      { numRuns: 2_000 },
    );
  });
});
