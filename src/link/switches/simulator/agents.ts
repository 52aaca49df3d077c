/** The agents: logging in and out, ready or not, the work after a call, and telling of all that. */
import type { AgentStatus } from '../../../protocol/agent.ts';
import { CtiError } from '../../../protocol/error.ts';
import type { AgentStateRequest, LogInRequest, LogOutRequest, WrapUpRequest } from '../../../protocol/phone-commands.ts';
import type { Assistance } from '../../../protocol/team.ts';
import { afterLastCall, stateOf } from './agent-state.ts';
import type { DialPlan } from './dial-plan.ts';
import type { Agent, LineEvent, LineSnapshot } from './model.ts';
import { requireReason } from './requirements.ts';

export interface Agents {
  /** Tells what has become of the agent. */
  review(agent: Agent): void;
  makeNotReady(agent: Agent, reason: string): void;
  snapshot(agent: Agent): LineSnapshot;
  logIn(agent: Agent, request: LogInRequest): void;
  logOut(agent: Agent, request: LogOutRequest): void;
  setState(agent: Agent, request: AgentStateRequest): void;
  wrapUp(agent: Agent, request: WrapUpRequest): void;
}

export interface AgentsParts {
  plan: DialPlan;
  now(): number;
  afterLogIn: 'notReady' | 'ready';
  onLine(agent: Agent, event: LineEvent): void;
  onAvailable(agent: Agent): void;
  onUnavailable(agent: Agent): void;
  onLogOut(agent: Agent): void;
  onWrapUp(agent: Agent, request: WrapUpRequest): void;
  assistance(agent: Agent): Assistance[];
}

export const createAgents = (parts: AgentsParts): Agents => {
  const { plan, now, onLine } = parts;

  const statusOf = (agent: Agent): AgentStatus => {
    const state = stateOf(agent);
    // While a call decides the state, the reason is that of what was asked for and follows it.
    const reason = state === 'loggedOut' ? agent.status.reason : agent.idle.reason;
    const { workMode, options, status } = agent;
    const since = state === status.state && reason === status.reason ? status.since : now();
    return { state, ...(reason !== undefined && { reason }), since, ...(workMode && { workMode }), ...(options.reasons && { reasons: options.reasons }) };
  };

  const tell = (agent: Agent, status: AgentStatus): void => {
    agent.status = status;
    onLine(agent, { type: 'agent', agent: status });
  };

  const review = (agent: Agent): void => {
    afterLastCall(agent);
    const status = statusOf(agent);
    if (status.since !== agent.status.since || status.state !== agent.status.state || status.reason !== agent.status.reason) tell(agent, status);
    if (status.state === 'ready') parts.onAvailable(agent);
    else parts.onUnavailable(agent);
  };

  const snapshot = (agent: Agent): LineSnapshot => {
    const assistance = parts.assistance(agent);
    return {
      address: agent.extension ?? '',
      agent: agent.status,
      calls: [...agent.legs.values()].map(({ view }) => view),
      ...(assistance.length > 0 && { assistance }),
    };
  };

  /** The address has changed, for which there is no event of its own. */
  const tellAll = (agent: Agent): void => onLine(agent, { type: 'snapshot', snapshot: snapshot(agent) });

  const requireLoggedIn = (agent: Agent): void => {
    if (agent.extension === undefined) throw new CtiError('INVALID_STATE', 'The agent is logged out.');
  };

  const finishWork = (agent: Agent): void => {
    agent.idle = agent.asked;
    agent.work = undefined;
  };

  return {
    review,
    snapshot,
    makeNotReady(agent, reason) {
      agent.asked = { state: 'notReady', reason };
      agent.idle = agent.asked;
    },
    logIn(agent, { agentId, password, extension, workMode }) {
      const { id, password: wanted, extension: own } = agent.options;
      const refuse = (code: string, why: string) => new CtiError('INVALID_STATE', why, { details: { code } });
      if (agentId !== undefined && agentId !== id) throw new CtiError('UNAUTHORIZED', 'An agent logs in under the agent’s own name only.');
      if (agent.extension !== undefined) {
        const elsewhere = extension !== undefined && extension !== agent.extension;
        throw refuse('AGENT_LOGGED_IN', `The agent is logged in already${elsewhere ? ', at another extension. Log out there first' : ''}.`);
      }
      if (wanted !== undefined && password !== wanted) throw new CtiError('UNAUTHORIZED', 'The phone system refused the agent’s password.');
      const device = plan.device(extension ?? own);
      if (!device) throw new CtiError('INVALID_ARGUMENT', 'This phone system has no such extension to log in at.');
      if (device.agent) throw refuse('EXTENSION_IN_USE', 'Another agent is logged in at that extension.');
      device.agent = agent;
      agent.extension = device.extension;
      agent.workMode = workMode ?? agent.workMode;
      agent.asked = { state: parts.afterLogIn };
      agent.idle = agent.asked;
      review(agent);
      tellAll(agent);
    },
    logOut(agent, request) {
      requireLoggedIn(agent);
      if (agent.legs.size > 0) throw new CtiError('INVALID_STATE', 'The agent is in a call. End it first.');
      requireWrappedUp(agent);
      const reason = requireReason('logOut', request.reason, agent.options.reasons);
      const device = agent.extension === undefined ? undefined : plan.device(agent.extension);
      if (device) device.agent = undefined;
      agent.extension = undefined;
      agent.work = undefined;
      agent.status = { ...agent.status, reason };
      tell(agent, { ...statusOf(agent), since: now() });
      parts.onUnavailable(agent);
      parts.onLogOut(agent);
      tellAll(agent);
    },
    setState(agent, { state, reason }) {
      requireLoggedIn(agent);
      const checked = state === 'notReady' ? requireReason('notReady', reason, agent.options.reasons) : reason;
      if (state !== 'workingAfterCall') requireWrappedUp(agent);
      if (agent.idle.state === 'workingAfterCall' && state !== 'workingAfterCall') agent.work = undefined;
      const because = checked !== undefined && { reason: checked };
      agent.idle = { state, ...because };
      if (state !== 'workingAfterCall') agent.asked = { state, ...because };
      review(agent);
    },
    wrapUp(agent, request) {
      const { callId, code } = request;
      if (agent.legs.has(callId)) throw new CtiError('INVALID_STATE', 'The call still runs: it is wrapped up when it is over.');
      if (!agent.finished.has(callId)) throw new CtiError('NO_SUCH_CALL', 'The agent had no call with this id, or too many have followed it.');
      requireReason('wrapUp', code, agent.options.reasons);
      parts.onWrapUp(agent, request);
      if (agent.work?.callId !== callId) return;
      if (agent.idle.state === 'workingAfterCall') finishWork(agent);
      else agent.work.wrappedUp = true;
      review(agent);
    },
  };
};

/** Work after a call that has to be wrapped up is not left without it. */
const requireWrappedUp = ({ idle, work, options }: Agent): void => {
  if (idle.state !== 'workingAfterCall' || !work || work.wrappedUp || !options.reasons?.mandatory?.wrapUp) return;
  throw new CtiError('INVALID_ARGUMENT', 'This phone system wants the call to be wrapped up first, by `wrapUp` with one of `agent.reasons.wrapUp`.', {
    details: { reason: 'wrapUp' },
  });
};
