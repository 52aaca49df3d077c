/** Supervisors of the simulator: what they see of their teams, and what they do in calls. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Assistance, SupervisionMode, TeamMember } from '../../../src/index.ts';
import type { SimulatorOptions } from '../../../src/link/switches/simulator/index.ts';
import { agentOptions, type CallCenter, mandatoryReasons, openCallCenter } from './call-center.ts';
import { watchLines } from './line-witness.ts';

const ids = ['chief', 'one', 'two', 'three'];

/** `chief` supervises `one` and `two`; `three` is of nobody's team. */
const open = async (more: Partial<SimulatorOptions> = {}) => {
  const center = await openCallCenter({
    agents: [
      agentOptions('chief', '100', { supervises: ['one', 'two'] }),
      agentOptions('one', '101'),
      agentOptions('two', '102', { reasons: mandatoryReasons }),
      agentOptions('three', '103'),
    ],
    ...more,
  });
  const witness = watchLines(center.simulator, ids);
  return { ...center, witness };
};

const member = ({ simulator }: Pick<CallCenter, 'simulator'>, agentId: string): TeamMember | undefined =>
  simulator.snapshot('chief')?.team?.find((one) => one.agentId === agentId);

/** Who hears whom, by number. */
const hearing = ({ simulator }: Pick<CallCenter, 'simulator'>, callId: string): Record<string, string[]> => {
  const call = simulator.snapshotAll().calls.find(({ ids: known }) => known.includes(callId));
  return Object.fromEntries((call?.parties ?? []).map(({ number, hears }) => [number, [...hears].sort()]));
};

const caller = '+46700000001';
const partiesOf = (center: CallCenter, agentId: string, callId: string) => {
  const { remote, parties = [remote] } = center.call(agentId, callId);
  return parties.map(({ number }) => number);
};
const assistances = ({ told }: Pick<CallCenter, 'told'>, agentId: string): Assistance[] =>
  told.flatMap(({ agentId: id, event }) => (id === agentId && event.type === 'assistance' ? [event.assistance] : []));

