/** The main states of every control, for pictures and for accessibility checks. */
import type { Disposition } from '../../../src/controls/index.ts';
import type { AgentReasons } from '../../../src/protocol/agent.ts';
import type { Call } from '../../../src/protocol/call.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import type { RecordMatch } from '../../../src/protocol/record.ts';
import { fakeAudio } from './fake-audio.ts';
import { type Fake, fakeDesktop, teamCapabilities } from './fake-desktop.ts';

export interface Scene {
  name: string;
  /** The element with its desktop manager, ready to be put on a page. */
  make(): { host: HTMLElement; fake: Fake };
  /** What to do once it is on the page. */
  then?(host: HTMLElement, fake: Fake): Promise<void> | void;
}

const match = (recordId: string, recordName: string, more: Partial<RecordMatch> = {}): RecordMatch => ({
  recordId,
  recordName,
  objectType: 'Contact',
  ...more,
});
const ada = match('contact/1', 'Ada Lind', { fields: { company: 'Northwind Timber', city: 'Uppsala' } });
const bo = match('contact/2', 'Bo Ek', { confidence: 'weak', fields: { company: 'Ek & Daughters' } });
const found = { search: 'done', matches: [ada], record: ada, notes: '' } as const;

export const dispositions: readonly Disposition[] = [
  { value: 'sold', label: 'Sold' },
  { value: 'callback', label: 'Call back' },
  { value: 'info', label: 'Asked a question' },
  { value: 'complaint', label: 'Complaint' },
];

const strictReasons: AgentReasons = {
  notReady: ['Break', 'Lunch', 'Training', 'Team meeting', 'Outbound campaign'].map((label) => ({ code: label, label })),
  logOut: [{ code: 'H', label: 'Going home' }],
  wrapUp: ['Order', 'Complaint', 'Question'].map((label) => ({ code: label, label })),
  mandatory: { notReady: true, wrapUp: true },
};

const element = (tag: string, fake: Fake, properties: Record<string, unknown> = {}): HTMLElement =>
  Object.assign(document.createElement(tag), { desktop: fake.desktop }, properties);

const scene = (tag: string, name: string, prepare: (fake: Fake) => void, properties: Record<string, unknown> = {}, then?: Scene['then']): Scene => ({
  name: `${tag.replace('ringframe-', '')}: ${name}`,
  make: () => {
    const fake = fakeDesktop({
      ...(tag === 'ringframe-device-picker' || tag === 'ringframe-incoming-call' ? { audio: fakeAudio().audio } : {}),
      ...(/help|team/.test(`${tag} ${name}`) && { capabilities: teamCapabilities }),
    });
    prepare(fake);
    return { host: element(tag, fake, properties), fake };
  },
  ...(then ? { then } : {}),
});

/** Presses a button inside a control, through nested controls. */
export const press = async (host: Element, action: string): Promise<void> => {
  await (host as { updateComplete?: Promise<unknown> }).updateComplete;
  const nested = host.shadowRoot?.querySelector(host.localName);
  if (nested) return press(nested, action);
  host.shadowRoot?.querySelector<HTMLElement>(`[data-action='${action}']`)?.click();
  await (host as { updateComplete?: Promise<unknown> }).updateComplete;
};

const minutes = (count: number) => count * 60_000;

