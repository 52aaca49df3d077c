/** Agents: logging in and out, ready or not, the work after a call, and the telling of all that. */
import { AgentState, AgentWorkMode, LocalConnectionState } from '../codec/index.ts';
import { agentStateEvent, bitOfState } from './agent-messages.ts';
import { countPart, countTime } from './agent-tally.ts';
import { type CallMessages, identityAt } from './call-messages.ts';
import type { Feed, Feeds } from './feeds.ts';
import { REASON_NO_ANSWER } from './limits.ts';
import type { Agent, Call, Connection, Device } from './model.ts';
import type { CiscoSimulatorOptions, WrapUpMode } from './options.ts';
import type { Queueing } from './queueing.ts';
import { failed } from './refusal.ts';
import type { Site } from './site.ts';
import type { Turns } from './turns.ts';
import { isInbound, needsWork } from './wrap-up.ts';

const { AGENT_STATE_LOGIN, AGENT_STATE_LOGOUT, AGENT_STATE_NOT_READY, AGENT_STATE_AVAILABLE, AGENT_STATE_TALKING } = AgentState;
const { AGENT_STATE_WORK_NOT_READY, AGENT_STATE_WORK_READY, AGENT_STATE_RESERVED, AGENT_STATE_HOLD } = AgentState;
const { LCS_ALERTING, LCS_HOLD } = LocalConnectionState;

export interface LogIn {
  device: Device;
  password: string;
  workMode: number;
  /** Whoever is logged in there, and the agent wherever else, is logged out before. */
  isForced: boolean;
}

export interface Agents {
  /** Tells what has become of the agent. */
  review(agent: Agent): void;
  logIn(agent: Agent, request: LogIn): void;
  /** `force`: whatever the agent does, except while in a call. */
  logOut(agent: Agent, reason: number, force: boolean): void;
  setState(agent: Agent, state: number, reason: number): void;
  /** The agent did not answer. */
  makeNotReady(agent: Agent): void;
  onPartOver(connection: Connection): void;
  /** As it would be told now. */
  tellAgain(agent: Agent, to?: Feed): void;
}

export interface AgentsParts {
  site: Site;
  turns: Turns;
  feeds: Feeds;
  desk: NonNullable<CiscoSimulatorOptions['desk']>;
  messages: CallMessages;
  queueing(): Queueing;
}

const wrapUpOf = (call: Call, desk: AgentsParts['desk']): WrapUpMode => (isInbound(call) ? desk.wrapUpIncoming : desk.wrapUpOutgoing) ?? 'optional';

