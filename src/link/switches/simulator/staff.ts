/** The agents and queues of the options, as they begin. */
import { CtiError } from '../../../protocol/error.ts';
import type { DialPlan } from './dial-plan.ts';
import type { Agent, Queue } from './model.ts';
import type { AgentOptions, SimulatorOptions } from './options.ts';

export const createQueues = ({ queues = [] }: SimulatorOptions): Map<string, Queue> => {
  const created = new Map<string, Queue>();
  for (const options of queues) {
    if (created.has(options.number)) throw new CtiError('INVALID_ARGUMENT', 'queues: a number is there twice.');
    created.set(options.number, { options, idle: new Set(), returned: new Set(), waiting: new Set() });
  }
  return created;
};

const createAgent = (options: AgentOptions, queues: ReadonlyMap<string, Queue>, now: number): Agent => {
  const own = (options.queues ?? []).map((number) => {
    const queue = queues.get(number);
    if (!queue) throw new CtiError('INVALID_ARGUMENT', 'agents: an agent takes calls of a queue that `queues` does not have.');
    return queue;
  });
  const { workMode, reasons } = options;
  return {
    options,
    queues: own,
    extension: undefined,
    workMode,
    status: { state: 'loggedOut', since: now, ...(workMode && { workMode }), ...(reasons && { reasons }) },
    idle: { state: 'notReady' },
    asked: { state: 'notReady' },
    work: undefined,
    legs: new Map(),
    finished: new Set(),
  };
};

/** By their ids. @throws CtiError `INVALID_ARGUMENT` when two have the same */
export const createStaff = (options: SimulatorOptions, queues: ReadonlyMap<string, Queue>, plan: DialPlan, now: number): Map<string, Agent> => {
  const staff = new Map<string, Agent>();
  for (const agentOptions of options.agents) {
    if (staff.has(agentOptions.id)) throw new CtiError('INVALID_ARGUMENT', 'agents: an id is there twice.');
    const agent = createAgent(agentOptions, queues, now);
    staff.set(agentOptions.id, agent);
    const device = agentOptions.loggedIn ? plan.device(agentOptions.extension) : undefined;
    if (!device) continue;
    device.agent = agent;
    agent.extension = device.extension;
    agent.status = { ...agent.status, state: 'notReady' };
  }
  return staff;
};
