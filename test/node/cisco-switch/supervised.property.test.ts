/** Whatever agents, customers and their supervisor do, each line is what the phone system has, and the team is what its lines are. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { supervisionModes } from '../../../src/protocol/supervision.ts';
import { until as within } from '../link-gateway/until.ts';
import { agents, CUSTOMER, phoneOf, startSite } from './site.ts';

const words = { LCS_ALERTING: 'alerting', LCS_CONNECT: 'connected', LCS_HOLD: 'held', LCS_INITIATE: 'initiated', LCS_FAIL: 'failed' };
const STEPS = 400;

for (const confirmations of ['before', 'after'] as const)
  it(`a supervisor among agents: lines and team are true after anything that is done, confirmed ${confirmations} the events`, async (test) => {
    const { simulator, subject, witness, calls } = await startSite(
      test,
      { ports: { b: false }, confirmations, teams: [{ id: 1, supervisors: ['1003'], members: ['1001', '1002'] }] },
      { agents: agents.map((id) => ({ id, supervises: id === '1003' })) },
    );
    await within('the team', () => subject.snapshot('1003')?.team?.length === 2);
    let seed = 23;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    const one = <Item>(list: readonly Item[]): Item | undefined => list[random(list.length)];
    const truth = (agentId: string) =>
      simulator
        .state()
        .calls.flatMap(({ parties }) => parties.filter(({ number, isDevice }) => isDevice && number === phoneOf(agentId)))
        .map(({ state }) => words[state as keyof typeof words])
        .sort();
    /** Who has dialled is connected for the phone system, or on hold, before somebody answers. */
    const isTrueAt = (agentId: string): boolean => {
      const left = truth(agentId);
      const take = (fits: (state: string | undefined) => boolean) => left.splice(left.findIndex(fits), left.some(fits) ? 1 : 0).length === 1;
      const states = calls(agentId).map(({ state }) => state);
      return (
        states.filter((state) => state !== 'initiated').every((state) => take((what) => what === state)) &&
        states.filter((state) => state === 'initiated').every(() => take((what) => what === 'connected' || what === 'held' || what === 'initiated')) &&
        left.length === 0
      );
    };
    const seen = () =>
      (subject.snapshot('1003')?.team ?? []).map(({ agentId, agent, calls: shown }) => [agentId, agent.state, shown.map(({ id, state }) => [id, state])]);
    const own = () => ['1001', '1002'].map((id) => [id, subject.snapshot(id)?.agent.state, calls(id).map((call) => [call.id, call.state])]);
    const done = new Set<string>();

    for (let step = 0; step < STEPS; step += 1) {
      const agentId = one(agents) ?? '1001';
      const member = one(['1001', '1002']) ?? '1001';
      const call = one(calls(agentId));
      const someone = random(3) ? phoneOf(one(agents) ?? '1001') : CUSTOMER;
      try {
        if (random(5) === 0) simulator.placeCall({ from: CUSTOMER, to: phoneOf(member) });
        else if (random(10) === 0) simulator.hangUpOutside(one(simulator.state().calls)?.callId ?? 0);
        else if (random(6) === 0) simulator.atPhone(phoneOf(agentId))[one(['answer', 'hold', 'retrieve', 'hangUp'] as const) ?? 'answer']();
        else if (random(3) === 0) {
          const how = one(supervisionModes) ?? 'silentMonitor';
          const result = await subject.execute('1003', 'superviseCall', { agentId: member, callId: one(calls(member))?.id ?? 'none', how });
          assert.deepEqual(result.supervision, { agentId: member, how });
          done.add(how);
        } else if (random(12) === 0) {
          await subject.execute(member, 'requestAssistance', { kind: 'assist', callId: one(calls(member))?.id });
          done.add('requestAssistance');
        } else if (call) {
          const action = one(call.actions);
          if (!action) continue;
          const request = {
            callId: call.id,
            number: action === 'dropParty' ? (call.parties?.[1]?.number ?? '') : someone,
            digits: '1',
            data: { callVariable2: `${step}` },
          };
          await subject.execute(agentId, action, request as never);
          done.add(action);
        }
      } catch (error) {
        // What does not fit the moment, or this site, is refused in words.
        assert.ok(isCtiError(error) && error.code !== 'TIMEOUT', String(error));
      }
      await within(`step ${step} to show`, () => agents.every(isTrueAt));
      witness.check();
      assert.deepEqual(seen(), own());
      const supervised = [...calls('1001'), ...calls('1002')].filter(({ supervision }) => supervision !== undefined);
      assert.deepEqual(supervised, [], 'an agent who is no supervisor supervises');
    }
    for (const what of [...supervisionModes, 'answer', 'hangUp', 'consult', 'requestAssistance']) assert.ok(done.has(what), `${what} was never done`);
    assert.deepEqual(simulator.state().faults, []);
  });
