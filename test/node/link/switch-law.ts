/**
 * The law of `switch.ts` as a suite that every switch has to pass: with real agents, real calls, and a link that breaks.
 *
 * @example
 * switchLaw('the simulator', async () => ({ subject, agents, numbers, call, close }));
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Call, type CallAction, callActions, type LogInRequest, type PhoneCommandName } from '../../../src/index.ts';
import type { Switch, SwitchStatus } from '../../../src/link/switch.ts';
import { type LineWitness, outcomeOf, watchLines } from './line-witness.ts';
import { requestFor } from './request-for.ts';

export interface LawAgent {
  id: string;
  /** Where calls reach the agent. */
  number: string;
  logIn: LogInRequest;
}

export interface LawFarEnd {
  hangUp(): Promise<void>;
}

/** A switch that was not started, with two agents who are logged out. */
export interface LawRig {
  subject: Switch;
  agents: readonly [LawAgent, LawAgent];
  numbers: {
    /** Somebody outside, who answers by and by. */
    answers: string;
    nobody: string;
  };
  /** Somebody outside calls a number. */
  call(to: string): Promise<LawFarEnd>;
  /** Cuts the switch off from its phone system, and back again. */
  loseLink(): Promise<void>;
  restoreLink(): Promise<void>;
  /** Changes the agent's call while the link is lost: the agent holds it at the phone. */
  holdAtPhone(agentId: string): Promise<void>;
  close(): Promise<void>;
}

interface Stage extends LawRig {
  witness: LineWitness;
  statuses: SwitchStatus[];
  /** Looks now, and after each event. */
  until<Found>(what: string, look: () => Found | undefined | false): Promise<Found>;
  callsOf(agent: LawAgent): readonly Call[];
  /** Somebody outside calls the agent, whose phone rings. */
  ringing(agent: LawAgent): Promise<{ callId: string; far: LawFarEnd }>;
  talking(agent: LawAgent): Promise<{ callId: string; far: LawFarEnd }>;
  /** `one` talks with somebody and has asked `two`, who has answered. */
  consulted(): Promise<{ callId: string; consultation: string; far: LawFarEnd }>;
}

const PATIENCE_MS = 5_000;

const stage = async (rig: LawRig): Promise<Stage> => {
  const { subject, agents } = rig;
  const statuses: SwitchStatus[] = [];
  const looks = new Set<() => void>();
  const lookAll = () => {
    for (const look of [...looks]) look();
  };
  subject.on('status', (status) => {
    statuses.push(status);
    lookAll();
  });
  await subject.start();
  const witness = watchLines(
    subject,
    agents.map(({ id }) => id),
  );
  subject.on('line', lookAll);

  const until: Stage['until'] = (what, look) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        looks.delete(attempt);
        reject(new Error(`waited ${PATIENCE_MS} ms for ${what}`));
      }, PATIENCE_MS);
      const attempt = () => {
        const found = look();
        if (found === undefined || found === false) return;
        looks.delete(attempt);
        clearTimeout(late);
        resolve(found);
      };
      looks.add(attempt);
      attempt();
    });
  const callsOf: Stage['callsOf'] = ({ id }) => subject.snapshot(id)?.calls ?? [];
  const ringing: Stage['ringing'] = async (agent) => {
    const known = callsOf(agent).map(({ id }) => id);
    const far = await rig.call(agent.number);
    const { id } = await until('the phone to ring', () => callsOf(agent).find((call) => call.state === 'alerting' && !known.includes(call.id)));
    return { callId: id, far };
  };
  const talking: Stage['talking'] = async (agent) => {
    const call = await ringing(agent);
    await subject.execute(agent.id, 'answer', { callId: call.callId });
    return call;
  };
  for (const { id, logIn } of agents) {
    await subject.execute(id, 'logIn', logIn);
    await subject.execute(id, 'setAgentState', { state: 'ready' });
  }
  return {
    ...rig,
    witness,
    statuses,
    until,
    callsOf,
    ringing,
    talking,
    async consulted() {
      const [one, two] = agents;
      const { callId, far } = await talking(one);
      const { id } = await subject.execute(one.id, 'consult', { callId, number: two.number });
      await until('the colleague’s phone to ring', () => callsOf(two).some((call) => call.id === id && call.state === 'alerting'));
      await subject.execute(two.id, 'answer', { callId: id });
      return { callId, consultation: id, far };
    },
  };
};