describe('a team', () => {
  test('is seen as its lines are, without what is the agents’ own, and by its supervisor alone', async () => {
    const center = await open();
    const callId = center.simulator.placeCall({ from: caller, to: '102', data: { customer: 'secret' } });
    await center.do('two', 'answer', { callId });
    const seen = member(center, 'two');
    assert.deepEqual([seen?.name, seen?.address, seen?.agent.state, seen?.agent.reasons], ['Desk 102', '102', 'busy', undefined]);
    assert.deepEqual(
      seen?.calls.map(({ id, state, remote, actions, data }) => [id, state, remote.number, actions, data]),
      [[callId, 'connected', caller, [], {}]],
    );
    assert.deepEqual(
      center.simulator.snapshot('chief')?.team?.map(({ agentId }) => agentId),
      ['one', 'two'],
    );
    for (const id of ['one', 'two', 'three']) assert.equal(center.simulator.snapshot(id)?.team, undefined, id);
    assert.deepEqual(
      center.told.filter(({ agentId, event }) => agentId !== 'chief' && (event.type === 'team' || event.type === 'assistance')),
      [],
    );
    assert.deepEqual(
      center.told.filter(({ agentId, event }) => event.type === 'call' && agentId !== 'two'),
      [],
    );
    center.witness.check();
  });

  test('is what the events add up to, over log-ins, a lost link, and another team', async () => {
    const center = await open();
    const { simulator, told } = center;
    const sum = new Map((simulator.snapshot('chief')?.team ?? []).map((one) => [one.agentId, one]));
    simulator.on('line', ({ agentId, event }) => {
      if (agentId !== 'chief') return;
      if (event.type === 'team' && event.change.member) sum.set(event.change.member.agentId, event.change.member);
      else if (event.type === 'team') sum.delete(event.change.removed ?? '');
      else if (event.type !== 'snapshot') return;
      assert.deepEqual([...sum.values()], simulator.snapshot('chief')?.team ?? []);
    });
    const callId = await center.talking('one');
    await center.do('chief', 'logOut', {});
    await center.do('chief', 'logIn', {});
    simulator.failLink('a cable');
    assert.equal(member(center, 'one')?.calls[0]?.signalling, 'lost');
    simulator.hangUpCaller(callId);
    assert.equal(member(center, 'one')?.calls.length, 1, 'nobody can know that it is over');
    simulator.restoreLink();
    assert.deepEqual([member(center, 'one')?.calls, member(center, 'one')?.agent.state], [[], 'notReady']);
    simulator.setTeam('chief', ['two', 'three']);
    assert.deepEqual(
      [...sum.values()].map(({ agentId }) => agentId),
      ['two', 'three'],
    );
    assert.deepEqual(
      told.filter(({ event }) => event.type === 'team' && event.change.removed !== undefined).map(({ agentId }) => agentId),
      ['chief'],
    );
    const before = told.length;
    await center.do('one', 'setAgentState', { state: 'ready' });
    assert.deepEqual(
      told.slice(before).map(({ agentId }) => agentId),
      ['one'],
      'who has left the team is seen no longer',
    );
    center.witness.check();
  });

  test('grants its commands to whom they are for', async () => {
    const { simulator } = await open();
    const own = (agentId: string) =>
      simulator.capabilitiesOf?.(agentId).filter((name) => ['superviseCall', 'setMemberState', 'requestAssistance'].includes(name));
    assert.deepEqual([own('chief'), own('one'), own('three')], [['superviseCall', 'setMemberState'], ['requestAssistance'], []]);
  });

  test('of nobody, of oneself, or of strangers is refused', async () => {
    await assert.rejects(open({ agents: [agentOptions('chief', '100', { supervises: ['nobody'] })] }), { code: 'INVALID_ARGUMENT' });
    await assert.rejects(open({ agents: [agentOptions('chief', '100', { supervises: ['chief'] })] }), { code: 'INVALID_ARGUMENT' });
  });
});

