/** What each command of the CRM looks like when it arrives, and what it gives back. */
import { expect } from 'chai';
import type { Softphone } from '../../../src/host/index.ts';
import type { PhoneCommandName } from '../../../src/index.ts';
import { aCall } from '../bridge/calls.ts';
import { cleanUp, mount } from '../bridge/pages.ts';
import { codeOf, run, until } from '../bridge/remote-page.ts';
import { fixture, origins } from '../origins.ts';

type Case = [act: (softphone: Softphone) => Promise<unknown>, name: PhoneCommandName, params: unknown];

const cases: Case[] = [
  [(phone) => phone.dial('08-1'), 'dial', { number: '08-1', record: undefined, data: undefined }],
  [(phone) => phone.dial('08-1', { recordId: 'contact/1' }), 'dial', { number: '08-1', record: { recordId: 'contact/1' }, data: undefined }],
  [
    (phone) => phone.dial('08-1', { record: { recordId: '1', objectType: 'Contact' }, recordId: 'ignored', data: { a: 'b' } }),
    'dial',
    { number: '08-1', record: { recordId: '1', objectType: 'Contact' }, data: { a: 'b' } },
  ],
  [(phone) => phone.answer('c'), 'answer', { callId: 'c' }],
  [(phone) => phone.reject('c'), 'reject', { callId: 'c', as: undefined }],
  [(phone) => phone.reject('c', { as: 'declined' }), 'reject', { callId: 'c', as: 'declined' }],
  [(phone) => phone.hangUp('c'), 'hangUp', { callId: 'c' }],
  [(phone) => phone.hold('c'), 'hold', { callId: 'c' }],
  [(phone) => phone.retrieve('c'), 'retrieve', { callId: 'c' }],
  [(phone) => phone.mute('c'), 'mute', { callId: 'c' }],
  [(phone) => phone.unmute('c'), 'unmute', { callId: 'c' }],
  [(phone) => phone.sendDtmf('c', '1#'), 'sendDtmf', { callId: 'c', digits: '1#' }],
  [(phone) => phone.blindTransfer('c', '08-2'), 'blindTransfer', { callId: 'c', number: '08-2' }],
  [(phone) => phone.consult('c', '08-2'), 'consult', { callId: 'c', number: '08-2' }],
  [(phone) => phone.completeTransfer('c'), 'completeTransfer', { callId: 'c', consultationCallId: undefined }],
  [(phone) => phone.completeTransfer('c', { consultationCallId: 'd' }), 'completeTransfer', { callId: 'c', consultationCallId: 'd' }],
  [(phone) => phone.cancelConsult('c'), 'cancelConsult', { callId: 'c', consultationCallId: undefined }],
  [(phone) => phone.conference('c', { consultationCallId: 'd' }), 'conference', { callId: 'c', consultationCallId: 'd' }],
  [(phone) => phone.dropParty('c', '08-2'), 'dropParty', { callId: 'c', number: '08-2' }],
  [(phone) => phone.setCallData('c', { order: '17', gone: '' }), 'setCallData', { callId: 'c', data: { order: '17', gone: '' } }],
  [(phone) => phone.sendMessage('c', 'Good morning'), 'sendMessage', { callId: 'c', text: 'Good morning' }],
  [(phone) => phone.pushUrl('c', 'https://x.example/'), 'pushUrl', { callId: 'c', url: 'https://x.example/' }],
  [(phone) => phone.wrapUp('c', 'sold'), 'wrapUp', { callId: 'c', code: 'sold', note: undefined }],
  [(phone) => phone.wrapUp('c', 'sold', { note: 'x' }), 'wrapUp', { callId: 'c', code: 'sold', note: 'x' }],
  [(phone) => phone.logIn(), 'logIn', { agentId: undefined, password: undefined, extension: undefined, workMode: undefined }],
  [
    (phone) => phone.logIn({ agentId: 'a', password: 'p', extension: '204', workMode: 'manualIn', timeoutMs: 9_000 }),
    'logIn',
    { agentId: 'a', password: 'p', extension: '204', workMode: 'manualIn' },
  ],
  [(phone) => phone.logOut(), 'logOut', { reason: undefined }],
  [(phone) => phone.logOut({ reason: 'Home' }), 'logOut', { reason: 'Home' }],
  [(phone) => phone.setAgentState('ready'), 'setAgentState', { state: 'ready', reason: undefined }],
  [(phone) => phone.setAgentState('notReady', { reason: 'Lunch' }), 'setAgentState', { state: 'notReady', reason: 'Lunch' }],
  [(phone) => phone.superviseCall('a', 'c', 'bargeIn'), 'superviseCall', { agentId: 'a', callId: 'c', how: 'bargeIn' }],
  [(phone) => phone.setMemberState('a', 'ready'), 'setMemberState', { agentId: 'a', state: 'ready', reason: undefined }],
  [(phone) => phone.setMemberState('a', 'loggedOut', { reason: 'x' }), 'setMemberState', { agentId: 'a', state: 'loggedOut', reason: 'x' }],
  [(phone) => phone.requestAssistance('assist'), 'requestAssistance', { kind: 'assist', callId: undefined }],
  [(phone) => phone.requestAssistance('emergency', { callId: 'c' }), 'requestAssistance', { kind: 'emergency', callId: 'c' }],
  [(phone) => phone.vendorCommand('x y'), 'vendorCommand', { name: 'x y', params: undefined }],
  [(phone) => phone.vendorCommand('x', { y: [1, null] }), 'vendorCommand', { name: 'x', params: { y: [1, null] } }],
];
const names = [...new Set(cases.map(([, name]) => name))];

