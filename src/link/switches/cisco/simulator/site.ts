/** The site of the options as it begins: devices, agents, skill groups, teams, and who has a number. */
import { CtiError } from '../../../../protocol/error.ts';
import type { OutsideRule } from '../../simulator/index.ts';
import { AgentState, AgentWorkMode, DeviceIdType, PeripheralType } from '../codec/index.ts';
import { DEFAULT_ANSWER_MS, DEFAULT_PERIPHERAL_ID, MIN_OUTSIDE_DIGITS } from './limits.ts';
import type { Agent, Device, Party, SkillGroup, Team } from './model.ts';
import type { CiscoSimulatorOptions } from './options.ts';
import { createTally } from './tally.ts';

export interface Peripheral {
  readonly peripheralId: number;
  readonly peripheralType: number;
}

export type Destination =
  | { kind: 'device'; device: Device }
  | { kind: 'group'; group: SkillGroup }
  | { kind: 'outside'; rule: OutsideRule; number: string }
  | { kind: 'nobody'; number: string };

export interface Site extends Peripheral {
  readonly devices: ReadonlyMap<string, Device>;
  readonly agents: ReadonlyMap<string, Agent>;
  /** By number and by id. */
  readonly groups: ReadonlyMap<number, SkillGroup>;
  readonly groupsById: ReadonlyMap<number, SkillGroup>;
  readonly teams: ReadonlyMap<number, Team>;
  find(number: string): Destination;
}

const FIRST_ICM_AGENT_ID = 1_001;

const twice = (key: string): CtiError => new CtiError('INVALID_ARGUMENT', `${key}: it is there twice.`, { details: { key } });
const unknown = (key: string, what: string): CtiError => new CtiError('INVALID_ARGUMENT', `${key}: ${what} is not in the configuration.`, { details: { key } });

/** As it is dialled: without the spaces, hyphens, dots and brackets that people write. */
export const dialString = (number: string): string => number.replace(/[\s().\-/]/g, '');

export const partyAt = (device: Device): Party => ({ number: device.id, type: DeviceIdType.DEVID_DEVICE_IDENTIFIER, device });
export const outsideParty = (number: string): Party => ({ number, type: DeviceIdType.DEVID_EXTERNAL, device: undefined });
export const routePointParty = (number: string): Party => ({ number, type: DeviceIdType.DEVID_ROUTE_POINT, device: undefined });

/** @throws CtiError `INVALID_ARGUMENT` that names the option */
export const createSite = (options: CiscoSimulatorOptions, now: () => number): Site => {
  const { otherwiseOutside = { does: 'answer', afterMs: DEFAULT_ANSWER_MS } } = options;
  const devices = new Map<string, Device>();
  const groups = new Map<number, SkillGroup>();
  const groupsById = new Map<number, SkillGroup>();
  const agents = new Map<string, Agent>();
  const teams = new Map<number, Team>();
  const plan = new Map<string, Destination>();

  const addDevice = (id: string): Device => {
    const device: Device = { id, agent: undefined, connections: new Set(), feeds: new Set(), inService: true };
    devices.set(id, device);
    plan.set(id, { kind: 'device', device });
    return device;
  };
  for (const [index, id] of (options.devices ?? []).entries()) {
    if (devices.has(id)) throw twice(`devices[${index}]`);
    addDevice(id);
  }

  for (const [index, group] of (options.skillGroups ?? []).entries()) {
    const { number, id = number, dialedNumber } = group;
    if (groups.has(number) || groupsById.has(id)) throw twice(`skillGroups[${index}].number`);
    const created: SkillGroup = {
      options: group,
      number,
      id,
      agents: new Set(),
      available: new Set(),
      returned: new Set(),
      waiting: new Set(),
      tally: createTally(now),
    };
    groups.set(number, created);
    groupsById.set(id, created);
    if (dialedNumber === undefined) continue;
    if (plan.has(dialedNumber)) throw twice(`skillGroups[${index}].dialedNumber`);
    plan.set(dialedNumber, { kind: 'group', group: created });
  }
  for (const [number, rule] of Object.entries(options.outside ?? {})) {
    if (plan.has(dialString(number))) throw twice(`outside.${number}`);
    plan.set(dialString(number), { kind: 'outside', rule, number });
  }

  for (const [index, agentOptions] of options.agents.entries()) {
    const key = `agents[${index}]`;
    const { id, icmAgentId = FIRST_ICM_AGENT_ID + index, skillGroups = [], loggedInAt, ready } = agentOptions;
    if (agents.has(id)) throw twice(`${key}.id`);
    const own = skillGroups.map((number, at) => {
      const group = groups.get(number);
      if (!group) throw unknown(`${key}.skillGroups[${at}]`, 'the skill group');
      return group;
    });
    const agent: Agent = {
      options: agentOptions,
      icmAgentId,
      groups: own,
      teams: new Set(),
      device: undefined,
      workMode: AgentWorkMode.AWM_UNSPECIFIED,
      wants: ready ? AgentState.AGENT_STATE_AVAILABLE : AgentState.AGENT_STATE_NOT_READY,
      reason: 0,
      working: 'no',
      workCall: undefined,
      stopWork: undefined,
      reservedFor: undefined,
      told: { state: AgentState.AGENT_STATE_LOGOUT, reason: 0, since: now(), next: undefined },
      feeds: new Set(),
      tally: createTally(now),
      countedUntil: now(),
    };
    agents.set(id, agent);
    for (const group of own) group.agents.add(agent);
    if (loggedInAt === undefined) continue;
    const found = plan.get(loggedInAt);
    if (found && found.kind !== 'device') throw twice(`${key}.loggedInAt`);
    const device = found?.device ?? addDevice(loggedInAt);
    if (device.agent) throw twice(`${key}.loggedInAt`);
    device.agent = agent;
    agent.device = device;
    agent.told = { ...agent.told, state: agent.wants };
    if (ready) for (const group of own) group.available.add(agent);
  }

  for (const [index, { id, name = `Team ${id}`, supervisors, members }] of (options.teams ?? []).entries()) {
    const key = `teams[${index}]`;
    if (teams.has(id)) throw twice(`${key}.id`);
    const find = (list: string) => (agentId: string, at: number) => {
      const agent = agents.get(agentId);
      if (!agent) throw unknown(`${key}.${list}[${at}]`, 'the agent');
      return agent;
    };
    const team: Team = { id, name, supervisors: supervisors.map(find('supervisors')), members: new Set(members.map(find('members'))), feeds: new Set() };
    teams.set(id, team);
    for (const member of team.members) member.teams.add(team);
  }

  const isOutside = (number: string): boolean => number.replace(/\D/g, '').length >= MIN_OUTSIDE_DIGITS;

  return {
    peripheralId: options.peripheralId ?? DEFAULT_PERIPHERAL_ID,
    peripheralType: PeripheralType.PT_ENTERPRISE_AGENT,
    devices,
    agents,
    groups,
    groupsById,
    teams,
    find(number) {
      const dialled = dialString(number);
      return plan.get(dialled) ?? (isOutside(dialled) ? { kind: 'outside', rule: otherwiseOutside, number: dialled } : { kind: 'nobody', number: dialled });
    },
  };
};