/** Four agents: ready, talking and in need of help, writing, away. */
const floor = ({ script }: Fake): void => {
  const call = (id: string, more: Partial<Call> = {}): Call => ({
    id,
    direction: 'inbound',
    state: 'connected',
    remoteState: 'connected',
    remote: { number: '+46812345678', name: 'Ada Lind' },
    createdAt: Date.now() - minutes(4),
    establishedAt: Date.now() - minutes(3),
    muted: false,
    signalling: 'up',
    actions: [],
    data: {},
    ...more,
  });
  script.agent({ state: 'notReady', since: Date.now(), reasons: { ...strictReasons, mandatory: {} } });
  script.member('one', { name: 'Desk 201', address: '201', agent: { state: 'ready', since: Date.now() - minutes(12) } });
  script.member('two', { name: 'Desk 202', address: '202', agent: { state: 'busy', since: Date.now() - minutes(3) }, calls: [call('their-call')] });
  script.member('three', {
    name: 'Desk 203',
    address: '203',
    agent: { state: 'busy', since: Date.now() - minutes(1) },
    calls: [call('their-chat', { type: 'chat', remote: { number: '' } })],
  });
  script.member('four', { name: 'Desk 204', agent: { state: 'notReady', reason: 'Lunch', since: Date.now() - minutes(30) } });
  script.assistance({ id: 'help', kind: 'emergency', state: 'asked', agentId: 'two', name: 'Desk 202', callId: 'their-call', at: Date.now() });
};

