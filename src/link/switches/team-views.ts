/** What supervisors see of the lines of their teams, made of what is told of those lines, whatever phone system they are of. */
import type { TeamMember } from '../../protocol/team.ts';
import type { Switch, SwitchEvents } from '../switch.ts';

type LineEvent = SwitchEvents['line']['event'];
type LineSnapshot = NonNullable<ReturnType<Switch['snapshot']>>;

export type Member = Pick<TeamMember, 'agentId' | 'name'>;

export interface TeamViews {
  /** Who is in the team of whom, from now on. What changes by it is told. */
  setTeam(supervisorId: string, members: readonly Member[]): void;
  /** To be called with each event of a line, once it is part of the line's snapshot. */
  follow(agentId: string, event: LineEvent): void;
  /** Undefined for who supervises nobody. */
  teamOf(supervisorId: string): TeamMember[] | undefined;
}

export interface TeamViewsParts {
  /** As it was told up to now. */
  lineOf(agentId: string): LineSnapshot | undefined;
  tell(supervisorId: string, event: Extract<LineEvent, { type: 'team' }>): void;
}

/** What is the agent's to do, and to read, stays on the agent's line. */
export const memberView = ({ agentId, name }: Member, { address, agent: { reasons: _codes, ...agent }, calls }: LineSnapshot): TeamMember => ({
  agentId,
  ...(name !== undefined && { name }),
  ...(address !== '' && { address }),
  agent,
  calls: calls.map((call) => ({ ...call, actions: [], data: {} })),
});

const noLine: LineSnapshot = { address: '', agent: { state: 'loggedOut', since: 0 }, calls: [] };

export const createTeamViews = ({ lineOf, tell }: TeamViewsParts): TeamViews => {
  const teams = new Map<string, ReadonlyMap<string, Member>>();
  const supervisors = new Map<string, Set<string>>();
  /** As JSON what each member looked like last: an event may change nothing that a supervisor sees. */
  const last = new Map<string, string>();

  const viewOf = (member: Member): TeamMember => memberView(member, lineOf(member.agentId) ?? noLine);

  const leave = (supervisorId: string, agentId: string): void => {
    const left = supervisors.get(agentId);
    left?.delete(supervisorId);
    if (left?.size === 0) supervisors.delete(agentId);
    tell(supervisorId, { type: 'team', change: { removed: agentId } });
  };

  const come = (supervisorId: string, member: Member): void => {
    supervisors.set(member.agentId, (supervisors.get(member.agentId) ?? new Set()).add(supervisorId));
    tell(supervisorId, { type: 'team', change: { member: viewOf(member) } });
  };

  return {
    setTeam(supervisorId, members) {
      const before = teams.get(supervisorId) ?? new Map<string, Member>();
      const team = new Map(members.map((member) => [member.agentId, member]));
      teams.set(supervisorId, team);
      for (const agentId of before.keys()) if (!team.has(agentId)) leave(supervisorId, agentId);
      for (const member of members) if (!before.has(member.agentId)) come(supervisorId, member);
    },
    follow(agentId, { type }) {
      const own = supervisors.get(agentId);
      if (!own || (type !== 'call' && type !== 'agent' && type !== 'snapshot')) return;
      const { name: _name, ...view } = viewOf({ agentId });
      const text = JSON.stringify(view);
      if (last.get(agentId) === text) return;
      last.set(agentId, text);
      for (const supervisorId of own) {
        const name = teams.get(supervisorId)?.get(agentId)?.name;
        tell(supervisorId, { type: 'team', change: { member: { ...view, ...(name !== undefined && { name }) } } });
      }
    },
    teamOf(supervisorId) {
      const team = teams.get(supervisorId);
      return team && team.size > 0 ? [...team.values()].map(viewOf) : undefined;
    },
  };
};
