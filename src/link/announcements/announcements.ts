/**
 * A phone system to which calls can be added that only somebody else knows of. Announced calls are on their lines like any other: in snapshots,
 * in events, in order. They have no actions, since nobody can carry one out, and their signalling is up whatever the phone system's
 * is: who announces them is somebody else.
 *
 * - **Twice.** An announcement with the id of a call that was announced changes that call, and makes no second. One of a call that
 *   has ended changes nothing.
 * - **Twice, by two.** A call the phone system has told of is its own: an announcement with the same id is ignored. When the phone system tells
 *   of a call that was announced before, it is the phone system's from then on. Calls with different ids are different calls, whatever their numbers.
 * - **Forgotten.** A call of which nothing more is told ends some time after it was last heard of, with the cause `unknown` and as of that moment.
 */
import { randomUUID } from 'node:crypto';
import type { LineSnapshot } from '../../phone/link/wire.ts';
import type { Call } from '../../protocol/call.ts';
import { createEmitter } from '../../protocol/emitter.ts';
import { CtiError } from '../../protocol/error.ts';
import { stringMap } from '../../protocol/schema.ts';
import { grantedTo } from '../granted-to.ts';
import type { Switch, SwitchEvents } from '../switch.ts';
import { beginCall, endCall, establishCall, updateCall } from './announced-call.ts';
import { createAnnouncedLines } from './announced-lines.ts';
import { type Announce, type Announced, type Announcement, announcementSchema } from './announcement.ts';
import type { AnnouncementsConfig } from './config.ts';
import { FORGET_AFTER_MS, FORGET_NAMED_AFTER_MS, RESERVED_PREFIX } from './limits.ts';

interface Told {
  call: Call;
  /** Calls that were on the line before it. */
  after: ReadonlySet<string>;
}

export interface AnnouncingSwitch extends Switch {
  announce: Announce;
  /** Hears the phone system no more. Who goes on with it, goes on without announced calls. */
  release(): void;
}

const refuse = (problems: readonly string[]) =>
  new CtiError('INVALID_ARGUMENT', `This cannot be announced: ${problems.join('; ')}.`, { details: { problems } });

const check = (announcement: Announcement): void => {
  const { error } = announcementSchema().safeParse(announcement);
  if (error) throw refuse(error.issues.map(({ path, message }) => `${path.join('.') || 'the announcement'} ${message}`));
  const { state, callId } = announcement;
  if (state !== undefined && state !== 'alerting' && callId === undefined)
    throw refuse([`callId is missing, without which nobody knows which call is ${state}`]);
};

/** What agents' softphones tell each other with a call, such as the work that goes along, nobody else announces. */
const withoutReserved = ({ data, ...announcement }: Announcement): Announcement => {
  if (!data) return announcement;
  return { ...announcement, data: Object.fromEntries(Object.entries(data).filter(([name]) => !name.toLowerCase().startsWith(RESERVED_PREFIX))) };
};

/** What was announced must fit through to the CRM, and nothing of it is cut. */
const checkData = ({ data }: Call): void => {
  const [issue] = stringMap().safeParse(data).error?.issues ?? [];
  if (issue) throw refuse([`data ${issue.message}`]);
};

