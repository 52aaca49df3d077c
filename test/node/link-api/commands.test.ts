/** Every command of a phone, by REST, against the simulator: the effect is what the agents' lines and the other side show. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Assistance, Call, TeamMember } from '../../../src/index.ts';
import { commandParams } from '../../../src/protocol/phone-commands.ts';
import { until } from '../link-gateway/until.ts';
import { type ApiRig, startApiLink } from './api-rig.ts';

let rig: ApiRig;
const used = new Set<string>();

before(async () => {
  rig = await startApiLink();
});
after(() => rig.stop());

const command = (agentId: string, name: string, request: unknown = {}) => {
  used.add(name);
  return rig.post(`/agents/${agentId}/commands/${name}`, request);
};
const done = async (agentId: string, name: string, request?: unknown) => {
  const { status, body } = await command(agentId, name, request);
  assert.equal(status, 204, `${name}: ${JSON.stringify(body)}`);
};
const gives = async (agentId: string, name: string, request: unknown): Promise<Call> => {
  const { status, body } = await command(agentId, name, request);
  assert.equal(status, 200, `${name}: ${JSON.stringify(body)}`);
  return body as unknown as Call;
};
const calls = (agentId: string) => rig.simulator.snapshot(agentId)?.calls ?? [];
const call = (agentId: string, callId: string) => calls(agentId).find(({ id }) => id === callId);
const state = (agentId: string) => rig.simulator.snapshot(agentId)?.agent.state;
/** What is dialled rings a moment later. */
const ringsAt = (agentId: string) => until(`${agentId} rings`, () => calls(agentId).find((one) => one.state === 'alerting')?.id);
const ringing = '+46800000001';

