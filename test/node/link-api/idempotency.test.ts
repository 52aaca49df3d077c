import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createIdempotencyStore } from '../../../src/link/api/idempotency.ts';
import { type ApiRig, startApiLink } from './api-rig.ts';

let rig: ApiRig;
before(async () => {
  rig = await startApiLink();
});
after(() => rig.stop());

const number = '+46800000001';
const dial = (key: string, request: unknown = { number }, as = 'all') =>
  rig.post('/agents/one/commands/dial', request, { as, headers: { 'idempotency-key': key } });
const dialled = () => rig.simulator.snapshot('one')?.calls.length;

describe('a request with an Idempotency-Key', () => {
  test('that comes again is answered as before and not carried out again', async () => {
    const first = await dial('one');
    const again = await dial('one');
    assert.deepEqual([again.status, again.body], [first.status, first.body]);
    assert.deepEqual([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')], [null, 'true']);
    assert.equal(dialled(), 1);
    const other = await dial('another key');
    assert.notEqual(other.body.id, first.body.id);
    assert.equal(dialled(), 2);
  });

  test('of another client is another request', async () => {
    const before = dialled() ?? 0;
    assert.equal((await dial('one', { number }, 'one')).headers.get('idempotency-replayed'), null);
    assert.equal(dialled(), before + 1);
  });

  test('that was used for something else is 422', async () => {
    const { status, body } = await dial('one', { number: '+46800000002' });
    assert.deepEqual([status, body.code], [422, 'INVALID_ARGUMENT']);
    const elsewhere = await rig.post('/agents/two/commands/dial', { number }, { headers: { 'idempotency-key': 'one' } });
    assert.equal(elsewhere.status, 422);
  });

  test('that was refused is refused again in the same words', async () => {
    const first = await dial('refused', { number: '()' });
    assert.equal(first.status, 422);
    const again = await dial('refused', { number: '()' });
    assert.deepEqual([again.status, again.body, again.headers.get('idempotency-replayed')], [422, first.body, 'true']);
  });

  test('that surely was not carried out may be tried again', async () => {
    const before = dialled() ?? 0;
    rig.simulator.failLink('cable');
    assert.equal((await dial('try again')).status, 503);
    rig.simulator.restoreLink();
    rig.simulator.failLink('cable');
    rig.simulator.restoreLink();
    assert.equal((await dial('try again')).status, 200);
    assert.equal(dialled(), before + 1);
  });

  test('while the first is under way is 409', async () => {
    const slow = await startApiLink({ simulator: { times: { commandMs: 500 } } });
    try {
      const headers = { 'idempotency-key': 'slow' };
      const answers = await Promise.all([1, 2].map(() => slow.post('/agents/one/commands/dial', { number }, { headers })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
      assert.equal(slow.simulator.snapshot('one')?.calls.length, 1);
    } finally {
      await slow.stop();
    }
  });

  test('that is no key is 400', async () => assert.equal((await dial('k'.repeat(256))).status, 400));
});

describe('what is kept', () => {
  const answerOf = (body: string) => async () => ({ answer: { status: 200, headers: {}, body }, isFinal: true });

  test('is bounded, and the oldest goes first', async () => {
    const store = createIdempotencyStore();
    for (let index = 0; index < 1_001; index += 1) await store.once('client', `key-${index}`, [], answerOf(String(index)));
    assert.equal((await store.once('client', 'key-1000', [], answerOf('new'))).body, '1000');
    assert.equal((await store.once('client', 'key-0', [], answerOf('new'))).body, 'new');
  });

  test('is kept for a day', async () => {
    let now = 0;
    const store = createIdempotencyStore(() => now);
    await store.once('client', 'key', [], answerOf('first'));
    now = 86_399_999;
    assert.equal((await store.once('client', 'key', [], answerOf('second'))).body, 'first');
    now += 1;
    assert.equal((await store.once('client', 'key', [], answerOf('second'))).body, 'second');
  });

  test('does not stay under way when the work breaks', async () => {
    const store = createIdempotencyStore();
    await assert.rejects(store.once('client', 'key', [], () => Promise.reject(new Error('broken'))));
    assert.equal((await store.once('client', 'key', [], answerOf('second'))).body, 'second');
  });
});
