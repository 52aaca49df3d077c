/** Lines of a Cisco site: what an agent's softphone shows is what the phone system has, whatever happens in between. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCtiError } from '../../../src/protocol/error.ts';
import { agents, CUSTOMER, phoneOf, startSite } from './site.ts';

describe('the lines of a Cisco site', () => {
  it('are those of the site when the switch starts', async (test) => {
    const { subject } = await startSite(test);
    for (const id of agents) {
      const snapshot = subject.snapshot(id);
      assert.deepEqual([snapshot?.address, snapshot?.agent.state, snapshot?.calls], [phoneOf(id), 'ready', []]);
    }
  });

  it('show a call of a queue with its data, which is answered there', async (test) => {
    const { simulator, subject, witness, calls, until } = await startSite(test);
    simulator.placeCall({ from: CUSTOMER, to: '800', variables: { callVariable1: 'gold' }, named: [{ name: 'user.account', value: 'A-1' }] });
    const { agentId, call } = await until(() => {
      const found = agents.find((id) => calls(id).length > 0);
      const [first] = found ? calls(found) : [];
      return found && first?.data['user.account'] ? { agentId: found, call: first } : undefined;
    });
    assert.deepEqual(
      [call.direction, call.state, call.remote.number, call.called?.number, call.data.callVariable1, call.data['user.account']],
      ['inbound', 'alerting', CUSTOMER, '800', 'gold', 'A-1'],
    );
    await until(() => subject.snapshot(agentId)?.agent.state === 'reserved');
    await subject.execute(agentId, 'answer', { callId: call.id });
    await until(() => subject.snapshot(agentId)?.agent.state === 'busy');
    await subject.execute(agentId, 'setCallData', { callId: call.id, data: { callVariable1: '', 'user.account': 'A-2' } });
    assert.deepEqual(calls(agentId)[0]?.data['user.account'], 'A-2');
    assert.ok(!('callVariable1' in (calls(agentId)[0]?.data ?? {})));
    witness.check();
  });

  it('tell why an agent is not ready, and refuse a reason that is no number', async (test) => {
    const { subject, witness } = await startSite(test);
    await subject.execute('1001', 'setAgentState', { state: 'notReady', reason: '12' });
    assert.deepEqual([subject.snapshot('1001')?.agent.state, subject.snapshot('1001')?.agent.reason], ['notReady', '12']);
    await assert.rejects(subject.execute('1001', 'setAgentState', { state: 'notReady', reason: 'lunch' }), { code: 'INVALID_ARGUMENT' });
    await subject.execute('1001', 'logOut', {});
    assert.deepEqual([subject.snapshot('1001')?.agent.state, subject.snapshot('1001')?.address], ['loggedOut', '']);
    await subject.execute('1001', 'logIn', { extension: '2001' });
    assert.equal(subject.snapshot('1001')?.address, '2001');
    witness.check();
  });

  it('keep their calls, ids and data through a failover', async (test) => {
    const { simulator, subject, witness, calls, until } = await startSite(test);
    simulator.placeCall({ from: CUSTOMER, to: '2001', variables: { callVariable1: 'gold' } });
    const { id } = await until(() => calls('1001')[0]);
    await subject.execute('1001', 'answer', { callId: id });
    await simulator.takeSideDown('a', 'crash');
    await until(() => subject.status.state === 'lost');
    assert.deepEqual([calls('1001')[0]?.signalling, calls('1001')[0]?.actions], ['lost', []]);
    simulator.atPhone('2001').hold();
    await until(() => subject.status.state === 'up');
    const [call] = calls('1001');
    assert.deepEqual([call?.id, call?.state, call?.signalling, call?.data.callVariable1, call?.remote.number], [id, 'held', 'up', 'gold', CUSTOMER]);
    await subject.execute('1001', 'retrieve', { callId: id });
    witness.check();
  });

  it('say which part of the phone system is down', async (test) => {
    const { simulator, subject, until } = await startSite(test);
    simulator.takePgDown();
    await until(() => subject.status.state === 'up' && subject.status.partial !== undefined);
    simulator.bringPgUp();
    await until(() => subject.status.state === 'up' && subject.status.partial === undefined);
  });

  it('of a conference show everybody, and a party who leaves leaves everybody’s', async (test) => {
    const { simulator, subject, witness, calls, until } = await startSite(test);
    simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const { id } = await until(() => calls('1001')[0]);
    await subject.execute('1001', 'answer', { callId: id });
    const { id: consultation } = await subject.execute('1001', 'consult', { callId: id, number: '2002' });
    assert.equal(calls('1001').find((call) => call.id === consultation)?.consultationFor, id);
    await until(() => calls('1002')[0]?.state === 'alerting');
    await subject.execute('1002', 'answer', { callId: consultation });
    await until(() => calls('1001')[0]?.actions.includes('conference'));
    await subject.execute('1001', 'conference', { callId: id });
    const parties = (agentId: string) =>
      calls(agentId)[0]
        ?.parties?.map(({ number }) => number)
        .sort();
    assert.deepEqual(parties('1001'), [CUSTOMER, '2002'].sort());
    await until(() => parties('1002')?.length === 2);
    assert.deepEqual([parties('1002'), calls('1002')[0]?.id], [[CUSTOMER, '2001'].sort(), consultation]);
    await subject.execute('1001', 'hangUp', { callId: id });
    await until(() => calls('1002')[0]?.parties === undefined);
    assert.equal(calls('1002')[0]?.remote.number, CUSTOMER);
    witness.check();
  });

  it('end with a stop, and are what they are after the next start', async (test) => {
    const { simulator, subject, calls, until } = await startSite(test);
    simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const { id } = await until(() => calls('1001')[0]);
    await subject.stop();
    assert.equal(calls('1001')[0]?.signalling, 'lost');
    simulator.atPhone('2001').answer();
    await subject.start();
    assert.deepEqual([calls('1001')[0]?.id, calls('1001')[0]?.state, calls('1001')[0]?.signalling], [id, 'connected', 'up']);
    await subject.stop();
    await subject.stop();
    simulator.atPhone('2001').hangUp();
    await subject.start();
    assert.deepEqual(calls('1001'), []);
  });

  it('are what the phone system has, after anything that phones, customers and agents do', async (test) => {
    const { simulator, subject, witness, calls, until } = await startSite(test);
    let seed = 11;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    const words = { LCS_ALERTING: 'alerting', LCS_CONNECT: 'connected', LCS_HOLD: 'held', LCS_INITIATE: 'initiated', LCS_FAIL: 'failed' };
    const truth = (agentId: string) =>
      simulator
        .state()
        .calls.flatMap(({ parties }) => parties.filter(({ number, isDevice }) => isDevice && number === phoneOf(agentId)))
        .map(({ state }) => words[state as keyof typeof words])
        .sort();
    /** A call that the agent has made is connected for the phone system, or held, before somebody answers. */
    const isTrueAt = (agentId: string) => {
      const left = truth(agentId);
      const states = calls(agentId).map(({ state }) => state);
      const take = (fits: (state: string | undefined) => boolean) => left.splice(left.findIndex(fits), left.some(fits) ? 1 : 0).length === 1;
      const isKnown = states.filter((state) => state !== 'initiated').every((state) => take((one) => one === state));
      return (
        isKnown &&
        states.filter((state) => state === 'initiated').every(() => take((one) => one === 'connected' || one === 'held' || one === 'initiated')) &&
        left.length === 0
      );
    };
    const isTrue = () => agents.every(isTrueAt);
    const tried = new Set<string>();
    for (let step = 0; step < 1_000; step += 1) {
      const agentId = agents[random(3)] ?? '1001';
      const call = calls(agentId)[random(calls(agentId).length)];
      const someone = random(2) ? phoneOf(agents[random(3)] ?? '1001') : CUSTOMER;
      try {
        if (random(7) === 0) simulator.placeCall({ from: CUSTOMER, to: random(2) ? '800' : phoneOf(agentId) });
        else if (random(8) === 0) simulator.hangUpOutside(simulator.state().calls[random(simulator.state().calls.length)]?.callId ?? 0);
        else if (random(5) === 0) simulator.atPhone(phoneOf(agentId))[(['answer', 'hold', 'retrieve', 'hangUp'] as const)[random(4)] ?? 'answer']();
        else if (random(25) === 0) {
          simulator.dropClient('ringframe');
          await until(() => subject.status.state === 'lost');
          await until(() => subject.status.state === 'up');
        } else if (!call) await subject.execute(agentId, 'dial', { number: someone });
        else {
          // What is seldom possible is done when it is.
          const rare = call.actions.filter((one) => one === 'completeTransfer' || one === 'conference' || one === 'dropParty');
          const offered = rare.length > 0 && random(2) ? rare : call.actions;
          const action = offered[random(offered.length)];
          if (!action) continue;
          tried.add(action);
          const request = {
            callId: call.id,
            number: action === 'dropParty' ? (call.parties?.[1]?.number ?? '') : someone,
            digits: '1',
            data: { callVariable2: `${step}` },
          };
          await subject.execute(agentId, action, request as never);
        }
      } catch (error) {
        // What does not fit the moment, or this site, is refused in words.
        assert.ok(isCtiError(error) && error.code !== 'TIMEOUT', String(error));
      }
      await until(isTrue);
      witness.check();
    }
    for (const action of ['answer', 'hold', 'retrieve', 'hangUp', 'consult', 'blindTransfer', 'setCallData']) assert.ok(tried.has(action), action);
    assert.ok(tried.has('completeTransfer') || tried.has('conference'));
  });
});