describe('row 62: a server does by REST what the agent’s own softphone does', () => {
  test('logs out and in, with work mode, and changes the state', async () => {
    await done('one', 'logOut', { reason: 'home' });
    assert.equal(state('one'), 'loggedOut');
    await done('one', 'logIn', { extension: '190', workMode: 'manualIn' });
    assert.deepEqual([rig.simulator.snapshot('one')?.address, state('one')], ['190', 'notReady']);
    await done('one', 'setAgentState', { state: 'ready' });
    assert.equal(state('one'), 'ready');
    await done('one', 'setAgentState', { state: 'notReady', reason: 'lunch' });
    assert.deepEqual([state('one'), rig.simulator.snapshot('one')?.agent.reason], ['notReady', 'lunch']);
  });

  test('dials, holds, retrieves, mutes, sends tones, changes call data, hangs up, wraps up', async () => {
    const { id: callId, state: dialled } = await gives('one', 'dial', { number: ringing, data: { order: '17' } });
    assert.equal(dialled, 'initiated');
    await until('it rings', () => call('one', callId)?.remoteState === 'alerting');
    rig.simulator.answerOutside(callId);
    assert.equal(call('one', callId)?.state, 'connected');
    await done('one', 'hold', { callId });
    assert.equal(call('one', callId)?.state, 'held');
    await done('one', 'retrieve', { callId });
    await done('one', 'mute', { callId });
    assert.equal(call('one', callId)?.muted, true);
    await done('one', 'unmute', { callId });
    await done('one', 'sendDtmf', { callId, digits: '1,2#' });
    const [there] = rig.simulator.snapshotAll().calls;
    assert.equal(there?.parties.find(({ number }) => number === ringing)?.heard.replaceAll(',', ''), '12#');
    await done('one', 'setCallData', { callId, data: { order: '18', mood: 'good' } });
    assert.deepEqual(call('one', callId)?.data, { order: '18', mood: 'good' });
    await done('one', 'hangUp', { callId });
    assert.deepEqual(calls('one'), []);
    assert.equal(state('one'), 'workingAfterCall');
    await done('one', 'wrapUp', { callId, code: 'sold', note: 'calls again' });
    const [wrapUp] = rig.simulator.wrapUps;
    assert.deepEqual([wrapUp?.agentId, wrapUp?.callId, wrapUp?.code, wrapUp?.note], ['one', callId, 'sold', 'calls again']);
  });

  test('answers, transfers blindly, rejects', async () => {
    const callId = rig.simulator.placeCall({ from: '+46700000001', to: '190' });
    await done('one', 'answer', { callId });
    assert.equal(call('one', callId)?.state, 'connected');
    await done('one', 'blindTransfer', { callId, number: '102' });
    await ringsAt('two');
    assert.equal(calls('one').length, 0);
    await done('two', 'reject', { callId: await ringsAt('two'), as: 'busy' });
    assert.equal(calls('two').length, 0);
    for (const { id } of rig.simulator.snapshotAll().calls) rig.simulator.dropCall(id);
  });

  test('consults and comes back, consults and transfers, consults and makes a conference of which a party is dropped', async () => {
    const callId = rig.simulator.placeCall({ from: '+46700000001', to: '190' });
    await done('one', 'answer', { callId });
    const first = await gives('one', 'consult', { callId, number: '102' });
    assert.equal(first.consultationFor, callId);
    await done('one', 'cancelConsult', { callId });
    assert.deepEqual([call('one', callId)?.state, calls('two').length], ['connected', 0]);

    await gives('one', 'consult', { callId, number: '102' });
    await done('two', 'answer', { callId: await ringsAt('two') });
    await done('one', 'conference', { callId });
    assert.equal(call('one', callId)?.parties?.length, 2);
    await done('one', 'dropParty', { callId, number: '102' });
    assert.deepEqual([call('one', callId)?.remote.number, calls('two').length], ['+46700000001', 0]);

    const second = await gives('one', 'consult', { callId, number: '103' });
    await done('three', 'answer', { callId: await ringsAt('three') });
    await done('one', 'completeTransfer', { callId, consultationCallId: second.id });
    assert.deepEqual([calls('one').length, calls('three')[0]?.remote.number], [0, '+46700000001']);
    rig.simulator.hangUpCaller(calls('three')[0]?.id ?? '');
  });

  test('writes into a chat, pushes a page, and gives a vendor’s command', async () => {
    const callId = rig.simulator.placeCall({ from: 'visitor', to: '102', type: 'chat' });
    await done('two', 'answer', { callId });
    const told: unknown[] = [];
    const off = rig.simulator.onOutside((event) => told.push(event.type === 'message' ? event.message.text : event.type === 'url' ? event.url : undefined));
    await done('two', 'sendMessage', { callId, text: 'Good morning' });
    await done('two', 'pushUrl', { callId, url: 'https://shop.example/offer' });
    off();
    assert.deepEqual(
      told.filter((text) => text !== undefined),
      ['Good morning', 'https://shop.example/offer'],
    );
    const { status, body } = await command('two', 'vendorCommand', { name: 'Record.Start', params: { callId } });
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(rig.simulator.vendorCommands.at(-1)?.name, 'Record.Start');
    rig.simulator.dropCall(callId);
  });

  test('lets a supervisor act on an agent of the team, who asks for help; and nobody else', async () => {
    rig.simulator.setTeam('one', ['two']);
    const callId = rig.simulator.placeCall({ from: '+46700000001', to: '102' });
    await done('two', 'answer', { callId });
    const { state: asked } = (await gives('two', 'requestAssistance', { kind: 'assist', callId })) as unknown as { state: string };
    assert.equal(asked, 'asked');
    const own = await gives('one', 'superviseCall', { agentId: 'two', callId, how: 'bargeIn' });
    assert.deepEqual([own.supervision?.how, calls('two')[0]?.parties?.length], ['bargeIn', 2]);
    const { team, assistance } = (await rig.get('/agents/one')).body as { team?: TeamMember[]; assistance?: Assistance[] };
    assert.deepEqual([team?.[0]?.agentId, assistance?.[0]?.state], ['two', 'taken']);
    assert.equal((await rig.get('/agents/two')).body.team, undefined);
    assert.equal((await command('two', 'superviseCall', { agentId: 'one', callId, how: 'whisper' })).status, 501);
    assert.equal((await command('one', 'superviseCall', { agentId: 'three', callId, how: 'whisper' })).body.code, 'REFUSED');
    rig.simulator.dropCall(callId);
    await done('one', 'setMemberState', { agentId: 'two', state: 'ready' });
    assert.equal(state('two'), 'ready');
    const told = (await rig.get('/diagnostics/events?type=team')).body.events as unknown as { agentId: string }[];
    assert.deepEqual([...new Set(told.map(({ agentId }) => agentId))], ['one'], 'the team is told on the line of its supervisor, and on no other');
  });

  test('there is no command that was not tried', () => assert.deepEqual([...used].sort(), Object.keys(commandParams).sort()));
});