describe('a supervisor', () => {
  for (const [how, hears] of [
    ['silentMonitor', { '100': ['101', caller], '101': [caller], [caller]: ['101'] }],
    ['whisper', { '100': ['101', caller].sort(), '101': ['100', caller].sort(), [caller]: ['101'] }],
    ['bargeIn', { '100': ['101', caller].sort(), '101': ['100', caller].sort(), [caller]: ['100', '101'] }],
    ['intercept', { '100': [caller], [caller]: ['100'] }],
  ] as const satisfies readonly (readonly [SupervisionMode, Record<string, readonly string[]>])[]) {
    test(`${how}: everybody hears whom they should, and sees whom they should`, async () => {
      const center = await open();
      const callId = await center.talking('one');
      const told = center.told.length;
      const own = await center.do('chief', 'superviseCall', { agentId: 'one', callId, how });
      assert.deepEqual([own.id, own.state, own.supervision], [callId, 'connected', { how, agentId: 'one' }]);
      const heard = Object.fromEntries(Object.entries(hears).map(([number, others]) => [number, [...others].sort()]));
      assert.deepEqual(hearing(center, callId), heard);
      assert.equal(center.state('chief'), 'busy');
      const toOne = center.told.slice(told).filter(({ agentId }) => agentId === 'one');
      if (how === 'silentMonitor' || how === 'whisper') {
        assert.deepEqual([toOne, partiesOf(center, 'one', callId), partiesOf(center, 'chief', callId)], [[], [caller], ['101', caller]]);
        assert.deepEqual(own.actions, how === 'whisper' ? ['hangUp', 'hold', 'mute'] : ['hangUp', 'hold']);
      }
      if (how === 'bargeIn')
        assert.deepEqual(
          [partiesOf(center, 'one', callId), partiesOf(center, 'chief', callId)],
          [
            [caller, '100'],
            ['101', caller],
          ],
        );
      if (how === 'intercept') {
        assert.deepEqual([center.calls('one'), partiesOf(center, 'chief', callId)], [[], [caller]]);
        const last = toOne.flatMap(({ event }) => (event.type === 'call' ? [event.call] : [])).at(-1);
        assert.deepEqual([last?.state, last?.cause], ['null', 'callPickup']);
      }
      await center.do('chief', 'hangUp', { callId });
      assert.deepEqual([center.calls('chief'), center.calls('one').length], [[], how === 'intercept' ? 0 : 1]);
      if (how !== 'intercept') assert.deepEqual(hearing(center, callId), { '101': [caller], [caller]: ['101'] });
      center.witness.check();
    });
  }

  test('goes from one way to the next in one call, and back', async () => {
    const center = await open();
    const callId = await center.talking('one');
    const go = (how: SupervisionMode) => center.do('chief', 'superviseCall', { agentId: 'one', callId, how });
    await go('silentMonitor');
    assert.equal((await go('whisper')).supervision?.how, 'whisper');
    await center.do('chief', 'mute', { callId });
    assert.deepEqual(hearing(center, callId)['101'], [caller]);
    assert.equal((await go('silentMonitor')).muted, false);
    await go('bargeIn');
    assert.deepEqual(partiesOf(center, 'one', callId), [caller, '100']);
    await go('whisper');
    assert.deepEqual(partiesOf(center, 'one', callId), [caller]);
    await go('intercept');
    assert.deepEqual([center.calls('one'), partiesOf(center, 'chief', callId)], [[], [caller]]);
    assert.deepEqual(
      center.types('chief', callId).filter((type) => type === 'originated' || type === 'established'),
      ['originated', 'established'],
    );
    await center.refused('NO_SUCH_CALL', go('whisper'));
    center.witness.check();
  });

  test('is out when the agent is, however that comes about', async () => {
    for (const leave of [
      (center: CallCenter, callId: string) => center.do('one', 'hangUp', { callId }),
      (center: CallCenter, callId: string) => center.do('one', 'blindTransfer', { callId, number: '103' }),
      async (center: CallCenter, callId: string) => center.simulator.hangUpCaller(callId),
      async (center: CallCenter, callId: string) => center.simulator.redirect(callId, '103'),
      async (center: CallCenter, callId: string) => {
        const { id } = await center.do('one', 'consult', { callId, number: '103' });
        center.clock.advance(1);
        await center.do('three', 'answer', { callId: id });
        assert.equal(center.calls('chief').length, 1, 'the agent is still in it');
        await center.do('one', 'completeTransfer', { callId });
      },
      async (center: CallCenter) => center.simulator.setTeam('chief', ['two']),
    ]) {
      const center = await open();
      const callId = await center.talking('one');
      await center.do('chief', 'superviseCall', { agentId: 'one', callId, how: 'whisper' });
      await leave(center, callId);
      assert.deepEqual([center.calls('chief'), center.state('chief')], [[], 'notReady'], String(leave));
      center.witness.check();
    }
  });

  test('listens on while the agent makes it a conference, also with the supervisor', async () => {
    const center = await open();
    const callId = await center.talking('one');
    await center.do('chief', 'superviseCall', { agentId: 'one', callId, how: 'silentMonitor' });
    const { id } = await center.do('one', 'consult', { callId, number: '103' });
    center.clock.advance(1);
    await center.do('three', 'answer', { callId: id });
    await center.do('one', 'conference', { callId });
    assert.deepEqual(
      [partiesOf(center, 'chief', callId), partiesOf(center, 'three', id)],
      [
        ['101', caller, '103'],
        [caller, '101'],
      ],
    );
    const second = await center.do('one', 'consult', { callId, number: '100' });
    center.clock.advance(1);
    await center.do('chief', 'answer', { callId: second.id });
    assert.equal(center.call('chief', callId).state, 'held');
    await center.do('one', 'conference', { callId });
    assert.deepEqual([center.calls('chief').length, partiesOf(center, 'three', id)], [1, [caller, '101', '100']]);
    center.witness.check();
  });

  test('is refused what is no call of the team’s, and nothing happens', async () => {
    const center = await open({ limits: { conferenceParties: 2 } });
    const [callId, other] = [await center.talking('one'), await center.talking('three', '+46700000003')];
    const chat = center.simulator.placeCall({ from: '+46700000004', to: '102', type: 'chat' });
    const { count } = center.witness;
    const supervise = (agentId: string, member: string, id: string, how: SupervisionMode = 'silentMonitor') =>
      center.do(agentId, 'superviseCall', { agentId: member, callId: id, how });
    const codes: [string, unknown, string][] = [];
    for (const [supervisor, agentId] of [
      ['one', 'two'],
      ['three', 'one'],
      ['chief', 'three'],
      ['chief', 'chief'],
      ['chief', 'nobody'],
    ] as const)
      await supervise(supervisor, agentId, agentId === 'three' ? other : callId).catch((error) => codes.push([error.code, error.details, error.message]));
    assert.equal(codes.length, 5);
    assert.deepEqual(new Set(codes.map((code) => JSON.stringify(code))).size, 1, 'be there such an agent or not');
    assert.equal(codes[0]?.[0], 'REFUSED');
    await center.refused('NO_SUCH_CALL', supervise('chief', 'one', other));
    await center.refused('INVALID_STATE', supervise('chief', 'two', chat));
    await center.refused('INVALID_STATE', supervise('chief', 'one', callId, 'bargeIn'));
    await center.refused('REFUSED', center.do('one', 'setMemberState', { agentId: 'two', state: 'loggedOut' }));
    assert.equal(center.witness.count, count);
    await supervise('chief', 'one', callId);
    await center.refused('INVALID_STATE', center.do('chief', 'mute', { callId }));
    center.witness.check();
  });

  test('changes the state of an agent of the team by the agent’s own rules', async () => {
    const center = await open();
    await center.do('chief', 'setMemberState', { agentId: 'one', state: 'ready' });
    assert.deepEqual([center.state('one'), member(center, 'one')?.agent.state], ['ready', 'ready']);
    await center.refused('INVALID_ARGUMENT', center.do('chief', 'setMemberState', { agentId: 'two', state: 'notReady' }));
    await center.do('chief', 'setMemberState', { agentId: 'two', state: 'notReady', reason: 'LUNCH' });
    assert.equal(member(center, 'two')?.agent.reason, 'LUNCH');
    const callId = await center.talking('one');
    await center.refused('INVALID_STATE', center.do('chief', 'setMemberState', { agentId: 'one', state: 'loggedOut' }));
    await center.do('one', 'hangUp', { callId });
    await center.do('chief', 'setMemberState', { agentId: 'one', state: 'loggedOut' });
    assert.deepEqual([center.state('one'), member(center, 'one')?.address], ['loggedOut', undefined]);
    center.witness.check();
  });

  test('who has only listened has no work after it, and who took the call has', async () => {
    const agents = [
      agentOptions('chief', '100', { supervises: ['one'], workMode: 'manualIn' }),
      agentOptions('one', '101'),
      agentOptions('two', '102'),
      agentOptions('three', '103'),
    ];
    for (const [how, state] of [
      ['silentMonitor', 'notReady'],
      ['whisper', 'notReady'],
      ['intercept', 'workingAfterCall'],
    ] as const) {
      const center = await open({ agents });
      const callId = await center.talking('one');
      await center.do('chief', 'superviseCall', { agentId: 'one', callId, how });
      await center.do('chief', 'hangUp', { callId });
      assert.equal(center.state('chief'), state, how);
    }
  });
});

