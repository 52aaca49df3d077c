/** Agents who ask for help, from the asking until somebody has come and gone. */
import { CtiError } from '../../../protocol/error.ts';
import type { Assistance, AssistanceRequest } from '../../../protocol/team.ts';
import type { Exchange } from './exchange.ts';
import { type Agent, inConversation, type LineEvent, partyOf } from './model.ts';
import type { Teams } from './teams.ts';

export interface Assistances {
  ask(agent: Agent, request: AssistanceRequest): Assistance;
  /** To be asked whenever something has happened to the agent. */
  review(agent: Agent): void;
  endAll(): void;
  /** A supervisor has another team: what `before` was asked for is no longer told, and what the new one has asked for is. */
  regard(supervisor: Agent, before: readonly Agent[]): void;
  /** Those that are not over: of the agent, and of the agent's team. */
  of(agent: Agent): Assistance[];
}

export interface AssistancesParts {
  exchange: Exchange;
  teams: Teams;
  idPrefix: string;
  /** How long one that nobody takes is kept. */
  keptMs: number;
  onLine(agent: Agent, event: LineEvent): void;
}

interface Open {
  assistance: Assistance;
  stop(): void;
}

export const createAssistances = ({ exchange, teams, idPrefix, keptMs, onLine }: AssistancesParts): Assistances => {
  const open = new Map<Agent, Open>();
  let asked = 0;

  const tell = (agent: Agent, assistance: Assistance): void => {
    for (const one of [agent, ...teams.supervisorsOf(agent)]) onLine(one, { type: 'assistance', assistance });
  };

  const set = (agent: Agent, own: Open, change: Partial<Assistance>): void => {
    own.stop();
    own.assistance = { ...own.assistance, ...change };
    if (own.assistance.state === 'over') open.delete(agent);
    tell(agent, own.assistance);
  };

  const end = (agent: Agent): void => {
    const own = open.get(agent);
    if (own) set(agent, own, { state: 'over' });
  };

  /** A supervisor who is in a call of the agent's, in whatever way. */
  const helperOf = (agent: Agent): Agent | undefined => {
    const supervisors = teams.supervisorsOf(agent);
    const calls = [...agent.legs.values()].filter(inConversation).map(({ call }) => call);
    return supervisors.find((supervisor) => calls.some(({ legs }) => legs.some((leg) => leg.agent === supervisor && inConversation(leg))));
  };

  const requireSupervisor = (agent: Agent): void => {
    if (teams.supervisorsOf(agent).some(({ extension }) => extension !== undefined)) return;
    throw new CtiError('REFUSED', 'No supervisor of this agent is logged in.', { details: { code: 'NO_SUPERVISOR' } });
  };

  return {
    ask(agent, { kind, callId }) {
      if (agent.extension === undefined) throw new CtiError('INVALID_STATE', 'The agent is logged out.');
      if (callId !== undefined && !agent.legs.has(callId)) throw new CtiError('NO_SUCH_CALL', 'The agent has no call with this id. It may be over.');
      requireSupervisor(agent);
      const before = open.get(agent)?.assistance;
      if (before?.kind === kind && before.callId === callId) return before;
      end(agent);
      const { id: agentId, name } = agent.options;
      const assistance: Assistance = {
        id: `${idPrefix}-assistance-${++asked}`,
        kind,
        state: 'asked',
        agentId,
        ...(name !== undefined && { name }),
        ...(callId !== undefined && { callId }),
        at: exchange.clock.now(),
      };
      open.set(agent, { assistance, stop: exchange.later(() => end(agent), keptMs) });
      tell(agent, assistance);
      exchange.touch(agent);
      return assistance;
    },
    review(agent) {
      const own = open.get(agent);
      if (!own) return;
      const { state, callId } = own.assistance;
      if (agent.extension === undefined || (callId !== undefined && !agent.legs.has(callId))) return end(agent);
      const helper = helperOf(agent);
      if (state === 'asked' && helper) set(agent, own, { state: 'taken', takenBy: partyOf(helper) });
      // Help with nothing in particular is over when whoever helped has gone.
      else if (state === 'taken' && callId === undefined && !helper) end(agent);
    },
    endAll() {
      for (const agent of [...open.keys()]) end(agent);
    },
    regard(supervisor, before) {
      const now = teams.membersOf(supervisor);
      const requestsOf = (agents: readonly Agent[], but: readonly Agent[]) =>
        agents.flatMap((agent) => (but.includes(agent) ? [] : (open.get(agent)?.assistance ?? [])));
      for (const gone of requestsOf(before, now)) onLine(supervisor, { type: 'assistance', assistance: { ...gone, state: 'over' } });
      for (const assistance of requestsOf(now, before)) onLine(supervisor, { type: 'assistance', assistance });
    },
    of: (agent) => [agent, ...teams.membersOf(agent)].flatMap((one) => open.get(one)?.assistance ?? []),
  };
};
