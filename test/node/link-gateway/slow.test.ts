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
    // A kernel with room to spare may let it catch up in between: it is slow once more then.
    const told = () => slow.heard.filter((message) => message.type === 'slow');
    await until('all of it', () => Math.max(told().at(-1)?.seq ?? 0, slow.seqs.at(-1) ?? 0) === EVENTS + 1);
    for (const { seq, snapshot } of told()) assert.equal(snapshot.calls[0]?.data.mark, String(seq - 1), 'what holds, not what held');
    const skipped = told().reduce((sum, message) => sum + message.skipped, 0);
    assert.ok(skipped > EVENTS / 2, `${skipped} events were skipped`);

    const { seqs } = slow;
    assert.equal(seqs.length + skipped, EVENTS + 1, 'every event was either sent or counted as skipped');
    assert.deepEqual(
      seqs,
      [...new Set(seqs)].sort((one, other) => one - other),
      'those that were sent came once and in order',
    );
    const times = told().length;
    await line.setCallData(id, { mark: 'after' });
    await until('the event after it', () => slow.seqs.at(-1) === EVENTS + 2);
    assert.equal((await gateway.metric('ringframe_slow_softphones_total'))[0]?.split(' ').at(-1), String(times));
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
