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
  /** What a caller can choose in the menu, where there is one. */
  topics: readonly string[];
  choose(callId: string, topic: string): void;
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

const nameIn = (party: SimulatedParty, nameOf: CallCardOptions['nameOf']): string =>
  party.name ?? nameOf(party.number) ?? (party.number === '' ? 'Number withheld' : party.number);

const partyLine = (party: SimulatedParty, nameOf: CallCardOptions['nameOf'], waits: boolean): HTMLElement => {
  const name = nameIn(party, nameOf);
  const state = waits && !party.agentId && party.state !== 'alerting' ? 'waits for an agent' : stateTexts[party.state];
  return h(
    'li',
    {},
    h('strong', {}, name),
    name !== party.number && party.number !== '' && h('span', { class: 'muted' }, ` ${party.number}`),
    h('span', { class: 'state' }, state),
  );
};

const menu = (label: string, options: readonly (readonly [value: string, text: string])[], choose: (value: string) => void): HTMLSelectElement => {
  const select = h(
    'select',
    { class: 'input', 'aria-label': label },
    h('option', { value: '' }, `${label} …`),
    ...options.map(([value, text]) => h('option', { value }, text)),
  );
  select.addEventListener('change', () => select.value !== '' && choose(select.value));
  return select;
};

export const callCard = ({ call, destinations, nameOf, act, topics, choose }: CallCardOptions): HTMLElement => {
  const { id, parties, called, data, waits } = call;
  const outside = parties.filter(({ agentId }) => agentId === undefined);
  const path = `/simulator/calls/${encodeURIComponent(id)}`;
  const button = (label: string, name: string, body: object, kind = '') =>
    h('button', { type: 'button', class: `button ${kind}`, on: { click: () => act(`${path}/${name}`, body) } }, label);
  const to = menu(
    'Send the caller to',
    destinations.map(({ number, name }) => [number, `${name} (${number})`]),
    (number) => act(`${path}/redirect`, { to: number }),
  );
  const topic = menu(
    'The caller chooses in the menu',
    topics.map((one) => [one, one]),
    (chosen) => choose(id, chosen),
  );
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
      ...outside
        .filter(({ state }) => state !== 'alerting')
        .map((party, _, { length }) => button(`${length > 1 ? nameIn(party, nameOf) : 'Customer'} hangs up`, 'hangUp', who(party), 'button-negative')),
      to,
      topics.length > 0 && topic,
      button('Network fails', 'drop', {}),
    ),
  );
};
