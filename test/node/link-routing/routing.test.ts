/** Calls at route points of the simulator, and deciders of all kinds over real HTTP. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { RoutingConfig } from '../../../src/link/routing/config.ts';
import type { Decider } from '../../../src/link/routing/decider.ts';
import { verifyWebhook } from '../../../src/link/signed-message.ts';
import { type ApiRig, startApiLink } from '../link-api/api-rig.ts';
import { readEvents } from '../link-api/event-reader.ts';
import { startTestServer, type TestServer } from '../link-api/test-server.ts';
import { until } from '../link-gateway/until.ts';

interface Decision {
  outcome: string;
  reason?: string;
  destination?: string;
  routePoint: string;
  calling: string;
  called: string;
  data: object;
}

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const points: RoutingConfig['points'] = [
  { first: '6486', last: '6488', default: '103' },
  { first: '7000', default: '103' },
];

const rigWith = async (routing: Partial<RoutingConfig>): Promise<ApiRig> => {
  const rig = await startApiLink({ link: { routing: { points, ...routing } } });
  open.unshift({ close: rig.stop });
  return rig;
};
const decider = async (answer: Parameters<typeof startTestServer>[0]): Promise<TestServer> => {
  const server = await startTestServer(answer);
  open.push(server);
  return server;
};

const decisionsOf = async (rig: ApiRig) => (await rig.get('/diagnostics/routing')).body.decisions as unknown as Decision[];
const decided = (rig: ApiRig, count = 1) =>
  until('the decision', async () => {
    const decisions = await decisionsOf(rig);
    return decisions.length >= count && decisions;
  });
const place = ({ simulator }: ApiRig, to = '6486', data = {}) => simulator.placeCall({ from: '+46700000001', to, data });
const ringsAt = ({ simulator }: ApiRig, agentId: string) => simulator.snapshot(agentId)?.calls[0]?.state === 'alerting';

describe('row 51: a call at a route point', () => {
  test('goes where a function says, which is told ANI, DNIS and call data', async () => {
    const asked: unknown[] = [];
    const rig = await rigWith({
      decider(question) {
        asked.push(question);
        return question.data.language === 'sv' ? '101' : { destination: '102' };
      },
    });
    const callId = place(rig, '6487', { language: 'sv' });
    await until('it rings', () => ringsAt(rig, 'one'));
    assert.deepEqual(asked, [
      { routeId: (asked[0] as { routeId: string }).routeId, callId, routePoint: '6487', calling: '+46700000001', called: '6487', data: { language: 'sv' } },
    ]);
    place(rig, '7000');
    await until('it rings', () => ringsAt(rig, 'two'));
  });

  test('goes where an HTTP endpoint says, which is asked in JSON, signed', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const server = await decider((_, response) => void response.end('{"destination":"102"}'));
    const rig = await rigWith({ decider: `${server.url}/route`, secret });
    const callId = place(rig, '6488', { vip: 'yes' });
    await until('it rings', () => ringsAt(rig, 'two'));
    const [asked] = server.received;
    assert.ok(asked);
    const question = JSON.parse(asked.body);
    assert.deepEqual(question, { routeId: question.routeId, callId, routePoint: '6488', calling: '+46700000001', called: '6488', data: { vip: 'yes' } });
    assert.equal(verifyWebhook({ secret, headers: asked.headers, body: asked.body }), question.routeId);
    const [decision] = await decided(rig);
    assert.deepEqual([decision?.outcome, decision?.destination, decision?.reason], ['decided', '102', undefined]);
  });

  test('without an answer in time goes to its default, and the question is given up', async () => {
    const server = await decider(() => {});
    const rig = await rigWith({ points: [{ first: '6486', default: '103', deadlineMs: 400 }], decider: server.url });
    place(rig);
    await until('it rings', () => ringsAt(rig, 'three'));
    const [decision] = await decided(rig);
    assert.deepEqual([decision?.outcome, decision?.reason, decision?.destination], ['defaulted', 'slow', '103']);
    await until('it was given up', () => server.givenUp === 1);
  });

  test('is observable: an event, the last hundred, a metric, and a line in the log without numbers', async () => {
    const rig = await rigWith({ decider: ({ calling }) => (calling.endsWith('1') ? '101' : '()') });
    const reader = await readEvents(rig, '?type=route');
    await until('the beginning', () => reader.events.length > 0);
    place(rig, '6486', { customer: '17' });
    await reader.next('the event', ({ type, data }) => type === 'route' && JSON.stringify(data).includes('"decided"'));
    const [decision] = await decided(rig);
    assert.deepEqual([decision?.routePoint, decision?.calling, decision?.called, decision?.data], ['6486', '+46700000001', '6486', { customer: '17' }]);
    assert.deepEqual(await rig.metric('ringframe_route_decisions_total'), ['ringframe_route_decisions_total{outcome="decided",reason="none"} 1']);
    const line = rig.log.find((text) => text.includes('route point')) ?? '';
    assert.match(line, /"outcome":"decided"/);
    assert.doesNotMatch(line, /6486|46700000001|"101"/);
    for (let count = 0; count < 105; count += 1) rig.simulator.dropCall(place(rig));
    await until('all', async () => (await rig.metric('ringframe_route_seconds_count'))[0]?.endsWith(' 106'));
    assert.equal((await decisionsOf(rig)).length, 100);
    reader.close();
  });
});

describe('a decider', () => {
  const huge = JSON.stringify({ destination: '101', more: 'x'.repeat(20_000) });
  const answers: [string, Parameters<typeof startTestServer>[0], string][] = [
    ['that answers with an error', (_, response) => void response.writeHead(500).end('{"destination":"101"}'), 'errorStatus'],
    ['that sends elsewhere', (_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), 'redirected'],
    ['that answers no JSON', (_, response) => void response.end('<html>101</html>'), 'malformed'],
    ['that answers a text', (_, response) => void response.end('"101"'), 'malformed'],
    ['that answers a number', (_, response) => void response.end('{"destination":101}'), 'malformed'],
    ['that answers a list', (_, response) => void response.end('[{"destination":"101"}]'), 'malformed'],
    ['that answers nothing to dial', (_, response) => void response.end('{"destination":"  "}'), 'malformed'],
    ['that answers far too long a number', (_, response) => void response.end(JSON.stringify({ destination: '1'.repeat(251) })), 'malformed'],
    ['that answers too much', (_, response) => void response.end(huge), 'tooLarge'],
    ['that has no opinion', (_, response) => void response.writeHead(204).end(), 'undecided'],
    ['that leaves it open', (_, response) => void response.end('{"destination":null}'), 'undecided'],
    ['that hangs up', (_, response) => void response.destroy(), 'unreachable'],
    ['that breaks off', (_, response) => void response.writeHead(200, { 'content-length': '100' }).write('{"dest', () => response.destroy()), 'unreachable'],
    ['that names what cannot be dialled', (_, response) => void response.end('{"destination":"()"}'), 'refused'],
    ['that names nobody’s number', (_, response) => void response.end('{"destination":"999"}'), 'refused'],
  ];
  for (const [who, answer, reason] of answers) {
    test(`${who} leads to the default, as ${reason}`, async () => {
      const server = await decider(answer);
      const rig = await rigWith({ decider: server.url });
      place(rig);
      await until('it rings', () => ringsAt(rig, 'three'));
      const [decision] = await decided(rig);
      assert.deepEqual([decision?.outcome, decision?.reason, decision?.destination], ['defaulted', reason, '103']);
      assert.equal(server.received.length, 1);
    });
  }

  test('that is down leads to the default', async () => {
    const server = await startTestServer(() => {});
    await server.close();
    const rig = await rigWith({ decider: server.url });
    place(rig);
    await until('it rings', () => ringsAt(rig, 'three'));
    assert.equal((await decided(rig))[0]?.reason, 'unreachable');
  });

  const functions: [string, Decider, string][] = [
    [
      'throws',
      () => {
        throw new Error('a fault of the decider');
      },
      'threw',
    ],
    ['rejects', () => Promise.reject(new Error('a fault of the decider')), 'threw'],
    ['never settles', () => new Promise(() => {}), 'slow'],
    ['says nothing', () => undefined, 'undecided'],
    ['answers nonsense', (() => [101]) as unknown as Decider, 'malformed'],
    ['answers null', (() => null) as unknown as Decider, 'malformed'],
  ];
  for (const [how, decide, reason] of functions) {
    test(`that ${how} leads to the default, as ${reason}`, async () => {
      const rig = await rigWith({ decider: decide, deadlineMs: 60 });
      place(rig);
      await until('it rings', () => ringsAt(rig, 'three'));
      assert.equal((await decided(rig))[0]?.reason, reason);
      if (reason === 'threw') assert.match(rig.log.join(''), /a fault of the decider/);
    });
  }

  test('of a point comes before the common one', async () => {
    const rig = await rigWith({
      points: [
        { first: '6486', default: '103', decider: () => '101' },
        { first: '7000', default: '103' },
      ],
      decider: () => '102',
    });
    place(rig, '6486');
    place(rig, '7000');
    await until('both ring', () => ringsAt(rig, 'one') && ringsAt(rig, 'two'));
  });

  test('is not asked beyond two hundred questions at once; the others go to the default', async () => {
    let asked = 0;
    const silent: Decider = () => {
      asked += 1;
      return new Promise(() => {});
    };
    const rig = await rigWith({ decider: silent, deadlineMs: 1_500 });
    for (let count = 0; count < 205; count += 1) place(rig);
    const early = await until('those beyond', async () => {
      const decisions = await decisionsOf(rig);
      return decisions.length >= 5 && decisions;
    });
    assert.deepEqual([...new Set(early.map(({ reason }) => reason))], ['tooMany']);
    assert.equal(asked, 200);
  });
});

/** Answers when it is told. */
const heldDecider = (): { decider: Decider; answer(destination: string): void } => {
  let settle: (destination: string) => void = () => {};
  const answer = new Promise<string>((resolve) => {
    settle = resolve;
  });
  return { decider: () => answer, answer: settle };
};

