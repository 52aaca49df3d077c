/** Whatever is lost in the middle of something, and whatever is asked at the same time: it can be gone on with, and lines are what the phone system has. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCtiError } from '../../../src/protocol/error.ts';
import { until as within } from '../link-gateway/until.ts';
import { agents, CUSTOMER, phoneOf, type SwitchSite, startSite } from './site.ts';

const consulting = async (site: SwitchSite): Promise<{ callId: string; consultation: string }> => {
  const { subject, simulator, calls, until } = site;
  simulator.placeCall({ from: CUSTOMER, to: '2001', variables: { callVariable1: 'gold' } });
  const { id: callId } = await until(() => calls('1001').find(({ state }) => state === 'alerting'));
  await subject.execute('1001', 'answer', { callId });
  const { id: consultation } = await subject.execute('1001', 'consult', { callId, number: '2002' });
  await until(() => calls('1002')[0]?.state === 'alerting');
  await subject.execute('1002', 'answer', { callId: consultation });
  await until(() => calls('1001').some(({ actions }) => actions.includes('completeTransfer')));
  return { callId, consultation };
};
const shown = (site: SwitchSite, agentId: string) => site.calls(agentId).map(({ id, state, consultationFor }) => ({ id, state, consultationFor }));
const failOver = async ({ simulator, subject, until }: SwitchSite): Promise<void> => {
  await simulator.takeSideDown('a', 'crash');
  await until(() => subject.status.state === 'lost');
  await until(() => subject.status.state === 'up');
};
const words: Readonly<Record<string, string>> = { LCS_ALERTING: 'alerting', LCS_CONNECT: 'connected', LCS_HOLD: 'held', LCS_FAIL: 'failed' };
/** Who has dialled is connected for the phone system, or on hold, before somebody answers. */
const isTrue = ({ simulator, calls }: SwitchSite): boolean =>
  agents.every((agentId) => {
    const parts = simulator.state().calls.flatMap(({ parties }) => parties.filter(({ number, isDevice }) => isDevice && number === phoneOf(agentId)));
    const left = parts.map(({ state }) => words[state]);
    const known = calls(agentId).map(({ state }) => state);
    const isFound = known.filter((state) => state !== 'initiated').every((state) => left.includes(state) && left.splice(left.indexOf(state), 1).length === 1);
    return isFound && left.length === known.filter((state) => state === 'initiated').length;
  });

describe('a failover in the middle of something', () => {
  for (const [command, rest] of [
    ['completeTransfer', []],
    ['conference', ['connected']],
  ] as const)
    it(`leaves a consultation what it is: ${command} is done on the other side`, async (test) => {
      const site = await startSite(test);
      const { callId } = await consulting(site);
      const before = [shown(site, '1001'), shown(site, '1002')];
      await failOver(site);
      assert.deepEqual([shown(site, '1001'), shown(site, '1002')], before);
      await site.subject.execute('1001', command, { callId });
      await within('it to show', () => site.calls('1002')[0]?.data.callVariable1 === 'gold' && isTrue(site));
      assert.deepEqual(
        site.calls('1001').map(({ state }) => state),
        rest,
      );
      site.witness.check();
    });

  it('a conference goes on with all that are in it', async (test) => {
    const site = await startSite(test);
    const { callId, consultation } = await consulting(site);
    await site.subject.execute('1001', 'conference', { callId });
    await within('both to see it', () => site.calls('1002')[0]?.parties?.length === 2);
    await failOver(site);
    const numbers = (agentId: string) => site.calls(agentId).map(({ id, parties }) => [id, parties?.map(({ number }) => number).sort()]);
    assert.deepEqual([numbers('1001'), numbers('1002')], [[[callId, [CUSTOMER, '2002'].sort()]], [[consultation, [CUSTOMER, '2001'].sort()]]]);
    await site.subject.execute('1001', 'hangUp', { callId });
    site.witness.check();
  });

  it('a transfer whose answer is lost is done, and one who asks again is told that there is no such call', async (test) => {
    const site = await startSite(test);
    const { simulator, subject } = site;
    const { callId } = await consulting(site);
    simulator.delayAnswers(60_000);
    const transfer = assert.rejects(subject.execute('1001', 'completeTransfer', { callId }), { code: 'NOT_CONNECTED' });
    await within('the transfer', () => simulator.state().calls.length === 1);
    simulator.delayAnswers(undefined);
    await failOver(site);
    await transfer;
    assert.deepEqual([site.calls('1001'), isTrue(site)], [[], true]);
    await assert.rejects(subject.execute('1001', 'completeTransfer', { callId }), { code: 'NO_SUCH_CALL' });
  });
});

