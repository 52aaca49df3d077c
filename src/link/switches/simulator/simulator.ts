/**
 * A phone system that needs none: agents with their phones, queues, route points and the outside world, with the behaviour of the real
 * ones. It is the link's embedded default, and what every other part is tested with.
 */

import { callActions } from '../../../protocol/call.ts';
import { createEmitter } from '../../../protocol/emitter.ts';
import { CtiError } from '../../../protocol/error.ts';
import { commandParams, type PhoneCommandName } from '../../../protocol/phone-commands.ts';
import { isVendorData, isVendorName } from '../../../protocol/vendor.ts';
import type { Switch, SwitchEvents } from '../../switch.ts';
import { createAgents } from './agents.ts';
import { createAssistances } from './assistances.ts';
import { createChats } from './chats.ts';
import { systemClock } from './clock.ts';
import { createCommands } from './commands.ts';
import { createConnections } from './connections.ts';
import { createCtiLink } from './cti-link.ts';
import { createDelays } from './delays.ts';
import { createDialPlan } from './dial-plan.ts';
import { createDistribution } from './distribution.ts';
import { createOutsideDriver, type OutsideEvent, type SimulatorDriver, type VendorCommandTaken, type WrapUp } from './driver.ts';
import { createExchange } from './exchange.ts';
import {
  DEFAULT_ASSISTANCE_MS,
  DEFAULT_CALL_DATA_BYTES,
  DEFAULT_CONFERENCE_PARTIES,
  DEFAULT_LINES_PER_AGENT,
  DEFAULT_TRANSFER_RETURN_MS,
  MAX_HEARD_DIGITS,
  VENDOR_COMMANDS_KEPT,
  WRAP_UPS_KEPT,
} from './limits.ts';
import type { Agent, LineEvent } from './model.ts';
import type { SimulatorOptions } from './options.ts';
import { createRandom } from './random.ts';
import { createRouteRequests } from './route-requests.ts';
import { createQueues, createStaff } from './staff.ts';
import { stateOfAll } from './state.ts';
import { createSupervisions } from './supervision.ts';
import { createTeams } from './teams.ts';

export interface Simulator extends Switch, SimulatorDriver {}

const everyCommand = Object.keys(commandParams) as PhoneCommandName[];

/**
 * @throws CtiError `INVALID_ARGUMENT` naming the option that is wrong
 * @example
 * const simulator = createSimulator({ agents: [{ id: 'agent-1', extension: '101', queues: ['800'] }], queues: [{ number: '800' }] });
 * await simulator.start();
 * await simulator.execute('agent-1', 'logIn', {});
 * await simulator.execute('agent-1', 'setAgentState', { state: 'ready' });
 * const callId = simulator.placeCall({ from: '+46812345678', to: '800', data: { customer: '17' } });
 * await simulator.execute('agent-1', 'answer', { callId });
 */