export const createAgents = ({ site, turns, feeds, desk, messages, queueing }: AgentsParts): Agents => {
  const stateOf = (agent: Agent): number => {
    if (!agent.device) return AGENT_STATE_LOGOUT;
    const states = [...agent.device.connections].map(({ state }) => state);
    if (states.some((state) => state !== LCS_ALERTING && state !== LCS_HOLD)) return AGENT_STATE_TALKING;
    if (states.includes(LCS_HOLD)) return AGENT_STATE_HOLD;
    if (agent.reservedFor || (states.length > 0 && agent.wants === AGENT_STATE_AVAILABLE && agent.working !== 'now')) return AGENT_STATE_RESERVED;
    if (agent.working === 'now') return agent.wants === AGENT_STATE_AVAILABLE ? AGENT_STATE_WORK_READY : AGENT_STATE_WORK_NOT_READY;
    return agent.wants;
  };

  /** What follows a call, where that is known before it ends. */
  const nextOf = (agent: Agent, state: number): number | undefined => {
    if (state !== AGENT_STATE_TALKING && state !== AGENT_STATE_HOLD && state !== AGENT_STATE_RESERVED) return undefined;
    if (agent.working !== 'afterCall') return agent.wants;
    return agent.wants === AGENT_STATE_AVAILABLE ? AGENT_STATE_WORK_READY : AGENT_STATE_WORK_NOT_READY;
  };

  const tell = (agent: Agent, state: number, reason: number, next: number | undefined, device?: Device): void => {
    const { told } = agent;
    countTime(agent, turns.now());
    agent.told = { state, reason, next, since: state === told.state && reason === told.reason ? told.since : turns.now() };
    feeds.tellAgent(agent, bitOfState(state), agentStateEvent(site, agent, agent.told, turns.now(), device?.id ?? agent.device?.id), device);
  };

  const stopWork = (agent: Agent): void => {
    agent.stopWork?.();
    agent.stopWork = undefined;
    agent.working = 'no';
    agent.workCall = undefined;
  };

  /** The last call is over: what follows it. */
  const afterLastCall = (agent: Agent): void => {
    const call = agent.workCall;
    if (!agent.device || agent.device.connections.size > 0 || agent.reservedFor || agent.working === 'now' || !call) return;
    const mode = wrapUpOf(call, desk);
    const isWanted = agent.working === 'afterCall' || agent.workMode === AgentWorkMode.AWM_MANUAL_IN || mode.startsWith('required');
    if (!isWanted || mode === 'none') {
      stopWork(agent);
      return;
    }
    agent.working = 'now';
    if (desk.workMs === undefined) return;
    agent.stopWork = turns.later(() => {
      stopWork(agent);
      turns.touch(agent);
    }, desk.workMs);
  };

  const bind = (agent: Agent, device: Device, isIn: boolean): void => {
    for (const feed of agent.feeds) {
      if (!isIn) {
        device.feeds.delete(feed);
        continue;
      }
      device.feeds.add(feed);
      for (const { call } of device.connections) feeds.tellOne(feed, messages.began(call, identityAt(device)));
    }
  };

  const requireIdle = (agent: Agent): void => {
    if (agent.reservedFor || (agent.device && agent.device.connections.size > 0)) throw failed('CF_INVALID_OBJECT_STATE');
  };

  const logOut = (agent: Agent, reason: number): void => {
    const { device } = agent;
    if (!device) return;
    stopWork(agent);
    agent.reason = reason;
    agent.device = undefined;
    device.agent = undefined;
    queueing().unavailable(agent);
    tell(agent, AGENT_STATE_LOGOUT, reason, undefined, device);
    bind(agent, device, false);
  };

  return {
    review(agent) {
      afterLastCall(agent);
      const state = stateOf(agent);
      const { told } = agent;
      const reason = state === AGENT_STATE_NOT_READY || state === AGENT_STATE_LOGOUT ? agent.reason : 0;
      const next = nextOf(agent, state);
      if (state !== told.state || reason !== told.reason || next !== told.next) tell(agent, state, reason, next);
      if (state === AGENT_STATE_AVAILABLE) queueing().available(agent);
      else queueing().unavailable(agent);
    },
    logIn(agent, { device, password, workMode, isForced }) {
      if (agent.options.password !== undefined && agent.options.password !== password) throw failed('CF_INVALID_PASSWORD_SPECIFIED');
      if (agent.device && !isForced) throw failed('CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON');
      if (device.agent && !isForced) throw failed('CF_SPECIFIED_EXTENSION_ALREADY_IN_USE');
      if (!device.inService) throw failed('CF_RESOURCE_OUT_OF_SERVICE');
      const before = new Set([agent, ...(device.agent ? [device.agent] : [])]);
      for (const one of before) requireIdle(one);
      for (const one of before) if (one.device) logOut(one, 0);
      agent.device = device;
      device.agent = agent;
      agent.workMode = workMode;
      agent.wants = AGENT_STATE_NOT_READY;
      agent.reason = 0;
      agent.working = 'no';
      agent.tally.startSession();
      agent.countedUntil = turns.now();
      bind(agent, device, true);
      tell(agent, AGENT_STATE_LOGIN, 0, undefined);
      turns.touch(agent);
    },
    logOut(agent, reason, force) {
      if (!agent.device) throw failed('CF_GENERIC_STATE_INCOMPATIBILITY');
      requireIdle(agent);
      const isIdle = agent.told.state === AGENT_STATE_NOT_READY || agent.told.state === AGENT_STATE_WORK_NOT_READY;
      if (!force && !isIdle) throw failed('CF_GENERIC_STATE_INCOMPATIBILITY');
      if (!force && needsWork(agent, desk)) throw failed('CF_WRAPUP_DATA_REQUIRED');
      if (!force && desk.logOutReasonRequired && reason === 0) throw failed('CF_REASON_CODE_REQUIRED');
      logOut(agent, reason);
    },
    setState(agent, state, reason) {
      if (!agent.device) throw failed('CF_GENERIC_STATE_INCOMPATIBILITY');
      const isWork = state === AGENT_STATE_WORK_READY || state === AGENT_STATE_WORK_NOT_READY;
      if (!isWork && state !== AGENT_STATE_AVAILABLE && state !== AGENT_STATE_NOT_READY) throw failed('CF_REQUEST_INCOMPATIBLE_WITH_OBJECT');
      if (state === AGENT_STATE_NOT_READY && desk.notReadyReasonRequired && reason === 0) throw failed('CF_REASON_CODE_REQUIRED');
      const inCall = agent.device.connections.size > 0 || agent.reservedFor !== undefined;
      if (isWork && !inCall && agent.working !== 'now') throw failed('CF_INVALID_OBJECT_STATE');
      if (!isWork && !inCall && needsWork(agent, desk)) throw failed('CF_WRAPUP_DATA_REQUIRED');
      agent.wants = state === AGENT_STATE_AVAILABLE || state === AGENT_STATE_WORK_READY ? AGENT_STATE_AVAILABLE : AGENT_STATE_NOT_READY;
      agent.reason = state === AGENT_STATE_NOT_READY ? reason : 0;
      if (inCall) agent.working = isWork ? 'afterCall' : 'no';
      else if (!isWork) stopWork(agent);
      turns.touch(agent);
    },
    makeNotReady(agent) {
      agent.wants = AGENT_STATE_NOT_READY;
      agent.reason = REASON_NO_ANSWER;
      turns.touch(agent);
    },
    onPartOver(connection) {
      const agent = connection.party.device?.agent;
      if (!agent) return;
      countPart(agent, connection, turns.now());
      // Who has listened to another's call has no work of it.
      if (!connection.call.monitors) agent.workCall = connection.call;
      turns.touch(agent);
    },
    tellAgain(agent, to) {
      const { state } = agent.told;
      const message = agentStateEvent(site, agent, agent.told, turns.now());
      if (to) feeds.tellAgentTo(to, bitOfState(state), message);
      else feeds.tellAgent(agent, bitOfState(state), message);
    },
  };
};