describe('an agent who asks for help', () => {
  test('is told when somebody comes, and so is the supervisor, until it is over', async () => {
    const center = await open();
    const callId = await center.talking('one');
    const asked = await center.do('one', 'requestAssistance', { kind: 'emergency', callId });
    assert.deepEqual([asked.state, asked.agentId, asked.callId, asked.kind], ['asked', 'one', callId, 'emergency']);
    assert.deepEqual(center.simulator.snapshot('chief')?.assistance, [asked]);
    assert.deepEqual(await center.do('one', 'requestAssistance', { kind: 'emergency', callId }), asked, 'asked twice is asked once');
    await center.do('chief', 'superviseCall', { agentId: 'one', callId, how: 'silentMonitor' });
    await center.do('one', 'hangUp', { callId });
    for (const id of ['chief', 'one'])
      assert.deepEqual(
        assistances(center, id).map(({ state, takenBy }) => [state, takenBy?.number]),
        [
          ['asked', undefined],
          ['taken', '100'],
          ['over', '100'],
        ],
        id,
      );
    assert.deepEqual([assistances(center, 'two'), assistances(center, 'three')], [[], []]);
    for (const id of ids) assert.equal(center.simulator.snapshot(id)?.assistance, undefined);
  });

  test('asks about no call, and talks with the supervisor who calls', async () => {
    const center = await open();
    await center.do('one', 'requestAssistance', { kind: 'assist' });
    const { id } = await center.do('chief', 'dial', { number: '101' });
    center.clock.advance(1);
    await center.do('one', 'answer', { callId: id });
    assert.equal(center.simulator.snapshot('one')?.assistance?.[0]?.state, 'taken');
    await center.do('chief', 'hangUp', { callId: id });
    assert.equal(center.simulator.snapshot('one')?.assistance, undefined);
  });

  test('is not forgotten for ever, and asks anew', async () => {
    const center = await open({ times: { assistanceMs: 1_000 } });
    await center.do('one', 'requestAssistance', { kind: 'assist' });
    await center.do('one', 'requestAssistance', { kind: 'emergency' });
    center.clock.advance(1_001);
    await center.do('one', 'requestAssistance', { kind: 'assist' });
    await center.do('one', 'logOut', {});
    assert.deepEqual(
      assistances(center, 'chief').map(({ kind, state }) => `${kind} ${state}`),
      ['assist asked', 'assist over', 'emergency asked', 'emergency over', 'assist asked', 'assist over'],
    );
    assert.equal(center.clock.pending, 0);
  });

  test('learns that nobody is there', async () => {
    const center = await open();
    await center.refused('REFUSED', center.do('three', 'requestAssistance', { kind: 'assist' }));
    await center.refused('NO_SUCH_CALL', center.do('one', 'requestAssistance', { kind: 'assist', callId: 'none' }));
    await center.do('chief', 'logOut', {});
    await center.refused('REFUSED', center.do('one', 'requestAssistance', { kind: 'assist' }));
    await center.do('one', 'logOut', {});
    await center.refused('INVALID_STATE', center.do('one', 'requestAssistance', { kind: 'assist' }));
  });

  test('is heard again once a lost link is back, and by who has come to the team', async () => {
    const center = await open();
    const callId = await center.talking('one');
    center.simulator.failLink('a cable');
    center.simulator.atPhone('one', 'requestAssistance', { kind: 'assist', callId });
    assert.deepEqual(assistances(center, 'chief'), []);
    center.simulator.restoreLink();
    assert.deepEqual(
      assistances(center, 'chief').map(({ state }) => state),
      ['asked'],
    );
    center.simulator.setTeam('two', ['one']);
    assert.deepEqual(center.simulator.snapshot('two')?.assistance?.length, 1);
    center.simulator.setTeam('two', []);
    assert.deepEqual([center.simulator.snapshot('two')?.assistance, center.simulator.snapshot('two')?.team], [undefined, undefined]);
  });
});
