import { isListening, type SupervisionMode, type TeamMember } from '../../index.ts';
import type { Phone } from '../../phone/index.ts';
import type { Bench, Watched } from './bench.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection, present } from './expect.ts';

interface Team extends Watched {
  member: TeamMember;
  /** What the member talks in. */
  callId: string;
  supervise(how: SupervisionMode): ReturnType<Phone['superviseCall']>;
}

/** A connected phone whose team's one agent talks with the first far end. */
const watchingTalk = async (bench: Bench): Promise<Team> => {
  const watched = await bench.connected();
  const { phone, witness } = watched;
  const callId = await bench.within('the member of the team to talk', present(bench.rig.memberTalks, 'memberTalks of the rig').call(bench.rig, phone));
  const member = await bench.within(
    'the call to show in the team',
    witness.until(() => phone.team.find(({ agent, calls }) => agent.state === 'busy' && calls.some(({ id, state }) => id === callId && state === 'connected'))),
  );
  const supervise = (how: SupervisionMode) => bench.act(`superviseCall, ${how}`, () => phone.superviseCall({ agentId: member.agentId, callId, how }));
  return { ...watched, member, callId, supervise };
};

/** Numbers of those whom the member sees in the call. */
const seenByMember = async ({ rig, within }: Bench, { phone, callId }: Team): Promise<readonly string[] | undefined> => {
  const calls = await within('the line of the member', present(rig.memberCalls, 'memberCalls of the rig').call(rig, phone));
  const call = calls.find(({ id }) => id === callId);
  return call && (call.parties ?? [call.remote]).map(({ number }) => number);
};

