/** One event of the link's stream, in one line. */
import { h } from '../crm/page/dom.ts';
import type { StreamedEvent } from './link-api.ts';

interface Told {
  event?: { type: string; cause?: string };
  agent?: { state: string; reason?: string };
  state?: string;
  vendorEvent?: { name: string; data?: unknown };
  [name: string]: unknown;
}

/** A vendor's own: its name, and what of its data can be read. */
const vendorWords = ({ name, data }: NonNullable<Told['vendorEvent']>): string => {
  const values = typeof data === 'object' && data !== null ? Object.values(data).filter((value) => typeof value === 'string') : [];
  return [name, values.join(', ')].join(' ').trim();
};

/** What happened, in the words of CSTA where it has them. */
const words = ({ type, data }: StreamedEvent): string => {
  const { event, agent, state, vendorEvent, ...rest } = data as Told;
  if (type === 'call' && event) return event.cause === undefined ? event.type : `${event.type}, ${event.cause}`;
  if (type === 'agent' && agent) return agent.reason === undefined ? agent.state : `${agent.state}, ${agent.reason}`;
  if (type === 'vendorEvent' && vendorEvent) return vendorWords(vendorEvent);
  if (type === 'phoneSystem') return `phone system ${state}`;
  if (type === 'connection') return `${rest.what} ${state}`;
  const texts = Object.entries({ ...(state !== undefined && { state }), ...rest }).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  return `${type} ${texts.map(([name, value]) => `${name} ${String(value)}`).join(', ')}`.trim();
};

export const eventLine = (event: StreamedEvent): HTMLElement | undefined => {
  const at = new Date(event.timestamp);
  if (Number.isNaN(at.getTime())) return undefined;
  return h(
    'li',
    {},
    h('time', { class: 'muted', datetime: event.timestamp }, at.toLocaleTimeString(undefined, { hour12: false })),
    h('span', { class: 'who' }, event.agentId ?? ''),
    h('span', {}, words(event)),
  );
};
