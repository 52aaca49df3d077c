import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { isCtiError } from '../../../src/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { createPhonesSwitch } from './phones-switch.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway({ heartbeatMs: 200 });
});
after(() => gateway.link.stop());

const phoneOf = (agentId: string, at = gateway) => linkPhone({ url: at.socketUrl, token: () => signToken(agentId), reconnect: () => 20, WebSocket });

describe('a phone system that goes away in a call', () => {
  test('is told with its reason, the call is shown as unknown, and is true again when it is back', async () => {
    const line = await gateway.addAgent('anna');
    const phone = phoneOf('anna');
    await phone.connect();
    const { id } = line.script.ring({ number: '+46812345601' });
    await until('the call', () => phone.calls.length === 1);
    await phone.answer(id);
    gateway.phoneSystem.lose('the CTI server does not answer');
    await until('the status', () => phone.status.state === 'reconnecting');
    const { status } = phone;
    assert.ok(status.state === 'reconnecting' && isCtiError(status.error, 'UNREACHABLE'));
    assert.equal(status.error?.message, 'the CTI server does not answer');
    await until('the call’s signalling', () => phone.calls[0]?.signalling === 'lost');
    assert.deepEqual([phone.calls[0]?.state, phone.calls[0]?.actions], ['connected', ['hangUp']]);
    await assert.rejects(phone.dial({ number: '+46812345602' }), { code: 'NOT_CONNECTED' });
    gateway.phoneSystem.restore();
    await until('the phone to be ready', () => phone.status.state === 'ready');
    await until('the call’s signalling', () => phone.calls[0]?.signalling === 'up');
    await phone.hold(id);
    assert.equal(line.calls[0]?.state, 'held');
    await phone.dispose();
  });

  test('a call hung up meanwhile is hung up there when it is back', async () => {
    const line = await gateway.addAgent('bert');
    const phone = phoneOf('bert');
    await phone.connect();
    const { id } = line.script.ring({ number: '+46812345601' });
    await until('the call', () => phone.calls.length === 1);
    await phone.answer(id);
    gateway.phoneSystem.lose('gone');
    await until('the status', () => phone.status.state === 'reconnecting');
    await phone.hangUp(id);
    assert.deepEqual([phone.calls.length, line.calls.length], [0, 1]);
    gateway.phoneSystem.restore();
    await until('the call to be hung up', () => line.calls.length === 0);
    assert.deepEqual(phone.calls, []);
    await phone.dispose();
  });

  test('whoever comes meanwhile is let in, told why nothing works, and has a true line when it is back', async () => {
    const phoneSystem = createPhonesSwitch();
    const away = await startGateway({ heartbeatMs: 200 }, { phoneSystem });
    try {
      phoneSystem.lose('gone');
      const [known, unknown] = [phoneOf('carl', away), phoneOf('nobody', away)];
      await assert.rejects(known.connect(), { code: 'UNREACHABLE', message: 'gone' });
      await assert.rejects(unknown.connect(), { code: 'UNREACHABLE' });
      const line = await away.addAgent('carl');
      line.script.ring({ number: '+46812345601' });
      phoneSystem.restore();
      await until('the phone to be ready', () => known.status.state === 'ready' && known.calls.length === 1);
      assert.equal(known.calls[0]?.state, 'alerting');
      await until('who does not exist to be told so', () => unknown.status.state === 'failed');
      await Promise.all([known.dispose(), unknown.dispose()]);
    } finally {
      await away.link.stop();
    }
  });
});

test('a link that stops says so, and softphones come back to the next one by themselves, with what holds', async () => {
  const phoneSystem = createPhonesSwitch();
  const first = await startGateway({}, { phoneSystem });
  const { port } = first.link;
  const line = await first.addAgent('dora');
  const phone = phoneOf('dora', first);
  await phone.connect();
  const [kept, gone] = [line.script.ring({ number: '+46812345601' }), line.script.ring({ number: '+46812345602' })];
  await until('two calls', () => phone.calls.length === 2);
  const events: string[] = [];
  phone.on('call', ({ event }) => events.push(`${event.callId === kept.id ? 'kept' : event.callId === gone.id ? 'gone' : 'new'} ${event.type}`));

  await first.link.stop();
  await until('the loss', () => phone.status.state === 'reconnecting');
  line.script.farEndHangsUp(gone.id);
  await line.answer(kept.id);
  line.script.ring({ number: '+46812345603' });
  const second = await startGateway({}, { port, phoneSystem });
  try {
    await until('the phone to be ready', () => phone.status.state === 'ready');
    assert.deepEqual(
      phone.calls.map(({ state, signalling }) => [state, signalling]),
      [
        ['connected', 'up'],
        ['alerting', 'up'],
      ],
    );
    const changes = events.filter((event) => !event.endsWith('updated'));
    assert.deepEqual(changes, ['gone cleared', 'kept established', 'new delivered'], 'what changed meanwhile, as events');
    await phone.dispose();
  } finally {
    await second.link.stop();
  }
});
