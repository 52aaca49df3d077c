/** A supervisor of a Cisco site: phone, gateway, switch, and the supervisor's own session with the CTI Server. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Assistance } from '../../../src/index.ts';
import type { LinkPhone } from '../../../src/phone/link/index.ts';
import { until } from '../link-gateway/until.ts';
import { openOffice } from './office.ts';
import { CUSTOMER, phoneOf } from './site.ts';

const TEAM = { id: 1, name: 'Support', supervisors: ['1009'], members: ['1001', '1002'] };
const agents = ['1001', '1002', '1003', '1009'].map((id) => ({ id, instrument: phoneOf(id), name: `Agent ${id}`, supervises: id === '1009' }));

const openTeam = async (test: TestContext, confirmations: 'before' | 'after' = 'before') => {
  const office = await openOffice(test, { site: { teams: [TEAM], confirmations }, link: { agents } });
  await until('the team', () => office.subject.snapshot('1009')?.team?.length === 2);
  const [boss, one, stranger] = [await office.sitDown('1009'), await office.sitDown('1001'), await office.sitDown('1003')];
  const talk = async (): Promise<string> => {
    office.simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const { id } = await until('the phone to ring', () => one.calls.find(({ state }) => state === 'alerting'));
    await one.answer(id);
    await until('the supervisor to see it', () => boss.team[0]?.calls.some((call) => call.id === id && call.state === 'connected'));
    return id;
  };
  return { ...office, boss, one, stranger, talk };
};
const others = (phone: LinkPhone) => (phone.calls[0]?.parties ?? (phone.calls[0] ? [phone.calls[0].remote] : [])).map(({ number }) => number);
const refused = (code: string, command: Promise<unknown>) => assert.rejects(command, { code });

for (const confirmations of ['before', 'after'] as const) {
  describe(`row 73: supervisor functions, with a CTI Server that confirms ${confirmations} the events`, () => {
    it('row 73: a supervisor sees the team, listens, is heard, joins and takes over; the agent sees no more than is told', async (test) => {
      const { boss, one, talk, simulator } = await openTeam(test, confirmations);
      assert.deepEqual(
        boss.team.map(({ agentId, name, address, agent }) => [agentId, name, address, agent.state]),
        [
          ['1001', 'Agent 1001', '2001', 'ready'],
          ['1002', 'Agent 1002', '2002', 'ready'],
        ],
      );
      const callId = await talk();
      const [seen] = boss.team[0]?.calls ?? [];
      assert.deepEqual([seen?.id, seen?.remote.number, seen?.actions, seen?.data], [callId, CUSTOMER, [], {}]);
      const own = await boss.superviseCall({ agentId: '1001', callId, how: 'silentMonitor' });
      assert.deepEqual(
        [own.state, own.direction, own.supervision, own.remote.number, own.actions],
        ['connected', 'outbound', { how: 'silentMonitor', agentId: '1001' }, '2001', ['hangUp']],
      );
      assert.deepEqual(others(one), [CUSTOMER]);
      const changed = await boss.superviseCall({ agentId: '1001', callId, how: 'whisper' });
      assert.deepEqual([changed.id, changed.supervision?.how, boss.calls.length, others(one)], [own.id, 'whisper', 1, [CUSTOMER]]);
      const joined = await boss.superviseCall({ agentId: '1001', callId, how: 'bargeIn' });
      assert.deepEqual([joined.id, joined.parties?.map(({ number }) => number)], [own.id, ['2001', CUSTOMER]]);
      await until('the agent to see the supervisor', () => others(one).length === 2);
      assert.deepEqual(others(one), [CUSTOMER, '2009']);
      const taken = await boss.superviseCall({ agentId: '1001', callId, how: 'intercept' });
      assert.deepEqual([taken.id, taken.supervision?.how], [own.id, 'intercept']);
      await until('the customer to be the far end', () => boss.calls[0]?.parties === undefined && boss.calls[0]?.remote.number === CUSTOMER);
      await until('the agent to be out', () => one.calls.length === 0);
      assert.deepEqual(
        simulator.state().calls.map(({ parties }) => parties.map(({ number }) => number).sort()),
        [[CUSTOMER, '2009'].sort()],
      );
      await boss.hangUp(own.id);
      assert.deepEqual(simulator.state().calls, []);
    });

    it('row 73: a supervisor stops listening, and the call goes on', async (test) => {
      const { boss, one, talk, simulator } = await openTeam(test, confirmations);
      const callId = await talk();
      const { id } = await boss.superviseCall({ agentId: '1001', callId, how: 'silentMonitor' });
      await boss.hangUp(id);
      assert.deepEqual([boss.calls, one.calls[0]?.state, simulator.state().calls.length], [[], 'connected', 1]);
      assert.equal(boss.agent.state, 'ready', 'listening leads to no work after it');
    });

    it('row 73: a supervisor who listens to two calls of an agent stops listening to the one that is meant, and cannot log out before', async (test) => {
      const { boss, one, talk } = await openTeam(test, confirmations);
      const first = await talk();
      const { id: toFirst } = await boss.superviseCall({ agentId: '1001', callId: first, how: 'silentMonitor' });
      const second = await talk();
      const { id: toSecond } = await boss.superviseCall({ agentId: '1001', callId: second, how: 'silentMonitor' });
      await refused('INVALID_STATE', boss.logOut());
      await boss.hangUp(toSecond);
      assert.deepEqual(
        boss.calls.map(({ id }) => id),
        [toFirst],
      );
      await boss.hangUp(toFirst);
      assert.deepEqual([boss.calls, one.calls.map(({ id }) => id)], [[], [first, second]]);
      await boss.logOut();
      assert.equal(boss.agent.state, 'loggedOut');
    });

    it('row 73: an agent of the team is made not ready, ready, and logged out', async (test) => {
      const { boss, one, simulator } = await openTeam(test, confirmations);
      await boss.setMemberState({ agentId: '1001', state: 'notReady', reason: '7' });
      assert.deepEqual([boss.team[0]?.agent.state, boss.team[0]?.agent.reason], ['notReady', '7']);
      await until('the agent to be told', () => one.agent.state === 'notReady');
      await boss.setMemberState({ agentId: '1001', state: 'ready' });
      await boss.setMemberState({ agentId: '1001', state: 'loggedOut' });
      assert.deepEqual([simulator.state().agents[0]?.extension, boss.team[0]?.agent.state, boss.team[0]?.address], [undefined, 'loggedOut', undefined]);
    });

    it('row 73: an agent who is no supervisor can do nothing of it, and sees nothing of others', async (test) => {
      const { boss, one, stranger, talk, simulator } = await openTeam(test, confirmations);
      const told: unknown[] = [];
      for (const phone of [one, stranger]) phone.on('team', (change) => told.push(change));
      const callId = await talk();
      const before = JSON.stringify(simulator.state());
      for (const phone of [one, stranger]) {
        assert.deepEqual([phone.team, phone.capabilities.filter((name) => name === 'superviseCall' || name === 'setMemberState')], [[], []]);
        await refused('NOT_SUPPORTED', phone.superviseCall({ agentId: '1001', callId, how: 'silentMonitor' }));
        await refused('NOT_SUPPORTED', phone.setMemberState({ agentId: '1002', state: 'notReady' }));
      }
      await refused('REFUSED', boss.superviseCall({ agentId: '1003', callId, how: 'silentMonitor' }));
      await refused('REFUSED', boss.setMemberState({ agentId: '1003', state: 'notReady' }));
      assert.deepEqual([JSON.stringify(simulator.state()), told, stranger.calls], [before, [], []]);
    });

    it('row 73: help that an agent asks for is told to the supervisor, and is taken by coming', async (test) => {
      const { boss, one, stranger, talk } = await openTeam(test, confirmations);
      const told: Assistance[] = [];
      boss.on('assistance', (assistance) => told.push(assistance));
      stranger.on('assistance', (assistance) => assert.fail(`a stranger was told of ${assistance.id}`));
      const callId = await talk();
      const asked = await one.requestAssistance({ kind: 'assist', callId });
      assert.deepEqual([asked.state, asked.kind, asked.agentId, asked.name, asked.callId], ['asked', 'assist', '1001', 'Agent 1001', callId]);
      const rings = await until('the supervisor’s phone to ring', () => boss.calls.find(({ state }) => state === 'alerting'));
      await boss.answer(rings.id);
      await until('the request to be taken', () => one.assistance[0]?.state === 'taken');
      assert.equal(one.assistance[0]?.takenBy?.number, '2009');
      await until('the agent to be able to join them', () => one.calls.find(({ id }) => id === callId)?.actions.includes('conference'));
      await one.conference(callId);
      assert.deepEqual(others(one), [CUSTOMER, '2009']);
      await one.hangUp(callId);
      await until('the request to be over', () => told.at(-1)?.state === 'over');
      assert.deepEqual(
        told.map(({ id, state }) => [id, state]),
        ['asked', 'taken', 'over'].map((state) => [asked.id, state]),
      );
      assert.deepEqual([one.assistance, boss.assistance], [[], []]);
    });
  });
}

describe('a supervisor of a Cisco site', () => {
  it('is told of who comes into the team and who leaves it, also of agents the link does not have', async (test) => {
    const office = await openOffice(test, { site: { teams: [TEAM] }, link: { agents: agents.filter(({ id }) => id !== '1002') } });
    const boss = await office.sitDown('1009');
    await until('the team', () => boss.team.length === 2);
    office.simulator.atPhone('2002').dial(CUSTOMER);
    await until('the call of an agent who is only in the team', () => boss.team.find(({ agentId }) => agentId === '1002')?.calls.length === 1);
    assert.equal(office.subject.snapshot('1002'), undefined);
    office.simulator.changeTeam(1, '1003', 'add');
    await until('the one who has come', () => boss.team.some(({ agentId }) => agentId === '1003'));
    office.simulator.changeTeam(1, '1001', 'remove');
    await until('the one who has left', () => !boss.team.some(({ agentId }) => agentId === '1001'));
    await refused('REFUSED', boss.setMemberState({ agentId: '1001', state: 'notReady' }));
  });

  it('has the team again after the phone system was lost, with what has changed', async (test) => {
    const { boss, simulator, subject } = await openTeam(test);
    const told: string[] = [];
    boss.on('team', ({ member, removed }) => told.push(removed === undefined ? `${member?.agentId} ${member?.agent.state}` : `${removed} removed`));
    await simulator.takeSideDown('a', 'crash');
    await until('the loss', () => subject.status.state === 'lost');
    assert.equal(boss.team.length, 2);
    simulator.atPhone('2002').dial(CUSTOMER);
    await simulator.bringSideUp('a');
    await until('the call', () => boss.team.find(({ agentId }) => agentId === '1002')?.agent.state === 'busy');
    await until('the supervisor’s own session', () =>
      boss.setMemberState({ agentId: '1001', state: 'notReady' }).then(
        () => true,
        () => false,
      ),
    );
    assert.deepEqual([boss.team.length, told.filter((what) => what.endsWith('removed'))], [2, []]);
  });

  it('is asked for when nobody is there: the agent hears so', async (test) => {
    const { sitDown } = await openOffice(test, { site: { teams: [{ ...TEAM, supervisors: [] }] }, link: { agents } });
    const one = await sitDown('1001');
    await refused('REFUSED', one.requestAssistance({ kind: 'emergency' }));
    await refused('NO_SUCH_CALL', one.requestAssistance({ kind: 'assist', callId: 'no call' }));
    assert.deepEqual(one.assistance, []);
  });
});