describe('a command by REST', () => {
  test('for another agent’s call is 404 NO_SUCH_CALL and does nothing to it', async () => {
    const callId = rig.simulator.placeCall({ from: '+46700000001', to: '102' });
    const { status, body } = await command('three', 'answer', { callId });
    assert.deepEqual([status, body.code], [404, 'NO_SUCH_CALL']);
    assert.equal(call('two', callId)?.state, 'alerting');
    rig.simulator.dropCall(callId);
  });

  const refused: [string, string, unknown, number, string][] = [
    ['in the wrong state', 'hold', { callId: 'CALL' }, 409, 'INVALID_STATE'],
    ['to what cannot be dialled', 'dial', { number: '()' }, 422, 'INVALID_NUMBER'],
    ['without what it needs', 'dial', {}, 400, 'INVALID_ARGUMENT'],
    ['with a body that is a list', 'dial', [], 400, 'INVALID_ARGUMENT'],
    ['with a body that is null', 'logOut', null, 400, 'INVALID_ARGUMENT'],
    ['with digits that are none', 'sendDtmf', { callId: 'CALL', digits: 'x' }, 400, 'INVALID_ARGUMENT'],
    ['that logs in somebody else', 'logIn', { agentId: 'two' }, 403, 'UNAUTHORIZED'],
  ];
  for (const [how, name, request, status, code] of refused) {
    test(`${how} is ${status} ${code}`, async () => {
      const callId = rig.simulator.placeCall({ from: '+46700000001', to: '103' });
      const body = JSON.parse(JSON.stringify(request).replace('CALL', callId));
      const answer = await command('three', name, body);
      assert.deepEqual([answer.status, answer.body.code], [status, code], answer.body.message);
      rig.simulator.dropCall(callId);
    });
  }

  test('says which member of its body is wrong, and not what it was', async () => {
    const { body } = await command('three', 'sendDtmf', { callId: 'x', digits: '0701234567x' });
    assert.match(JSON.stringify(body), /"path":"digits"/);
    assert.doesNotMatch(JSON.stringify(body), /0701234567/);
  });

  test('for an agent nobody knows is 404, and for names of JavaScript’s own too', async () => {
    for (const agentId of ['nobody', '__proto__', 'constructor', '%E0%A4%A', 'x'.repeat(300)]) {
      const { status } = await rig.post(`/agents/${agentId}/commands/logOut`, {});
      assert.equal(status, 404, agentId);
    }
    assert.equal((await rig.post('/agents/one/commands/toString', {})).body.code, 'METHOD_NOT_FOUND');
  });

  test('while the phone system is lost is 503, and says when to try again', async () => {
    rig.simulator.failLink('cable');
    const { status, body, headers } = await command('three', 'setAgentState', { state: 'ready' });
    assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'NOT_CONNECTED', '1']);
    rig.simulator.restoreLink();
    rig.simulator.failLink('cable');
    rig.simulator.restoreLink();
  });
});