const stateOf = (calls: readonly Call[], callId: string) => calls.find(({ id }) => id === callId)?.state;

export const switchLaw = (name: string, open: () => Promise<LawRig>): void => {
  const law = (what: string, run: (stage: Stage) => Promise<void>, needs: readonly PhoneCommandName[] = []) =>
    test(what, async () => {
      const rig = await open();
      const missing = needs.filter((command) => !rig.subject.capabilities.includes(command));
      try {
        const ready = await stage(rig);
        if (missing.length === 0) await run(ready);
        // What is not granted is refused, whatever is asked with it.
        else
          for (const command of missing)
            assert.equal(await outcomeOf(rig.subject.execute(rig.agents[0].id, command, requestFor('hold', 'any', '1') as never)), 'NOT_SUPPORTED', command);
        ready.witness.check();
      } finally {
        await rig.close();
      }
    });

  describe(`the law of switches: ${name}`, () => {
    law('starts by connecting, and ends as stopped, after which nothing is told or done', async ({ subject, statuses, agents: [one], witness, talking }) => {
      assert.deepEqual([statuses.at(0)?.state, statuses.at(-1)?.state, subject.status.state], ['connecting', 'up', 'up']);
      await talking(one);
      await subject.stop();
      assert.equal(subject.status.state, 'stopped');
      const { count } = witness;
      assert.equal(await outcomeOf(subject.execute(one.id, 'setAgentState', { state: 'notReady' })), 'NOT_CONNECTED');
      assert.equal(witness.count, count);
    });

    law('knows nothing of an agent it does not have', async ({ subject }) => {
      assert.equal(subject.snapshot('nobody'), undefined);
      assert.ok(await outcomeOf(subject.execute('nobody', 'setAgentState', { state: 'ready' })));
    });

    law('1 and 3: when a command resolves, the events it led to have been told', async ({ subject, agents: [one], talking, callsOf, witness }) => {
      const { callId } = await talking(one);
      for (const [command, state] of [
        ['hold', 'held'],
        ['retrieve', 'connected'],
        ['hangUp', undefined],
      ] as const) {
        await subject.execute(one.id, command, { callId });
        assert.equal(stateOf(callsOf(one), callId), state, command);
        witness.check();
      }
      await subject.execute(one.id, 'setAgentState', { state: 'notReady' });
      assert.equal(subject.snapshot(one.id)?.agent.state, 'notReady');
    });

    law('2: what is told of a call and an agent adds up to the snapshot, inside of a listener too', async ({ subject, agents: [one], talking }) => {
      const wrong: string[] = [];
      subject.on('line', ({ agentId, event }) => {
        const snapshot = subject.snapshot(agentId);
        if (event.type === 'agent' && snapshot?.agent !== event.agent) wrong.push(`agent ${event.agent.state}`);
        if (event.type !== 'call') return;
        const known = snapshot?.calls.find(({ id }) => id === event.call.id);
        if (event.event.type === 'cleared' ? known : JSON.stringify(known) !== JSON.stringify(event.call)) wrong.push(event.event.type);
      });
      const { callId } = await talking(one);
      await subject.execute(one.id, 'hold', { callId });
      await subject.execute(one.id, 'hangUp', { callId });
      assert.deepEqual(wrong, []);
    });

    law('3: a command that is refused has changed nothing, whatever was asked', async ({ subject, agents: [one, two], talking, witness }) => {
      const { callId } = await talking(one);
      const [before, { count }] = [JSON.stringify(subject.snapshot(one.id)), witness];
      const offered = subject.snapshot(one.id)?.calls[0]?.actions ?? [];
      for (const action of callActions) {
        if (offered.includes(action) || !subject.capabilities.includes(action)) continue;
        assert.equal(await outcomeOf(subject.execute(one.id, action, requestFor(action, callId, two.number))), 'INVALID_STATE', action);
      }
      for (const command of subject.capabilities) {
        for (const nonsense of [undefined, null, 7, 'nonsense', { callId: 17, state: {}, number: [] }]) {
          if (nonsense === undefined && (command === 'logIn' || command === 'logOut')) continue;
          assert.ok(await outcomeOf(subject.execute(one.id, command, nonsense as never)), `${command} was done with ${JSON.stringify(nonsense)}`);
        }
      }
      assert.deepEqual([JSON.stringify(subject.snapshot(one.id)), witness.count], [before, count]);
    });

    law('3: what is offered is accepted', async ({ subject, agents: [one, two], talking, callsOf }) => {
      const last: readonly CallAction[] = ['hangUp', 'reject', 'blindTransfer'];
      const { callId } = await talking(one);
      const offered = callsOf(one)[0]?.actions.filter((action) => !last.includes(action)) ?? [];
      assert.ok(offered.length > 2);
      for (const action of offered) {
        assert.equal(await outcomeOf(subject.execute(one.id, action, requestFor(action, callId, two.number))), undefined, action);
        for (const undo of ['retrieve', 'unmute', 'cancelConsult'] as const) {
          if (
            callsOf(one)
              .find(({ id }) => id === callId)
              ?.actions.includes(undo)
          )
            await subject.execute(one.id, undo, requestFor(undo, callId, two.number));
        }
      }
    });

    law('4: an agent cannot act on another’s call', async ({ subject, agents: [one, two], talking, callsOf, witness }) => {
      const { callId } = await talking(one);
      const { count } = witness;
      for (const action of callActions.filter((each) => subject.capabilities.includes(each))) {
        assert.equal(await outcomeOf(subject.execute(two.id, action, requestFor(action, callId, one.number))), 'NO_SUCH_CALL', action);
      }
      assert.deepEqual([stateOf(callsOf(one), callId), witness.count], ['connected', count]);
    });

    law('5: a call has one id on both lines, and ids are not used again', async ({ subject, agents: [one, two], until, callsOf }) => {
      const ids = new Set<string>();
      for (let round = 0; round < 3; round++) {
        const { id } = await subject.execute(one.id, 'dial', { number: two.number });
        assert.ok(!ids.has(id));
        ids.add(id);
        await until('the colleague’s phone to ring', () => callsOf(two).some((call) => call.id === id));
        await subject.execute(one.id, 'hangUp', { callId: id });
        await until('the colleague’s phone to stop', () => callsOf(two).length === 0);
      }
    });

    law('tells of a call that gets nowhere, and of one that is answered', async ({ subject, agents: [one], numbers, until, callsOf }) => {
      const lost = await subject.execute(one.id, 'dial', { number: numbers.nobody });
      await until('the call to be cleared', () => stateOf(callsOf(one), lost.id) === undefined);
      const { id } = await subject.execute(one.id, 'dial', { number: numbers.answers });
      await until('the call to be answered', () => stateOf(callsOf(one), id) === 'connected');
      assert.equal(await outcomeOf(subject.execute(one.id, 'dial', { number: '' })), 'INVALID_NUMBER');
    });

    law(
      'a transfer leaves the agent free, and the caller with the colleague',
      async ({ subject, agents: [one, two], consulted, callsOf, until }) => {
        const { callId, consultation, far } = await consulted();
        await subject.execute(one.id, 'completeTransfer', { callId });
        assert.deepEqual(callsOf(one), []);
        await far.hangUp();
        await until('the colleague’s call to be over', () => stateOf(callsOf(two), consultation) === undefined);
      },
      ['consult', 'completeTransfer'],
    );

    law(
      'a conference shows everybody to everybody, and a consultation that is cancelled leads back',
      async ({ subject, agents: [one, two], consulted, callsOf, until }) => {
        const first = await consulted();
        await subject.execute(one.id, 'cancelConsult', { callId: first.callId });
        assert.equal(stateOf(callsOf(one), first.callId), 'connected');
        await subject.execute(one.id, 'hangUp', { callId: first.callId });
        await until('the colleague to be free', () => callsOf(two).length === 0);
        const { callId } = await consulted();
        await subject.execute(one.id, 'conference', { callId });
        assert.deepEqual([callsOf(one)[0]?.parties?.length, callsOf(two)[0]?.parties?.length], [2, 2]);
        await subject.execute(one.id, 'dropParty', { callId, number: callsOf(one)[0]?.parties?.[1]?.number ?? '' });
        await until('the colleague to be out', () => callsOf(two).length === 0);
        assert.equal(callsOf(one)[0]?.parties, undefined);
      },
      ['consult', 'cancelConsult', 'conference', 'dropParty'],
    );

    law('6: a phone system that is lost says so at once, and what changed meanwhile is told', async (own) => {
      const {
        subject,
        agents: [one, two],
        talking,
        loseLink,
        restoreLink,
        holdAtPhone,
        until,
        callsOf,
        statuses,
        witness,
      } = own;
      const ends = await talking(one);
      const stays = await talking(two);
      await loseLink();
      await until('the status lost', () => subject.status.state === 'lost');
      for (const agent of [one, two]) {
        await until('calls without signalling', () => callsOf(agent).every(({ signalling }) => signalling === 'lost'));
        assert.equal(callsOf(agent).length, 1);
      }
      const { count } = witness;
      for (const action of ['hold', 'hangUp'] as const)
        assert.equal(await outcomeOf(subject.execute(two.id, action, { callId: stays.callId })), 'NOT_CONNECTED');
      await ends.far.hangUp();
      await holdAtPhone(two.id);
      assert.equal(witness.count, count, 'nothing can be known while the phone system is lost');
      await restoreLink();
      await until('the status up', () => subject.status.state === 'up');
      await until('the end of the call that ended', () => callsOf(one).length === 0);
      const call = await until('the call that was held', () => callsOf(two).find(({ id, state }) => id === stays.callId && state === 'held'));
      assert.deepEqual([call.signalling, call.actions.includes('retrieve')], ['up', true]);
      assert.ok(witness.cleared(one.id).has(ends.callId));
      assert.equal(statuses.filter(({ state }) => state === 'lost').length, 1);
      await subject.execute(two.id, 'retrieve', { callId: stays.callId });
    });

    law('a listener that throws, or asks for something itself, disturbs nobody', async ({ subject, agents: [one], ringing, until, callsOf }) => {
      const answered: Promise<unknown>[] = [];
      const errors: unknown[] = [];
      const caught = (error: unknown) => void errors.push(error);
      process.prependListener('uncaughtException', caught);
      const others = process.listeners('uncaughtException').filter((listener) => listener !== caught);
      for (const listener of others) process.removeListener('uncaughtException', listener);
      const off = subject.on('line', () => {
        throw new Error('a listener of the test');
      });
      try {
        subject.on('line', ({ agentId, event }) => {
          if (agentId === one.id && event.type === 'call' && event.event.type === 'delivered')
            answered.push(subject.execute(one.id, 'answer', { callId: event.call.id }));
        });
        const { callId } = await ringing(one);
        await until('the call to be answered', () => stateOf(callsOf(one), callId) === 'connected');
        await Promise.all(answered);
        await new Promise(setImmediate);
      } finally {
        off();
        process.removeListener('uncaughtException', caught);
        for (const listener of others) process.on('uncaughtException', listener);
      }
      assert.ok(errors.length > 0);
    });
  });
};
