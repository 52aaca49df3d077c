/** Lets two real pages say what wire-script.ts says and hands over what went through their ports. Run by record-wire.mjs. */
import { origins } from '../origins.ts';
import { mount, softphonePage } from './pages.ts';
import { run, until } from './remote-page.ts';
import { actions, answerOf, asJson, asks, commands, crm, settings, tells } from './wire-script.ts';

type Message = Record<string, unknown>;

const incoming: Message[] = [];
const outgoing: Message[] = [];
const tapped = new WeakSet<MessagePort>();
const { postMessage, addEventListener: listen } = MessagePort.prototype;
const onMessage = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage') as PropertyDescriptor;
const tap = (port: MessagePort): void => {
  if (!tapped.has(port)) listen.call(port, 'message', (event) => incoming.push((event as MessageEvent<Message>).data));
  tapped.add(port);
};
MessagePort.prototype.postMessage = function (this: MessagePort, message: Message, ...rest: never[]) {
  outgoing.push(message);
  return postMessage.call(this, message, ...rest);
} as typeof postMessage;
MessagePort.prototype.addEventListener = function (this: MessagePort, ...args: Parameters<typeof listen>) {
  tap(this);
  return listen.apply(this, args);
} as typeof listen;
Object.defineProperty(MessagePort.prototype, 'onmessage', {
  ...onMessage,
  set(this: MessagePort, listener: unknown) {
    if (listener) tap(this);
    onMessage.set?.call(this, listener);
  },
});

const ofType = (messages: Message[], type: string) => messages.filter((message) => message.type === type);
/** Calls through penpal with what they were answered. */
const exchanges = (asked: Message[], answered: Message[], path: string) =>
  ofType(asked, 'CALL')
    .filter(({ methodPath }) => (methodPath as string[])[0] === path)
    .map(({ id, args }) => ({ args: args as unknown[], reply: ofType(answered, 'REPLY').find(({ callId }) => callId === id)?.value }));
/** How many events went before an answer is of the session in which it was recorded, and of no other. */
const withoutCount = (reply: unknown) => (typeof reply === 'object' && reply !== null ? { ...reply, events: undefined } : reply);
const called = ({ args: [, , method, params], reply }: ReturnType<typeof exchanges>[number]) => ({ method, params, reply: withoutCount(reply) });
const event = ({ name, payload }: Message) => ({ name, payload });

it('records', async () => {
  const link = document.createElement('a');
  link.href = 'tel:+46812345678';
  link.dataset.ringframeRecordId = 'contact/17';
  document.body.append(link);
  const softphone = mount({ src: softphonePage({ origin: origins.ip }), crm: { ...crm, actions }, ...settings, clickToDial: {} });
  await softphone.ready();
  await run(softphone.frame, 'connected');
  for (const ask of asks) await run(softphone.frame, 'ask', ...ask);
  const behaviours = Object.fromEntries(commands.map(([name]) => [name, { does: 'answer', value: answerOf(name) }]));
  await run(softphone.frame, 'serve', behaviours);
  await until(() => softphone.capabilities.includes('dial'), 'the offer arrives');
  for (const [name, ...args] of commands) await (softphone[name] as (...args: unknown[]) => Promise<unknown>)(...args);
  for (const tell of tells) await run(softphone.frame, 'ask', ...tell);
  await run(softphone.frame, 'ask', 'enableClickToDial');
  link.click();
  softphone.setAppView({ url: 'https://crm.example/contact/17', record: { recordId: 'contact/17' } });
  softphone.startWork({ workId: 'work-1', completeWorkWhen: 'TaskSaved', attributes: { to: '+46812345678' } });
  softphone.notifyObjectUpdate({ recordId: 'contact/17', fieldsUpdated: true });
  softphone.setCallRecord('call-1', { recordId: 'contact/17', objectType: 'Contact' });
  await until(async () => (await run<object[]>(softphone.frame, 'received')).some((entry) => 'callRecord' in entry), 'the last event arrives');
  const [greeting] = exchanges(incoming, outgoing, 'hello');
  const record = {
    hello: { request: greeting?.args[0], reply: greeting?.reply },
    'crm-methods': exchanges(incoming, outgoing, 'call').map(called),
    'phone-commands': exchanges(outgoing, incoming, 'call').map(called),
    'softphone-events': ofType(incoming, 'event').map(event),
    'host-events': ofType(outgoing, 'event').map(event),
  };
  const response = await fetch('/record-wire', { method: 'POST', body: JSON.stringify(asJson(record)) });
  if (!response.ok) throw new Error(await response.text());
});
