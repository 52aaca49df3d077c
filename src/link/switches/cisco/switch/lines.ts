/** The lines of the agents: what each was told, and what it has to be told when something has changed. */
import type { AgentStatus } from '../../../../protocol/agent.ts';
import type { Call } from '../../../../protocol/call.ts';
import { isListening } from '../../../../protocol/is-listening.ts';
import type { PhoneCommandName } from '../../../../protocol/phone-commands.ts';
import type { Supervision } from '../../../../protocol/supervision.ts';
import type { SwitchEvents } from '../../../switch.ts';
import { partiesIn, sameParties, viewAfter } from '../../simulator/call-view.ts';
import { catchUp } from '../../simulator/catch-up.ts';
import type { CallBook } from './call-book.ts';
import { type CallRecord, inConversation, type Part } from './call-record.ts';
import { clearCause } from './clear-cause.ts';
import type { Line } from './line.ts';
import { onItsWay, viewOf, withActions } from './line-view.ts';

export type LineEvent = SwitchEvents['line']['event'];
type CallEvent = Extract<LineEvent, { type: 'call' }>['event'];

/** A call that was made is confirmed within seconds; an agent makes a few in that time. */
const RECENT_CALLS = 32;
/** Calls that can still be wrapped up: the server takes data for two minutes. */
const FINISHED_CALLS = 32;

export interface Lines {
  /** Tells what has changed in the calls of a line. */
  review(line: Line): void;
  setAgent(line: Line, device: string | undefined, agent: AgentStatus): void;
  /** Marks the calls of every line that has some. */
  markLost(): void;
  find(line: Line, callId: string): { call: Call; own: Part; record: CallRecord } | undefined;
}

export interface LinesParts {
  lines(): Iterable<Line>;
  book: CallBook;
  capabilities: readonly PhoneCommandName[];
  /** Who works at a device. */
  agentAt(device: string): string | undefined;
  tell(line: Line, event: LineEvent): void;
  now(): number;
}

/** Calls that are made from within another one, to ask somebody about it. */
const asking: readonly string[] = ['consultation', 'assistance', 'emergency'];

