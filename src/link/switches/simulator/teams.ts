/** Who supervises whom. */
import { CtiError } from '../../../protocol/error.ts';
import { MAX_TEAM_MEMBERS } from '../../../protocol/limits.ts';
import type { Agent } from './model.ts';

export interface Teams {
  /** The agents of a supervisor's team, in their order. */
  membersOf(supervisor: Agent): readonly Agent[];
  supervisorsOf(agent: Agent): readonly Agent[];
  /** @throws CtiError `REFUSED` for anybody else, be there such an agent or not */
  requireMember(supervisor: Agent, agentId: string): Agent;
  /** @throws CtiError `INVALID_ARGUMENT` for ids that are nobody's, or the supervisor's own, and too many of them */
  setTeam(supervisor: Agent, agentIds: readonly string[]): void;
}

export const createTeams = (staff: ReadonlyMap<string, Agent>): Teams => {
  const members = new Map<Agent, ReadonlyMap<string, Agent>>();
  const supervisors = new Map<Agent, Set<Agent>>();

  const setTeam = (supervisor: Agent, agentIds: readonly string[]): void => {
    const team = new Map<string, Agent>();
    for (const agentId of agentIds) {
      const agent = staff.get(agentId);
      if (!agent || agent === supervisor) throw new CtiError('INVALID_ARGUMENT', 'agents: a supervisor supervises other agents of the same phone system.');
      team.set(agentId, agent);
    }
    if (team.size > MAX_TEAM_MEMBERS) throw new CtiError('INVALID_ARGUMENT', `agents: a supervisor has at most ${MAX_TEAM_MEMBERS} agents.`);
    for (const agent of members.get(supervisor)?.values() ?? []) supervisors.get(agent)?.delete(supervisor);
    members.set(supervisor, team);
    for (const agent of team.values()) supervisors.set(agent, (supervisors.get(agent) ?? new Set()).add(supervisor));
  };

  for (const agent of staff.values()) if (agent.options.supervises?.length) setTeam(agent, agent.options.supervises);

  return {
    membersOf: (supervisor) => [...(members.get(supervisor)?.values() ?? [])],
    supervisorsOf: (agent) => [...(supervisors.get(agent) ?? [])],
    requireMember(supervisor, agentId) {
      const agent = members.get(supervisor)?.get(agentId);
      if (agent) return agent;
      throw new CtiError('REFUSED', 'There is no such agent in the team of this supervisor.', { details: { code: 'NOT_IN_TEAM' } });
    },
    setTeam,
  };
};
