import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { type CallEvent, createCallStore, createEmitter, type PhoneEvents } from '../../../src/phone/index.ts';
import { everyCommand } from './every-command.ts';

const open = () => {
  const emitter = createEmitter<PhoneEvents>();
  const store = createCallStore({ capabilities: everyCommand, emitter });
  const told: string[] = [];
  emitter.on('call', ({ event, call }) => told.push(`${call.id} ${event.type} ${call.state}`));
  return { emitter, store, told };
};
const rings = (callId: string): CallEvent => ({ type: 'delivered', callId, at: 1, remote: { number: '1' } });
const established = (callId: string): CallEvent => ({ type: 'established', callId, at: 2 });
const cleared = (callId: string): CallEvent => ({ type: 'cleared', callId, at: 9, cause: 'normalClearing' });

describe('the call store', () => {
  test('applies an event, then tells of it, and gives the call', () => {
    const { store, told, emitter } = open();
    let seen: unknown;
    emitter.on('call', ({ call }) => {
      seen = store.find(call.id);
    });
    const call = store.apply(rings('1'));
    assert.equal(call, store.calls[0]);
    assert.equal(seen, call);
    assert.deepEqual(told, ['1 delivered alerting']);
  });

  test('tells nothing of what cannot apply', () => {
    const { store, told } = open();
    assert.equal(store.apply(established('1')), undefined);
    assert.deepEqual(told, []);
  });

  test('does not bring a cleared call back', () => {
    const { store, told } = open();
    for (const event of [rings('1'), cleared('1'), rings('1'), cleared('1')]) store.apply(event);
    assert.deepEqual(told, ['1 delivered alerting', '1 cleared null']);
    assert.deepEqual(store.calls, []);
  });

  test('knows the last thousand cleared calls', () => {
    const { store } = open();
    for (let index = 0; index < 1_001; index++) for (const event of [rings(`${index}`), cleared(`${index}`)]) store.apply(event);
    assert.equal(store.apply(rings('1')), undefined);
    assert.ok(store.apply(rings('0')), 'the oldest is forgotten, so that memory has an end');
  });

  test('tells of an event that changes no state once, though it comes twice', () => {
    const { store, told } = open();
    const transferred: CallEvent = { type: 'transferred', callId: '1', at: 5, cause: 'transfer' };
    const muted: CallEvent = { type: 'updated', callId: '1', at: 6, muted: true };
    for (const event of [rings('1'), established('1'), transferred, transferred, muted, transferred, { ...transferred, at: 7 }]) store.apply(event);
    assert.deepEqual(told.slice(2), ['1 transferred connected', '1 updated connected', '1 transferred connected']);
  });

  test('tells of other calls whose actions changed, right after', () => {
    const { store, told, emitter } = open();
    store.apply(rings('1'));
    store.apply(established('1'));
    store.apply({ type: 'originated', callId: '2', at: 3, remote: { number: '2' }, consultationFor: '1' });
    const offers: boolean[] = [];
    emitter.on('call', ({ call }) => offers.push(call.actions.includes('completeTransfer')));
    store.apply(established('2'));
    assert.deepEqual(told.slice(2), ['2 originated initiated', '1 updated connected', '2 established connected', '1 updated connected']);
    assert.deepEqual(offers, [false, true]);
  });

  test('keeps the order for all listeners when one of them causes the next event', () => {
    const { emitter, store } = open();
    emitter.on('call', ({ event, call }) => void (event.type === 'delivered' && store.apply(established(call.id))));
    const later: string[] = [];
    emitter.on('call', ({ event }) => later.push(event.type));
    store.apply(rings('1'));
    assert.deepEqual(later, ['delivered', 'established']);
  });

  test('tells of the calls touched by one event before what a listener causes', () => {
    const { emitter, store } = open();
    for (const event of [rings('1'), established('1')]) store.apply(event);
    store.apply({ type: 'originated', callId: '2', at: 3, remote: { number: '2' }, consultationFor: '1' });
    emitter.on('call', ({ event, call }) => void (event.type === 'established' && store.apply(cleared(call.id))));
    const later: [string, boolean][] = [];
    emitter.on('call', ({ event, call }) => later.push([`${call.id} ${event.type}`, call.actions.includes('completeTransfer')]));
    store.apply(established('2'));
    assert.deepEqual(later, [
      ['2 established', false],
      ['1 updated', true],
      ['2 cleared', false],
      ['1 updated', false],
    ]);
  });

  test('clears all, oldest first', () => {
    const { store, told } = open();
    for (const event of [rings('1'), rings('2')]) store.apply(event);
    store.clearAll(9, 'signallingLost');
    assert.deepEqual(told.slice(2), ['1 cleared null', '2 cleared null']);
  });

  test('applies nothing once it was disposed of', () => {
    const { store, told } = open();
    store.apply(rings('1'));
    store.dispose();
    store.dispose();
    assert.deepEqual([store.apply(rings('2')), store.calls], [undefined, []]);
    assert.equal(told.length, 1);
  });

  test('knows a call to wrap up by its end', () => {
    const { store } = open();
    store.apply(rings('1'));
    assert.throws(
      () => store.requireFinished('1'),
      (error) => isCtiError(error, 'INVALID_STATE'),
    );
    store.apply(cleared('1'));
    store.requireFinished('1');
    assert.throws(
      () => store.requireFinished('2'),
      (error) => isCtiError(error, 'NO_SUCH_CALL'),
    );
  });

  test('refuses what a call does not offer', () => {
    const { store } = open();
    store.apply(rings('1'));
    assert.equal(store.require('1', 'answer').id, '1');
    assert.throws(
      () => store.require('1', 'hold'),
      (error) => isCtiError(error, 'INVALID_STATE'),
    );
    assert.throws(
      () => store.require('2', 'hold'),
      (error) => isCtiError(error, 'NO_SUCH_CALL'),
    );
  });
});
