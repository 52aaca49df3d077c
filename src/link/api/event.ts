/** What the API tells: on its stream, to webhooks, in diagnostics, always in this form. */
import type { LineEvent } from '../../phone/link/wire.ts';
import type { ConnectionNews, RouteDecision } from '../news.ts';
import type { SwitchStatus } from '../switch.ts';

type LineData = { [Type in LineEvent['type']]: Omit<Extract<LineEvent, { type: Type }>, 'type'> };

/** What each type of event carries. */
export interface EventData extends LineData {
  /** How the link stands with its phone system. */
  phoneSystem: SwitchStatus;
  connection: ConnectionNews;
  route: RouteDecision;
}
export type EventType = keyof EventData;
export const eventTypes = [
  'call',
  'agent',
  'snapshot',
  'message',
  'team',
  'assistance',
  'vendorEvent',
  'phoneSystem',
  'connection',
  'route',
] as const satisfies readonly EventType[];

export interface LinkEvent<Type extends EventType = EventType> {
  /** Unique, and the same wherever the event is told. */
  id: string;
  type: Type;
  /** ISO 8601, in UTC. */
  timestamp: string;
  /** Left out where it is about no agent. */
  agentId?: string | undefined;
  data: EventData[Type];
}

/** Which events somebody wants, or may see. */
export interface EventFilter {
  types?: ReadonlySet<string> | undefined;
  agents?: ReadonlySet<string> | undefined;
}

/** How the phone system stands concerns everybody; what is about no agent otherwise only who sees all of them. */
export const passes = ({ types, agents }: EventFilter, { type, agentId }: Pick<LinkEvent, 'type' | 'agentId'>): boolean =>
  (types?.has(type) ?? true) && (!agents || (agentId === undefined ? type === 'phoneSystem' : agents.has(agentId)));