describe('a call', () => {
  test('that waits when the link stops goes to its default, and its question is given up', async () => {
    let signal: AbortSignal | undefined;
    const rig = await rigWith({
      deadlineMs: 30_000,
      decider: (_, options) => {
        ({ signal } = options);
        return new Promise(() => {});
      },
    });
    place(rig);
    await until('the question', () => signal !== undefined);
    const rang: string[] = [];
    rig.simulator.on('line', ({ agentId, event }) => void (event.type === 'call' && event.event.type === 'delivered' && rang.push(agentId)));
    await rig.stop();
    assert.deepEqual([rang, signal?.aborted], [['three'], true]);
    assert.match(rig.log.join(''), /"outcome":"defaulted","reason":"stopping"/);
  });

  test('that is gone before the answer is noted as gone', async () => {
    const { decider, answer } = heldDecider();
    const rig = await rigWith({ decider });
    rig.simulator.dropCall(place(rig));
    answer('101');
    assert.deepEqual((await decided(rig))[0]?.outcome, 'gone');
    assert.ok(!ringsAt(rig, 'one'));
  });

  test('at a point that is not configured is left to the phone system, and said to be', async () => {
    const rig = await rigWith({ points: [{ first: '6486', default: '103' }], decider: () => '101' });
    place(rig, '7000');
    const [decision] = await decided(rig);
    assert.deepEqual([decision?.outcome, decision?.reason], ['failed', 'unknownPoint']);
  });

  test('whose phone system is lost meanwhile goes nowhere by our hand', async () => {
    const { decider, answer } = heldDecider();
    const rig = await rigWith({ decider });
    place(rig);
    rig.simulator.failLink('cable');
    answer('101');
    const [decision] = await decided(rig);
    assert.deepEqual([decision?.outcome, decision?.reason], ['failed', 'phoneSystem']);
  });

  test('whose default is nobody’s number either is left to the phone system', async () => {
    const rig = await rigWith({ points: [{ first: '6486', default: '999' }], decider: () => '998' });
    place(rig);
    const [decision] = await decided(rig);
    assert.deepEqual([decision?.outcome, decision?.reason, decision?.destination], ['failed', 'refused', undefined]);
  });
});
