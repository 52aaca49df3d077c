import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Call, Party } from '../../../src/index.ts';
import { applyCallEvent, type CallEvent, reduceCalls } from '../../../src/phone/index.ts';
import { callSchema } from '../../../src/protocol/call.ts';
import { everyCommand } from './every-command.ts';

const one: Party = { number: '1', name: 'One' };
const two: Party = { number: '2' };
const three: Party = { number: '3' };

const apply = (calls: readonly Call[], ...events: CallEvent[]): readonly Call[] =>
  events.reduce<readonly Call[]>((before, event) => reduceCalls(before, event, everyCommand), calls);
const first = (calls: readonly Call[]): Call => calls[0] ?? assert.fail('no call');

const consulted = apply(
  [],
  { type: 'delivered', callId: 'a', at: 1, remote: one },
  { type: 'established', callId: 'a', at: 2 },
  { type: 'held', callId: 'a', at: 3, by: 'local' },
  { type: 'originated', callId: 'b', at: 4, remote: two, consultationFor: 'a' },
  { type: 'established', callId: 'b', at: 5 },
);
const conferenced = (by: 'local' | 'remote', ...parties: Party[]): CallEvent => ({ type: 'conferenced', callId: 'a', at: 6, by, parties, cause: 'conference' });
const left = (...parties: Party[]): CallEvent => ({ type: 'connectionCleared', callId: 'a', at: 7, parties });
const conference = apply(consulted, conferenced('local', one, two), { type: 'cleared', callId: 'b', at: 6, cause: 'conference' });

describe('a conference', () => {
  test('that the agent makes connects the held call, with everybody in it', () => {
    const { state, remoteState, remote, parties, cause, actions } = first(conference);
    assert.deepEqual([state, remoteState, remote, parties, cause], ['connected', 'connected', one, [one, two], 'conference']);
    assert.ok(actions.includes('dropParty'));
    assert.ok(!actions.includes('conference') && !actions.includes('cancelConsult'), 'the consultation is over');
    assert.ok(callSchema().safeParse(first(conference)).success);
  });

  test('that somebody else makes leaves the agent on hold', () => {
    const { state, parties, actions } = first(apply(consulted, conferenced('remote', one, three)));
    assert.deepEqual([state, parties], ['held', [one, three]]);
    assert.ok(actions.includes('dropParty'));
  });

  test('grows', () => {
    assert.deepEqual(first(apply(conference, conferenced('local', one, two, three))).parties, [one, two, three]);
  });

  test('goes on without who leaves, and with one party left is an ordinary call', () => {
    const three_ = apply(conference, conferenced('local', one, two, three));
    assert.deepEqual(first(apply(three_, left(two, three))).parties, [two, three]);
    assert.deepEqual(first(apply(three_, left(two, three))).remote, two, 'the far end is the first of them');
    const ordinary = first(apply(three_, left(two, three), left(three)));
    assert.deepEqual([ordinary.state, ordinary.remote, 'parties' in ordinary, ordinary.actions.includes('dropParty')], ['connected', three, false, false]);
  });

  test('does not lose everybody: for that the call is cleared', () => {
    assert.equal(apply(conference, left()), conference);
  });

  test('is told again without being changed', () => {
    assert.equal(apply(conference, conferenced('local', one, two)), conference);
    assert.equal(applyCallEvent(conference, conferenced('local', one, two), everyCommand).call, first(conference));
  });

  test('keeps its first party in step with the far end', () => {
    const renamed = first(apply(conference, { type: 'updated', callId: 'a', at: 8, remote: { number: '1', name: 'Known now' } }));
    assert.deepEqual([renamed.remote, renamed.parties], [{ number: '1', name: 'Known now' }, [{ number: '1', name: 'Known now' }, two]]);
    const replaced = first(apply(conference, { type: 'transferred', callId: 'a', at: 8, remote: three }));
    assert.deepEqual(replaced.parties, [three, two]);
  });

  test('can be told as a list by a phone system that knows nothing else', () => {
    assert.deepEqual(first(apply(consulted, { type: 'updated', callId: 'a', at: 8, parties: [one, two] })).parties, [one, two]);
  });

  test('has as many parties as may cross, cut to what may', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => ({ number: String(index), name: 'n'.repeat(600) }));
    const call = first(apply(conference, conferenced('local', ...crowd)));
    assert.deepEqual([call.parties?.length, call.parties?.[0]?.name?.length], [50, 500]);
    assert.ok(callSchema().safeParse(call).success);
  });
});

describe('a consultation', () => {
  const offers = (calls: readonly Call[]) => first(calls).actions.filter((action) => ['completeTransfer', 'conference', 'cancelConsult'].includes(action));
  const ringing = consulted.map((call) => call).slice(0, 1);

  test('can be cancelled at once, completed and joined once it was answered', () => {
    const asked = apply(ringing, { type: 'originated', callId: 'c', at: 4, remote: two, consultationFor: 'a' });
    assert.deepEqual(offers(asked), ['cancelConsult']);
    assert.deepEqual(offers(consulted), ['completeTransfer', 'cancelConsult', 'conference']);
    assert.deepEqual(offers(apply(consulted, { type: 'updated', callId: 'a', at: 8, signalling: 'lost' })), [], 'not without signalling');
    assert.deepEqual(offers(apply(consulted, { type: 'cleared', callId: 'b', at: 8 })), []);
  });

  test('offers none of it itself', () => {
    assert.deepEqual(
      consulted[1]?.actions.filter((action) => ['completeTransfer', 'conference', 'cancelConsult', 'dropParty'].includes(action)),
      [],
    );
  });
});
