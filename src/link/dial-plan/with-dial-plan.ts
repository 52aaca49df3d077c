/** A phone system whose numbers are written as the CRM has them: a dial plan between it and everybody else. */

import type { DialPlan } from '../../numbers/index.ts';
import type { LineEvent, LineSnapshot } from '../../phone/link/wire.ts';
import type { Call, Party } from '../../protocol/call.ts';
import type { PhoneCommandName, PhoneCommands } from '../../protocol/phone-commands.ts';
import type { TeamMember } from '../../protocol/team.ts';
import { grantedTo } from '../granted-to.ts';
import type { RouteRequest, Switch, SwitchEvents } from '../switch.ts';
import { createDialledNumbers } from './dialled-numbers.ts';

type Request<Name extends PhoneCommandName> = Parameters<PhoneCommands[Name]>[0];
type CallEvent = Extract<LineEvent, { type: 'call' }>['event'];
type Rewrite = (number: string) => string;

const isCall = (value: unknown): value is Call => typeof value === 'object' && value !== null && 'remote' in value && 'state' in value;

/** Numbers of an event or a call, wherever they stand in it. */
const rewritten = <Value extends CallEvent | Call>(value: Value, rewrite: Rewrite): Value => {
  const { remote, called, parties, to } = value as { remote?: Party; called?: Party; parties?: readonly Party[]; to?: Party };
  const party = (one: Party): Party => ({ ...one, number: rewrite(one.number) });
  return {
    ...value,
    ...(remote && { remote: party(remote) }),
    ...(called && { called: party(called) }),
    ...(parties && { parties: parties.map(party) }),
    ...(to && { to: party(to) }),
  };
};

export const withDialPlan = (phoneSystem: Switch, plan: DialPlan): Switch => {
  const dialled = createDialledNumbers();

  /** What somebody here has dialled stays as it was written; all else is as the plan makes it. */
  const rewriteFor = (agentId: string, { direction }: Call): Rewrite =>
    direction === 'outbound' ? (number) => dialled.asWritten(agentId, number) ?? plan.incoming(number) : plan.incoming;
  const showCall = (agentId: string, call: Call): Call => rewritten(call, rewriteFor(agentId, call));
  const showMember = (member: TeamMember): TeamMember => ({ ...member, calls: member.calls.map((call) => showCall(member.agentId, call)) });
  const showSnapshot = (agentId: string, snapshot: LineSnapshot): LineSnapshot => ({
    ...snapshot,
    ...(snapshot.team && { team: snapshot.team.map(showMember) }),
    calls: snapshot.calls.map((call) => showCall(agentId, call)),
  });
  const showEvent = (agentId: string, event: LineEvent): LineEvent => {
    if (event.type === 'snapshot') return { ...event, snapshot: showSnapshot(agentId, event.snapshot) };
    if (event.type === 'team') return { ...event, change: { ...event.change, ...(event.change.member && { member: showMember(event.change.member) }) } };
    if (event.type !== 'call') return event;
    const rewrite = rewriteFor(agentId, event.call);
    return { ...event, event: rewritten(event.event, rewrite), call: rewritten(event.call, rewrite) };
  };
  const showRoute = (route: RouteRequest): RouteRequest => ({ ...route, calling: plan.incoming(route.calling), called: plan.incoming(route.called) });

  const dial = (agentId: string, number: string): string => {
    const sent = plan.outgoing(number);
    dialled.remember(agentId, sent, number);
    return sent;
  };

  /** The number by which the phone system knows a party. */
  const partyOf = (agentId: string, callId: string, number: string): string => {
    const call = phoneSystem.snapshot(agentId)?.calls.find(({ id }) => id === callId);
    const rewrite = call && rewriteFor(agentId, call);
    return call?.parties?.find((party) => rewrite?.(party.number) === number)?.number ?? number;
  };

  const translate = (agentId: string, name: PhoneCommandName, request: unknown): unknown => {
    const { number, callId } = (request ?? {}) as { number?: unknown; callId?: unknown };
    if (typeof number !== 'string') return request;
    const change = (to: string) => ({ ...(request as object), number: to });
    if (name === 'dial' || name === 'consult') return change(dial(agentId, number));
    if (name === 'blindTransfer') return change(plan.outgoing(number));
    return name === 'dropParty' && typeof callId === 'string' ? change(partyOf(agentId, callId, number)) : request;
  };

  return {
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
    start: () => phoneSystem.start(),
    stop: () => phoneSystem.stop(),
    snapshot(agentId) {
      const snapshot = phoneSystem.snapshot(agentId);
      return snapshot && showSnapshot(agentId, snapshot);
    },
    async execute(agentId, name, request, options) {
      const result = await phoneSystem.execute(agentId, name, translate(agentId, name, request) as Request<typeof name>, options);
      return isCall(result) ? (showCall(agentId, result) as typeof result) : result;
    },
    route: (routeId, destination) => phoneSystem.route(routeId, plan.outgoing(destination)),
    on(name, listener) {
      const tell = listener as (event: unknown) => void;
      if (name === 'line')
        return phoneSystem.on('line', ({ agentId, event }) => tell({ agentId, event: showEvent(agentId, event) } satisfies SwitchEvents['line']));
      if (name === 'route') return phoneSystem.on('route', (route) => tell(showRoute(route)));
      return phoneSystem.on(name, listener);
    },
  };
};
