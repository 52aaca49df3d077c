/** The other side of the demo's call centre: whoever calls, the agents' desk phones, and the wire between phone system and CTI link. */
import { h } from '../crm/page/dom.ts';
import { agentCard } from './agent-card.ts';
import { callCard, type Destination } from './call-card.ts';
import { loadConfig, type SwitchboardConfig } from './config.ts';
import { eventLine } from './event-line.ts';
import { createKeyedList } from './keyed-list.ts';
import { createLinkApi, type SimulatedAgent, type SimulatedCall, type SimulatedQueue, type SimulatorState } from './link-api.ts';
import { listenerCard } from './listener-card.ts';
import { noticeForm } from './notice-form.ts';
import { placeForm } from './place-form.ts';
import { createProgramsCard, putOwn } from './programs-card.ts';

/** Events shown, newest first. */
const SHOWN_EVENTS = 40;

const destinationsOf = ({ agents, queues }: SimulatorState, { routePoints, cisco }: SwitchboardConfig): Destination[] => [
  ...queues.map(({ number, name = 'Queue' }) => ({ number, name })),
  { number: routePoints.first, name: 'Route point' },
  ...agents.filter(({ address }) => address !== '').map(({ address, name, agentId }) => ({ number: address, name: name ?? agentId })),
  ...(cisco?.phones ?? []),
];

const vendorEventPath = (agentId: string): string => `/simulator/agents/${encodeURIComponent(agentId)}/vendorEvent`;

const queueLine = ({ number, name, ready, waiting }: SimulatedQueue) =>
  h(
    'li',
    {},
    h('strong', {}, name ?? 'Queue'),
    h('span', { class: 'muted' }, ` ${number}`),
    h('span', { class: 'state' }, `${waiting} waiting, ${ready} ready`),
  );

const section = (title: string, ...content: HTMLElement[]) => h('section', { class: 'stack', 'aria-label': title }, h('h2', {}, title), ...content);

const start = async (main: HTMLElement, config: SwitchboardConfig): Promise<void> => {
  const api = createLinkApi(config);
  const first = await api.state();
  const problem = h('p', { class: 'problem', role: 'alert' });
  const report = (error: unknown): void => {
    problem.textContent = error instanceof Error ? error.message : 'That could not be done.';
  };
  const act = (path: string, body: object): void => {
    problem.textContent = '';
    // A call that only waits is told to nobody, so it is asked for.
    api.post(path, body).then(refresh, report);
  };
  const choose = (callId: string, topic: string): void => {
    problem.textContent = '';
    putOwn(`/calls/${encodeURIComponent(callId)}/topic`, { topic }).then(refresh, report);
  };
  const destinations = destinationsOf(first, config);
  const names = new Map([...config.callers, ...destinations].map(({ number, name }) => [number, name]));
  const nameOf = (number: string) => names.get(number);

  const calls = h('ul', { class: 'cards' });
  const noCalls = h('p', { class: 'muted' }, 'Nobody is calling.');
  const agents = h('ul', { class: 'cards' });
  const queues = h('ul', { class: 'lines' });
  const events = h('ol', { class: 'events', tabindex: '0', 'aria-label': 'Events, newest first' });
  const badge = h('p', { class: 'badge', role: 'status' }, 'Connecting');
  const showCalls = createKeyedList<SimulatedCall>(
    calls,
    ({ id }) => id,
    (call) => callCard({ call, destinations, nameOf, act, topics: config.cisco?.topics ?? [], choose }),
  );
  const showAgents = createKeyedList<SimulatedAgent>(
    agents,
    ({ agentId }) => agentId,
    (agent) => agentCard(agent, act),
  );
  const showQueues = createKeyedList<SimulatedQueue>(queues, ({ number }) => number, queueLine);
  const show = (state: SimulatorState): void => {
    showCalls(state.calls);
    noCalls.hidden = state.calls.length > 0;
    showAgents(state.agents);
    showQueues(state.queues);
  };

  const wireButton = h('button', { type: 'button', class: 'button' }, 'Break the link to the phone system');
  let isBroken = false;
  const showWire = (broken: boolean): void => {
    isBroken = broken;
    wireButton.textContent = broken ? 'Mend the link to the phone system' : 'Break the link to the phone system';
  };
  wireButton.addEventListener('click', () =>
    isBroken ? act('/simulator/restoreLink', {}) : act('/simulator/failLink', { reason: 'Broken at the switchboard' }),
  );

  /** What only a CTI Server has. */
  const programs = config.cisco && (await createProgramsCard(report));
  const ofCisco = programs
    ? [programs.element, noticeForm((notice) => first.agents.slice(0, 1).map(({ agentId }) => act(vendorEventPath(agentId), notice)))]
    : [];

  main.replaceChildren(
    h('header', {}, h('h1', {}, 'Switchboard'), badge, wireButton),
    h(
      'p',
      { class: 'about' },
      'Here you are everybody but the agents: customers who call, and the phones on the desks. The agents work in the ',
      h('a', { href: config.crmUrl, target: '_blank', rel: 'noopener' }, 'demo CRM'),
      ': choose “Call centre, agent 1” in its menu, and in a second window “Call centre, agent 2”.',
    ),
    problem,
    h(
      'div',
      { class: 'columns' },
      h(
        'div',
        { class: 'stack' },
        placeForm(config, destinations, (call) => act('/simulator/calls', call)),
        ...ofCisco,
        listenerCard(config),
      ),
      h('div', { class: 'stack' }, section('Calls', noCalls, calls), section('Agents', agents), section('Queues', queues)),
      section('What happens', events),
    ),
  );
  main.removeAttribute('aria-busy');
  show(first);

  let isAsking = false;
  let isStale = false;
  /** As often as something happens, but one question at a time. */
  const refresh = async (): Promise<void> => {
    isStale = true;
    if (isAsking) return;
    isAsking = true;
    while (isStale) {
      isStale = false;
      await Promise.all([api.state().then(show), programs?.refresh()]).catch(() => {});
    }
    isAsking = false;
  };
  api.follow({
    onEvent: (event) => {
      const line = eventLine(event);
      if (line) events.prepend(line);
      while (events.childElementCount > SHOWN_EVENTS) events.lastElementChild?.remove();
      if (event.type === 'phoneSystem') showWire((event.data as { state: string }).state !== 'up');
      void refresh();
    },
    onConnected: (connected) => {
      badge.textContent = connected ? 'Connected to the CTI link' : 'The CTI link does not answer';
      badge.dataset.state = connected ? 'good' : 'bad';
      if (connected) void refresh();
    },
  });
};

const main = document.querySelector('main');
if (main) {
  loadConfig()
    .then((config) => start(main, config))
    .catch((error: unknown) => {
      main.replaceChildren(
        h('h1', {}, 'Switchboard'),
        h('p', { role: 'alert' }, error instanceof Error ? error.message : 'The switchboard could not be opened.'),
      );
    });
}
