/** The supervisor's side of a fake desktop manager: a team that a test plays, and its commands. */
import type { CallEvent } from '../../../src/phone/call-event.ts';
import type { Call } from '../../../src/protocol/call.ts';
import type { Assistance, TeamMember } from '../../../src/protocol/team.ts';
import type { Desktop, DesktopEvents } from '../../../src/softphone/desktop.ts';

type Commands = Pick<Desktop, 'superviseCall' | 'setMemberState' | 'requestAssistance'>;

export interface FakeTeamParts {
  /** Waits where the test holds the command back. */
  command(name: keyof Commands): Promise<void>;
  emit<Name extends 'team' | 'assistance'>(name: Name, event: DesktopEvents[Name]): void;
  apply(event: CallEvent): Call | undefined;
  nextId(): string;
  calls(): readonly Call[];
}

export const fakeTeam = ({ command, emit, apply, nextId, calls }: FakeTeamParts) => {
  const supervised: string[] = [];
  let team: readonly TeamMember[] = [];
  let assistance: readonly Assistance[] = [];

  const script = {
    /** An agent of the team comes or changes. */
    member: (agentId: string, change: Partial<TeamMember> = {}) => {
      const known = team.find((member) => member.agentId === agentId);
      const member: TeamMember = { agentId, address: '204', agent: { state: 'ready', since: Date.now() }, calls: [], ...known, ...change };
      team = known ? team.map((one) => (one === known ? member : one)) : [...team, member];
      emit('team', { member });
    },
    leaves: (agentId: string) => {
      team = team.filter((member) => member.agentId !== agentId);
      emit('team', { removed: agentId });
    },
    assistance: (next: Assistance) => {
      assistance = [...assistance.filter(({ id }) => id !== next.id), ...(next.state === 'over' ? [] : [next])];
      emit('assistance', next);
    },
    /** How which call of whom was supervised. */
    supervised,
  };

  const commands: Commands = {
    superviseCall: async ({ agentId, callId, how }) => {
      await command('superviseCall');
      const remote = { number: team.find((member) => member.agentId === agentId)?.address ?? '' };
      const own = calls().find(({ supervision }) => supervision?.agentId === agentId);
      const id = own?.id ?? nextId();
      const about = { callId: id, at: Date.now(), supervision: { how, agentId } };
      if (own) return apply({ type: 'updated', ...about }) as Call;
      supervised.push(`${how} ${agentId} ${callId}`);
      apply({ type: 'originated', ...about, remote });
      return apply({ type: 'established', callId: id, at: Date.now() }) as Call;
    },
    setMemberState: async ({ agentId, state, reason }) => {
      await command('setMemberState');
      script.member(agentId, { agent: { state, since: Date.now(), ...(reason !== undefined && { reason }) } });
    },
    requestAssistance: async ({ kind, callId }) => {
      await command('requestAssistance');
      const asked: Assistance = { id: nextId(), kind, state: 'asked', agentId: 'agent-1', at: Date.now(), ...(callId !== undefined && { callId }) };
      script.assistance(asked);
      return asked;
    },
  };

  return {
    get team() {
      return team;
    },
    get assistance() {
      return assistance;
    },
    script,
    commands,
  };
};
