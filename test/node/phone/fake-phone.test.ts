/** What the script side of the fake phone does beyond the contract. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { createFakePhone } from '../../../src/testing/index.ts';

const ready = async (...args: Parameters<typeof createFakePhone>) => {
  const phone = createFakePhone(...args);
  await phone.connect();
  return phone;
};

describe('the script of a fake phone', () => {
  test('lets people join and leave', async () => {
    const phone = await ready();
    const { id } = phone.script.ring({ number: '1' });
    await phone.answer(id);
    phone.script.joins(id, [{ number: '1' }, { number: '2' }]);
    assert.deepEqual([phone.calls[0]?.state, phone.calls[0]?.parties?.length], ['connected', 2]);
    phone.script.partyLeaves(id, '1');
    assert.deepEqual([phone.calls[0]?.remote.number, phone.calls[0]?.parties], ['2', undefined]);
    assert.throws(() => phone.script.partyLeaves(id, '3'), /is not in the call/);
  });

  test('keeps an agent logged out until logIn, if it is told to', async () => {
    const phone = await ready({ autoLogIn: false, workMode: 'manualIn' });
    assert.deepEqual([phone.agent.state, phone.agent.workMode], ['loggedOut', 'manualIn']);
    await phone.logIn({ agentId: 'a', password: 'secret' });
    assert.equal(phone.agent.state, 'ready');
    assert.deepEqual(phone.script.requests.at(-1), { command: 'logIn', agentId: 'a' }, 'without the password');
    await phone.disconnect();
    assert.equal(phone.agent.state, 'loggedOut');
  });

  test('leaves no work after a consultation, nor while another call goes on', async () => {
    const phone = await ready({ workMode: 'manualIn' });
    const { id } = phone.script.ring({ number: '1' });
    await phone.answer(id);
    const { id: asked } = await phone.consult(id, '2');
    phone.script.farEndAnswers(asked);
    phone.script.farEndHangsUp(asked);
    assert.equal(phone.agent.state, 'ready');
    phone.script.farEndHangsUp(id);
    assert.equal(phone.agent.state, 'workingAfterCall');
  });

  test('notes what the phone asked of its phone system', async () => {
    const phone = await ready();
    const { id } = phone.script.ring({ number: '1' });
    await phone.answer(id);
    await phone.sendDtmf(id, '12');
    assert.deepEqual(phone.script.requests, [{ command: 'connect' }, { command: 'answer', callId: id }, { command: 'sendDtmf', callId: id, digits: '12' }]);
  });

  test('holds a command up and lets it go on', async () => {
    const phone = await ready();
    const { id } = phone.script.ring({ number: '1' });
    const held = phone.script.holdUpNext('answer');
    const answered = phone.answer(id);
    await held.asked;
    assert.equal(phone.calls[0]?.state, 'alerting');
    held.proceed();
    await answered;
    assert.equal(phone.calls[0]?.state, 'connected');
  });

  test('a call that ends while a command is held up makes it reject', async () => {
    const phone = await ready();
    const { id } = phone.script.ring({ number: '1' });
    const held = phone.script.holdUpNext('answer');
    const answered = phone.answer(id);
    await held.asked;
    phone.script.farEndHangsUp(id);
    held.proceed();
    await assert.rejects(answered, (error) => isCtiError(error, 'NO_SUCH_CALL'));
  });

  test('refuses the next command, once', async () => {
    const phone = await ready();
    phone.script.refuseNext('dial', 'BUSY');
    await assert.rejects(phone.dial({ number: '1' }), (error) => isCtiError(error, 'BUSY'));
    assert.deepEqual(phone.calls, []);
    assert.equal((await phone.dial({ number: '1' })).state, 'initiated');
  });

  test('refuses connect with any code, and a held-up connect can be refused later', async () => {
    const phone = createFakePhone();
    const held = phone.script.holdUpNext('connect');
    const connecting = phone.connect();
    held.refuse('UNAUTHORIZED');
    await assert.rejects(connecting, (error) => isCtiError(error, 'UNAUTHORIZED'));
    assert.equal(phone.status.state, 'failed');
  });

  test('answers dialled calls by itself when told so', async () => {
    const phone = await ready({
      onDialled: ({ id }, script) => {
        script.farEndRings(id);
        script.farEndAnswers(id, { number: '1', name: 'Front desk' });
      },
    });
    await phone.dial({ number: '1', data: { from: 'crm' } });
    const [call] = phone.calls;
    assert.deepEqual([call?.state, call?.remote.name, call?.data], ['connected', 'Front desk', { from: 'crm' }]);
  });

  test('throws when it plays what cannot happen', async () => {
    const phone = await ready();
    assert.throws(() => phone.script.farEndHolds('unknown'), /cannot happen/);
    const { id } = phone.script.ring({ number: '1' });
    assert.throws(() => phone.script.farEndHolds(id), /alerting/);
    await phone.disconnect();
    assert.throws(() => phone.script.ring({ number: '1' }), /not ready/);
  });

  test('but plays duplicates and nonsense as raw events, which the phone survives', async () => {
    const phone = await ready();
    const { id } = phone.script.ring({ number: '1' });
    assert.equal(phone.script.event({ type: 'delivered', callId: id, at: 5 }), undefined);
    assert.equal(phone.script.event({ type: 'cleared', callId: id, at: 6, cause: 'answeredElsewhere' })?.cause, 'answeredElsewhere');
  });

  test('tells of agent and quality', async () => {
    const phone = await ready();
    const heard: unknown[] = [];
    phone.on('agent', ({ state, reason }) => heard.push([state, reason]));
    phone.on('quality', ({ lossRatio }) => heard.push(lossRatio));
    phone.script.agent({ state: 'workingAfterCall', reason: 'Wrap-up' });
    phone.script.quality({ callId: '1', packetsReceived: 1, packetsSent: 1, packetsLost: 0, lossRatio: 0.5, jitterMs: 3 });
    assert.deepEqual(heard, [['workingAfterCall', 'Wrap-up'], 0.5]);
    assert.equal(phone.agent.state, 'workingAfterCall');
  });

  test('uses the clock it was given', async () => {
    const phone = await ready({ now: () => 42 });
    assert.equal(phone.script.ring({ number: '1' }).createdAt, 42);
  });
});

test('only the last of those who wait for connect ends it by giving up', async () => {
  const phone = createFakePhone();
  const controller = new AbortController();
  const [given, kept] = [phone.connect({ signal: controller.signal }), phone.connect()];
  controller.abort();
  await assert.rejects(given, (error) => isCtiError(error, 'ABORTED'));
  await kept;
  assert.equal(phone.status.state, 'ready');
});

test('disconnect while connecting rejects connect with ABORTED', async () => {
  const phone = createFakePhone();
  const connecting = phone.connect();
  await phone.disconnect();
  await assert.rejects(connecting, (error) => isCtiError(error, 'ABORTED'));
  assert.equal(phone.status.state, 'disconnected');
});