export const createSimulator = (options: SimulatorOptions): Simulator => {
  const { name = 'simulator', capabilities = everyCommand, clock = systemClock, limits = {}, times = {}, vendorAnswers = {} } = options;
  const { callDataBytes = DEFAULT_CALL_DATA_BYTES, linesPerAgent = DEFAULT_LINES_PER_AGENT, conferenceParties = DEFAULT_CONFERENCE_PARTIES } = limits;
  const { commandMs = 0, setUpMs = 0, busyToneMs = 0, transferReturnMs = DEFAULT_TRANSFER_RETURN_MS, assistanceMs = DEFAULT_ASSISTANCE_MS } = times;
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  const random = createRandom(seed);
  const idPrefix = `${name}-${(seed >>> 0).toString(36)}`;

  const emitter = createEmitter<SwitchEvents>();
  const outsideEmitter = createEmitter<{ outside: OutsideEvent }>();
  const queues = createQueues(options);
  const plan = createDialPlan(options, queues);
  const staff = createStaff(options, queues, plan, clock.now());
  const teams = createTeams(staff);
  const delays = createDelays(clock);
  const routes = createRouteRequests(emitter, idPrefix, plan);
  const wrapUps: WrapUp[] = [];
  const vendorCommands: VendorCommandTaken[] = [];
  const grantedActions = callActions.filter((action) => capabilities.includes(action));
  const rules = { capabilities, grantedActions, conferenceParties, linesPerAgent };

  const onLine = (agent: Agent, event: LineEvent): void => link.onLine(agent.options.id, event);
  const exchange = createExchange({
    clock,
    rules,
    idPrefix,
    onLine,
    onOutside: ({ party, view }, event) => outsideEmitter.emit('outside', { type: 'call', number: party.number, event, call: view }),
    review(agent) {
      supervisions.review(agent);
      agents.review(agent);
      assistances.review(agent);
    },
  });
  const connections = createConnections(exchange, MAX_HEARD_DIGITS);
  const supervisions = createSupervisions({ exchange, connections, rules });
  const assistances = createAssistances({ exchange, teams, idPrefix, keptMs: assistanceMs, onLine });
  const chats = createChats({
    now: clock.now,
    onLine,
    onOutside: ({ party }, event) => outsideEmitter.emit('outside', { ...event, number: party.number }),
  });
  const distribution = createDistribution({
    exchange,
    connections,
    plan,
    linesPerAgent,
    transferReturnMs,
    busyToneMs,
    duration: random.within,
    ask: (call, routePoint, answered) => (canRoute() ? routes.ask(call, routePoint, answered) : undefined),
    makeNotReady: (agent, reason) => agents.makeNotReady(agent, reason),
  });
  const agents = createAgents({
    plan,
    now: clock.now,
    afterLogIn: options.afterLogIn ?? 'notReady',
    onLine,
    onAvailable: distribution.available,
    onUnavailable: distribution.unavailable,
    onLogOut: assistances.review,
    assistance: assistances.of,
    onWrapUp(agent, request) {
      wrapUps.push({ ...request, agentId: agent.options.id, at: clock.now() });
      if (wrapUps.length > WRAP_UPS_KEPT) wrapUps.shift();
    },
  });
  const commands = createCommands({
    exchange,
    connections,
    distribution,
    agents,
    chats,
    teams,
    supervisions,
    assistances,
    rules,
    callDataBytes,
    setUpMs: () => random.within(setUpMs),
    onVendorCommand(agent, command) {
      vendorCommands.push({ ...command, agentId: agent.options.id });
      if (vendorCommands.length > VENDOR_COMMANDS_KEPT) vendorCommands.shift();
      return Object.hasOwn(vendorAnswers, command.name) ? vendorAnswers[command.name] : undefined;
    },
    onDigits(_from, to, digits) {
      for (const { agent, party, view } of to) if (!agent) outsideEmitter.emit('outside', { type: 'digits', number: party.number, callId: view.id, digits });
    },
  });
  const requireAgent = (agentId: string): Agent => {
    const agent = staff.get(agentId);
    if (agent) return agent;
    throw new CtiError('REFUSED', 'The phone system knows no such agent.', { details: { code: 'UNKNOWN_AGENT' } });
  };
  const link = createCtiLink({ emitter, agentIds: staff.keys(), actual: (agentId) => agents.snapshot(requireAgent(agentId)), now: clock.now });
  const tellTeam = (supervisor: Agent): void =>
    link.setTeam(
      supervisor.options.id,
      teams.membersOf(supervisor).map(({ options: { id, name: own } }) => ({ agentId: id, ...(own !== undefined && { name: own }) })),
    );
  for (const agent of staff.values()) if (agent.options.supervises?.length) tellTeam(agent);

  const ofSupervisors: readonly PhoneCommandName[] = ['superviseCall', 'setMemberState'];
  const grantedTo = (agent: Agent | undefined): readonly PhoneCommandName[] => {
    const [hasTeam, hasSupervisor] = agent ? [teams.membersOf(agent).length > 0, teams.supervisorsOf(agent).length > 0] : [false, false];
    return capabilities.filter((command) => (hasTeam || !ofSupervisors.includes(command)) && (hasSupervisor || command !== 'requestAssistance'));
  };

  const canRoute = (): boolean => link.status.state === 'up' && link.status.partial === undefined;
  const notConnected = () => new CtiError('NOT_CONNECTED', 'The phone system is not connected. Wait for the status `up`.');
  const requireUp = (): void => {
    if (link.status.state !== 'up') throw notConnected();
  };
  const requireRunning = (): void => {
    if (link.status.state === 'stopped') throw new CtiError('NOT_CONNECTED', 'The simulator is stopped. Start it first.');
  };

  return {
    name,
    capabilities,
    capabilitiesOf: (agentId) => grantedTo(staff.get(agentId)),
    get status() {
      return link.status;
    },
    wrapUps,
    vendorCommands,
    async start() {
      if (link.status.state === 'stopped') link.setStatus({ state: 'connecting', attempt: 1 });
    },
    async stop() {
      if (link.status.state === 'stopped') return;
      delays.giveUp(notConnected());
      exchange.act(() => {
        for (const call of [...exchange.calls]) connections.end(call, 'networkOutOfOrder');
        assistances.endAll();
      });
      exchange.cancelTimers();
      link.setStatus({ state: 'stopped' });
    },
    snapshot: link.snapshot,
    async execute(agentId, command, request, { signal } = {}) {
      // A turn later: a listener that asks is asked when all have heard what it heard.
      await Promise.resolve();
      requireUp();
      if (signal?.aborted) throw new CtiError('ABORTED', 'The command was taken back before it was sent.');
      const agent = requireAgent(agentId);
      await delays.wait(random.within(commandMs), signal);
      requireUp();
      return commands.perform(agent, command, request);
    },
    async route(routeId, destination) {
      await Promise.resolve();
      if (!canRoute()) throw notConnected();
      return exchange.act(() => routes.answer(routeId, destination));
    },
    on: emitter.on,

    ...createOutsideDriver({ exchange, connections, distribution, chats, callDataBytes, requireRunning }),
    atPhone(agentId, command, request) {
      requireRunning();
      return commands.perform(requireAgent(agentId), command, request);
    },
    failLink(reason) {
      if (link.status.state !== 'up') return;
      delays.giveUp(notConnected());
      link.setStatus({ state: 'lost', reason });
    },
    failRouting(reason) {
      if (link.status.state === 'up') link.setStatus({ state: 'up', partial: reason });
    },
    restoreLink() {
      if (link.status.state === 'lost') link.setStatus({ state: 'connecting', attempt: 1 });
      else if (link.status.state === 'up' && link.status.partial !== undefined) link.setStatus({ state: 'up' });
    },
    setTeam(supervisorId, agentIds) {
      const supervisor = requireAgent(supervisorId);
      const before = teams.membersOf(supervisor);
      exchange.act(() => {
        teams.setTeam(supervisor, agentIds);
        const left = before.filter((agent) => !agentIds.includes(agent.options.id));
        for (const agent of left) supervisions.end(supervisor, agent);
        assistances.regard(supervisor, before);
        tellTeam(supervisor);
      });
      // What the lines are granted may have changed.
      link.setStatus(link.status);
    },
    vendorEvent(agentId, event) {
      if (!isVendorName(event.name) || !isVendorData(event.data)) throw new CtiError('INVALID_ARGUMENT', 'A vendor event has a name, and perhaps plain data.');
      onLine(requireAgent(agentId), { type: 'vendorEvent', vendorEvent: event });
    },
    snapshotAll: () => stateOfAll(staff.values(), queues.values(), exchange.calls, agents.snapshot),
    onOutside: (listener) => outsideEmitter.on('outside', listener),
  };
};
