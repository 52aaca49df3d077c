import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { enter } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { until } from './until.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(() => gateway.link.stop());

let agents = 0;
const visit = async (url = gateway.socketUrl, at = gateway) => {
  const agentId = `agent-${++agents}`;
  const line = await at.addAgent(agentId);
  const softphone = await enter(url, agentId);
  let id = 0;
  const ask = async (name: string, request: unknown = {}, timeoutMs = 5_000) => {
    id += 1;
    softphone.send({ type: 'command', id, name, request, timeoutMs });
    const answer = await softphone.next('answer');
    assert.equal(answer.id, id);
    return answer;
  };
  return { agentId, line, softphone, ask };
};

describe('a command of a softphone', () => {
  test('for another agent’s call rejects NO_SUCH_CALL and does nothing to it', async () => {
    const [mine, other] = [await visit(), await visit()];
    const { id } = other.line.script.ring({ number: '+46812345601' });
    for (const name of ['answer', 'reject', 'hangUp', 'hold', 'setCallData']) {
      assert.equal((await mine.ask(name, { callId: id, data: {} })).error?.code, 'NO_SUCH_CALL', name);
    }
    assert.deepEqual(
      other.line.calls.map(({ state }) => state),
      ['alerting'],
    );
    assert.deepEqual(mine.softphone.seqs, [], 'nor is anything of it heard');
  });

  test('cannot log in another agent', async () => {
    const [mine, other] = [await visit(), await visit()];
    await mine.line.logOut();
    const before = gateway.phoneSystem.commands.length;
    assert.equal((await mine.ask('logIn', { agentId: other.agentId })).error?.code, 'UNAUTHORIZED');
    assert.equal(gateway.phoneSystem.commands.length, before, 'the phone system was not asked');
    assert.equal((await mine.ask('logIn', { agentId: mine.agentId })).error, undefined);
  });

  test('that does not exist, or whose arguments are none, is refused with what is wrong, and asks nobody', async () => {
    const { ask } = await visit();
    const before = gateway.phoneSystem.commands.length;
    for (const name of ['toString', '__proto__', 'transmogrify']) assert.equal((await ask(name)).error?.code, 'METHOD_NOT_FOUND');
    const { error } = await ask('sendDtmf', { callId: 'x', digits: '12x' });
    assert.equal(error?.code, 'INVALID_ARGUMENT');
    assert.match(JSON.stringify(error?.details), /digits/);
    for (const request of [null, 7, 'text', [], { number: '' }, { number: 'x'.repeat(300) }])
      assert.equal((await ask('dial', request)).error?.code, 'INVALID_ARGUMENT');
    assert.equal(gateway.phoneSystem.commands.length, before);
  });

  test('that the link does not grant is refused', async () => {
    const popsOnly = await startGateway({ capabilities: ['setAgentState'] });
    try {
      const { ask, softphone } = await visit(popsOnly.socketUrl, popsOnly);
      const hello = softphone.heard.find((message) => message.type === 'welcome');
      assert.deepEqual(hello?.type === 'welcome' && hello.capabilities, ['setAgentState']);
      assert.equal((await ask('dial', { number: '1' })).error?.code, 'NOT_SUPPORTED');
      assert.equal((await ask('setAgentState', { state: 'notReady' })).error, undefined);
    } finally {
      await popsOnly.link.stop();
    }
  });

  test('that takes longer than its softphone waits is answered TIMEOUT', async () => {
    const { ask, line } = await visit();
    line.script.holdUpNext('dial');
    const { error } = await ask('dial', { number: '+46812345601' }, 50);
    assert.equal(error?.code, 'TIMEOUT');
  });

  test('that is given up is answered ABORTED', async () => {
    const { softphone, line } = await visit();
    const held = line.script.holdUpNext('dial');
    softphone.send({ type: 'command', id: 1, name: 'dial', request: { number: '+46812345601' }, timeoutMs: 5_000 });
    await held.asked;
    softphone.send({ type: 'abort', id: 1 });
    assert.equal((await softphone.next('answer')).error?.code, 'ABORTED');
  });

  test('beyond the thirty-second under way is answered RATE_LIMITED', async () => {
    const { softphone, line } = await visit();
    for (let times = 0; times < 32; times++) line.script.holdUpNext('dial');
    for (let id = 1; id <= 33; id++) softphone.send({ type: 'command', id, name: 'dial', request: { number: '+46812345601' }, timeoutMs: 5_000 });
    const answer = await softphone.next('answer');
    assert.deepEqual([answer.id, answer.error?.code], [33, 'RATE_LIMITED']);
    softphone.socket.close();
  });

  test('that fails by a fault of the switch tells nothing of it, but to the log', async () => {
    const { ask, line } = await visit();
    line.hold = () => Promise.reject(new Error('a secret of the switch'));
    const { error } = await ask('hold', { callId: 'x' });
    assert.equal(error?.code, 'HANDLER_FAILED');
    assert.doesNotMatch(error?.message ?? '', /secret/);
    await until('a line in the log', () => gateway.log.some((text) => text.includes('a secret of the switch')));
  });
});
