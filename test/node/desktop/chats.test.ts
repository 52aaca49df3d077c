/** Chats, pages that are pushed, and what is one phone system's own: from the CRM's command to the other side, and back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CtiErrorCode, isCtiError, type PlainData } from '../../../src/index.ts';
import { until } from '../link-gateway/until.ts';
import { customer, type Desk, openDesk } from './open-desk.ts';

const code = (expected: CtiErrorCode) => (error: unknown) => isCtiError(error, expected);
const signal = new AbortController().signal;

/** What the CRM's command does in the softphone page. */
const commands = (desk: Desk) => {
  const { sendMessage, pushUrl, vendorCommand } = desk.served();
  assert.ok(sendMessage && pushUrl && vendorCommand, 'the CRM was offered no commands for chats');
  return {
    sendMessage: async (callId: string, text: string) => sendMessage({ callId, text }, { signal }),
    pushUrl: async (callId: string, url: string) => pushUrl({ callId, url }, { signal }),
    vendorCommand: async (name: string, params?: PlainData) => vendorCommand({ name, params }, { signal }),
  };
};

const chatting = async () => {
  const desk = await openDesk();
  const callId = await desk.ring({ type: 'chat', name: 'A customer' });
  await desk.desktop.answer(callId);
  const theirs = () => desk.simulator.snapshotAll().calls.flatMap(({ parties }) => parties.filter(({ agentId }) => agentId === undefined))[0];
  return { desk, callId, theirs };
};

describe('a chat', () => {
  test('row 54: is a type of call, popped like any other, with no button of a phone call', async () => {
    const { desk, callId } = await chatting();
    await until('the page to open', () => desk.popped.length > 0);
    const { type, actions } = desk.call(callId) ?? {};
    assert.deepEqual([type, [...(actions ?? [])].sort()], ['chat', ['blindTransfer', 'hangUp', 'pushUrl', 'sendMessage', 'setCallData']]);
    for (const action of ['hold', 'mute'] as const) await assert.rejects(desk.desktop[action](callId), code('INVALID_STATE'));
  });

  test('row 54: the text of a script lands in it, and what the customer writes comes back, in order', async () => {
    const { desk, callId, theirs } = await chatting();
    await commands(desk).sendMessage(callId, 'Good morning, how can I help?');
    desk.simulator.writeOutside(callId, 'My <b>lamp</b> is broken');
    desk.simulator.writeOutside(callId, 'It was order 17');
    await until('three messages', () => desk.events('message').length === 3);
    assert.deepEqual(theirs()?.read, ['Good morning, how can I help?']);
    const told = desk.events('message').map(({ by, from, text }) => [by, from.number, text]);
    assert.deepEqual(told, [
      ['local', '101', 'Good morning, how can I help?'],
      ['remote', customer, 'My <b>lamp</b> is broken'],
      ['remote', customer, 'It was order 17'],
    ]);
    assert.deepEqual(
      desk.told.map(({ event }) => event),
      desk.events('message'),
      'the CRM is told the same',
    );
    assert.deepEqual(desk.call(callId)?.context.messages, desk.events('message'), 'and the call keeps it');
  });

  test('row 54: what was written while the connection was lost is told, once', async () => {
    const { desk, callId } = await chatting();
    desk.network.cut();
    await until('the connection to be lost', () => desk.desktop.status.state === 'reconnecting');
    desk.simulator.writeOutside(callId, 'Are you still there?');
    desk.network.restore();
    await until('the message', () => desk.events('message').length > 0);
    desk.simulator.writeOutside(callId, 'Hello?');
    await until('the next one', () => desk.events('message').length > 1);
    assert.deepEqual(
      desk.events('message').map(({ text }) => text),
      ['Are you still there?', 'Hello?'],
    );
  });

  test('row 54: handed on, it goes on with the next agent', async () => {
    const { desk, callId } = await chatting();
    await desk.desktop.blindTransfer(callId, '102');
    const handedOn = await until('the next agent', () => desk.simulator.snapshot('two')?.calls[0]);
    assert.deepEqual([handedOn.type, desk.desktop.calls], ['chat', []]);
    await desk.simulator.execute('two', 'answer', { callId: handedOn.id });
    await desk.simulator.execute('two', 'sendMessage', { callId: handedOn.id, text: 'I take it from here' });
    const read = desk.simulator.snapshotAll().calls.flatMap(({ parties }) => parties.flatMap((party) => party.read));
    assert.deepEqual(read, ['I take it from here']);
    assert.deepEqual(desk.events('message'), [], 'and no longer with this one');
  });

  test('row 55: a page reaches the customer’s side, and nothing but https does', async () => {
    const { desk, callId, theirs } = await chatting();
    await commands(desk).pushUrl(callId, 'https://shop.example/orders/17?from=chat#pay');
    assert.deepEqual(theirs()?.urls, ['https://shop.example/orders/17?from=chat#pay']);
    for (const url of ['http://shop.example/', 'javascript:alert(1)', 'https://', 'https://shop.example\n/', 'https://agent:secret@shop.example/']) {
      await assert.rejects(commands(desk).pushUrl(callId, url), code('INVALID_ARGUMENT'), url);
      // The gateway and the phone system do not rely on the page to have looked.
      assert.throws(() => desk.simulator.atPhone('one', 'pushUrl', { callId, url }), code('INVALID_ARGUMENT'), url);
    }
    assert.equal(theirs()?.urls.length, 1);
  });
});

describe('what is one phone system’s own', () => {
  test('row 56: a command nobody here knows goes through untouched, and so does its answer', async () => {
    const answer = { level: 3, teams: ['sales', null], 'with spaces': true };
    const desk = await openDesk({}, { vendorAnswers: { toString: answer } });
    const params = { constructor: [1, { two: 'three' }], empty: '' };
    assert.deepEqual(await commands(desk).vendorCommand('toString', params), answer);
    assert.equal(await commands(desk).vendorCommand('x/y z'), undefined);
    assert.deepEqual(desk.simulator.vendorCommands, [
      { agentId: 'one', name: 'toString', params },
      { agentId: 'one', name: 'x/y z' },
    ]);
  });

  test('row 56: an event nobody here knows reaches desktop manager and CRM as it came', async () => {
    const desk = await openDesk();
    const event = { name: '__proto__', data: { queue: { waiting: 4 }, names: ['constructor'] } };
    desk.simulator.vendorEvent('one', event);
    desk.simulator.vendorEvent('two', { name: 'of another agent' });
    desk.simulator.vendorEvent('one', { name: 'without data' });
    await until('both events', () => desk.events('vendorEvent').length === 2);
    assert.deepEqual(desk.events('vendorEvent'), [event, { name: 'without data' }]);
    assert.deepEqual(
      desk.told.map((told) => told.event),
      desk.events('vendorEvent'),
    );
  });

  test('row 56: what is too large, or no data at all, goes nowhere', async () => {
    const desk = await openDesk();
    for (const params of ['x'.repeat(65_535), Number.NaN, (() => 1) as never])
      await assert.rejects(commands(desk).vendorCommand('large', params), code('INVALID_ARGUMENT'));
    assert.throws(() => desk.simulator.vendorEvent('one', { name: '' }), code('INVALID_ARGUMENT'));
    assert.throws(() => desk.simulator.vendorEvent('one', { name: 'large', data: 'x'.repeat(65_535) }), code('INVALID_ARGUMENT'));
    assert.deepEqual([desk.simulator.vendorCommands, desk.events('vendorEvent')], [[], []]);
  });
});
