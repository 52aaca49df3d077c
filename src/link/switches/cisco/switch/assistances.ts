/**
 * Agents who ask for help (law 22 of a phone). At a CTI Server that is a call to a supervisor, which a peripheral says by its type: so whoever
 * asks, and with whichever program, is noticed alike.
 */
import type { Assistance, AssistanceKind } from '../../../../protocol/team.ts';
import { type CallRecord, inConversation } from './call-record.ts';
import type { Line } from './line.ts';
import type { LineEvent } from './lines.ts';
import type { Teams } from './teams.ts';

export interface Assistances {
  /** To be asked whenever something has happened to a line, or to a supervisor's. */
  review(line: Line): void;
  /** Those that are not over: the agent's own, and the team's. */
  of(line: Line): Assistance[] | undefined;
  ownOf(line: Line): Assistance | undefined;
  /** A supervisor has another team: what its members ask is told, and what others ask no longer. */
  regard(supervisor: Line, before: readonly Line[]): void;
}

export interface AssistancesParts {
  teams: Teams;
  idPrefix: string;
  /** The calls at a line, and who else is in each. */
  recordsOf(line: Line): readonly CallRecord[];
  tell(line: Line, event: LineEvent): void;
  now(): number;
}

interface Open {
  assistance: Assistance;
  /** The call to the supervisor. */
  record: CallRecord;
}

const kinds: Readonly<Record<string, AssistanceKind>> = { assistance: 'assist', emergency: 'emergency' };

export const createAssistances = ({ teams, idPrefix, recordsOf, tell, now }: AssistancesParts): Assistances => {
  const open = new Map<Line, Open>();
  /** Calls for help that were noticed, each once. */
  const noticed = new WeakSet<CallRecord>();
  let count = 0;

  const tellAll = (line: Line, assistance: Assistance): void => {
    for (const one of [line, ...teams.supervisorsOf(line)]) tell(one, { type: 'assistance', assistance });
  };
  const set = (line: Line, own: Open, change: Partial<Assistance>): void => {
    own.assistance = { ...own.assistance, ...change };
    if (own.assistance.state === 'over') open.delete(line);
    tellAll(line, own.assistance);
  };

  const notice = (line: Line): void => {
    const record = recordsOf(line).find((one) => kinds[one.kind.purpose] !== undefined && one.parts.get(line.device ?? '')?.isCaller && !noticed.has(one));
    const kind = record && kinds[record.kind.purpose];
    if (!record || !kind) return;
    noticed.add(record);
    const before = open.get(line);
    if (before) set(line, before, { state: 'over' });
    const call = line.calls.find(({ id }) => line.ids.get(record) === id);
    count += 1;
    const assistance: Assistance = {
      ...{ id: `${idPrefix}-assistance-${count}`, kind, state: 'asked', agentId: line.agentId, at: now() },
      ...(line.name !== undefined && { name: line.name }),
      ...(call?.consultationFor !== undefined && { callId: call.consultationFor }),
    };
    open.set(line, { assistance, record });
    tellAll(line, assistance);
  };

  /** A supervisor who talks in a call of the agent's, or listens to one. */
  const helperOf = (line: Line): Line | undefined => {
    const records = recordsOf(line);
    return teams.supervisorsOf(line).find((supervisor) => {
      const isIn = records.some(({ parts }) => {
        const part = parts.get(supervisor.device ?? '');
        return part !== undefined && inConversation(part) && !part.isCaller;
      });
      return isIn || supervisor.calls.some(({ supervision, state }) => supervision?.agentId === line.agentId && inConversation({ state }));
    });
  };

  const isOver = (line: Line, { assistance: { state, callId }, record }: Open): boolean => {
    if (line.device === undefined) return true;
    const records = recordsOf(line);
    const isCalling = records.includes(record) || (record.joined !== undefined && records.includes(record.joined));
    if (callId !== undefined) return !line.calls.some(({ id }) => id === callId) || (state === 'asked' && !isCalling);
    return !isCalling;
  };

  const reviewOwn = (line: Line): void => {
    notice(line);
    const own = open.get(line);
    if (!own) return;
    if (isOver(line, own)) {
      set(line, own, { state: 'over' });
      return;
    }
    const helper = own.assistance.state === 'asked' ? helperOf(line) : undefined;
    if (helper) set(line, own, { state: 'taken', takenBy: { number: helper.device ?? '', ...(helper.name !== undefined && { name: helper.name }) } });
  };

  return {
    review(line) {
      reviewOwn(line);
      for (const member of teams.membersOf(line)) if (open.has(member)) reviewOwn(member);
    },
    of(line) {
      const all = [line, ...teams.membersOf(line)].flatMap((one) => open.get(one)?.assistance ?? []);
      return all.length > 0 ? all.sort((one, other) => one.at - other.at) : undefined;
    },
    ownOf: (line) => open.get(line)?.assistance,
    regard(supervisor, before) {
      const after = teams.membersOf(supervisor);
      for (const member of new Set([...before, ...after])) {
        const assistance = open.get(member)?.assistance;
        if (!assistance || before.includes(member) === after.includes(member)) continue;
        tell(supervisor, { type: 'assistance', assistance: after.includes(member) ? assistance : { ...assistance, state: 'over' } });
      }
    },
  };
};
