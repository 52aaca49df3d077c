import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { createDispatcher, type Service } from '../../../src/bridge/dispatcher.ts';
import { CtiError } from '../../../src/protocol/error.ts';

const make = (handler: Service['handler'], maxPendingCalls = 2) => {
  const failures: unknown[] = [];
  const dispatcher = createDispatcher({
    service: (name) => (name === 'known' ? { params: () => z.object({ text: z.string() }), handler } : undefined),
    exists: (name) => name === 'known' || name === 'withheld',
    maxMessageBytes: 200,
    maxPendingCalls,
    onHandlerError: (_, error) => failures.push(error),
  });
  const code = async (...args: Parameters<typeof dispatcher.run>) => {
    const reply = await dispatcher.run(...args);
    return reply.ok ? 'ok' : reply.error.code;
  };
  return { ...dispatcher, code, failures };
};

describe('a call of the other side', () => {
  it('is checked in the order of the specification, and nothing happens before all has passed', async () => {
    let calls = 0;
    const { code } = make(() => {
      calls += 1;
    });
    const large = { text: 'x'.repeat(500) };
    assert.equal(await code('one', 'known', { text: 'x' }), 'INVALID_ARGUMENT');
    assert.equal(await code(1, 7, { text: 'x' }), 'INVALID_ARGUMENT');
    assert.equal(await code(1, 'withheld', large), 'NOT_SUPPORTED');
    assert.equal(await code(1, 'unknown', large), 'METHOD_NOT_FOUND');
    assert.equal(await code(1, 'known', large), 'TOO_LARGE');
    assert.equal(await code(1, 'known', {}), 'INVALID_ARGUMENT');
    assert.equal(calls, 0);
    assert.equal(await code(1, 'known', { text: 'x' }), 'ok');
    assert.equal(calls, 1);
  });

  it('frees its place when it is answered, or given up though the handler goes on', async () => {
    const { run, code, abort } = make(() => new Promise(() => {}));
    const first = run(1, 'known', { text: 'x' });
    const second = run(2, 'known', { text: 'x' });
    assert.equal(await code(3, 'known', { text: 'x' }), 'RATE_LIMITED');
    abort(1);
    assert.deepEqual((await first).ok === false && ((await first) as { error: { code: string } }).error.code, 'ABORTED');
    const third = run(3, 'known', { text: 'x' });
    assert.equal(await code(2, 'known', { text: 'x' }), 'INVALID_ARGUMENT', 'an id that is under way');
    abort(2);
    abort(3);
    abort(99);
    abort('constructor');
    await Promise.all([second, third]);
  });

  it('is aborted with all others when the session ends', async () => {
    const reasons: unknown[] = [];
    const { run, abortAll } = make(
      (_, { signal }) => new Promise(() => signal.addEventListener('abort', () => reasons.push((signal.reason as CtiError).code))),
    );
    const calls = [run(1, 'known', { text: 'x' }), run(2, 'known', { text: 'x' })];
    abortAll(new CtiError('SESSION_REPLACED', 'gone'));
    const replies = await Promise.all(calls);
    assert.deepEqual(
      replies.map((reply) => !reply.ok && reply.error.code),
      ['SESSION_REPLACED', 'SESSION_REPLACED'],
    );
    assert.deepEqual(reasons, ['SESSION_REPLACED', 'SESSION_REPLACED']);
  });

  it('that fails is told to this page in full, to the other in a word', async () => {
    const error = new Error('secret');
    const { run, failures } = make(() => {
      throw error;
    });
    assert.deepEqual(await run(1, 'known', { text: 'x' }), { ok: false, error: { code: 'HANDLER_FAILED', message: 'known failed on the other side.' } });
    assert.deepEqual(failures, [error]);
  });

  it('whose handler gives a promise of its own making is waited for', async () => {
    class Later {
      // biome-ignore lint/suspicious/noThenProperty: it is what makes this a promise
      then(resolve: (value: unknown) => void) {
        setTimeout(() => resolve('later'), 5);
      }
    }
    assert.deepEqual(await make(() => new Later()).run(1, 'known', { text: 'x' }), { ok: true, value: 'later' });
    const broken = new Proxy({}, { get: () => assert.fail('secret') });
    assert.equal(await make(() => broken).code(1, 'known', { text: 'x' }), 'HANDLER_FAILED');
  });

  it('that was given up before its handler looked at the signal finds it aborted', async () => {
    let context: { signal: AbortSignal } | undefined;
    const { run, abort } = make((_, given) => {
      context = given;
      return new Promise(() => {});
    });
    const call = run(1, 'known', { text: 'x' });
    abort(1);
    await call;
    assert.equal(context?.signal.aborted, true);
    assert.equal(context?.signal.reason.code, 'ABORTED');
  });
});
