/** What an agent is, by what the agent has asked for and by the calls there are. Only data: `agents.ts` tells it. */
import type { AgentState } from '../../../protocol/agent.ts';
import type { Call } from '../../../protocol/call.ts';
import { isAnothersCall } from '../../../protocol/is-anothers-call.ts';
import { FINISHED_CALLS_KEPT } from './limits.ts';
import type { Agent } from './model.ts';

/** A call that was answered leaves work behind, except a consultation, and one that is another agent's. */
export const noteFinished = (agent: Agent, call: Call): void => {
  agent.finished.add(call.id);
  const [oldest] = agent.finished;
  if (agent.finished.size > FINISHED_CALLS_KEPT && oldest !== undefined) agent.finished.delete(oldest);
  if (call.establishedAt !== undefined && call.consultationFor === undefined && !isAnothersCall(call)) agent.work = { callId: call.id, wrappedUp: false };
};

/** By the work mode, or because the call has to be wrapped up before the agent may be ready (law 15 of a phone). */
const hasWorkToDo = ({ work, workMode, options }: Agent): boolean =>
  work !== undefined && !work.wrappedUp && (workMode === 'manualIn' || options.reasons?.mandatory?.wrapUp === true);

/** The last call is over: what follows it. */
export const afterLastCall = (agent: Agent): void => {
  if (agent.legs.size > 0 || !agent.work || agent.idle.state === 'workingAfterCall') return;
  if (!hasWorkToDo(agent)) {
    agent.work = undefined;
    return;
  }
  agent.idle = { state: 'workingAfterCall' };
};

export const stateOf = ({ extension, legs, idle }: Agent): AgentState => {
  if (extension === undefined) return 'loggedOut';
  const states = [...legs.values()].map(({ view }) => view.state);
  if (states.some((state) => state !== 'alerting')) return 'busy';
  return states.length > 0 && idle.state === 'ready' ? 'reserved' : idle.state;
};
