/** Who supervises whom: teams as the CTI Server tells them, members as their lines are (laws 19 and 20 of a phone). */
import { CtiError } from '../../../../protocol/error.ts';
import { MAX_TEAM_MEMBERS } from '../../../../protocol/limits.ts';
import type { TeamMember } from '../../../../protocol/team.ts';
import { memberView } from '../../team-views.ts';
import type { Line } from './line.ts';
import type { LineEvent } from './lines.ts';

export interface Teams {
  /** What the CTI Server says now. */
  set(supervisor: Line, members: readonly Line[]): void;
  /** To be asked whenever something was told of a line. */
  review(member: Line): void;
  membersOf(supervisor: Line): readonly Line[];
  supervisorsOf(member: Line): readonly Line[];
  /** Undefined for who supervises nobody. */
  teamOf(supervisor: Line): TeamMember[] | undefined;
  /** @throws CtiError `REFUSED` for anybody else, be there such an agent or not */
  requireMember(supervisor: Line, agentId: string): Line;
}

export interface TeamsParts {
  tell(supervisor: Line, event: LineEvent): void;
  /** The team of a supervisor has other members. */
  onChange(supervisor: Line, before: readonly Line[]): void;
}

const memberOf = ({ agentId, name, device: address = '', agent, calls }: Line): TeamMember =>
  memberView({ agentId, name }, { address, agent, calls: [...calls] });

const isSame = (one: TeamMember | undefined, other: TeamMember): boolean => JSON.stringify(one) === JSON.stringify(other);

export const createTeams = ({ tell, onChange }: TeamsParts): Teams => {
  /** Members as they were told, in the order in which they came. */
  const teams = new Map<Line, Map<Line, TeamMember>>();
  const supervisors = new Map<Line, Set<Line>>();
  const of = (supervisor: Line): Map<Line, TeamMember> => teams.get(supervisor) ?? new Map();

  return {
    set(supervisor, members) {
      const team = of(supervisor);
      const before = [...team.keys()];
      teams.set(supervisor, team);
      const wanted = new Set(members.filter((member) => member !== supervisor).slice(0, MAX_TEAM_MEMBERS));
      for (const member of before)
        if (!wanted.has(member)) {
          team.delete(member);
          supervisors.get(member)?.delete(supervisor);
          tell(supervisor, { type: 'team', change: { removed: member.agentId } });
        }
      for (const member of wanted) {
        if (team.has(member)) continue;
        const told = memberOf(member);
        team.set(member, told);
        supervisors.set(member, (supervisors.get(member) ?? new Set()).add(supervisor));
        tell(supervisor, { type: 'team', change: { member: told } });
      }
      onChange(supervisor, before);
    },
    review(member) {
      const watching = supervisors.get(member);
      if (!watching?.size) return;
      const now = memberOf(member);
      for (const supervisor of watching) {
        const team = of(supervisor);
        if (isSame(team.get(member), now)) continue;
        team.set(member, now);
        tell(supervisor, { type: 'team', change: { member: now } });
      }
    },
    membersOf: (supervisor) => [...of(supervisor).keys()],
    supervisorsOf: (member) => [...(supervisors.get(member) ?? [])],
    teamOf(supervisor) {
      const team = of(supervisor);
      return team.size > 0 ? [...team.values()] : undefined;
    },
    requireMember(supervisor, agentId) {
      const member = [...of(supervisor).keys()].find((line) => line.agentId === agentId);
      if (member) return member;
      throw new CtiError('REFUSED', 'There is no such agent in the team of this supervisor.', { details: { code: 'NOT_IN_TEAM' } });
    },
  };
};