export const createLines = ({ lines, book, capabilities, agentAt, tell, now }: LinesParts): Lines => {
  const partsOf = (line: Line): { record: CallRecord; own: Part }[] =>
    (line.device === undefined ? [] : book.at(line.device)).flatMap((record) => {
      const own = record.parts.get(line.device ?? '');
      return own && own.state !== 'null' ? [{ record, own }] : [];
    });

  const supervisionOf = (line: Line, record: CallRecord, own: Part, before: Call | undefined): Supervision | undefined => {
    const { kind } = record;
    const supervised = record.supervised.get(line.device ?? '') ?? (kind.how && own.isCaller ? { device: record.called, how: kind.how } : undefined);
    if (!supervised) return undefined;
    const agentId = before?.supervision?.agentId ?? agentAt(supervised.device);
    return agentId === undefined ? undefined : { how: supervised.how, agentId };
  };

  /** The id of the call that becomes this one, when the supervisor takes part in another way. */
  const changedId = (line: Line, record: CallRecord, own: Part): string | undefined => {
    const { changing } = line;
    if (!changing || supervisionOf(line, record, own, undefined)?.agentId !== changing.agentId) return undefined;
    const [former] = [...line.ids].find(([, id]) => id === changing.callId) ?? [];
    if (former?.parts.has(line.device ?? '')) return undefined;
    if (former) line.ids.delete(former);
    return changing.callId;
  };

  /** A call that was joined with another keeps, on this line, the id it had; so does one in which a supervisor takes part in another way. */
  const idOf = (line: Line, record: CallRecord, own: Part): string => {
    const known = line.ids.get(record);
    if (known !== undefined) return known;
    const joined = [...line.ids].find(([earlier]) => earlier.joined === record);
    const times = line.left.get(record) ?? 0;
    const id = joined?.[1] ?? changedId(line, record, own) ?? (times === 0 ? record.id : `${record.id}-${times}`);
    line.ids.set(record, id);
    return id;
  };

  const aboutOf = (line: Line, record: CallRecord, own: Part): string | undefined => {
    if (!own.isCaller || (line.consulting === undefined && !asking.includes(record.kind.purpose))) return undefined;
    if (line.consulting !== undefined) return line.consulting;
    return line.calls.filter(({ state, consultationFor }) => (state === 'held' || state === 'connected') && consultationFor === undefined).at(-1)?.id;
  };

  const actual = (line: Line): Call[] => {
    const views = partsOf(line).map(({ record, own }) => {
      const id = idOf(line, record, own);
      const before = line.calls.find((call) => call.id === id);
      const consultationFor = before ? before.consultationFor : aboutOf(line, record, own);
      const supervision = supervisionOf(line, record, own, before);
      const view = viewOf({ id, record, own, before, consultationFor, supervision, now: now() });
      const cause = before?.state === view.state && before.remoteState === view.remoteState ? before.cause : record.cause;
      return { ...view, ...(cause && { cause }) };
    });
    const known = line.calls.flatMap((call) => {
      const own = views.filter(({ id }) => id === call.id);
      // A supervisor is in the call all the while, even where the phone system ends one way of taking part before it begins the other.
      const isOnItsWay = call.id === line.changing?.callId && !own.some(inConversation);
      return isOnItsWay ? [call] : own;
    });
    return withActions([...known, ...views.filter(({ id }) => !known.some((call) => call.id === id))], capabilities);
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
  const sayOf = (line: Line, call: Call, event: CallEvent, actions: Call['actions'] = []): void =>
    say(line, { type: 'call', event, call: { ...viewAfter(call, event), actions } });

  const finish = (line: Line, call: Call, record: CallRecord): void => {
    if (call.establishedAt === undefined || isListening(call)) return;
    const own = { connectionCallId: record.callId, connectionDeviceIdType: null, ...(line.device !== undefined && { connectionDeviceId: line.device }) };
    line.finished.set(call.id, { record, connection: own, isWrappedUp: false });
    for (const oldest of line.finished.keys()) if (line.finished.size > FINISHED_CALLS) line.finished.delete(oldest);
    if (call.consultationFor === undefined) line.workCallId = call.id;
  };

  const clear = (line: Line, call: Call): void => {
    const [record] = [...line.ids].find(([, id]) => id === call.id) ?? [];
    const cause = clearCause(call, record, line.device);
    const about = { callId: call.id, at: now(), cause };
    let last = call;
    if (record && line.device !== undefined && record.handedOn.has(line.device) && inConversation(call)) {
      sayOf(line, call, { type: 'transferred', ...about });
      last = line.calls.find(({ id }) => id === call.id) ?? call;
    }
    if (record) finish(line, call, record);
    sayOf(line, last, { type: 'cleared', ...about });
    if (!record) return;
    line.ids.delete(record);
    line.left.set(record, (line.left.get(record) ?? 0) + 1);
  };

  /** What was joined from within a consultation is the call it was about, for whoever has asked. */
  const keepFirst = (line: Line): void => {
    for (const [record, id] of [...line.ids]) {
      const intoId = record.joined && line.ids.get(record.joined);
      const consultation = line.calls.find((call) => call.id === intoId);
      if (!record.joined || intoId === undefined || consultation?.consultationFor !== id) continue;
      line.ids.set(record.joined, id);
      line.ids.set(record, intoId);
    }
  };

  /** Who makes a conference is told so, and not that somebody else has. */
  const tellOwnConference = (line: Line, views: readonly Call[]): void => {
    for (const { record, own } of partsOf(line)) {
      if (record.conferencedBy !== own.number) continue;
      record.conferencedBy = undefined;
      const callId = line.ids.get(record);
      const [known, view] = [line.calls, views].map((calls) => calls.find(({ id }) => id === callId));
      if (!known || !view?.parties || view.state !== 'connected' || !inConversation(known) || sameParties(partiesIn(known), view.parties)) continue;
      sayOf(line, known, { type: 'conferenced', callId: view.id, at: now(), by: 'local', parties: view.parties, cause: 'conference' }, view.actions);
    }
  };

  const review: Lines['review'] = (line) => {
    keepFirst(line);
    const views = actual(line);
    for (const call of line.calls) if (!views.some(({ id }) => id === call.id)) clear(line, call);
    tellOwnConference(line, views);
    const address = line.device ?? '';
    const { agent } = line;
    for (const event of catchUp({ address, agent, calls: [...line.calls] }, { address, agent, calls: views }, now()))
      say(line, event.type === 'call' ? { ...event, call: onItsWay(event.call, views) } : event);
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
        if (!isSame) say(line, { type: 'agent', agent });
        say(line, { type: 'snapshot', snapshot: { address: device ?? '', agent: line.agent, calls: [...line.calls] } });
        review(line);
      } else if (!isSame) {
        line.agent = agent;
        say(line, { type: 'agent', agent });
      }
    },
    markLost() {
      for (const line of lines())
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
