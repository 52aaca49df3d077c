/** What happens to a call before the agent works on it: accepted or by itself, answered or by hand, by type of call. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { until } from '../link-gateway/until.ts';
import { contact, openDesk } from './open-desk.ts';

const searched = (desk: Awaited<ReturnType<typeof openDesk>>, callId: string) =>
  until('the caller to be looked up', () => desk.call(callId)?.context.search === 'done');
const page = { type: 'record', recordId: contact.recordId, objectType: 'Contact' };
const code = (expected: string) => (error: unknown) => isCtiError(error, expected);

describe('accepting a call', () => {
  test('row 22: no page opens until Accept, though the caller is known; then it does, and the agent answers', async () => {
    const desk = await openDesk({ interaction: { inbound: 'accept' } });
    const callId = await desk.ring();
    await searched(desk, callId);
    await desk.settled();
    const { context } = (await desk.becomes(callId, 'alerting')) ?? {};
    assert.deepEqual([context?.interaction, context?.record?.recordId, desk.popped], ['offered', contact.recordId, []]);
    await desk.desktop.accept(callId);
    await until('the page to open', () => desk.popped.length > 0);
    assert.deepEqual([desk.popped, desk.call(callId)?.context.interaction, desk.call(callId)?.state], [[page], 'accepted', 'alerting']);
    await desk.desktop.answer(callId);
    await desk.settled();
    assert.deepEqual(desk.popped, [page], 'it opens once');
    await assert.rejects(desk.desktop.accept(callId), code('INVALID_STATE'));
  });

  test('row 22: Decline opens nothing, and the call goes to the next agent', async () => {
    const desk = await openDesk({ interaction: { inbound: 'accept' } });
    await desk.desktop.setAgentState({ state: 'ready' });
    const callId = await desk.ring({ to: '800' });
    desk.simulator.atPhone('two', 'setAgentState', { state: 'ready' });
    await desk.desktop.decline(callId);
    await until('the next phone to ring', () => desk.simulator.snapshot('two')?.calls.some(({ state }) => state === 'alerting'));
    assert.deepEqual([desk.desktop.calls, desk.popped], [[], []]);
    await assert.rejects(desk.desktop.accept(callId), code('NO_SUCH_CALL'));
  });

  test('row 22: declined at a phone that can only tell of calls, it is shown on, and opens nothing', async () => {
    const desk = await openDesk({ interaction: { inbound: 'accept' } }, { capabilities: ['vendorCommand'] });
    const callId = await desk.ring();
    await desk.desktop.decline(callId);
    await desk.settled();
    assert.deepEqual([desk.call(callId)?.context.interaction, desk.call(callId)?.state, desk.popped], ['declined', 'alerting', []]);
  });

  test('row 22: answered at the desk phone, it still waits for Accept', async () => {
    const desk = await openDesk({ interaction: { inbound: 'accept' } });
    const callId = await desk.ring();
    desk.simulator.atPhone('one', 'answer', { callId });
    await desk.becomes(callId, 'connected');
    await searched(desk, callId);
    await desk.settled();
    assert.deepEqual([desk.call(callId)?.context.interaction, desk.popped], ['offered', []]);
    await desk.desktop.accept(callId);
    await until('the page to open', () => desk.popped.length > 0);
  });

  test('accepted before the page is due, it opens when it is', async () => {
    const desk = await openDesk({ interaction: { inbound: 'accept' }, popOn: 'established' });
    const callId = await desk.ring();
    await desk.desktop.accept(callId);
    await searched(desk, callId);
    await desk.settled();
    assert.deepEqual(desk.popped, []);
    await desk.desktop.answer(callId);
    await until('the page to open', () => desk.popped.length > 0);
  });
});

describe('answering by itself', () => {
  test('row 23: manually, at once, or when the page is open; a second call has its own setting', async () => {
    const manually = await openDesk({});
    const left = await manually.ring();
    await searched(manually, left);
    await manually.settled();
    assert.equal(manually.call(left)?.state, 'alerting');

    const atOnce = await openDesk({ autoAnswer: { inbound: 'always' } });
    const first = await atOnce.ring();
    await atOnce.becomes(first, 'connected');
    const second = await atOnce.ring({ from: '+46812345679' });
    await searched(atOnce, second);
    await atOnce.settled();
    assert.deepEqual([atOnce.call(first)?.state, atOnce.call(second)?.state], ['connected', 'alerting']);

    const busyToo = await openDesk({ autoAnswer: { inbound: 'always', whileBusy: 'always' } });
    const held = await busyToo.ring();
    await busyToo.becomes(held, 'connected');
    await busyToo.becomes(await busyToo.ring({ from: '+46812345679' }), 'connected');
    assert.equal(busyToo.call(held)?.state, 'held');
  });

  test('row 23: after the interaction has started, which here is after Accept', async () => {
    const desk = await openDesk({ autoAnswer: { inbound: 'afterPop' }, interaction: { inbound: 'accept' } });
    const callId = await desk.ring();
    await searched(desk, callId);
    await desk.settled();
    assert.equal(desk.call(callId)?.state, 'alerting');
    await desk.desktop.accept(callId);
    await desk.becomes(callId, 'connected');
    assert.deepEqual(desk.popped, [page]);
  });

  test('row 23: declined, it is not answered', async () => {
    const desk = await openDesk({ autoAnswer: { inbound: 'afterPop' }, interaction: { inbound: 'accept' } }, { capabilities: ['answer', 'vendorCommand'] });
    const callId = await desk.ring();
    await searched(desk, callId);
    await desk.desktop.decline(callId);
    await desk.settled();
    assert.equal(desk.call(callId)?.state, 'alerting');
  });
});

describe('by type of call', () => {
  test('row 24: a consultation is answered and opens by itself, where a customer’s call waits for the agent both times', async () => {
    const desk = await openDesk({ autoAnswer: { inbound: 'never', consult: 'always' }, interaction: { inbound: 'accept', consult: 'automatic' } });
    const callId = await desk.ring();
    await searched(desk, callId);
    await desk.settled();
    assert.deepEqual([desk.call(callId)?.state, desk.call(callId)?.context.interaction, desk.popped], ['alerting', 'offered', []]);
    await desk.desktop.decline(callId);

    const asked = desk.simulator.placeCall({ from: '+46800000099', to: '102' });
    desk.simulator.atPhone('two', 'answer', { callId: asked });
    const { id } = desk.simulator.atPhone('two', 'consult', { callId: asked, number: '101' });
    const consultation = await desk.becomes(id, 'connected');
    assert.deepEqual([consultation.direction, consultation.context.interaction], ['internal', undefined]);
    await until('the page to open', () => desk.popped.length > 0);
  });

  test('row 24: and the other way round', async () => {
    const desk = await openDesk({ autoAnswer: { inbound: 'always' }, interaction: { consult: 'accept' } });
    const callId = await desk.ring();
    await desk.becomes(callId, 'connected');
    await until('the page to open', () => desk.popped.length > 0);
    await desk.desktop.hangUp(callId);
    const { id } = desk.simulator.atPhone('two', 'dial', { number: '101' });
    await desk.becomes(id, 'alerting');
    await searched(desk, id);
    await desk.settled();
    assert.deepEqual([desk.call(id)?.state, desk.call(id)?.context.interaction, desk.popped.length], ['alerting', 'offered', 1]);
  });
});
