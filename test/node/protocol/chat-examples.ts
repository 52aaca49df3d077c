/** Chats, and what is one phone system's own. */
import { softphoneEvents } from '../../../src/protocol/events.ts';
import { commandAnswers, commandParams } from '../../../src/protocol/phone-commands.ts';
import type { Example } from './examples.ts';
import { id, long, time } from './wrong-values.ts';

export const chatExamples: readonly Example[] = [
  {
    name: 'sendMessage',
    schema: commandParams.sendMessage,
    value: { callId: 'c', text: 'Good morning' },
    wrong: { callId: id, text: ['', ' \n', long(4_001), 5] },
  },
  {
    name: 'pushUrl',
    schema: commandParams.pushUrl,
    value: { callId: 'c', url: 'https://shop.example:8443/orders?id=17#paid' },
    wrong: {
      callId: id,
      url: [
        '',
        5,
        'x',
        'http://x.example/',
        'javascript:alert(1)',
        ' https://x.example/',
        'https://x.example/\n',
        'https://a@x.example/',
        `https://x.example/${long(4_096)}`,
      ],
    },
  },
  {
    name: 'vendorCommand',
    schema: commandParams.vendorCommand,
    value: { name: 'queueLength', params: { queue: ['sales', null], deep: { on: true } } },
    optional: ['params'],
    wrong: { name: ['', long(501), 5], params: [Number.NaN, long(65_535), [new Date(0)]] },
  },
  {
    name: 'event message',
    schema: softphoneEvents.message,
    value: { callId: 'c', by: 'remote', from: { number: '+4681', name: 'Caller' }, text: 'Hello', at: 1 },
    wrong: { callId: id, by: ['both', null], from: [null, {}], text: [long(4_001), 5], at: time },
  },
  {
    name: 'event vendorEvent',
    schema: softphoneEvents.vendorEvent,
    value: { name: 'toString', data: [1, 'two', { three: null }] },
    optional: ['data'],
    wrong: { name: ['', long(501), 5], data: [Number.POSITIVE_INFINITY, long(65_535)] },
  },
];

export const vendorAnswer = {
  name: 'vendorCommand result',
  schema: commandAnswers.vendorCommand.result,
  right: [undefined, null, 0, '', [1], { a: { b: null } }],
  wrong: [Number.NaN, () => 1, long(65_535)],
};