describe('commands of the CRM', () => {
  afterEach(cleanUp);

  it('cross in the documented shape', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip) });
    await run(softphone.frame, 'hello', { serves: names });
    const call = aCall();
    const help = { id: 'h', kind: 'assist', state: 'asked', agentId: 'a', at: 1 };
    const given: Partial<Record<PhoneCommandName, unknown>> = { dial: call, consult: call, superviseCall: call, requestAssistance: help };
    await run(softphone.frame, 'reply', Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { ok: true, value }])));
    for (const [act, name, params] of cases) {
      const result = await act(softphone);
      expect(result, name).to.deep.equal(given[name]);
      const sent = (await run<{ method: string; params: unknown }[]>(softphone.frame, 'calls')).at(-1);
      expect(sent).to.deep.include({ method: name, params });
    }
    expect((await run<{ id: number }[]>(softphone.frame, 'calls')).map(({ id }) => id)).to.deep.equal(cases.map((_, index) => index + 1));
  });

  it('are checked where they arrive', async () => {
    const softphone = mount();
    await softphone.ready();
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'serve', Object.fromEntries(names.map((name) => [name, { does: 'answer' }])));
    await until(() => softphone.capabilities.length === names.length, 'the offer arrives');
    const wrong: (() => Promise<unknown>)[] = [
      () => softphone.dial(''),
      () => softphone.dial('1'.repeat(251)),
      () => softphone.dial(5 as never),
      () => softphone.dial('1', { record: {} as never }),
      () => softphone.dial('1', { data: { a: 1 } as never }),
      () => softphone.answer(''),
      () => softphone.answer(undefined as never),
      () => softphone.reject('c', { as: 'rude' as never }),
      () => softphone.sendDtmf('c', ''),
      () => softphone.sendDtmf('c', '1x'),
      () => softphone.sendDtmf('c', '1'.repeat(65)),
      () => softphone.blindTransfer('c', ''),
      () => softphone.completeTransfer('c', { consultationCallId: '' }),
      () => softphone.setAgentState('busy' as never),
      () => softphone.sendMessage('c', ' '),
      () => softphone.pushUrl('c', 'http://x.example/'),
      () => softphone.vendorCommand(''),
    ];
    for (const act of wrong) expect(await codeOf(act()), String(act)).to.equal('INVALID_ARGUMENT');
    expect((await run<object[]>(softphone.frame, 'received')).filter((entry) => !('warned' in entry))).to.deep.equal([]);
  });

  it('that the phone does not have cost no message', async () => {
    const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip) });
    for (const [act, name] of cases) expect(await codeOf(act(softphone)), `${name} before hello`).to.equal('NOT_READY');
    await run(softphone.frame, 'hello', { serves: ['hold'] });
    for (const [act, name] of cases) if (name !== 'hold') expect(await codeOf(act(softphone)), name).to.equal('NOT_SUPPORTED');
    expect(await run(softphone.frame, 'calls')).to.deep.equal([]);
    // What is offered later counts from then on, what is taken back no longer.
    await run(softphone.frame, 'post', { type: 'event', name: 'offer', payload: { serves: ['mute', 'constructor'] } });
    await until(() => softphone.capabilities.includes('mute'), 'the offer arrives');
    expect(softphone.capabilities).to.deep.equal(['mute']);
    expect(softphone.status).to.deep.include({ grants: ['mute', 'constructor'] });
    await softphone.mute('c');
    expect(await codeOf(softphone.hold('c'))).to.equal('NOT_SUPPORTED');
  });
});
