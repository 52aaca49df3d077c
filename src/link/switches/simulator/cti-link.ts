/**
 * The connection to the phone system as the link sees it: what it has been told, and what it cannot know while the connection is lost.
 * It stands between the phone system, which goes on without it, and whoever listens to the switch.
 */
import type { Call } from '../../../protocol/call.ts';
import type { Emitter } from '../../../protocol/emitter.ts';
import type { Assistance, TeamMember } from '../../../protocol/team.ts';
import type { SwitchEvents, SwitchStatus } from '../../switch.ts';
import { createTeamViews, type TeamViews } from '../team-views.ts';
import { catchUp } from './catch-up.ts';
import type { LineEvent, LineSnapshot } from './model.ts';

/** What the link knows of a line. */
interface Known {
  snapshot: Pick<LineSnapshot, 'address' | 'agent'>;
  readonly calls: Map<string, Call>;
  readonly beside: Beside;
  /** The same as of the last event that was emitted: it may still wait to be told. */
  readonly emitted: Beside;
}

/** What a line knows that is not its own. */
interface Beside {
  readonly team: Map<string, TeamMember>;
  readonly assistance: Map<string, Assistance>;
}

const nothingBeside = (): Beside => ({ team: new Map(), assistance: new Map() });

const noteBeside = ({ team, assistance }: Beside, event: LineEvent): void => {
  if (event.type === 'team') {
    const { member, removed } = event.change;
    if (member) team.set(member.agentId, member);
    else team.delete(removed ?? '');
  } else if (event.type === 'assistance') {
    if (event.assistance.state === 'over') assistance.delete(event.assistance.id);
    else assistance.set(event.assistance.id, event.assistance);
  }
};

const withBeside = (own: LineSnapshot, { team, assistance }: Beside): LineSnapshot => ({
  ...own,
  ...(team.size > 0 && { team: [...team.values()] }),
  ...(assistance.size > 0 && { assistance: [...assistance.values()] }),
});

export interface CtiLink extends Pick<TeamViews, 'setTeam'> {
  readonly status: SwitchStatus;
  /** `lost` marks every call; `connecting` tells what has changed meanwhile, and becomes `up`. */
  setStatus(status: SwitchStatus): void;
  /** From the phone system. Not heard unless the connection is up. */
  onLine(agentId: string, event: LineEvent): void;
  /** The sum of what was told. */
  snapshot(agentId: string): LineSnapshot | undefined;
}

export interface CtiLinkParts {
  emitter: Emitter<SwitchEvents>;
  agentIds: Iterable<string>;
  /** What is true of a line. */
  actual(agentId: string): LineSnapshot;
  now(): number;
}

export const createCtiLink = ({ emitter, agentIds, actual, now }: CtiLinkParts): CtiLink => {
  const known = new Map<string, Known>();
  /** Lines of which something was not told. */
  const unheard = new Set<string>();
  /** Lines with calls, so that a loss concerns only them. */
  const inCalls = new Set<string>();
  let status: SwitchStatus = { state: 'stopped' };

  for (const agentId of agentIds) {
    const { calls, address, agent } = actual(agentId);
    known.set(agentId, {
      snapshot: { address, agent },
      calls: new Map(calls.map((call) => [call.id, call])),
      beside: nothingBeside(),
      emitted: nothingBeside(),
    });
  }

  const learn = (line: Known, event: LineEvent): void => {
    noteBeside(line.beside, event);
    if (event.type === 'agent') line.snapshot = { ...line.snapshot, agent: event.agent };
    else if (event.type === 'snapshot') {
      const { calls, address, agent } = event.snapshot;
      line.snapshot = { address, agent };
      line.calls.clear();
      for (const call of calls) line.calls.set(call.id, call);
    } else if (event.type !== 'call') return;
    else if (event.call.state === 'null') line.calls.delete(event.call.id);
    else line.calls.set(event.call.id, event.call);
  };

  // The first listener: for everybody after it, and inside of everybody, what was told is what is known.
  emitter.on('line', ({ agentId, event }) => {
    const line = known.get(agentId);
    if (!line) return;
    learn(line, event);
    if (line.calls.size > 0) inCalls.add(agentId);
    else inCalls.delete(agentId);
    views.follow(agentId, event);
  });

  const tell = (agentId: string, event: LineEvent): void => {
    const line = known.get(agentId);
    if (!line) return;
    noteBeside(line.emitted, event);
    emitter.emit('line', { agentId, event: event.type === 'snapshot' ? { ...event, snapshot: withBeside(event.snapshot, line.emitted) } : event });
  };
  const snapshot = (agentId: string): LineSnapshot | undefined => {
    const line = known.get(agentId);
    return line && withBeside({ ...line.snapshot, calls: [...line.calls.values()] }, line.beside);
  };

  const views = createTeamViews({ lineOf: snapshot, tell });

  const setStatus = (next: SwitchStatus): void => {
    status = next;
    emitter.emit('status', next);
  };

  /** Nothing is accepted until the phone system is back, so nothing is offered. */
  const markLost = (): void => {
    for (const agentId of [...inCalls]) {
      unheard.add(agentId);
      for (const call of snapshot(agentId)?.calls ?? []) {
        const event = { type: 'updated', callId: call.id, at: now(), signalling: 'lost' } as const;
        tell(agentId, { type: 'call', event, call: { ...call, signalling: 'lost', actions: [] } });
      }
    }
  };

  const catchUpAll = (): void => {
    for (const agentId of [...unheard]) {
      unheard.delete(agentId);
      const before = snapshot(agentId);
      if (before) for (const event of catchUp(before, actual(agentId), now())) tell(agentId, event);
    }
    setStatus({ state: 'up' });
  };

  // Done when the status is told, not when it is set: a listener may have set it while events of before still wait to be told.
  emitter.on('status', ({ state }) => {
    if (state === 'lost') markLost();
    if (state === 'connecting' && status.state === 'connecting') catchUpAll();
  });

  return {
    get status() {
      return status;
    },
    setStatus,
    setTeam: views.setTeam,
    onLine(agentId, event) {
      if (status.state === 'up') tell(agentId, event);
      else unheard.add(agentId);
    },
    snapshot,
  };
};
