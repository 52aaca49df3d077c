import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { linkPhone } from '../../../src/phone/link/index.ts';
import type { FakePhone } from '../../../src/testing/index.ts';
import { type Cuttable, createCuttable } from './cuttable.ts';
import { enter, openSocket, sayHello } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

let gateway: TestGateway;
let network: Cuttable;
before(async () => {
  gateway = await startGateway({ heartbeatMs: 1_000 });
  network = await createCuttable(gateway.link.port);
});
after(async () => {
  await network.close();
  await gateway.link.stop();
});

/** Two events that do not happen at once. */
const ringAndHangUp = async (phone: FakePhone) => {
  const { id } = phone.script.ring({ number: '+46812345601' });
  await Promise.resolve();
  phone.script.farEndHangsUp(id);
  await Promise.resolve();
};
let agents = 0;
const addAgent = async () => {
  const agentId = `agent-${++agents}`;
  return { agentId, line: await gateway.addAgent(agentId) };
};

describe('a softphone whose connection broke', () => {
  test('gets what it missed, all of it and nothing else, and no snapshot', async () => {
    const { agentId, line } = await addAgent();
    const first = await enter(gateway.socketUrl, agentId);
    await ringAndHangUp(line);
    await until('two events', () => first.seqs.length === 2);
    first.socket.terminate();
    await first.closed();
    for (let calls = 0; calls < 3; calls++) await ringAndHangUp(line);

    const { session } = first.welcome;
    const second = await enter(gateway.socketUrl, agentId, { resume: { session, seq: 2, commands: [] } });
    assert.deepEqual([second.welcome.resumed, second.welcome.session, second.welcome.seq, second.welcome.snapshot], [true, session, 8, undefined]);
    await until('six events', () => second.seqs.length >= 6);
    await ringAndHangUp(line);
    await until('two more', () => second.seqs.length >= 8);
    assert.deepEqual([...first.seqs, ...second.seqs], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    second.socket.close();
  });

  test('gets a snapshot when more was missed than is kept', async () => {
    const { agentId, line } = await addAgent();
    const first = await enter(gateway.socketUrl, agentId);
    first.socket.terminate();
    await first.closed();
    for (let calls = 0; calls < 200; calls++) await ringAndHangUp(line);
    const { id } = line.script.ring({ number: '+46812345601' });
    const second = await enter(gateway.socketUrl, agentId, { resume: { session: first.welcome.session, seq: 0, commands: [] } });
    assert.equal(second.welcome.resumed, false);
    assert.notEqual(second.welcome.session, first.welcome.session);
    assert.deepEqual(
      second.welcome.snapshot?.calls.map((call) => [call.id, call.state]),
      [[id, 'alerting']],
    );
    line.script.farEndHangsUp(id);
    assert.equal((await second.next('events')).seq, second.welcome.seq + 1);
    second.socket.close();
  });

  test('does not get another agent’s session, whatever it knows of it', async () => {
    const [one, other] = [await addAgent(), await addAgent()];
    const owner = await enter(gateway.socketUrl, one.agentId);
    const thief = await enter(gateway.socketUrl, other.agentId, { resume: { session: owner.welcome.session, seq: 0, commands: [] } });
    assert.deepEqual([thief.welcome.resumed, thief.welcome.agentId], [false, other.agentId]);
    await ringAndHangUp(one.line);
    await until('the owner to hear of its call', () => owner.seqs.length === 2);
    assert.deepEqual(thief.seqs, []);
    for (const { socket } of [owner, thief]) socket.close();
  });

  test('gets the answer of a command that was under way, and hears of one that never arrived', async () => {
    const { agentId, line } = await addAgent();
    const held = line.script.holdUpNext('dial');
    const first = await enter(gateway.socketUrl, agentId);
    first.send({ type: 'command', id: 1, name: 'dial', request: { number: '+46812345601' }, timeoutMs: 10_000 });
    await held.asked;
    first.socket.terminate();
    await first.closed();
    const second = await enter(gateway.socketUrl, agentId, { resume: { session: first.welcome.session, seq: 0, commands: [1, 2] } });
    const lost = await second.next('answer');
    assert.deepEqual([lost.id, lost.error?.code], [2, 'NOT_CONNECTED']);
    held.proceed();
    const answer = await second.next('answer');
    assert.deepEqual([answer.id, (answer.result as { state?: string }).state, answer.error], [1, 'initiated', undefined]);
    assert.equal(line.calls.length, 1, 'it was carried out once');
    second.socket.close();
  });

  test('gets an answer that was given while it was away', async () => {
    const { agentId, line } = await addAgent();
    const held = line.script.holdUpNext('dial');
    const first = await enter(gateway.socketUrl, agentId);
    first.send({ type: 'command', id: 1, name: 'dial', request: { number: '+46812345601' }, timeoutMs: 10_000 });
    await held.asked;
    first.socket.terminate();
    await first.closed();
    held.proceed();
    await until('the call', () => line.calls.length === 1);
    const second = await enter(gateway.socketUrl, agentId, { resume: { session: first.welcome.session, seq: 0, commands: [1] } });
    const answer = await second.next('answer');
    assert.equal((answer.result as { id?: string }).id, line.calls[0]?.id);
    const order = second.heard.map(({ type }) => type);
    assert.deepEqual(order, ['welcome', 'events', 'answer'], 'the event before the answer');
    second.socket.close();
  });

  test('that resumes while the old socket is half open goes on, and the old one is closed', async () => {
    const { agentId, line } = await addAgent();
    const first = await enter(gateway.socketUrl, agentId);
    const second = await enter(gateway.socketUrl, agentId, { resume: { session: first.welcome.session, seq: 0, commands: [] } });
    assert.equal(second.welcome.resumed, true);
    assert.equal((await first.next('ended')).reason, 'resumedElsewhere');
    await first.closed();
    await ringAndHangUp(line);
    await until('events on the new socket', () => second.seqs.length === 2);
    assert.deepEqual(first.seqs, []);
    second.socket.close();
  });
});

for (const transport of ['websocket', 'poll'] as const) {
  test(`linkPhone over ${transport}: with a network that breaks again and again, every event arrives once and in order`, async () => {
    const { agentId, line } = await addAgent();
    const phone = linkPhone({
      url: `ws://127.0.0.1:${network.port}/softphone`,
      token: () => signToken(agentId),
      transport,
      reconnect: () => 5,
      WebSocket,
    });
    const sent: string[] = [];
    const heard: string[] = [];
    line.on('call', ({ event }) => sent.push(`${event.callId} ${event.type}`));
    phone.on('call', ({ event }) => event.type !== 'updated' && heard.push(`${event.callId} ${event.type}`));
    await phone.connect();
    for (let round = 0; round < 60; round++) {
      await ringAndHangUp(line);
      if (round % 6 === 0) {
        network.cut();
        await ringAndHangUp(line);
        network.restore();
      }
      // sometimes amid the reconnecting, sometimes after it
      if (round % 4 === 0) await until('the phone to be ready', () => phone.status.state === 'ready');
      else await new Promise((resolve) => setTimeout(resolve, round % 3));
    }
    await until('all events', () => heard.length >= sent.length);
    assert.ok(sent.length > 120);
    assert.deepEqual(heard, sent);
    await phone.dispose();
  });
}

test('a session nobody comes back to is forgotten', async () => {
  const short = await startGateway({ heartbeatMs: 100, resumeWindowMs: 50 });
  try {
    await short.addAgent('anna');
    const softphone = await enter(short.socketUrl, 'anna');
    softphone.socket.terminate();
    const waiting = async () => (await short.metric('ringframe_softphones{state="waiting"}'))[0];
    await until('the session to be forgotten', async () => (await waiting())?.endsWith(' 0') && short.log.some((line) => line.includes('session began')));
    const late = await openSocket(short.socketUrl);
    await sayHello(late, 'anna', { resume: { session: softphone.welcome.session, seq: 0, commands: [] } });
    assert.equal((await late.next('welcome')).resumed, false);
    late.socket.close();
  } finally {
    await short.link.stop();
  }
});
