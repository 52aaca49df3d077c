/** Several links for one phone system: the first is primary, the others are there when it cannot be reached. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { type LinkPhone, linkPhone } from '../../../src/phone/link/index.ts';
import type { FakePhone } from '../../../src/testing/index.ts';
import { type Cuttable, createCuttable } from './cuttable.ts';
import { createPhonesSwitch, type PhonesSwitch } from './phones-switch.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

interface Pair {
  primary: TestGateway;
  secondary: TestGateway;
  /** The way to each. */
  ways: [Cuttable, Cuttable];
  urls: [string, string];
  line: FakePhone;
  phone: LinkPhone;
  statuses: string[];
}

/** The phone system goes on when one of its links stops. */
const shared = (phoneSystem: PhonesSwitch): PhonesSwitch => Object.create(phoneSystem, { stop: { value: async () => {} } });

/** Both links have the same phone system, as two processes would. */
const withPair = async (transport: 'websocket' | 'poll' | 'auto', run: (pair: Pair) => Promise<void>) => {
  const phoneSystem = shared(createPhonesSwitch());
  const [primary, secondary] = [
    await startGateway({ heartbeatMs: 200, whenGone: 'stay' }, { phoneSystem }),
    await startGateway({ heartbeatMs: 200, whenGone: 'stay' }, { phoneSystem }),
  ];
  const ways: Pair['ways'] = [await createCuttable(primary.link.port), await createCuttable(secondary.link.port)];
  const urls: Pair['urls'] = [`ws://127.0.0.1:${ways[0].port}/softphone`, `ws://127.0.0.1:${ways[1].port}/softphone`];
  const line = await primary.addAgent('anna');
  const phone = linkPhone({ url: urls, token: () => signToken('anna'), transport, reconnect: () => 20, WebSocket });
  const statuses: string[] = [];
  phone.on('status', (status) => statuses.push(status.state === 'ready' ? `ready at ${urls.indexOf(status.server ?? '')}` : status.state));
  try {
    await run({ primary, secondary, ways, urls, line, phone, statuses });
  } finally {
    await phone.dispose();
    for (const way of ways) await way.close();
    await secondary.link.stop();
    await primary.link.stop();
  }
};
const readyAt = (phone: LinkPhone, server: string) => () => phone.status.state === 'ready' && phone.status.server === server;

for (const transport of ['websocket', 'poll', 'auto'] as const) {
  describe(`row 65: with two links, over ${transport},`, () => {
    test('the primary is taken, and says so', async () => {
      await withPair(transport, async ({ phone, urls, statuses }) => {
        await phone.connect();
        assert.deepEqual(statuses, ['connecting', 'ready at 0']);
        assert.deepEqual(phone.linkStatus, { state: 'connected', server: urls[0] });
      });
    });

    test('the secondary is taken at once where the primary is down, and connect does not fail', async () => {
      await withPair(transport, async ({ phone, ways, statuses }) => {
        ways[0].cut();
        await phone.connect();
        assert.deepEqual(statuses, ['connecting', 'ready at 1']);
      });
    });

    test('a primary that dies in a call leads to the secondary, with the call as it is and what happened meanwhile', async () => {
      await withPair(transport, async ({ phone, ways, line, urls, statuses }) => {
        await phone.connect();
        const { id } = line.script.ring({ number: '+46812345601' });
        await until('the call', () => phone.calls.length === 1);
        await phone.answer(id);
        const events: string[] = [];
        phone.on('call', ({ event }) => event.type !== 'updated' && events.push(event.type));
        ways[0].cut();
        line.script.farEndHolds(id);
        await until('the secondary', readyAt(phone, urls[1]));
        const [call] = phone.calls;
        assert.deepEqual([call?.state, call?.remoteState, call?.signalling], ['connected', 'held', 'up']);
        assert.deepEqual(events, ['held']);
        await phone.hangUp(id);
        assert.equal(line.calls.length, 0, 'the secondary carries commands out');
        const states = statuses.filter((state, index) => state !== statuses[index - 1]);
        assert.deepEqual(states, ['connecting', 'ready at 0', 'reconnecting', 'ready at 1']);
      });
    });

    test('who is on the secondary comes back to the primary when that connection breaks', async () => {
      await withPair(transport, async ({ phone, ways, urls }) => {
        ways[0].cut();
        await phone.connect();
        ways[0].restore();
        ways[1].cut();
        await until('the primary', readyAt(phone, urls[0]));
      });
    });

    test('a link that stops sends its softphones to the other', async () => {
      await withPair(transport, async ({ phone, primary, urls }) => {
        await phone.connect();
        await primary.link.stop();
        await until('the secondary', readyAt(phone, urls[1]));
      });
    });

    test('a connect that fails says so when none was reached, and is tried on', async () => {
      await withPair(transport, async ({ phone, ways, urls }) => {
        for (const way of ways) way.cut();
        await assert.rejects(phone.connect(), { code: 'UNREACHABLE' });
        assert.equal(phone.status.state, 'reconnecting');
        ways[1].restore();
        await until('the secondary', readyAt(phone, urls[1]));
      });
    });
  });
}

test('row 65: where two addresses lead to one link, the session goes on, and no event is lost or told twice', async () => {
  const gateway = await startGateway({ heartbeatMs: 200 });
  const [first, second] = [await createCuttable(gateway.link.port), await createCuttable(gateway.link.port)];
  const line = await gateway.addAgent('anna');
  const url = [first, second].map(({ port }) => `ws://127.0.0.1:${port}/softphone`);
  const phone = linkPhone({ url, token: () => signToken('anna'), reconnect: () => 20, WebSocket });
  const heard: string[] = [];
  phone.on('call', ({ event }) => event.type !== 'updated' && heard.push(event.type));
  await phone.connect();
  const { id } = line.script.ring({ number: '+46812345601' });
  await until('the call', () => phone.calls.length === 1);
  const held = line.script.holdUpNext('answer');
  const answering = phone.answer(id);
  await held.asked;
  first.cut();
  await until('the other way', () => phone.status.state === 'ready' && phone.status.server === url[1]);
  held.proceed();
  await answering;
  assert.deepEqual(heard, ['delivered', 'established']);
  assert.ok((await gateway.metric('ringframe_softphone_hellos_total{outcome="resumed"}'))[0]?.endsWith(' 1'));
  await phone.dispose();
  for (const way of [first, second]) await way.close();
  await gateway.link.stop();
});

test('a list of addresses is checked like one', () => {
  for (const url of [
    [],
    [''],
    ['wss://link.example/softphone', 'ws://link.example/softphone'],
    Array.from({ length: 9 }, () => 'wss://link.example/softphone'),
  ]) {
    assert.throws(() => linkPhone({ url, token: 'a.b.c', WebSocket }), { code: 'INVALID_ARGUMENT' });
  }
});
