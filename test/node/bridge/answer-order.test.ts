/** Answers and events come by different ports: who has an answer must have heard what was told before it. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as z from 'zod/mini';
import type { Handler } from '../../../src/bridge/dispatcher.ts';
import { openSession, type Session } from '../../../src/bridge/session.ts';
import { CtiError, isCtiError } from '../../../src/protocol/error.ts';
import { DEFAULT_LIMITS, EVENTS_BEHIND_MS, type Limits } from '../../../src/protocol/limits.ts';
import { answer } from '../../../src/protocol/method.ts';

const anything = () => z.custom<unknown>(() => true, '');
const command = answer(anything);

interface End {
  session: Session;
  heard: unknown[];
}

/** Two ends whose answers are there at once, while events take their time. `reply` is what becomes of an answer on its way. */
const openPair = (
  test: TestContext,
  handler: Handler,
  { limits, reply = (given: unknown) => given }: { limits?: Partial<Limits>; reply?: (given: unknown) => unknown } = {},
) => {
  const { port1, port2 } = new MessageChannel();
  const end = (port: MessagePort, send: (id: number, method: string, params: unknown) => Promise<unknown>): End => {
    const heard: unknown[] = [];
    const session = openSession({
      ...{ send, port, limits: { ...DEFAULT_LIMITS, ...limits }, peerLimits: DEFAULT_LIMITS, heartbeatIntervalMs: 1_000_000 },
      service: () => ({ params: anything, handler }),
      exists: () => true,
      eventSchema: () => anything,
      onEvent: (_, payload) => heard.push(payload),
      ...{ onSilence() {}, onAlive() {}, onGoodbye() {}, onCutOff() {} },
      logger: { warn() {}, error() {} },
    });
    test.after(() => session.close(new CtiError('DISPOSED', 'over')));
    return { session, heard };
  };
  const softphone: End = end(port2 as unknown as MessagePort, () => Promise.reject(new Error('the softphone asks nothing here')));
  const host: End = end(port1 as unknown as MessagePort, async (...call) => reply(await softphone.session.receive(...call)));
  return { host, softphone };
};

describe('an answer', () => {
  it('is delivered after the events that were sent before it', async (test) => {
    const { host, softphone } = openPair(test, () => {
      softphone.session.send('call', 'held');
      softphone.session.send('agent', 'busy');
    });
    await host.session.request('hold', command, {});
    assert.deepEqual(host.heard, ['held', 'busy']);
  });

  it('that is a refusal is so too', async (test) => {
    const { host, softphone } = openPair(test, () => {
      softphone.session.send('call', 'cleared');
      throw new CtiError('NO_SUCH_CALL', 'It is over.');
    });
    await assert.rejects(host.session.request('hold', command, {}), (error) => isCtiError(error, 'NO_SUCH_CALL'));
    assert.deepEqual(host.heard, ['cleared']);
  });

  it('does not wait for an event that was dropped on arrival', async (test) => {
    const { host, softphone } = openPair(test, () => softphone.session.send('call', 'held'), { limits: { messageBurst: 1, messagesPerSecond: 0.001 } });
    softphone.session.send('call', 'established');
    const before = performance.now();
    await host.session.request('hold', command, {});
    assert.ok(performance.now() - before < EVENTS_BEHIND_MS / 2);
    assert.deepEqual(host.heard, ['established'], 'the second was one too many');
  });

  it('waits for no more than a moment, and rejects with its session, whatever the other side says of its events', async (test) => {
    const told = [7, Number.POSITIVE_INFINITY, Number.NaN, -1, '7', {}, null];
    const before = performance.now();
    const answers = told.map((events) =>
      openPair(test, () => 'done', { reply: (given) => ({ ...(given as object), events }) }).host.session.request('hold', command, {}),
    );
    assert.deepEqual(
      await Promise.all(answers),
      told.map(() => 'done'),
    );
    assert.ok(performance.now() - before < 3 * EVENTS_BEHIND_MS);
    const { host } = openPair(test, () => 'done', { reply: (given) => ({ ...(given as object), events: 7 }) });
    const asked = host.session.request('hold', command, {});
    await Promise.resolve();
    host.session.close(new CtiError('SESSION_REPLACED', 'another page'));
    await assert.rejects(asked, (error) => isCtiError(error, 'SESSION_REPLACED'));
  });

  it('of a page that does not count its events is delivered as it comes', async (test) => {
    const { host, softphone } = openPair(test, () => softphone.session.send('call', 'held'), { reply: () => ({ ok: true, value: 'done' }) });
    assert.equal(await host.session.request('hold', command, {}), 'done');
  });
});
