/** One call of the phone system, and what the other side can do with it. */
import { h } from '../crm/page/dom.ts';
import type { SimulatedCall, SimulatedParty } from './link-api.ts';

export interface Destination {
  number: string;
  name: string;
}

export interface CallCardOptions {
  call: SimulatedCall;
  destinations: readonly Destination[];
  /** Name of whoever has the number, where the switchboard knows it. */
  nameOf(number: string): string | undefined;
  act(path: string, body: object): void;
}

const stateTexts: Record<SimulatedParty['state'], string> = {
  null: 'gone',
  initiated: 'calling',
  alerting: 'rings',
  connected: 'talks',
  held: 'has put the call on hold',
  queued: 'waits in the queue',
  failed: 'failed',
};

const partyLine = (party: SimulatedParty, nameOf: CallCardOptions['nameOf'], waits: boolean): HTMLElement => {
  const name = party.name ?? nameOf(party.number) ?? (party.number === '' ? 'Number withheld' : party.number);
  const state = waits && !party.agentId ? 'waits for an agent' : stateTexts[party.state];
  return h(
    'li',
    {},
    h('strong', {}, name),
    name !== party.number && party.number !== '' && h('span', { class: 'muted' }, ` ${party.number}`),
    h('span', { class: 'state' }, state),
  );
};

export const callCard = ({ call, destinations, nameOf, act }: CallCardOptions): HTMLElement => {
  const { id, parties, called, data, waits } = call;
  const outside = parties.filter(({ agentId }) => agentId === undefined);
  const path = `/simulator/calls/${encodeURIComponent(id)}`;
  const button = (label: string, name: string, body: object, kind = '') =>
    h('button', { type: 'button', class: `button ${kind}`, on: { click: () => act(`${path}/${name}`, body) } }, label);
  const to = h(
    'select',
    { class: 'input', 'aria-label': 'Send the caller to' },
    h('option', { value: '' }, 'Send the caller to …'),
    ...destinations.map(({ number, name }) => h('option', { value: number }, `${name} (${number})`)),
  );
  to.addEventListener('change', () => to.value !== '' && act(`${path}/redirect`, { to: to.value }));
  const who = (party: SimulatedParty) => (outside.length > 1 ? { number: party.number } : {});
  return h(
    'li',
    { class: 'card call', 'data-call': id },
    h('p', { class: 'muted' }, `Called ${nameOf(called) ?? called}`),
    h('ul', { class: 'parties' }, ...parties.map((party) => partyLine(party, nameOf, waits))),
    Object.keys(data).length > 0 && h('dl', { class: 'data' }, ...Object.entries(data).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    h(
      'div',
      { class: 'buttons' },
      ...outside.flatMap((party) =>
        party.state === 'alerting'
          ? [button('Answer', 'answer', who(party), 'button-positive'), button('Refuse', 'refuse', { as: 'busy', ...who(party) })]
          : [],
      ),
      ...outside.map((party) => button('Customer hangs up', 'hangUp', who(party), 'button-negative')),
      to,
      button('Network fails', 'drop', {}),
    ),
  );
};
