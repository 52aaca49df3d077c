/** Announced calls on the lines of a phone system: the law of `switch.ts`, and what the listener's and the API's callers rely on. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Call, isCtiError } from '../../../src/index.ts';
import { type Announcement, createAnnouncements } from '../../../src/link/announcements/index.ts';
import { MAX_ANNOUNCED_PER_LINE } from '../../../src/link/announcements/limits.ts';
import type { SwitchEvents } from '../../../src/link/switch.ts';
import { createNoPhoneSystem } from '../../../src/link/switches/none/index.ts';
import { createSimulator } from '../../../src/link/switches/simulator/index.ts';
import { createEmitter } from '../../../src/protocol/emitter.ts';
import { smallCallCenter } from '../link/call-center.ts';
import { outcomeOf, watchLines } from '../link/line-witness.ts';

const open = async (config = {}) => {
  const simulator = createSimulator(smallCallCenter);
  const subject = createAnnouncements(simulator, config);
  await subject.start();
  const witness = watchLines(subject, ['one', 'two']);
  const told: SwitchEvents['line'][] = [];
  subject.on('line', (event) => void told.push(event));
  return {
    simulator,
    subject,
    witness,
    told,
    calls: (agentId = 'one'): readonly Call[] => subject.snapshot(agentId)?.calls ?? [],
    types: (agentId = 'one') => told.flatMap(({ agentId: whose, event }) => (whose === agentId && event.type === 'call' ? [event.event.type] : [])),
    async close() {
      witness.check();
      await subject.stop();
    },
  };
};

const announcement: Announcement = { agentIds: ['one'], ani: '+4681', dnis: '4355', type: 'chat', data: { order: '7' }, callId: 'a' };

describe('an announced call', () => {
  test('brings nothing that agents’ softphones would take for work handed on', async () => {
    const { subject, calls, close } = await open();
    subject.announce({ ...announcement, data: { order: '7', 'ringframe.transfer': '{"r":"contact/1"}', 'Ringframe.Other': 'x' } });
    subject.announce({ ...announcement, data: { 'ringframe.transfer': '{"r":"contact/1"}' } });
    assert.deepEqual(calls()[0]?.data, { order: '7' });
    await close();
  });

  test('is on the line as any other, without actions, and the witness of the law agrees', async () => {
    const { subject, calls, types, close } = await open();
    assert.deepEqual(subject.announce(announcement), { callId: 'a', outcome: 'announced', agentIds: ['one'] });
    const { createdAt, ...call } = calls()[0] as Call;
    assert.ok(Date.now() - createdAt < 5_000);
    assert.deepEqual(call, {
      id: 'a',
      type: 'chat',
      direction: 'inbound',
      state: 'alerting',
      remoteState: 'connected',
      remote: { number: '+4681' },
      called: { number: '4355' },
      muted: false,
      signalling: 'up',
      actions: [],
      data: { order: '7' },
    });
    subject.announce({ callId: 'a', state: 'established' });
    assert.deepEqual([calls()[0]?.state, calls()[0]?.actions], ['connected', []]);
    assert.equal(subject.announce({ callId: 'a', state: 'ended' }).outcome, 'ended');
    assert.deepEqual([calls(), types()], [[], ['delivered', 'established', 'cleared']]);
    await close();
  });

  test('stands between the phone system’s own, oldest first', async () => {
    const { subject, simulator, calls, close } = await open();
    const first = simulator.placeCall({ from: '+46700000001', to: '101' });
    subject.announce({ ...announcement, callId: 'b' });
    const second = simulator.placeCall({ from: '+46700000002', to: '101' });
    subject.announce({ ...announcement, callId: 'c' });
    await subject.execute('one', 'answer', { callId: first });
    assert.deepEqual(
      calls().map(({ id }) => id),
      [first, 'b', second, 'c'],
    );
    assert.deepEqual(calls('two'), []);
    await close();
  });

  test('announced again is changed, and is no second one', async () => {
    const { subject, calls, types, close } = await open();
    subject.announce(announcement);
    assert.equal(subject.announce(announcement).outcome, 'ignored', 'nothing new');
    assert.equal(subject.announce({ ...announcement, ani: '+4682', data: { order: '', customer: '9' } }).outcome, 'updated');
    assert.deepEqual([calls().length, calls()[0]?.remote, calls()[0]?.data, calls()[0]?.type], [1, { number: '+4682' }, { customer: '9' }, 'chat']);
    assert.equal(subject.announce({ ...announcement, data: {}, ani: undefined, state: 'established' }).outcome, 'updated');
    assert.equal(subject.announce({ callId: 'a', state: 'established' }).outcome, 'ignored');
    assert.deepEqual(types(), ['delivered', 'updated', 'established']);
    await close();
  });

  test('that has ended does not come back, whatever arrives late', async () => {
    const { subject, calls, close } = await open();
    for (const state of ['established', 'ended'] as const) subject.announce({ ...announcement, state });
    for (const state of ['alerting', 'established', 'ended'] as const) assert.equal(subject.announce({ ...announcement, state }).outcome, 'ignored');
    assert.deepEqual(calls(), []);
    await close();
  });

  test('that is announced as answered begins and is established', async () => {
    const { subject, types, calls, close } = await open();
    subject.announce({ ...announcement, state: 'established' });
    assert.deepEqual([types(), calls()[0]?.state], [['delivered', 'established'], 'connected']);
    await close();
  });

  test('without an id is each time another', async () => {
    const { subject, calls, close } = await open();
    const ids = [1, 2].map(() => subject.announce({ agentIds: ['one'], ani: '1' }).callId);
    assert.equal(new Set(ids).size, 2);
    assert.deepEqual(
      calls().map(({ id, type }) => [id, type]),
      ids.map((id) => [id, undefined]),
    );
    await close();
  });

  test('may be on several lines, moves to others, and ends on those that are named, else on all', async () => {
    const { subject, calls, close } = await open();
    assert.deepEqual(subject.announce({ ...announcement, agentIds: ['one', 'two', 'nobody', 'one'] }).agentIds, ['one', 'two']);
    assert.deepEqual(subject.announce({ callId: 'a', agentIds: ['one'], state: 'ended' }).agentIds, ['one']);
    assert.deepEqual([calls('one').length, calls('two').length], [0, 1]);
    assert.deepEqual(subject.announce({ callId: 'a', agentIds: ['three'], ani: '+4681' }), { callId: 'a', outcome: 'announced', agentIds: ['three'] });
    assert.deepEqual(subject.announce({ callId: 'a', state: 'ended' }), { callId: 'a', outcome: 'ended', agentIds: ['two', 'three'] });
    await close();
  });

  test('is ignored for agents nobody knows, and when nothing is known of it but its end', async () => {
    const { subject, told, close } = await open();
    for (const nothing of [
      { agentIds: ['nobody'], ani: '1' },
      { agentIds: [], ani: '1' },
      { ani: '1' },
      { agentIds: ['one'], callId: 'x', state: 'ended' },
      { callId: 'x', state: 'established' },
    ] as const)
      assert.equal(subject.announce(nothing).outcome, 'ignored');
    assert.deepEqual(told, []);
    await close();
  });
});

describe('an outbound call', () => {
  test('has the number that was dialled as its far end, and the ANI as data', async () => {
    const { subject, calls, close } = await open();
    subject.announce({ agentIds: ['one'], direction: 'outbound', ani: '101', dnis: '+4681', data: { order: '7' }, callId: 'a' });
    const [call] = calls();
    assert.deepEqual([call?.state, call?.remoteState, call?.remote, call?.called], ['initiated', 'null', { number: '+4681' }, undefined]);
    assert.deepEqual(call?.data, { order: '7', ani: '101' });
    subject.announce({ callId: 'a', state: 'established' });
    assert.equal(calls()[0]?.state, 'connected');
    subject.announce({ callId: 'a', state: 'ended' });
    await close();
  });

  test('of which only the ANI is told goes there', async () => {
    const { subject, calls, close } = await open();
    subject.announce({ agentIds: ['one'], direction: 'outbound', ani: '+4681' });
    assert.deepEqual([calls()[0]?.remote, calls()[0]?.data], [{ number: '+4681' }, { ani: '+4681' }]);
    await close();
  });
});

describe('a call of the phone system', () => {
  test('is its own: an announcement with its id is ignored', async () => {
    const { subject, simulator, calls, close } = await open();
    const callId = simulator.placeCall({ from: '+46700000001', to: '101' });
    const before = calls();
    for (const state of ['alerting', 'established', 'ended'] as const) assert.equal(subject.announce({ ...announcement, callId, state }).outcome, 'ignored');
    assert.deepEqual(calls(), before);
    await close();
  });

  test('that was announced before is the phone system’s from then on', async () => {
    // Ids of the simulator are known before, by its name and seed.
    const rehearsal = createSimulator({ ...smallCallCenter, seed: 7 });
    await rehearsal.start();
    const callId = rehearsal.placeCall({ from: '+46700000001', to: '101' });
    await rehearsal.stop();
    const simulator = createSimulator({ ...smallCallCenter, seed: 7 });
    const subject = createAnnouncements(simulator);
    await subject.start();
    subject.announce({ ...announcement, callId });
    assert.equal(simulator.placeCall({ from: '+46700000001', to: '101' }), callId);
    const calls = subject.snapshot('one')?.calls ?? [];
    assert.deepEqual([calls.length, calls[0]?.actions.includes('answer')], [1, true]);
    assert.equal(subject.announce({ callId, state: 'ended' }).outcome, 'ignored');
    await subject.execute('one', 'answer', { callId });
    assert.equal(subject.snapshot('one')?.calls[0]?.state, 'connected');
    await subject.stop();
  });

  test('keeps its announced neighbours when its line is told anew', async () => {
    const inner = createEmitter<SwitchEvents>();
    const subject = createAnnouncements({ ...createNoPhoneSystem(), on: inner.on });
    const heard: SwitchEvents['line'][] = [];
    subject.on('line', (event) => void heard.push(event));
    subject.announce(announcement);
    inner.emit('line', { agentId: 'one', event: { type: 'snapshot', snapshot: { address: '101', agent: { state: 'ready', since: 1 }, calls: [] } } });
    const [last] = heard.slice(-1);
    assert.ok(last?.event.type === 'snapshot');
    assert.deepEqual(
      last.event.snapshot.calls.map(({ id }) => id),
      ['a'],
    );
    await subject.stop();
  });
});

describe('a phone system that is lost', () => {
  test('does not take announced calls with it, and they can still be announced', async () => {
    const { subject, simulator, calls, close } = await open();
    subject.announce(announcement);
    const talking = simulator.placeCall({ from: '+46700000001', to: '101' });
    await subject.execute('one', 'answer', { callId: talking });
    simulator.failLink('a cable');
    subject.announce({ ...announcement, callId: 'b' });
    assert.deepEqual(
      calls().map(({ id, signalling }) => [id, signalling]),
      [
        ['a', 'up'],
        [talking, 'lost'],
        ['b', 'up'],
      ],
    );
    simulator.restoreLink();
    assert.equal(calls().length, 3);
    await close();
  });
});

describe('commands', () => {
  test('are refused for an announced call, and nothing changes', async () => {
    const { subject, calls, close } = await open();
    subject.announce(announcement);
    const before = calls();
    for (const name of ['answer', 'hangUp', 'hold', 'setCallData'] as const)
      assert.equal(await outcomeOf(subject.execute('one', name, { callId: 'a', data: { x: '1' } })), 'INVALID_STATE', name);
    assert.equal(await outcomeOf(subject.execute('two', 'hangUp', { callId: 'a' })), 'NO_SUCH_CALL');
    assert.deepEqual(calls(), before);
    const { id } = await subject.execute('one', 'dial', { number: '+46811111111' });
    assert.deepEqual(
      calls().map((call) => call.id),
      ['a', id],
    );
    await subject.execute('one', 'hangUp', { callId: id });
    await close();
  });

  test('wrapping up one that has ended asks nothing of a phone system that never had it', async () => {
    const { subject, close } = await open();
    for (const state of ['established', 'ended'] as const) subject.announce({ ...announcement, state });
    assert.equal(await outcomeOf(subject.execute('one', 'wrapUp', { callId: 'a', code: 'SOLD' })), undefined);
    assert.equal(await outcomeOf(subject.execute('two', 'wrapUp', { callId: 'a', code: 'SOLD' })), 'NO_SUCH_CALL');
    await close();
  });
});

describe('a call of which nothing more is told', () => {
  const untilCleared = (subject: Awaited<ReturnType<typeof open>>['subject'], callId: string) =>
    new Promise<Call>((resolve, reject) => {
      // The switch's own timers keep no process alive.
      const late = setTimeout(() => reject(new Error('waited 5,000 ms for the end of the call')), 5_000);
      subject.on('line', ({ event }) => {
        if (event.type !== 'call' || event.event.type !== 'cleared' || event.call.id !== callId) return;
        clearTimeout(late);
        resolve(event.call);
      });
    });

  test('is taken off, as of when it was last heard of, and nobody claims to know why', async () => {
    const { subject, calls, close } = await open({ forgetAfterMs: 40 });
    const cleared = untilCleared(subject, 'a');
    subject.announce({ ...announcement, state: 'established' });
    const call = await cleared;
    assert.equal(call.cause, 'unknown');
    assert.equal(call.clearedAt, call.establishedAt, 'no conversation that nobody knows of');
    assert.deepEqual(calls(), []);
    await close();
  });

  test('stays as long as something is heard of it, new or not', async () => {
    const { subject, calls, close } = await open({ forgetAfterMs: 60 });
    subject.announce({ ...announcement, callId: 'silent' });
    subject.announce(announcement);
    const whenSilentGoes = untilCleared(subject, 'silent').then(() => calls().map(({ id }) => id));
    const cleared = untilCleared(subject, 'a');
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(subject.announce(announcement).outcome, 'ignored', 'nothing new');
    const heardAt = Date.now();
    assert.deepEqual(await whenSilentGoes, ['a']);
    assert.ok(((await cleared).clearedAt ?? 0) >= heardAt - 1);
    await close();
  });

  test('makes room: a line has no more than it can show, and the oldest goes', async () => {
    const { subject, calls, close } = await open();
    for (let index = 0; index <= MAX_ANNOUNCED_PER_LINE; index++) subject.announce({ agentIds: ['one'], callId: `c${index}` });
    assert.deepEqual([calls().length, calls()[0]?.id, calls().at(-1)?.id], [MAX_ANNOUNCED_PER_LINE, 'c1', `c${MAX_ANNOUNCED_PER_LINE}`]);
    await close();
  });

  test('ends with the link, and nothing is told after it', async () => {
    const { subject, calls, types } = await open();
    subject.announce(announcement);
    await subject.stop();
    assert.deepEqual([types(), calls()], [['delivered', 'cleared'], []]);
    assert.equal(subject.announce({ ...announcement, callId: 'b' }).outcome, 'ignored');
    await subject.start();
    assert.equal(subject.announce({ ...announcement, callId: 'b' }).outcome, 'announced');
    await subject.stop();
  });
});

describe('what cannot be announced is refused whole', () => {
  for (const [what, wrong, problem] of [
    ['a state without an id', { agentIds: ['one'], state: 'ended' }, 'callId is missing'],
    ['an id that is too long', { ...announcement, callId: 'x'.repeat(256) }, 'callId must have 1 to 255'],
    ['an agent without a name', { ...announcement, agentIds: ['one', ''] }, 'agentIds.1 must have 1 to 255'],
    ['a number that is too long', { ...announcement, ani: '1'.repeat(251) }, 'ani must have 0 to 250'],
    ['a direction nobody knows', { ...announcement, direction: 'up' }, 'direction must be one of'],
    ['a state nobody knows', { ...announcement, state: 'asleep' }, 'state must be one of'],
    ['data that are no texts', { ...announcement, data: { order: 7 } }, 'data must hold at most'],
    ['data that do not fit with the number in them', { agentIds: ['one'], direction: 'outbound', ani: '1', data: hundred() }, 'data must hold at most'],
  ] as [string, unknown, string][])
    test(what, async () => {
      const { subject, told, close } = await open();
      assert.throws(
        () => subject.announce(wrong as Announcement),
        (error) => isCtiError(error, 'INVALID_ARGUMENT') && error.message.includes(problem),
      );
      assert.deepEqual(told, []);
      await close();
    });

  test('data of one that grows too large: what was there stays', async () => {
    const { subject, calls, close } = await open();
    subject.announce({ ...announcement, data: hundred() });
    assert.throws(() => subject.announce({ callId: 'a', data: { more: '1' } }), { code: 'INVALID_ARGUMENT' });
    assert.deepEqual(calls()[0]?.data, hundred());
    await close();
  });

  function hundred(): Record<string, string> {
    return Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, '1']));
  }
});
