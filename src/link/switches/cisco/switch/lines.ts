/** The lines of the agents: what each was told, and what it has to be told when something has changed. */
import type { AgentStatus } from '../../../../protocol/agent.ts';
import type { Call, CallCause } from '../../../../protocol/call.ts';
import type { PhoneCommandName } from '../../../../protocol/phone-commands.ts';
import type { SwitchEvents } from '../../../switch.ts';
import { viewAfter } from '../../simulator/call-view.ts';
import { catchUp } from '../../simulator/catch-up.ts';
import type { CiscoAgent } from '../services/connection.ts';
import type { CallBook, CallRecord, Part } from './call-book.ts';
import { viewOf, withActions } from './line-view.ts';

type LineEvent = SwitchEvents['line']['event'];
type CallEvent = Extract<LineEvent, { type: 'call' }>['event'];

export interface Line {
  readonly agentId: string;
  /** As the CTI Server knows the agent. */
  readonly at: CiscoAgent;
  /** Where the agent is logged in. */
  device: string | undefined;
  agent: AgentStatus;
  /** What was told, oldest first. */
  calls: readonly Call[];
  /** The id under which the line knows a call. */
  readonly ids: Map<CallRecord, string>;
  /** How often a call was told to be over here: one that comes back is a new one. */
  readonly left: WeakMap<CallRecord, number>;
  /** The latest calls by the server's id, as they were last told: one may be over before who made it hears of it. */
  readonly recent: Map<number, Call>;
}

/** A call that was made is confirmed within seconds; an agent makes a few in that time. */
const RECENT_CALLS = 32;

export interface Lines {
  /** Tells what has changed in the calls of a line. */
  review(line: Line): void;
  setAgent(line: Line, device: string | undefined, agent: AgentStatus): void;
  /** Marks the calls of every line that has some. */
  markLost(): void;
  find(line: Line, callId: string): { call: Call; own: Part; record: CallRecord } | undefined;
}

export interface LinesParts {
  lines: Iterable<Line>;
  book: CallBook;
  capabilities: readonly PhoneCommandName[];
  tell(line: Line, event: LineEvent): void;
  now(): number;
}

export const createLines = ({ lines, book, capabilities, tell, now }: LinesParts): Lines => {
  const partsOf = (line: Line): { record: CallRecord; own: Part }[] =>
    (line.device === undefined ? [] : book.at(line.device)).flatMap((record) => {
      const own = record.parts.get(line.device ?? '');
      return own && own.state !== 'null' ? [{ record, own }] : [];
    });

  /** A call that was joined with another keeps, on this line, the id it had. */
  const idOf = (line: Line, record: CallRecord): string => {
    const known = line.ids.get(record);
    if (known !== undefined) return known;
    const joined = [...line.ids].find(([earlier]) => earlier.joined === record);
    const times = line.left.get(record) ?? 0;
    const id = joined?.[1] ?? (times === 0 ? record.id : `${record.id}-${times}`);
    line.ids.set(record, id);
    return id;
  };

  const aboutOf = (line: Line, record: CallRecord, own: Part): string | undefined => {
    if (!own.isCaller || record.kind.purpose !== 'consultation') return undefined;
    return line.calls.filter(({ state, consultationFor }) => (state === 'held' || state === 'connected') && consultationFor === undefined).at(-1)?.id;
  };

  const actual = (line: Line): Call[] => {
    const views = partsOf(line).map(({ record, own }) => {
      const id = idOf(line, record);
      const before = line.calls.find((call) => call.id === id);
      const consultationFor = before ? before.consultationFor : aboutOf(line, record, own);
      const view = viewOf({ id, record, own, before, consultationFor, now: now() });
      const cause = before?.state === view.state && before.remoteState === view.remoteState ? before.cause : record.cause;
      return { ...view, ...(cause && { cause }) };
    });
    const known = line.calls.flatMap(({ id }) => views.filter((view) => view.id === id));
    return withActions([...known, ...views.filter((view) => !known.includes(view))], capabilities);
  };

  const learn = (line: Line, event: LineEvent): void => {
    if (event.type === 'snapshot') line.calls = event.snapshot.calls;
    if (event.type !== 'call') return;
    const { call } = event;
    const isKnown = line.calls.some(({ id }) => id === call.id);
    if (call.state === 'null') line.calls = line.calls.filter(({ id }) => id !== call.id);
    else line.calls = isKnown ? line.calls.map((one) => (one.id === call.id ? call : one)) : [...line.calls, call];
  };
  const say = (line: Line, event: LineEvent): void => {
    learn(line, event);
    tell(line, event);
  };

  const clear = (line: Line, call: Call): void => {
    const [record] = [...line.ids].find(([, id]) => id === call.id) ?? [];
    const cause: CallCause = record?.isStale ? 'signallingLost' : (record?.cause ?? 'normalClearing');
    const event: CallEvent = { type: 'cleared', callId: call.id, at: now(), cause };
    say(line, { type: 'call', event, call: viewAfter(call, event) });
    if (!record) return;
    line.ids.delete(record);
    line.left.set(record, (line.left.get(record) ?? 0) + 1);
  };

  const review: Lines['review'] = (line) => {
    const views = actual(line);
    for (const call of line.calls) if (!views.some(({ id }) => id === call.id)) clear(line, call);
    const address = line.device ?? '';
    const { agent } = line;
    for (const event of catchUp({ address, agent, calls: [...line.calls] }, { address, agent, calls: views }, now())) say(line, event);
    for (const [record, id] of [...line.ids]) {
      const call = line.calls.find((one) => one.id === id);
      if (call) line.recent.set(record.callId, call);
      if (record.joined) line.ids.delete(record);
    }
    for (const oldest of line.recent.keys()) if (line.recent.size > RECENT_CALLS) line.recent.delete(oldest);
  };

  return {
    review,
    setAgent(line, device, agent) {
      const isMoved = line.device !== device;
      line.device = device;
      const isSame = line.agent.state === agent.state && line.agent.reason === agent.reason && line.agent.workMode === agent.workMode;
      if (isMoved) {
        line.agent = isSame ? line.agent : agent;
        say(line, { type: 'snapshot', snapshot: { address: device ?? '', agent: line.agent, calls: [...line.calls] } });
        review(line);
      } else if (!isSame) {
        line.agent = agent;
        say(line, { type: 'agent', agent });
      }
    },
    markLost() {
      for (const line of lines)
        for (const call of line.calls) {
          const event: CallEvent = { type: 'updated', callId: call.id, at: now(), signalling: 'lost' };
          say(line, { type: 'call', event, call: { ...call, signalling: 'lost', actions: [] } });
        }
    },
    find(line, callId) {
      const call = line.calls.find(({ id }) => id === callId);
      const found = call && partsOf(line).find(({ record }) => line.ids.get(record) === callId);
      return call && found && { call, ...found };
    },
  };
};
