import type { Bench, OneCall } from './bench.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expectEqual, expectRejection, present } from './expect.ts';
import { expectOffered } from './offered.ts';

/** A chat with the first far end, answered. */
const chatting = async (bench: Bench): Promise<OneCall> => {
  const chat = await bench.rings(await bench.connected(), 'first', 'chat');
  await bench.answer(chat);
  return chat;
};

export const chatCases: readonly CaseDefinition[] = [
  {
    name: 'a chat rings as one, and once answered offers what is written and nothing of sound',
    requires: ['answer'],
    needs: ['chats'],
    async run(bench) {
      const { phone, id } = await chatting(bench);
      expectEqual(bench.call(phone, id).type, 'chat', 'type of the call');
      expectOffered(bench.rig, bench.call(phone, id), 'hangUp', 'blindTransfer', 'setCallData', 'sendMessage', 'pushUrl');
    },
  },
  {
    name: 'sendMessage reaches the far end, and resolves after the message was told as the agent’s own',
    requires: ['answer', 'sendMessage'],
    needs: ['chats'],
    async run(bench) {
      const { phone, witness, id, far } = await chatting(bench);
      await bench.act('sendMessage', () => phone.sendMessage(id, 'Good morning. What can I do for you?'));
      const { callId, by, text } = present(witness.marked.messages.at(-1), 'law 17: a message that was told when sendMessage resolved');
      expectEqual([callId === id, by, text], [true, 'local', 'Good morning. What can I do for you?'], 'the message');
      const read = await bench.within('the message to arrive', present(far.read, 'read of the far end').call(far));
      expectEqual(read, 'Good morning. What can I do for you?', 'what the far end has read');
    },
  },
  {
    name: 'what the far end writes is told once, in order, with its call',
    requires: ['answer'],
    needs: ['chats'],
    async run(bench) {
      const { witness, id, far } = await chatting(bench);
      const write = present(far.write, 'write of the far end');
      for (const text of ['Hello', '<b>Hello?</b>']) await bench.act('the far end writing', () => write.call(far, text));
      await bench.within(
        'two messages',
        witness.until(() => witness.messages.length >= 2),
      );
      const told = witness.messages.map(({ callId, by, text }) => [callId === id, by, text]);
      expectEqual(
        told,
        ['Hello', '<b>Hello?</b>'].map((text) => [true, 'remote', text]),
        'law 17: the messages',
      );
    },
  },
  {
    name: 'what cannot be written, and a page that cannot be shown, rejects INVALID_ARGUMENT and changes nothing',
    requires: ['answer', 'sendMessage', 'pushUrl'],
    needs: ['chats'],
    async run(bench) {
      const { phone, witness, id } = await chatting(bench);
      const { count } = witness;
      for (const text of ['', '  \n', 'x'.repeat(4_001), 17]) {
        const send = () => phone.sendMessage(id, text as string);
        await bench.within('sendMessage to reject', expectRejection('sendMessage of what cannot be written', send, 'INVALID_ARGUMENT'));
      }
      for (const url of ['', 'http://example.invalid/', 'javascript:alert(1)', 'https://user:word@example.invalid/', 'https://exam ple.invalid/', 17]) {
        const push = () => phone.pushUrl(id, url as string);
        await bench.within('pushUrl to reject', expectRejection('pushUrl of what cannot be shown', push, 'INVALID_ARGUMENT'));
      }
      expectEqual(witness.count, count, 'number of events after refused commands');
    },
  },
  {
    name: 'pushUrl shows the far end a page',
    requires: ['answer', 'pushUrl'],
    needs: ['chats'],
    async run(bench) {
      const { phone, id, far } = await chatting(bench);
      const url = 'https://example.invalid/order?number=17#paid';
      await bench.act('pushUrl', () => phone.pushUrl(id, url));
      expectEqual(await bench.within('the page to be shown', present(far.shown, 'shown of the far end').call(far)), url, 'the page');
    },
  },
  {
    name: 'a chat holds no call, and is not held for one',
    requires: ['answer', 'hold'],
    needs: ['chats'],
    async run(bench) {
      const chat = await chatting(bench);
      const { phone } = chat;
      const call = await bench.rings(chat, 'second');
      await bench.answer(call);
      expectEqual([bench.call(phone, chat.id).state, bench.call(phone, call.id).state], ['connected', 'connected'], 'law 16: chat and call');
      await bench.act('the first far end hanging up', () => chat.far.hangUp());
      await bench.cleared(chat, chat.id);
      const next = await bench.rings(chat, 'first', 'chat');
      await bench.answer(next);
      expectEqual([bench.call(phone, next.id).state, bench.call(phone, call.id).state], ['connected', 'connected'], 'law 16: chat and call');
    },
  },
];
