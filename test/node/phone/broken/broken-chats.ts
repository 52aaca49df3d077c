/** Phones that get chats, or what is a vendor's own, wrong. */
import type { ChatMessage } from '../../../../src/index.ts';
import type { Phone } from '../../../../src/phone/index.ts';
import type { FakePhone } from '../../../../src/testing/index.ts';
import { altered, at, type BrokenPhone, picturing } from './broken-phone.ts';

/** Replaces what listeners of `message` get. */
const reading = (phone: FakePhone, tell: (listener: (message: ChatMessage) => void, message: ChatMessage) => void): Phone =>
  altered(phone, {
    on: (name, listener) =>
      name === 'message' ? phone.on('message', (message) => tell(listener as (message: ChatMessage) => void, message)) : phone.on(name, listener),
  });

export const brokenChats: readonly BrokenPhone[] = [
  {
    fault: 'takes a chat for a phone call',
    noticedBy: 'a chat rings as one, and once answered offers what is written and nothing of sound',
    break: (phone) => picturing(phone, ({ type: _type, ...call }) => call),
  },
  {
    fault: 'offers buttons of a phone call in a chat',
    noticedBy: 'a chat rings as one, and once answered offers what is written and nothing of sound',
    break: (phone) => picturing(phone, (call) => (call.actions.includes('sendMessage') ? { ...call, actions: [...call.actions, 'mute'] } : call)),
  },
  {
    fault: 'tells what others write, and not what the agent does',
    noticedBy: 'sendMessage reaches the far end, and resolves after the message was told as the agent’s own',
    break: (phone) => reading(phone, (listener, message) => message.by === 'remote' && listener(message)),
  },
  {
    fault: 'keeps to itself what the agent writes',
    noticedBy: 'sendMessage reaches the far end, and resolves after the message was told as the agent’s own',
    break: (phone) => altered(phone, { sendMessage: async () => undefined }),
  },
  {
    fault: 'takes markup out of messages',
    noticedBy: 'what the far end writes is told once, in order, with its call',
    break: (phone) => reading(phone, (listener, message) => listener({ ...message, text: message.text.replace(/<[^>]*>/g, '') })),
  },
  {
    fault: 'tells messages twice',
    noticedBy: 'what the far end writes is told once, in order, with its call',
    break: (phone) =>
      reading(phone, (listener, message) => {
        listener(message);
        listener(message);
      }),
  },
  {
    fault: 'sends what is empty',
    noticedBy: 'what cannot be written, and a page that cannot be shown, rejects INVALID_ARGUMENT and changes nothing',
    break: (phone) => altered(phone, { sendMessage: (callId, text) => phone.sendMessage(callId, text || '…') }),
  },
  {
    fault: 'shows pages without encryption',
    noticedBy: 'what cannot be written, and a page that cannot be shown, rejects INVALID_ARGUMENT and changes nothing',
    break: (phone) => altered(phone, { pushUrl: (callId, url) => phone.pushUrl(callId, String(url).replace(/^http:/, 'https:')) }),
  },
  {
    fault: 'loses what stands behind the path',
    noticedBy: 'pushUrl shows the far end a page',
    break: (phone) => altered(phone, { pushUrl: (callId, url) => phone.pushUrl(callId, String(url).split('?')[0] ?? '') }),
  },
  {
    fault: 'holds a chat while the agent talks',
    noticedBy: 'a chat holds no call, and is not held for one',
    break: (phone) =>
      altered(phone, {
        answer: async (callId) => {
          for (const { id, state } of phone.calls)
            if (id !== callId && state === 'connected') phone.script.event({ type: 'held', by: 'local', callId: id, at: at() });
          await phone.answer(callId);
        },
      }),
  },
  {
    fault: 'knows no vendor commands but its own',
    noticedBy: 'vendorCommand gives back what the phone system answers, and passes on names nobody knows',
    break: (phone) =>
      altered(phone, { vendorCommand: (command) => (command.name === 'queueLength' ? phone.vendorCommand(command) : phone.vendorCommand({ name: '' })) }),
  },
  {
    fault: 'keeps answers to itself',
    noticedBy: 'vendorCommand gives back what the phone system answers, and passes on names nobody knows',
    break: (phone) => altered(phone, { vendorCommand: async (command) => void (await phone.vendorCommand(command)) }),
  },
  {
    fault: 'sends vendor commands without a name',
    noticedBy: 'a vendor command without a name, or with what JSON cannot say, rejects INVALID_ARGUMENT',
    break: (phone) => altered(phone, { vendorCommand: (command) => phone.vendorCommand({ ...command, name: command.name || 'none' }) }),
  },
  {
    fault: 'reads vendor events by a table of its own',
    noticedBy: 'a vendor event is told with its name and data as they came',
    break: (phone) =>
      altered(phone, {
        on: (name, listener) =>
          name === 'vendorEvent' ? phone.on('vendorEvent', () => (listener as (event: object) => void)({ name: 'unknown' })) : phone.on(name, listener),
      }),
  },
];