export const createAnnouncements = (phoneSystem: Switch, { forgetAfterMs }: AnnouncementsConfig = {}): AnnouncingSwitch => {
  const emitter = createEmitter<Pick<SwitchEvents, 'line'>>();
  const lines = createAnnouncedLines((agentId, event) => emitter.emit('line', { agentId, event }));
  /** What listeners have been told: the snapshot is the sum of that, also for a listener that asks while others have yet to hear. */
  const told = new Map<string, Map<string, Told>>();
  let stopped = false;

  emitter.on('line', ({ agentId, event }) => {
    if (event.type !== 'call') return;
    const { call } = event;
    const line = told.get(agentId) ?? new Map<string, Told>();
    if (call.state === 'null') line.delete(call.id);
    else line.set(call.id, { call, after: line.get(call.id)?.after ?? new Set(snapshot(agentId)?.calls.map(({ id }) => id)) });
    if (line.size > 0) told.set(agentId, line);
    else told.delete(agentId);
  });

  /** The first listener: for all others it is the phone system's call already. */
  const release = phoneSystem.on('line', ({ agentId, event }) => {
    if (event.type !== 'call' || !told.has(agentId)) return;
    const line = told.get(agentId);
    line?.delete(event.call.id);
    if (line?.size === 0) told.delete(agentId);
    lines.release(agentId, event.call.id);
  });

  /** Oldest first: each behind the last of those that were there when it came. */
  const withAnnounced = (agentId: string, known: LineSnapshot): LineSnapshot => {
    const announced = told.get(agentId);
    if (!announced) return known;
    const calls = [...known.calls];
    for (const { call, after } of announced.values()) {
      if (known.calls.some(({ id }) => id === call.id)) continue;
      const place = calls.reduce((last, { id }, index) => (after.has(id) ? index + 1 : last), 0);
      calls.splice(place, 0, call);
    }
    return { ...known, calls };
  };

  const snapshot: Switch['snapshot'] = (agentId) => {
    const known = phoneSystem.snapshot(agentId);
    return known && withAnnounced(agentId, known);
  };

  const complete = ({ agentId, event }: SwitchEvents['line']): SwitchEvents['line'] =>
    event.type === 'snapshot' ? { agentId, event: { type: 'snapshot', snapshot: withAnnounced(agentId, event.snapshot) } } : { agentId, event };

  const onLine = (listener: (event: SwitchEvents['line']) => void): (() => void) => {
    // Two sources, each in its own order: no call is of both.
    const offs = [phoneSystem.on('line', (told) => listener(complete(told))), emitter.on('line', listener)];
    return () => {
      for (const off of offs) off();
    };
  };

  /** What happened on one line, if anything. */
  const announceTo = (agentId: string, callId: string, announcement: Announcement): Announced['outcome'] => {
    const { state = 'alerting' } = announcement;
    const at = Date.now();
    const patienceMs = forgetAfterMs ?? (announcement.callId === undefined ? FORGET_AFTER_MS : FORGET_NAMED_AFTER_MS);
    const tell = (step: Parameters<typeof lines.tell>[1]) => {
      checkData(step.call);
      lines.tell(agentId, step, patienceMs);
      return step.call;
    };

    let call = lines.find(agentId, callId);
    if (!call) {
      const known = phoneSystem.snapshot(agentId);
      if (!known || state === 'ended' || lines.hasEnded(agentId, callId) || known.calls.some(({ id }) => id === callId)) return 'ignored';
      call = tell(beginCall(callId, announcement, at));
      const established = state === 'established' ? establishCall(call, at) : undefined;
      if (established) tell(established);
      return 'announced';
    }
    const news = updateCall(call, announcement, at);
    if (news) call = tell(news);
    if (state === 'ended') {
      tell(endCall(call, at));
      return 'ended';
    }
    const established = state === 'established' ? establishCall(call, at) : undefined;
    if (established) tell(established);
    if (news || established) return 'updated';
    lines.heard(agentId, callId);
    return 'ignored';
  };

  const announce: Announce = (given) => {
    check(given);
    const announcement = withoutReserved(given);
    const { callId = randomUUID() } = announcement;
    const agentIds = new Set(announcement.agentIds ?? lines.agentsOf(callId));
    if (stopped) return { callId, outcome: 'ignored', agentIds: [] };
    const outcomes = [...agentIds].map((agentId) => ({ agentId, outcome: announceTo(agentId, callId, announcement) }));
    const outcome = (['announced', 'ended', 'updated'] as const).find((each) => outcomes.some((one) => one.outcome === each)) ?? 'ignored';
    return { callId, outcome, agentIds: outcomes.flatMap((one) => (one.outcome === 'ignored' ? [] : [one.agentId])) };
  };

  const execute: Switch['execute'] = async (agentId, name, request, options) => {
    const callId = (request as { callId?: unknown } | undefined)?.callId;
    if (typeof callId === 'string' && phoneSystem.capabilities.includes(name)) {
      if (lines.find(agentId, callId)) throw new CtiError('INVALID_STATE', 'This call was only announced: the phone system cannot do anything with it.');
      // Whoever wraps it up tells the CRM; a phone system that never had the call is not asked.
      if (name === 'wrapUp' && lines.hasEnded(agentId, callId)) return undefined as never;
    }
    return phoneSystem.execute(agentId, name, request, options);
  };

  return {
    announce,
    release,
    get name() {
      return phoneSystem.name;
    },
    get status() {
      return phoneSystem.status;
    },
    get capabilities() {
      return phoneSystem.capabilities;
    },
    capabilitiesOf: (agentId) => grantedTo(phoneSystem, agentId),
    start() {
      stopped = false;
      return phoneSystem.start();
    },
    stop() {
      stopped = true;
      lines.forgetAll();
      return phoneSystem.stop();
    },
    snapshot,
    execute,
    route: (routeId, destination) => phoneSystem.route(routeId, destination),
    on: (name, listener) => (name === 'line' ? onLine(listener as (event: SwitchEvents['line']) => void) : phoneSystem.on(name, listener)),
  };
};
