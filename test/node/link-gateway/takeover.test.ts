import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { isCtiError } from '../../../src/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { enter, openSocket, sayHello } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
  for (const agentId of ['anna', 'bert', 'carl']) await gateway.addAgent(agentId);
});
after(() => gateway.link.stop());

const phoneOf = (agentId: string) => linkPhone({ url: gateway.socketUrl, token: () => signToken(agentId), reconnect: () => 10, WebSocket });

describe('an agent has one session', () => {
  test('row 39: a second softphone ends the first, which is told so by name and does not take the line back', async () => {
    const [first, second] = [phoneOf('anna'), phoneOf('anna')];
    await first.connect();
    await second.connect();
    await until('the first to have failed', () => first.status.state === 'failed');
    assert.ok(first.status.state === 'failed' && isCtiError(first.status.error, 'TAKEN_OVER'));
    assert.match(first.linkStatus.state === 'disabled' ? first.linkStatus.reason : '', /connected from somewhere else/);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(second.status.state, 'ready', 'no ping-pong');
    await first.connect();
    await until('the second to have failed', () => second.status.state === 'failed');
    assert.equal(first.status.state, 'ready', 'asked for again, it takes the line back');
    await Promise.all([first.dispose(), second.dispose()]);
  });

  test('one that lost its connection does not steal the line from the one that came after it', async () => {
    const asleep = await enter(gateway.socketUrl, 'bert');
    const awake = await enter(gateway.socketUrl, 'bert');
    assert.equal((await asleep.next('ended')).reason, 'replaced');
    const back = await openSocket(gateway.socketUrl);
    await sayHello(back, 'bert', { resume: { session: asleep.welcome.session, seq: 0, commands: [] } });
    assert.equal((await back.next('ended')).reason, 'replaced');
    awake.send({ type: 'ping' });
    await awake.next('pong');
    awake.socket.close();
  });

  test('row 63: events go to the last one only', async () => {
    const line = await gateway.addAgent('dora');
    const first = await enter(gateway.socketUrl, 'dora');
    const second = await enter(gateway.socketUrl, 'dora');
    line.script.ring({ number: '+46812345601' });
    await second.next('events');
    assert.deepEqual(first.seqs, []);
    second.socket.close();
  });

  test('one that said bye is forgotten at once: it cannot be resumed', async () => {
    const softphone = await enter(gateway.socketUrl, 'carl');
    softphone.send({ type: 'bye' });
    await softphone.closed();
    const back = await enter(gateway.socketUrl, 'carl', { resume: { session: softphone.welcome.session, seq: 0, commands: [] } });
    assert.equal(back.welcome.resumed, false);
    back.socket.close();
  });
});
