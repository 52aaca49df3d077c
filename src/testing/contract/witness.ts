/** Watches one phone from its construction on, holds every event against the law, and lets a case wait for what happens. */
import {
  type AgentStatus,
  type Assistance,
  type Call,
  type CallEventName,
  type ChatMessage,
  callActions,
  type TeamChange,
  type VendorEvent,
} from '../../index.ts';
import { allowedActions, type CallEvent, type Phone, type PhoneStatus } from '../../phone/index.ts';
import { checkCallEvent } from './check-call-event.ts';

export interface CallSighting {
  event: CallEvent;
  call: Call;
}

/** What had been told when the last command resolved. */
export interface Mark {
  statuses: readonly PhoneStatus[];
  agents: readonly AgentStatus[];
  sightings: readonly CallSighting[];
  messages: readonly ChatMessage[];
  teamChanges: readonly TeamChange[];
  assistances: readonly Assistance[];
}

export interface Witness {
  readonly statuses: readonly PhoneStatus[];
  readonly agents: readonly AgentStatus[];
  readonly sightings: readonly CallSighting[];
  readonly messages: readonly ChatMessage[];
  readonly vendorEvents: readonly VendorEvent[];
  readonly teamChanges: readonly TeamChange[];
  readonly assistances: readonly Assistance[];
  /** What was heard, one line each, for a failure message. Without numbers and names. */
  readonly timeline: readonly string[];
  /** Notes what was told up to now: called in the very moment a command resolves. */
  mark(): void;
  readonly marked: Mark;
  /** Number of events of all kinds so far. */
  readonly count: number;
  /** Events of one call so far, in order, without `updated`: a phone may tell names and the like whenever it learns them. */
  eventsOf(callId: string): readonly CallEventName[];
  seen(callId: string, type: CallEventName): CallSighting | undefined;
  /** The last event of one call so far, whatever its type. */
  lastOf(callId: string): CallSighting | undefined;
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
  const messages: ChatMessage[] = [];
  const vendorEvents: VendorEvent[] = [];
  const teamChanges: TeamChange[] = [];
  const assistances: Assistance[] = [];
  const timeline: string[] = [];
  const violations: string[] = [];
  const handedOut = new Map<readonly Call[], string>();
  const looks = new Set<() => void>();
  let marked: Mark = { statuses: [], agents: [], sightings: [], messages: [], teamChanges: [], assistances: [] };

  const notModified = (calls: readonly Call[]): void => {
    const picture = handedOut.get(calls);
    if (picture === undefined) handedOut.set(calls, JSON.stringify(calls));
    else if (picture !== JSON.stringify(calls)) violations.push('calls: an array or a call that was handed out was modified');
  };

  const heard = (line: string): void => {
    timeline.push(line);
    notModified(phone.calls);
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
  phone.on('message', (message) => {
    messages.push(message);
    if (!phone.calls.some(({ id }) => id === message.callId)) violations.push('law 17: a message was told of a call that is not in calls');
    heard(`message, ${message.by}`);
  });
  phone.on('vendorEvent', (event) => {
    vendorEvents.push(event);
    heard('vendorEvent');
  });
  phone.on('team', (change) => {
    teamChanges.push(change);
    const { member, removed } = change;
    const known = phone.team.find(({ agentId }) => agentId === (member?.agentId ?? removed));
    if (JSON.stringify(known) !== JSON.stringify(member)) violations.push('law 4: a change of the team was told that was not applied to it');
    if (member?.calls.some(({ actions, data }) => actions.length > 0 || Object.keys(data).length > 0))
      violations.push('law 19: a call of the team has what is the agent’s own, `actions` or `data`');
    heard(`team, ${member ? `${member.agent.state} with ${member.calls.length} calls` : 'removed'}`);
  });
  phone.on('assistance', (assistance) => {
    assistances.push(assistance);
    const isOpen = phone.assistance.some(({ id, state }) => id === assistance.id && state === assistance.state);
    if (isOpen === (assistance.state === 'over')) violations.push('law 22: `assistance` has requests that are over, or lacks one that is not');
    heard(`assistance, ${assistance.kind} ${assistance.state}`);
  });
  phone.on('call', (sighting) => {
    const { event, call } = sighting;
    violations.push(...checkCallEvent(sighting, sightings, phone.calls));
    // a listener before this one may have acted: what is offered now counts, not what was
    const current = phone.calls.find(({ id }) => id === call.id);
    if (current) actionsAreGranted(current);
    else if (event.type !== 'cleared') {
      // it may even have ended the call; then all of that is told before anything else runs
      queueMicrotask(() => {
        if (!sightings.some((later) => later.call.id === call.id && later.event.type === 'cleared')) {
          violations.push(`law 4: ${event.type} was told before it was applied: its call is not in calls`);
        }
      });
    }
    sightings.push(sighting);
    heard(`${event.type} → ${call.state}/${call.remoteState}${call.signalling === 'lost' ? ' (signalling lost)' : ''}`);
  });

  return {
    statuses,
    agents,
    sightings,
    messages,
    vendorEvents,
    teamChanges,
    assistances,
    timeline,
    violations,
    mark() {
      marked = {
        statuses: [...statuses],
        agents: [...agents],
        sightings: [...sightings],
        messages: [...messages],
        teamChanges: [...teamChanges],
        assistances: [...assistances],
      };
    },
    get marked() {
      return marked;
    },
    get count() {
      return timeline.length;
    },
    eventsOf: (callId) => sightings.filter(({ event, call }) => call.id === callId && event.type !== 'updated').map(({ event }) => event.type),
    seen: (callId, type) => sightings.filter(({ event, call }) => call.id === callId && event.type === type).at(-1),
    lastOf: (callId) => sightings.filter(({ call }) => call.id === callId).at(-1),
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
      for (const [calls, picture] of handedOut)
        if (JSON.stringify(calls) !== picture) violations.push('calls: an array or a call that was handed out was modified');
      handedOut.clear();
      for (const call of phone.calls) actionsAreGranted(call);
      return violations;
    },
  };
};