describe('a phone system that is gone for a while in the middle of a consultation', () => {
  it('is what it was when it is back: calls, ids, data, and what can be done', async (test) => {
    const site = await startSite(test, { ports: { b: false } });
    const { simulator, subject, until, calls } = site;
    const { callId, consultation } = await consulting(site);
    const before = [shown(site, '1001'), shown(site, '1002')];
    simulator.takePgDown();
    await until(() => [...calls('1001'), ...calls('1002')].every(({ signalling, actions }) => signalling === 'lost' && actions.length === 0));
    assert.deepEqual([shown(site, '1001'), shown(site, '1002')], before);
    await assert.rejects(subject.execute('1001', 'completeTransfer', { callId }), { code: 'INVALID_STATE' });
    await assert.rejects(subject.execute('1001', 'setAgentState', { state: 'ready' }), isCtiError);
    simulator.bringPgUp();
    await until(() => calls('1001').every(({ signalling }) => signalling === 'up') && subject.status.state === 'up' && !subject.status.partial);
    assert.deepEqual([shown(site, '1001'), shown(site, '1002')], before);
    assert.equal(calls('1001').find(({ id }) => id === callId)?.data.callVariable1, 'gold');
    await subject.execute('1001', 'cancelConsult', { callId, consultationCallId: consultation });
    assert.deepEqual(
      calls('1001').map(({ id, state }) => [id, state]),
      [[callId, 'connected']],
    );
    site.witness.check();
  });
});

describe('agents who ask for several things at a time', () => {
  for (const confirmations of ['before', 'after'] as const)
    it(`have each answered, and are where the phone system has them, confirmed ${confirmations} the events`, async (test) => {
      const site = await startSite(test, { ports: { b: false }, confirmations });
      const { simulator, subject, calls, witness } = site;
      let seed = 5;
      const random = (below: number): number => {
        seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
        return Math.floor((seed / 2 ** 31) * below);
      };
      const one = <Item>(list: readonly Item[]): Item | undefined => list[random(list.length)];
      let carriedOut = 0;
      const ask = async (agentId: string): Promise<void> => {
        const call = one(calls(agentId));
        const number = random(2) ? phoneOf(one(agents) ?? '1001') : CUSTOMER;
        const action = call && one(call.actions);
        try {
          if (!action) await subject.execute(agentId, 'dial', { number });
          else if (action === 'dropParty') await subject.execute(agentId, action, { callId: call.id, number: call.parties?.[1]?.number ?? '' });
          else await subject.execute(agentId, action, { callId: call.id, number, digits: '1', data: { callVariable2: `${random(9)}` } } as never);
          carriedOut += 1;
        } catch (error) {
          assert.ok(isCtiError(error) && error.code !== 'TIMEOUT', `${action}: ${String(error)}`);
        }
      };
      for (let round = 0; round < 150; round += 1) {
        if (random(3) === 0) simulator.placeCall({ from: CUSTOMER, to: phoneOf(one(agents) ?? '1001') });
        await Promise.all(Array.from({ length: 1 + random(4) }, () => ask(one(agents) ?? '1001')));
        await within(`round ${round} to show`, () => isTrue(site));
        witness.check();
      }
      assert.ok(carriedOut > 100);
      assert.deepEqual(simulator.state().faults, []);
    });
});
