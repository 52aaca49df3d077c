/**
 * The heart of the phone system: calls and their legs, time, and the telling of events. Whatever happens, happens inside of `act`; when
 * the outermost one ends, what it changed elsewhere is told: actions that came or went, and states of agents.
 */
import type { CallCause, Party } from '../../../protocol/call.ts';
import { type ActionRules, actionsOf } from './actions.ts';
import { noteFinished } from './agent-state.ts';
import { beginView, viewAfter } from './call-view.ts';
import type { Clock } from './clock.ts';
import type { Agent, Attached, CallEvent, Happening, Leg, LineEvent, SimulatedCall } from './model.ts';

type BeginningOf<Type extends 'originated' | 'delivered'> = Extract<Happening, { type: Type }>;

export interface Exchange {
  readonly clock: Clock;
  act<Result>(work: () => Result): Result;
  /** `act` after a time. @returns what cancels it */
  later(work: () => void, ms: number): () => void;
  newCall(called: Party, attached?: Attached, type?: string): SimulatedCall;
  find(callId: string): SimulatedCall | undefined;
  /** Calls that are not over. */
  readonly calls: ReadonlySet<SimulatedCall>;
  /** A new leg of the call, known to its party by the call's id. */
  join(call: SimulatedCall, party: Party, agent: Agent | undefined, event: BeginningOf<'originated'> | BeginningOf<'delivered'>): Leg;
  tell(leg: Leg, happening: Happening): void;
  /** `cleared`, and the leg is gone. Who is left is the caller's task. */
  clear(leg: Leg, cause?: CallCause): void;
  /** Joins what is left of `other` into `call`. Legs keep the ids under which their parties know them. */
  merge(call: SimulatedCall, other: SimulatedCall): void;
  touch(agent: Agent): void;
  touchCall(call: SimulatedCall): void;
  /** All timers are cancelled, and none is set again until the next call. */
  cancelTimers(): void;
}

export interface ExchangeParts {
  clock: Clock;
  rules: ActionRules;
  /** Begins every call id: no two simulators that run have the same. */
  idPrefix: string;
  onLine(agent: Agent, event: LineEvent): void;
  onOutside(leg: Leg, event: CallEvent): void;
  /** Looks at an agent with whom something has happened. */
  review(agent: Agent): void;
}

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);

export const createExchange = ({ clock, rules, idPrefix, onLine, onOutside, review }: ExchangeParts): Exchange => {
  const byId = new Map<string, SimulatedCall>();
  const calls = new Set<SimulatedCall>();
  const touched = new Set<Agent>();
  const timers = new Set<() => void>();
  let ids = 0;
  let depth = 0;

  const tellOf = (leg: Leg, event: CallEvent): void => {
    if (leg.agent) onLine(leg.agent, { type: 'call', event, call: leg.view });
    else onOutside(leg, event);
  };

  const refreshActions = (leg: Leg): void => {
    const actions = actionsOf(leg, rules);
    if (sameList(actions, leg.view.actions)) return;
    leg.view = { ...leg.view, actions };
    tellOf(leg, { type: 'updated', callId: leg.view.id, at: clock.now() });
  };

  /** Reviewing an agent may give it a call, which touches others: each round has fewer waiting calls than the one before. */
  const refresh = (): void => {
    for (let [agent] = touched; agent; [agent] = touched) {
      touched.delete(agent);
      for (const leg of agent.legs.values()) refreshActions(leg);
      review(agent);
    }
  };

  const act: Exchange['act'] = (work) => {
    depth++;
    try {
      const result = work();
      if (depth === 1) refresh();
      return result;
    } finally {
      depth--;
    }
  };

  const later: Exchange['later'] = (work, ms) => {
    const cancelTimer = clock.setTimer(() => {
      timers.delete(cancel);
      act(work);
    }, ms);
    const cancel = (): void => {
      timers.delete(cancel);
      cancelTimer();
    };
    timers.add(cancel);
    return cancel;
  };

  const touchCall = (call: SimulatedCall): void => {
    for (const { agent } of call.legs) if (agent) touched.add(agent);
  };

  const rename = (call: SimulatedCall): void => {
    call.id = `${idPrefix}-${++ids}`;
    call.ids.push(call.id);
    byId.set(call.id, call);
  };

  const forget = (call: SimulatedCall): void => {
    call.waiting?.stop();
    call.waiting = undefined;
    calls.delete(call);
    call.attached.calls.delete(call);
    for (const id of call.ids) if (byId.get(id) === call) byId.delete(id);
  };

  const clear: Exchange['clear'] = (leg, cause) => {
    const { call, agent } = leg;
    const event: CallEvent = { type: 'cleared', callId: leg.view.id, at: clock.now(), ...(cause && { cause }) };
    leg.view = viewAfter(leg.view, event);
    call.legs.splice(call.legs.indexOf(leg), 1);
    touchCall(call);
    if (agent) {
      agent.legs.delete(leg.view.id);
      call.left.add(agent);
      noteFinished(agent, leg.view);
      touched.add(agent);
    }
    if (call.legs.length === 0) forget(call);
    tellOf(leg, event);
  };

  return {
    clock,
    act,
    later,
    newCall(called, attached = { values: {}, calls: new Set() }, type) {
      const call: SimulatedCall = { id: '', ids: [], type, called, attached, legs: [], waiting: undefined, hops: 0, left: new Set() };
      rename(call);
      attached.calls.add(call);
      calls.add(call);
      return call;
    },
    find: (callId) => byId.get(callId),
    calls,
    join(call, party, agent, happening) {
      // A line that has told `cleared` for an id must not hear of it again.
      if (agent && call.left.has(agent)) {
        call.left.clear();
        rename(call);
      }
      const event = { ...happening, ...(call.type !== undefined && { callType: call.type }), callId: call.id, at: clock.now() };
      const leg: Leg = { call, party, agent, view: beginView(event), heard: '', read: [], urls: [] };
      call.legs.push(leg);
      agent?.legs.set(call.id, leg);
      if (agent) leg.view = { ...leg.view, actions: actionsOf(leg, rules) };
      touchCall(call);
      tellOf(leg, event);
      return leg;
    },
    tell(leg, happening) {
      const event = { ...happening, callId: leg.view.id, at: clock.now() } as CallEvent;
      leg.view = viewAfter(leg.view, event);
      if (leg.agent) leg.view = { ...leg.view, actions: actionsOf(leg, rules) };
      touchCall(leg.call);
      tellOf(leg, event);
    },
    clear,
    merge(call, other) {
      for (const leg of other.legs.splice(0)) {
        leg.call = call;
        call.legs.push(leg);
      }
      for (const id of other.ids) {
        call.ids.push(id);
        byId.set(id, call);
      }
      forget(other);
      touchCall(call);
    },
    touch: (agent) => void touched.add(agent),
    touchCall,
    cancelTimers() {
      for (const cancel of [...timers]) cancel();
    },
  };
};
