/** Watches one phone from its construction on, holds every event against the law, and lets a case wait for what happens. */
import { type AgentStatus, type Call, type CallEventName, callActions } from '../../index.ts';
import { allowedActions, type CallEvent, type Phone, type PhoneStatus } from '../../phone/index.ts';
import { checkCallEvent } from './check-call-event.ts';

export interface CallSighting {
  event: CallEvent;
  call: Call;
}

export interface Witness {
  readonly statuses: readonly PhoneStatus[];
  readonly agents: readonly AgentStatus[];
  readonly sightings: readonly CallSighting[];
  /** What was heard, one line each, for a failure message. Without numbers and names. */
  readonly timeline: readonly string[];
  /** Number of events of all kinds so far. */
  readonly count: number;
  /** Events of one call so far, in order. */
  eventsOf(callId: string): readonly CallEventName[];
  seen(callId: string, type: CallEventName): CallSighting | undefined;
  /** Resolves with what `look` finds, looking now and after each event. Never rejects by itself: bound it. */
  until<Found>(look: () => Found | undefined | false): Promise<Found>;
  /** Broken laws noticed so far. */
  readonly violations: readonly string[];
  /** Looks once more at what was handed out earlier: it must not have been modified. */
  finish(): readonly string[];
}

export const createWitness = (phone: Phone): Witness => {
  const statuses: PhoneStatus[] = [];
  const agents: AgentStatus[] = [];
  const sightings: CallSighting[] = [];
  const timeline: string[] = [];
  const violations: string[] = [];
  const handedOut = new Map<readonly Call[], string>();
  const looks = new Set<() => void>();

  const heard = (line: string): void => {
    timeline.push(line);
    handedOut.set(phone.calls, JSON.stringify(phone.calls));
    for (const look of [...looks]) look();
  };

  const actionsAreGranted = (call: Call): void => {
    const most = allowedActions(call, phone.calls, phone.capabilities);
    const extra = call.actions.filter((action) => !most.includes(action));
    const unknown = call.actions.filter((action) => !callActions.includes(action));
    if (extra.length + unknown.length > 0) violations.push(`law 5: a call that is ${call.state} offers ${[...extra, ...unknown].join(', ')}`);
  };

  phone.on('status', (status) => {
    statuses.push(status);
    if (phone.status.state !== status.state) violations.push(`law 4: status ${status.state} was told while the phone's own was ${phone.status.state}`);
    heard(`status ${status.state}`);
  });
  phone.on('agent', (agent) => {
    agents.push(agent);
    heard(`agent ${agent.state}`);
  });
  phone.on('call', (sighting) => {
    const { event, call } = sighting;
    violations.push(...checkCallEvent(sighting, sightings, phone.calls));
    // a listener before this one may have acted: what is offered now counts, not what was
    const current = phone.calls.find(({ id }) => id === call.id);
    if (current) actionsAreGranted(current);
    sightings.push(sighting);
    heard(`${event.type} → ${call.state}/${call.remoteState}${call.signalling === 'lost' ? ' (signalling lost)' : ''}`);
  });

  return {
    statuses,
    agents,
    sightings,
    timeline,
    violations,
    get count() {
      return timeline.length;
    },
    eventsOf: (callId) => sightings.filter(({ call }) => call.id === callId).map(({ event }) => event.type),
    seen: (callId, type) => sightings.findLast(({ event, call }) => call.id === callId && event.type === type),
    until: (look) =>
      new Promise((resolve) => {
        const attempt = (): void => {
          const found = look();
          if (found === undefined || found === false) return;
          looks.delete(attempt);
          resolve(found);
        };
        looks.add(attempt);
        attempt();
      }),
    finish() {
      for (const [calls, picture] of handedOut) if (JSON.stringify(calls) !== picture) violations.push('calls: an array or a call that was handed out was modified');
      handedOut.clear();
      for (const call of phone.calls) actionsAreGranted(call);
      return violations;
    },
  };
};
