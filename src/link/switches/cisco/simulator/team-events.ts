/** AGENT_TEAM_CONFIG_EVENT: who is in a team. */
import { AgentFlags, ConfigOperation, type EncodableMessage } from '../codec/index.ts';
import { ENTRIES_PER_MESSAGE } from './limits.ts';
import type { Agent, Team } from './model.ts';
import type { Peripheral } from './site.ts';

const entryOf = (agent: Agent, flags: number, now: number) => ({
  atcAgentId: agent.options.id,
  agentFlags: flags,
  atcAgentState: agent.told.state,
  atcStateDuration: Math.max(0, Math.floor((now - agent.told.since) / 1000)),
});

const event = (site: Peripheral, team: Team, configOperation: number, agents: ReturnType<typeof entryOf>[]): EncodableMessage<'AGENT_TEAM_CONFIG_EVENT'> => ({
  messageType: 'AGENT_TEAM_CONFIG_EVENT',
  peripheralId: site.peripheralId,
  teamId: team.id,
  configOperation,
  departmentId: null,
  agentTeamName: team.name.slice(0, 31),
  agents,
});

/** The whole team, supervisors first, in as many events as it takes. */
export const teamConfigEvents = (site: Peripheral, team: Team, now: number): EncodableMessage<'AGENT_TEAM_CONFIG_EVENT'>[] => {
  const entries = [
    ...team.supervisors.map((agent, index) => entryOf(agent, AgentFlags.SUPERVISOR | (index === 0 ? AgentFlags.PRIMARY_SUPERVISOR : 0), now)),
    ...[...team.members].filter((agent) => !team.supervisors.includes(agent)).map((agent) => entryOf(agent, 0, now)),
  ];
  const events = [];
  for (let at = 0; at === 0 || at < entries.length; at += ENTRIES_PER_MESSAGE)
    events.push(event(site, team, ConfigOperation.RESTORE, entries.slice(at, at + ENTRIES_PER_MESSAGE)));
  return events;
};

export const teamChangeEvent = (site: Peripheral, team: Team, agent: Agent, isAdded: boolean, now: number): EncodableMessage<'AGENT_TEAM_CONFIG_EVENT'> =>
  event(site, team, isAdded ? ConfigOperation.ADD_AGENT : ConfigOperation.REMOVE_AGENT, [entryOf(agent, 0, now)]);