export const scenes: readonly Scene[] = [
  scene('ringframe-incoming-call', 'known caller', ({ script }) =>
    script.ring({ context: found, called: { number: '+46 8 400 100', name: 'Sales' }, data: { queue: 'Nordic sales', language: 'Swedish' } }),
  ),
  scene('ringframe-incoming-call', 'several records', ({ script }) =>
    script.ring({
      remote: { number: '08-123 456 78' },
      context: { search: 'done', matches: [ada, bo, match('account/9', 'Northwind Timber', { objectType: 'Account' })] },
    }),
  ),
  scene(
    'ringframe-incoming-call',
    'looking up, sound held back',
    ({ script, desktop }) => {
      Object.assign(desktop, { audio: fakeAudio({ blocked: true }).audio });
      script.ring({ context: { search: 'pending' } });
    },
    { muted: true },
  ),
  scene('ringframe-incoming-call', 'second call, withheld', ({ script }) => {
    script.talk();
    script.ring({ remote: { number: '' } });
  }),
  scene('ringframe-incoming-call', 'to be accepted', ({ script }) => script.ring({ context: { ...found, interaction: 'offered' } })),
  scene('ringframe-incoming-call', 'a chat', ({ script }) => script.ring({ callType: 'chat', context: found })),
  scene('ringframe-call-bar', 'a chat', ({ script }) => {
    const id = script.talk({ callType: 'chat', context: found });
    script.message(id, 'remote', 'Wants 40 pallets before June.');
    script.message(id, 'local', 'Sold');
  }),
  scene('ringframe-call-bar', 'answered, to be accepted', ({ script }) => script.talk({ context: { ...found, interaction: 'offered' } })),
  scene('ringframe-agent-state', 'not logged in by itself', ({ script }) => {
    script.agent({ state: 'loggedOut', since: Date.now() });
    script.logInProblem(new CtiError('UNAUTHORIZED', 'no'));
  }),
  scene('ringframe-diagnostics', 'some events', ({ script }) => script.end(script.talk())),
  scene('ringframe-diagnostics', 'nothing yet', () => {}),
  scene('ringframe-call-bar', 'talking', ({ script }) => script.talk({ context: found, agoMs: 754_000 })),
  scene(
    'ringframe-call-bar',
    'muted, poor sound, notes',
    ({ script, desktop }) => {
      const id = script.talk({ context: { ...found, notes: 'Wants 40 pallets before June.\nSend the price list.' }, agoMs: minutes(63) });
      void desktop.mute(id);
    },
    {},
    (_host, { script, desktop }) => script.quality(desktop.calls[0]?.id ?? '', { lossRatio: 0.062, roundTripMs: 420 }),
  ),
  scene(
    'ringframe-call-bar',
    'keypad open',
    ({ script }) => script.talk({ agoMs: 9_000 }),
    {},
    (host) => press(host, 'keypad'),
  ),
  scene(
    'ringframe-call-bar',
    'transfer open',
    ({ script }) => script.talk({ agoMs: 31_000 }),
    {},
    (host) => press(host, 'transfer'),
  ),
  scene('ringframe-call-bar', 'the CRM is asked', ({ script }) => {
    script.context(script.talk({ context: found }), { preparing: { kind: 'blindTransfer', to: '204' } });
  }),
  scene('ringframe-call-bar', 'consultation', ({ script, desktop }) => {
    const id = script.talk({ context: found, agoMs: minutes(4) });
    void desktop.consult(id, '204').then((call) => script.apply({ type: 'established', callId: call.id, at: Date.now() - 12_000 }));
  }),
  scene('ringframe-call-bar', 'conference', ({ script, desktop }) => {
    const id = script.talk({ context: found, agoMs: minutes(7) });
    const parties = [...desktop.calls.map(({ remote }) => remote), { number: '204', name: 'Northwind Timber, Sales, Uppsala' }, { number: '' }];
    script.apply({ type: 'conferenced', callId: id, at: Date.now(), by: 'local', parties });
  }),
  scene('ringframe-call-bar', 'held by the other side', ({ script }) => {
    const id = script.talk({ agoMs: minutes(2) });
    script.apply({ type: 'held', callId: id, at: Date.now(), by: 'remote' });
  }),
  scene('ringframe-call-bar', 'signalling lost', ({ script }) => {
    const id = script.talk({ agoMs: minutes(2) });
    script.apply({ type: 'updated', callId: id, at: Date.now(), signalling: 'lost' });
  }),
  scene('ringframe-call-bar', 'calling', ({ desktop }) => void desktop.dial({ number: '+47 22 12 34 56' })),
  scene('ringframe-call-bar', 'busy', ({ script, desktop }) => {
    void desktop.dial({ number: '+47 22 12 34 56' }).then((call) => script.apply({ type: 'failed', callId: call.id, at: Date.now(), cause: 'busy' }));
  }),
  scene(
    'ringframe-call-bar',
    'command failed',
    ({ script }) => {
      script.talk({ agoMs: 21_000 });
      script.fail('hold', new CtiError('REFUSED', 'no'));
    },
    {},
    (host) => press(host, 'hold'),
  ),
  scene('ringframe-dial-pad', 'number entered', () => {}, { number: '+46 8 123 456 78' }),
  scene('ringframe-dial-pad', 'not connected', ({ script }) => script.status({ state: 'disconnected' })),
  scene(
    'ringframe-dial-pad',
    'tones',
    ({ script }) => script.talk(),
    {},
    async (host) => {
      for (const key of ['1', '2', '#']) host.shadowRoot?.querySelector<HTMLElement>(`[data-key='${key}']`)?.click();
    },
  ),
  scene('ringframe-agent-state', 'ready', () => {}, { reasons: ['Break', 'Lunch', 'Training'] }),
  scene(
    'ringframe-agent-state',
    'choosing a reason',
    ({ script }) => script.agent({ state: 'notReady', reason: 'Lunch', since: Date.now() }),
    { reasons: ['Break', 'Lunch', 'Training'] },
    (host) => press(host, 'notReady'),
  ),
  scene(
    'ringframe-agent-state',
    'a mandatory reason of the phone system',
    ({ script }) => script.agent({ state: 'ready', since: Date.now(), workMode: 'manualIn', reasons: strictReasons }),
    {},
    (host) => press(host, 'notReady'),
  ),
  scene('ringframe-agent-state', 'logged out', ({ script }) => script.agent({ state: 'loggedOut', reason: 'H', since: Date.now(), reasons: strictReasons }), {
    logInFields: ['agentId', 'password', 'extension', 'workMode'],
  }),
  scene(
    'ringframe-agent-state',
    'wrap-up before ready',
    ({ script }) => {
      script.agent({ state: 'workingAfterCall', since: Date.now(), workMode: 'manualIn', reasons: strictReasons });
      script.fail('setAgentState', new CtiError('INVALID_ARGUMENT', 'no'));
    },
    {},
    (host) => press(host, 'ready'),
  ),
  scene('ringframe-agent-state', 'phone failed', ({ script }) => {
    script.agent({ state: 'notReady', since: Date.now() });
    script.status({ state: 'failed', error: new CtiError('UNAUTHORIZED', 'no') });
  }),
  scene('ringframe-agent-state', 'reconnecting, no CRM', ({ script }) => {
    script.agent({ state: 'busy', since: Date.now() });
    script.status({ state: 'reconnecting', attempt: 3 });
    script.crm({ state: 'reconnecting' });
  }),
  scene('ringframe-call-bar', 'help was asked for', ({ script }) => {
    const callId = script.talk({ context: found, agoMs: minutes(2) });
    script.assistance({ id: 'help', kind: 'assist', state: 'asked', agentId: 'self', callId, at: Date.now() });
  }),
  scene('ringframe-call-bar', 'a supervisor helps by listening', ({ script, desktop }) => {
    script.member('two', { name: 'Desk 202' });
    void desktop.superviseCall({ agentId: 'two', callId: 'none', how: 'silentMonitor' });
  }),
  scene('ringframe-team', 'agents, calls and an emergency', floor),
  scene('ringframe-team', 'states unfolded, one call listened to', floor, {}, async (host, { desktop }) => {
    await desktop.superviseCall({ agentId: 'two', callId: 'their-call', how: 'whisper' });
    await press(host, 'changeState');
  }),
  scene('ringframe-device-picker', 'devices', () => {}),
  scene(
    'ringframe-device-picker',
    'not allowed',
    ({ desktop }) => {
      const fake = fakeAudio({ devices: [{ deviceId: 'm1', kind: 'microphone', label: '' }] });
      fake.refuse(new CtiError('PERMISSION_DENIED', 'no'));
      Object.assign(desktop, { audio: fake.audio });
    },
    {},
    async (host) => {
      const select = host.shadowRoot?.querySelector('select');
      if (select) select.dispatchEvent(new Event('change'));
    },
  ),
  scene(
    'ringframe-wrap-up',
    'one match',
    ({ script }) => script.end(script.talk({ context: { ...found, disposition: 'callback', notes: 'Call back on Monday.' }, agoMs: 325_000 })),
    { dispositions },
  ),
  scene(
    'ringframe-wrap-up',
    'several matches, log is retried',
    ({ script }) => {
      const id = script.talk({ context: { search: 'done', matches: [ada, bo] }, agoMs: 45_000 });
      script.end(id);
      script.log(id, { state: 'retrying', attempts: 3, retryAt: Date.now() + 30_000 });
    },
    { dispositions },
  ),
  scene(
    'ringframe-wrap-up',
    'an outcome is wanted',
    ({ script }) => {
      script.agent({ state: 'workingAfterCall', since: Date.now(), reasons: strictReasons });
      script.end(script.talk({ agoMs: 325_000 }));
    },
    {},
    (host) => press(host, 'save'),
  ),
  scene(
    'ringframe-wrap-up',
    'log refused, many outcomes',
    ({ script }) => {
      const id = script.talk({ agoMs: 45_000 });
      script.end(id);
      script.log(id, { state: 'refused', error: { code: 'LOG_REFUSED', message: 'Outcome is required' } });
    },
    { dispositions: Array.from({ length: 12 }, (_, index) => ({ value: `o${index}`, label: `Outcome ${index + 1}` })) },
  ),
];

/** Puts a scene on the page and waits until it stands. */
export const show = async (shown: Scene, parent: Element): Promise<HTMLElement> => {
  const { host, fake } = shown.make();
  parent.append(host);
  const settle = async () => {
    // Nested controls and resolved commands draw in later turns.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  };
  await settle();
  await shown.then?.(host, fake);
  await settle();
  return host;
};
