/** Answers to queries of statistics: counters by the names of the message's own layout. */
import { AgentState, CallDirection, type EncodableMessage } from '../codec/index.ts';
import { statisticsLayouts } from '../codec/layouts/statistics.ts';
import { countTime } from './agent-tally.ts';
import type { Agent, SkillGroup } from './model.ts';
import type { Peripheral } from './site.ts';
import type { Period, Tally } from './tally.ts';
import { isInbound } from './wrap-up.ts';

/** The fixed fields of a layout, in its order. */
const fieldsOf = (layout: string): string[] => [...layout.matchAll(/(\w+):u4/g)].map(([, name = '']) => name);

const periods: readonly (readonly [ending: string, period: Period])[] = [
  ['Session', 'session'],
  ['To5', 'five'],
  ['ToHalf', 'half'],
  ['Today', 'today'],
  ['5', 'five'],
  ['Half', 'half'],
];

/** What counts up and is asked for by period; counters of what the simulator does not do are zero. */
const counted = (fields: readonly string[], tally: Tally): Record<string, number> => {
  const counters: Record<string, number> = {};
  for (const field of fields) {
    const [ending, period] = periods.find(([end]) => field.endsWith(end)) ?? [];
    if (ending && period) counters[field] = tally.read(period, field.slice(0, -ending.length));
  }
  return counters;
};

const agentFields = fieldsOf(statisticsLayouts.QUERY_AGENT_STATISTICS_CONF);
const groupFields = fieldsOf(statisticsLayouts.QUERY_SKILL_GROUP_STATISTICS_CONF);

export const agentStatistics = (site: Peripheral, agent: Agent, now: number, invokeId: number): EncodableMessage => {
  countTime(agent, now);
  return {
    messageType: 'QUERY_AGENT_STATISTICS_CONF',
    ...counted(agentFields, agent.tally),
    invokeId,
    peripheralId: site.peripheralId,
    agentId: agent.options.id,
    ...(agent.device && { agentExtension: agent.device.id, agentInstrument: agent.device.id }),
  } as EncodableMessage<'QUERY_AGENT_STATISTICS_CONF'>;
};

/** Agents of the group by what they do now. */
const present = ({ agents }: SkillGroup): Record<string, number> => {
  const counts: Record<string, number> = {};
  const add = (...names: string[]): void => {
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const { told, device } of agents) {
    const { state } = told;
    if (state === AgentState.AGENT_STATE_LOGOUT) continue;
    add('agentsLoggedOn');
    if (state === AgentState.AGENT_STATE_NOT_READY) add('agentsNotReady');
    else add('agentsReady');
    if (state === AgentState.AGENT_STATE_AVAILABLE) add('agentsAvail', 'agentsIcmAvailable');
    if (state === AgentState.AGENT_STATE_WORK_READY) add('agentsWorkReady');
    if (state === AgentState.AGENT_STATE_WORK_NOT_READY) add('agentsWorkNotReady');
    if (state === AgentState.AGENT_STATE_RESERVED) add('agentsReserved');
    if (state === AgentState.AGENT_STATE_HOLD) add('agentsHold');
    if (state !== AgentState.AGENT_STATE_TALKING) continue;
    const [first] = device?.connections ?? [];
    const direction = first && isInbound(first.call) ? CallDirection.IN : first?.call.calling.device === device ? CallDirection.OUT : CallDirection.NONE;
    add(direction === CallDirection.IN ? 'agentsTalkingIn' : direction === CallDirection.OUT ? 'agentsTalkingOut' : 'agentsTalkingOther');
  }
  return counts;
};

export const skillGroupStatistics = (site: Peripheral, group: SkillGroup, now: number, invokeId: number): EncodableMessage => {
  for (const agent of group.agents) countTime(agent, now);
  const queue = [...group.returned, ...group.waiting].map(({ since }) => (now - since) / 1000);
  const zero = Object.fromEntries(groupFields.map((field) => [field, 0]));
  return {
    messageType: 'QUERY_SKILL_GROUP_STATISTICS_CONF',
    ...zero,
    ...counted(groupFields, group.tally),
    ...present(group),
    invokeId,
    peripheralId: site.peripheralId,
    skillGroupNumber: group.number,
    skillGroupId: group.id,
    routerCallsQNow: queue.length,
    callsQNow: queue.length,
    callsQTimeNow: Math.round(queue.reduce((sum, seconds) => sum + seconds, 0)),
    longestCallQNow: Math.round(Math.max(0, ...queue)),
    longestRouterCallQNow: Math.round(Math.max(0, ...queue)),
  } as EncodableMessage<'QUERY_SKILL_GROUP_STATISTICS_CONF'>;
};
