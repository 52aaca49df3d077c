/** Reasons that have to be given, and codes that do not exist (law 15). */
import type { ReasonKind } from '../../phone/index.ts';
import { aReason } from './a-reason.ts';
import type { Bench, Watched } from './bench.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection } from './expect.ts';

const strict = async ({ connected }: Bench, kind: ReasonKind): Promise<Watched> => {
  const watched = await connected({ with: 'mandatoryReasons' });
  const { reasons } = watched.phone.agent;
  expect((reasons?.[kind].length ?? 0) > 0 && reasons?.mandatory?.[kind] === true, `the rig’s agent has no mandatory reasons of the kind ${kind}`);
  return watched;
};

/** Without a reason, with an empty one and with one that does not exist, the command is refused, and nothing changes. */
const refusesWithout = async ({ within }: Bench, { phone, witness }: Watched, name: string, command: (reason?: string) => Promise<void>): Promise<void> => {
  const [events, { state }] = [witness.count, phone.agent];
  for (const reason of [undefined, '', 'a reason this phone system has never heard of']) {
    await within(
      `${name} to reject`,
      expectRejection(
        `${name} ${reason ? 'with an unknown reason' : 'without a reason'}`,
        () => (reason === undefined ? command() : command(reason)),
        'INVALID_ARGUMENT',
      ),
    );
  }
  expectEqual([witness.count, phone.agent.state], [events, state], `law 15: number of events, and the agent’s state, after ${name} was refused`);
};

export const reasonCases: readonly CaseDefinition[] = [
  {
    name: 'not ready without a mandatory reason, or with an unknown one, rejects INVALID_ARGUMENT; with one it is done',
    requires: ['setAgentState'],
    needs: ['mandatoryReasons'],
    async run(bench) {
      const watched = await strict(bench, 'notReady');
      const { phone } = watched;
      await refusesWithout(bench, watched, 'setAgentState', (reason) => phone.setAgentState({ state: 'notReady', reason }));
      const reason = aReason(phone, 'notReady');
      await bench.act('setAgentState', () => phone.setAgentState({ state: 'notReady', reason }));
      expectEqual([phone.agent.state, phone.agent.reason], ['notReady', reason], 'the agent’s state and reason');
    },
  },
  {
    name: 'logging out without a mandatory reason, or with an unknown one, rejects INVALID_ARGUMENT; with one it is done',
    requires: ['logIn', 'logOut'],
    needs: ['mandatoryReasons'],
    async run(bench) {
      const watched = await strict(bench, 'logOut');
      const { phone } = watched;
      await refusesWithout(bench, watched, 'logOut', (reason) => phone.logOut({ reason }));
      await bench.act('logOut', () => phone.logOut({ reason: aReason(phone, 'logOut') }));
      expectEqual(phone.agent.state, 'loggedOut', 'the agent’s state');
    },
  },
  {
    name: 'where wrapping up is mandatory, the agent is not ready before it, nor by a code that does not exist',
    requires: ['logIn', 'logOut', 'setAgentState', 'answer', 'wrapUp'],
    needs: ['mandatoryReasons'],
    async run(bench) {
      const watched = await strict(bench, 'wrapUp');
      const { phone, witness } = watched;
      await bench.act('logOut', () => phone.logOut({ reason: aReason(phone, 'logOut') }));
      await bench.act('logIn', () => phone.logIn({ ...bench.rig.logIn, workMode: 'manualIn' }));
      if (phone.agent.state !== 'ready') await bench.act('setAgentState', () => phone.setAgentState({ state: 'ready' }));
      const call = await bench.rings(watched);
      await bench.answer(call);
      await bench.act('the far end hanging up', () => call.far.hangUp());
      await bench.within(
        'the agent to work after the call',
        witness.until(() => phone.agent.state === 'workingAfterCall'),
      );
      await refusesWithout(bench, watched, 'setAgentState', () => phone.setAgentState({ state: 'ready' }));
      await refusesWithout(bench, watched, 'wrapUp', (reason) => phone.wrapUp({ callId: call.id, code: reason ?? '' }));
      await bench.act('wrapUp', () => phone.wrapUp({ callId: call.id, code: aReason(phone, 'wrapUp') }));
      expectEqual(phone.agent.state, 'ready', 'the agent’s state');
    },
  },
];
