/** What follows a call: by the agent's work mode, and by the wrap-up. */
import type { AgentState, WorkMode } from '../../index.ts';
import { aReason } from './a-reason.ts';
import type { Bench, OneCall } from './bench.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expectEqual, expectRejection } from './expect.ts';

/** In conversation, called by the first far end, with an agent who logged in with this work mode. */
const talkingAs = async ({ connected, rings, answer, act, rig }: Bench, workMode: WorkMode): Promise<OneCall> => {
  const watched = await connected();
  const { phone } = watched;
  await act('logOut', () => phone.logOut({ reason: aReason(phone, 'logOut') }));
  await act('logIn', () => phone.logIn({ ...rig.logIn, workMode }));
  expectEqual(phone.agent.workMode, workMode, 'the agent’s work mode');
  if (phone.agent.state !== 'ready') await act('setAgentState', () => phone.setAgentState({ state: 'ready' }));
  const call = await rings(watched);
  await answer(call);
  return call;
};

/** The same, and the far end has hung up; the agent is then in this state. */
const finishedAs = async (bench: Bench, workMode: WorkMode, state: AgentState): Promise<OneCall> => {
  const call = await talkingAs(bench, workMode);
  await bench.act('the far end hanging up', () => call.far.hangUp());
  await bench.cleared(call, call.id);
  await bench.within(
    `the agent to be ${state}`,
    call.witness.until(() => call.phone.agent.state === state),
  );
  return call;
};

const wanted = ['logIn', 'logOut', 'setAgentState', 'answer'] as const;

export const afterCallCases: readonly CaseDefinition[] = [
  {
    name: 'with the work mode autoIn the agent is ready after a call',
    requires: wanted,
    async run(bench) {
      const { witness, id } = await finishedAs(bench, 'autoIn', 'ready');
      const since = witness.seen(id, 'cleared')?.call.clearedAt ?? 0;
      const work = witness.agents.filter((agent) => agent.state === 'workingAfterCall' && agent.since >= since);
      expectEqual(work, [], 'law 14: work after the call');
    },
  },
  {
    name: 'with the work mode manualIn the agent works after a call, until ready is asked for',
    requires: wanted,
    async run(bench) {
      const { phone, witness } = await finishedAs(bench, 'manualIn', 'workingAfterCall');
      await bench.act('setAgentState', () => phone.setAgentState({ state: 'ready' }));
      expectEqual([phone.agent.state, witness.marked.agents.at(-1)?.state], ['ready', 'ready'], 'the agent’s state, as it is and as it was told');
    },
  },
  {
    name: 'a call that was never answered leads to no work after it',
    requires: wanted,
    async run(bench) {
      const call = await talkingAs(bench, 'manualIn');
      const second = await bench.rings(call, 'second');
      await bench.act('the second caller giving up', () => second.far.hangUp());
      await bench.cleared(call, second.id);
      expectEqual(
        call.witness.agents.some(({ state }) => state === 'workingAfterCall'),
        false,
        'law 14: whether the agent worked after a call that was not answered',
      );
    },
  },
  {
    name: 'wrapUp ends the work after the call, and resolves after the event',
    requires: [...wanted, 'wrapUp'],
    async run(bench) {
      const { phone, witness, id } = await finishedAs(bench, 'manualIn', 'workingAfterCall');
      await bench.act('wrapUp', () => phone.wrapUp({ callId: id, code: aReason(phone, 'wrapUp'), note: 'Forty pallets' }));
      expectEqual(phone.agent.state, 'ready', 'the agent’s state');
      expectEqual(witness.marked.agents.at(-1), phone.agent, 'law 3: last agent event when wrapUp resolved');
    },
  },
  {
    name: 'after wrapUp the agent is in the state that was asked for during the call',
    requires: [...wanted, 'wrapUp'],
    async run(bench) {
      const call = await talkingAs(bench, 'manualIn');
      const { phone, witness, id } = call;
      const reason = aReason(phone, 'notReady');
      await bench.act('setAgentState', () => phone.setAgentState({ state: 'notReady', reason }));
      await bench.act('the far end hanging up', () => call.far.hangUp());
      await bench.cleared(call, id);
      const working = () => phone.agent.state === 'workingAfterCall';
      await bench.within('the agent to work after the call', witness.until(working));
      await bench.act('wrapUp', () => phone.wrapUp({ callId: id, code: aReason(phone, 'wrapUp') }));
      expectEqual([phone.agent.state, phone.agent.reason ?? null], ['notReady', reason ?? null], 'law 14: the agent’s state and its reason');
    },
  },
  {
    name: 'wrapUp of a call that still runs rejects INVALID_STATE and changes nothing',
    requires: ['wrapUp', 'answer'],
    async run({ talking, within, call }) {
      const { phone, witness, id } = await talking();
      const events = witness.count;
      await within(
        'wrapUp to reject',
        expectRejection('wrapUp of a call that runs', () => phone.wrapUp({ callId: id, code: aReason(phone, 'wrapUp') }), 'INVALID_STATE'),
      );
      expectEqual([call(phone, id).state, witness.count], ['connected', events], 'the call’s state and the number of events');
    },
  },
];
