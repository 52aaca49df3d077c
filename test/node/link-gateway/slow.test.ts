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

/** 30,000 characters in each event: a kernel's own buffers are soon full. */
const page = 'x'.repeat(3_990);
const data = (mark: number) => ({ mark: String(mark), ...Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`part${index}`, page])) });
const EVENTS = 2_000;

describe('a softphone that does not read', () => {
  test('costs a bounded queue, and when it reads again is told so and gets what holds, once and in order', async () => {
    const line = await gateway.addAgent('slow');
    const bystanderLine = await gateway.addAgent('bystander');
    const slow = await enter(gateway.socketUrl, 'slow');
    const bystander = await enter(gateway.socketUrl, 'bystander');
    const { id } = line.script.ring({ number: '+46812345601' });
    await slow.next('events');

    slow.socket.pause();
    const before = process.memoryUsage().rss;
    for (let mark = 1; mark <= EVENTS; mark++) {
      await line.setCallData(id, data(mark));
      // the kernel takes what it can, as it would between events of a real day
      if (mark % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const grown = process.memoryUsage().rss - before;
    assert.ok(grown < EVENTS * 28_000, `a backlog of all of it is 56 MB and more; the process grew by ${Math.round(grown / 1e6)} MB`);
    bystanderLine.script.ring({ number: '+46812345602' });
    await bystander.next('events');

    slow.socket.resume();
    const { skipped, seq, snapshot } = await slow.next('slow');
    assert.equal(snapshot.calls[0]?.data.mark, String(EVENTS), 'what holds, not what held');
    assert.equal(seq, EVENTS + 1, 'the number of the last event it stands for');
    assert.ok(skipped > EVENTS / 2, `${skipped} events were skipped`);

    const { seqs } = slow;
    assert.equal(seqs.length + skipped, EVENTS + 1, 'every event was either sent or counted as skipped');
    assert.deepEqual(
      seqs,
      seqs.map((_, index) => index + 1),
      'those that were sent without a gap',
    );
    await line.setCallData(id, { mark: 'after' });
    await until('the event after it', () => slow.seqs.at(-1) === EVENTS + 2);
    assert.match((await gateway.metric('ringframe_slow_softphones_total'))[0] ?? '', / 1$/);
    for (const { socket } of [slow, bystander]) socket.close();
  });

  test('gets the answers of its commands after the snapshot', async () => {
    const line = await gateway.addAgent('asking');
    const slow = await enter(gateway.socketUrl, 'asking');
    const { id } = line.script.ring({ number: '+46812345601' });
    await slow.next('events');
    slow.socket.pause();
    for (let mark = 1; mark <= EVENTS; mark++) {
      await line.setCallData(id, data(mark));
      if (mark % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    slow.send({ type: 'command', id: 1, name: 'answer', request: { callId: id }, timeoutMs: 10_000 });
    await until('the call to be answered', () => line.calls[0]?.state === 'connected');
    slow.socket.resume();
    const answer = await slow.next('answer');
    assert.equal(answer.error, undefined);
    const [told, last] = slow.heard.filter(({ type }) => type === 'slow' || type === 'events' || type === 'answer').slice(-2);
    assert.equal(last, answer);
    assert.equal(told?.type === 'slow' && told.snapshot.calls[0]?.state, 'connected', 'law 3: what the command led to comes before its answer');
    slow.socket.close();
  });
});
