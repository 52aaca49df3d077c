import type { AgentState, AgentStatus } from '../../protocol/agent.ts';
import { settableAgentStates } from '../../protocol/agent.ts';
import type { Call } from '../../protocol/call.ts';
import { CtiError } from '../../protocol/error.ts';
import type { AgentStateRequest } from '../../protocol/phone-commands.ts';

export interface Agent {
  readonly status: AgentStatus;
  /** Takes effect at once, or when the calls that keep the agent busy are over. @throws CtiError `INVALID_ARGUMENT` */
  ask(request: AgentStateRequest): void;
  /** What the agent asked for, whatever calls have made of it. */
  readonly wish: AgentState;
  follow(registered: boolean, calls: readonly Call[]): void;
}

/**
 * SIP knows no agents, so the state is kept here: what was asked for, while there are no calls; `reserved` while one rings,
 * `busy` during one; `loggedOut` while not registered.
 */
export const createAgent = (tell: (status: AgentStatus) => void): Agent => {
  let wish: AgentStateRequest = { state: 'ready' };
  let registered = false;
  let calls: readonly Call[] = [];
  let status: AgentStatus = { state: 'loggedOut', since: Date.now() };

  const state = (): AgentState => {
    if (calls.some((call) => call.state !== 'alerting')) return 'busy';
    if (calls.length > 0) return 'reserved';
    return registered ? wish.state : 'loggedOut';
  };

  const become = (force: boolean) => {
    const next = state();
    const reason = next === wish.state ? wish.reason : undefined;
    if (!force && next === status.state && reason === status.reason) return;
    status = { state: next, since: next === status.state ? status.since : Date.now(), ...(reason === undefined ? {} : { reason }) };
    tell(status);
  };

  return {
    get status() {
      return status;
    },
    get wish() {
      return wish.state;
    },
    ask(request) {
      const known = typeof request === 'object' && request !== null && settableAgentStates.includes(request.state);
      if (!known) throw new CtiError('INVALID_ARGUMENT', `An agent can be set to ${settableAgentStates.join(', ')}.`);
      wish = { state: request.state, reason: typeof request.reason === 'string' ? request.reason.slice(0, 500) : undefined };
      become(true);
    },
    follow(nowRegistered, nowCalls) {
      registered = nowRegistered;
      calls = nowCalls;
      become(false);
    },
  };
};