export const teamCases: readonly CaseDefinition[] = [
  {
    name: 'the team has who is in it, with the state and the calls of each, and what the agent’s own line keeps stays there',
    requires: [],
    needs: ['team'],
    async run(bench) {
      const { phone, witness, member, callId } = await watchingTalk(bench);
      expectEqual(phone.team.length, 1, 'agents of the team');
      const call = present(
        member.calls.find(({ id }) => id === callId),
        'the call of the member',
      );
      expectEqual([call.remote.number, member.agent.state], [bench.rig.numbers.first, 'busy'], 'far end and state');
      expect(witness.teamChanges.length > 0, 'law 19: the call showed without a `team` event');
    },
  },
  {
    name: 'superviseCall resolves with a call of the supervisor’s own, and a silent monitor is noticed by nobody',
    requires: ['superviseCall', 'hangUp'],
    needs: ['team'],
    async run(bench) {
      const team = await watchingTalk(bench);
      const { phone, witness, member } = team;
      const before = await seenByMember(bench, team);
      const own = await team.supervise('silentMonitor');
      bench.told(witness, own.id, 'established', 'superviseCall');
      expectEqual([own.state, own.supervision], ['connected', { how: 'silentMonitor', agentId: member.agentId }], 'law 21: the supervisor’s call');
      expectEqual(
        bench.call(phone, own.id).actions.filter((action) => !['hold', 'hangUp'].includes(action)),
        [],
        'what a silent monitor can do',
      );
      expectEqual(await seenByMember(bench, team), before, 'law 21: whom the agent sees');
      await bench.act('hangUp', () => phone.hangUp(own.id));
      expectEqual([phone.calls.length, await seenByMember(bench, team)], [0, before], 'calls of the supervisor, and whom the agent sees');
    },
  },
  {
    name: 'the way of supervision changes in one call, from whisper to barge-in to intercept, and each shows',
    requires: ['superviseCall', 'hangUp'],
    needs: ['team'],
    async run(bench) {
      const team = await watchingTalk(bench);
      const { phone, witness } = team;
      const [before = []] = [await seenByMember(bench, team)];
      const { id } = await team.supervise('whisper');
      expect(isListening(bench.call(phone, id)), 'the call is none that is listened to');
      expectEqual(await seenByMember(bench, team), before, 'law 21: whom the agent sees while the supervisor whispers');
      expectEqual((await team.supervise('bargeIn')).id, id, 'the call of the supervisor');
      expectEqual((await seenByMember(bench, team))?.length, before.length + 1, 'law 21: how many the agent sees after barge-in');
      expectEqual((bench.call(phone, id).parties ?? []).length, 2, 'law 21: parties of the supervisor’s call after barge-in');
      await team.supervise('intercept');
      expectEqual(await seenByMember(bench, team), undefined, 'law 21: the agent’s call after intercept');
      const { remote, parties, supervision } = bench.call(phone, id);
      expectEqual(
        [remote.number, parties, supervision?.how],
        [bench.rig.numbers.first, undefined, 'intercept'],
        'law 21: the supervisor’s call after intercept',
      );
      expectEqual(
        witness.eventsOf(id).filter((type) => type === 'originated' || type === 'established' || type === 'cleared'),
        ['originated', 'established'],
        'events of the supervisor’s call',
      );
      await bench.act('hangUp', () => phone.hangUp(id));
    },
  },
  {
    name: 'who is not in the team is refused, a call that is not the agent’s is unknown, and nothing happens',
    requires: ['superviseCall', 'setMemberState'],
    needs: ['team'],
    async run({ within, ...bench }) {
      const { phone, witness, callId, member } = await watchingTalk({ within, ...bench });
      const { count } = witness;
      const refused = (what: string, code: string, command: () => Promise<unknown>) => within(`${what} to reject`, expectRejection(what, command, code));
      const how = 'silentMonitor';
      await refused('superviseCall of a stranger', 'REFUSED', () => phone.superviseCall({ agentId: 'nobody of the team', callId, how }));
      await refused('setMemberState of a stranger', 'REFUSED', () => phone.setMemberState({ agentId: 'nobody of the team', state: 'notReady' }));
      await refused('superviseCall of no call', 'NO_SUCH_CALL', () => phone.superviseCall({ agentId: member.agentId, callId: 'nobody knows this call', how }));
      expectEqual([witness.count, phone.calls.length], [count, 0], 'number of events, and of calls, after refused commands');
    },
  },
  {
    name: 'setMemberState changes the agent’s state, and resolves after it was told',
    requires: ['setMemberState'],
    needs: ['team'],
    async run({ connected, act }) {
      const { phone, witness } = await connected();
      const agentId = present(phone.team[0], 'an agent of the team').agentId;
      for (const state of ['ready', 'notReady', 'loggedOut'] as const) {
        await act('setMemberState', () => phone.setMemberState({ agentId, state }));
        expectEqual(witness.marked.teamChanges.at(-1)?.member?.agent.state, state, 'law 3: what was told when setMemberState resolved');
        expectEqual(phone.team[0]?.agent.state, state, 'the state in `team`');
      }
    },
  },
  {
    name: 'help that was asked for is told as asked, as taken when the supervisor has come, and as over with its call',
    requires: ['answer', 'hangUp', 'requestAssistance'],
    needs: ['team'],
    async run(bench) {
      const { phone, witness, id } = await bench.talking();
      const { assistances } = witness;
      const asked = await bench.act('requestAssistance', () => phone.requestAssistance({ kind: 'emergency', callId: id }));
      expectEqual(witness.marked.assistances.at(-1)?.id, asked.id, 'law 22: what was told when requestAssistance resolved');
      expectEqual([asked.kind, asked.state, asked.callId], ['emergency', 'asked', id], 'the request');
      await bench.within('the supervisor to come', present(bench.rig.supervisorComes, 'supervisorComes of the rig').call(bench.rig, phone, id));
      await bench.within(
        'the request to be taken',
        witness.until(() => phone.assistance[0]?.state === 'taken'),
      );
      expectEqual(bench.call(phone, id).parties, undefined, 'law 21: parties of the call while the supervisor whispers');
      await bench.act('hangUp', () => phone.hangUp(id));
      await bench.within(
        'the request to be over',
        witness.until(() => assistances.at(-1)?.state === 'over'),
      );
      expectEqual(
        assistances.map(({ state }) => state),
        ['asked', 'taken', 'over'],
        'law 22: what was told',
      );
      expectEqual(phone.assistance, [], 'requests that are not over');
    },
  },
  {
    name: 'help that an agent of the team asks for is told to the supervisor',
    requires: [],
    needs: ['team'],
    async run({ rig, connected, within }) {
      const { phone, witness } = await connected();
      await within('the member to ask for help', present(rig.memberAsks, 'memberAsks of the rig').call(rig, phone, 'assist'));
      const { agentId, kind, state } = await within(
        'the request to be told',
        witness.until(() => witness.assistances[0]),
      );
      expectEqual([agentId, kind, state], [phone.team[0]?.agentId, 'assist', 'asked'], 'the request');
    },
  },
];
