/** The stream of events, and what is looked back upon. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { LineEvent } from '../../../src/link/index.ts';
import { enter } from '../link-gateway/raw-softphone.ts';
import { until } from '../link-gateway/until.ts';
import { type ApiRig, startApiAlone, startApiLink } from './api-rig.ts';
import { type EventReader, type ReadEvent, readEvents } from './event-reader.ts';

let rig: ApiRig;
before(async () => {
  rig = await startApiLink();
});
after(() => rig.stop());

const readers: EventReader[] = [];
const read = async (...[query, options]: [string?, { as?: string; lastEventId?: string }?]): Promise<EventReader> => {
  const reader = await readEvents(rig, query ?? '', options ?? {});
  readers.push(reader);
  await until('the beginning', () => reader.events.length > 0 || options?.lastEventId !== undefined);
  return reader;
};
after(() => {
  for (const reader of readers) reader.close();
});

/** Agents of the snapshot a stream has begun with. */
const agentsAtFirst = ({ events }: EventReader): { agentId: string; address: string }[] => {
  const [reset] = events;
  assert.equal(reset?.type, 'reset');
  return (reset.data.snapshot as { agents: { agentId: string; address: string }[] }).agents;
};

const callEvents = (events: readonly ReadEvent[], callId: string) =>
  events.flatMap(({ type, data }) => {
    const { event, call } = (data.data ?? {}) as { event?: { type: string; callId: string }; call?: { id: string } };
    return type === 'call' && call?.id === callId && event?.type !== 'updated' ? [`${data.agentId} ${event?.type}`] : [];
  });

describe('the stream', () => {
  test('begins with what holds, and goes on with what happens, as the agents’ softphones are told it', async () => {
    const told: LineEvent[] = [];
    const off = rig.simulator.on('line', ({ agentId, event }) => agentId === 'one' && told.push(event));
    const reader = await read();
    const [reset] = reader.events;
    assert.deepEqual([reset?.type, reset?.data.reason], ['reset', 'started']);
    assert.match(JSON.stringify(reset?.data.snapshot), /"phoneSystem":\{"state":"up"\}/);
    assert.deepEqual(
      agentsAtFirst(reader).map(({ agentId, address }) => [agentId, address]),
      [
        ['one', '101'],
        ['two', '102'],
        ['three', '103'],
      ],
    );
    const callId = rig.simulator.placeCall({ from: '+46700000001', to: '101', data: { customer: '17' } });
    await rig.simulator.execute('one', 'answer', { callId });
    rig.simulator.hangUpCaller(callId);
    await reader.next('the end', ({ data }) => JSON.stringify(data).includes('"cleared"'));
    off();
    const heard = reader.events.filter(({ data }) => data.agentId === 'one').map(({ type, data }) => ({ type, ...data.data }));
    assert.deepEqual(heard, JSON.parse(JSON.stringify(told)));
    assert.deepEqual(callEvents(reader.events, callId), ['one delivered', 'one established', 'one cleared']);
    assert.equal(new Set(reader.events.map(({ id }) => id)).size, reader.events.length, 'each has an id of its own');
  });

  test('is resumed without loss or duplicates, wherever it broke', async () => {
    const all = await read('?type=call');
    const [, ...before] = all.events;
    assert.deepEqual(before, []);
    const ids = [1, 2, 3, 4].map((caller) => rig.simulator.placeCall({ from: `+4670000000${caller}`, to: '102' }));
    for (const callId of ids) rig.simulator.dropCall(callId);
    await until('all of them', () => all.events.length >= 9);
    const [, ...happened] = all.events;
    for (let taken = 0; taken < happened.length; taken += 1) {
      const resumed = await read('?type=call', { lastEventId: happened[taken]?.id ?? '' });
      await until('the rest', () => resumed.events.length >= happened.length - taken - 1);
      assert.deepEqual(resumed.events, happened.slice(taken + 1));
      resumed.close();
      await until('it is gone', () => resumed.end !== undefined);
    }
  });

  test('that cannot be resumed says so, with what holds instead', async () => {
    for (const lastEventId of ['of another link.7', 'nonsense', '', 'x'.repeat(1_000), `${(await read()).lastId}9`]) {
      const reader = await read('', { lastEventId });
      const first = await reader.next('reset', () => true);
      assert.deepEqual([first.type, first.data.reason], ['reset', 'unknown'], lastEventId);
      reader.close();
    }
  });

  test('is filtered by agent and by type; how the phone system stands is told to all', async () => {
    const [two, status] = [await read('?agent=two'), await read('?type=phoneSystem')];
    assert.deepEqual(
      agentsAtFirst(two).map(({ agentId }) => agentId),
      ['two'],
    );
    for (const to of ['101', '102']) rig.simulator.dropCall(rig.simulator.placeCall({ from: '+46700000001', to }));
    rig.simulator.failLink('cable');
    rig.simulator.restoreLink();
    rig.simulator.failLink('cable');
    rig.simulator.restoreLink();
    const up = ({ type, data }: ReadEvent) => type === 'phoneSystem' && JSON.stringify(data.data) === '{"state":"up"}';
    for (const reader of [two, status]) await reader.next('up again', up);
    assert.deepEqual([...new Set(two.events.map(({ data }) => data.agentId))].sort(), ['two', undefined]);
    assert.deepEqual([...new Set(status.events.slice(1).map(({ type }) => type))], ['phoneSystem']);
  });

  test('of a client for some agents has theirs only, and no connections of others', async () => {
    const reader = await read('', { as: 'one' });
    for (const to of ['102', '101']) rig.simulator.dropCall(rig.simulator.placeCall({ from: '+46700000001', to }));
    await reader.next('the call', ({ data }) => JSON.stringify(data).includes('"cleared"'));
    const seen = reader.events.slice(1).map(({ data }) => data.agentId);
    assert.deepEqual([...new Set(seen)], ['one']);
    assert.deepEqual(
      agentsAtFirst(reader).map(({ agentId }) => agentId),
      ['one'],
    );
  });

  test('of a client for some agents resumes after an event of anybody’s, and is told its own agents’ only', async () => {
    const all = await read();
    const two = rig.simulator.placeCall({ from: '+46700000001', to: '102' });
    const { id } = await all.next('the other’s call', ({ type, data }) => type === 'call' && data.agentId === 'two');
    rig.simulator.dropCall(two);
    rig.simulator.dropCall(rig.simulator.placeCall({ from: '+46700000001', to: '101' }));
    await all.next('the end of it', ({ data }) => data.agentId === 'one' && JSON.stringify(data).includes('"cleared"'));
    const resumed = await read('', { as: 'one', lastEventId: id });
    await resumed.next('the end of it', ({ data }) => JSON.stringify(data).includes('"cleared"'));
    assert.deepEqual([...new Set(resumed.events.map(({ type, data }) => `${type} ${data.agentId}`))], ['call one']);
  });

  test('beyond the tenth of a client is refused, and the others go on', async () => {
    const open: EventReader[] = [];
    for (let count = 0; count < 10; count += 1) open.push(await read('', { as: 'listener' }));
    const eleventh = await readEvents(rig, '', { as: 'listener' });
    assert.equal(eleventh.response.status, 429);
    open[0]?.close();
    await until('there is room again', async () => (await read('', { as: 'listener' })).response.status === 200);
    for (const reader of open) reader.close();
  });
});

test('row 67: an alarm when a softphone or a stream connects and disconnects, with the reason', async () => {
  const reader = await read('?type=connection');
  const softphone = await enter(`ws://127.0.0.1:${rig.port}/softphone`, 'three');
  const alarm = (what: string, fits: Record<string, unknown>) =>
    reader.next(what, ({ data }) => Object.entries(fits).every(([name, value]) => (data.data as Record<string, unknown> | undefined)?.[name] === value));
  await alarm('the softphone', { what: 'softphone', state: 'connected', agentId: 'three' });
  const { body } = await rig.get('/status');
  assert.equal((body.link as unknown as { softphones: number }).softphones, 1);
  assert.equal(((await rig.get('/agents/three')).body.connected as unknown) === true, true);
  softphone.socket.terminate();
  await alarm('its end', { what: 'softphone', state: 'disconnected', agentId: 'three', reason: 'lost' });
  assert.equal((await rig.get('/agents/three')).body.connected as unknown, false);
  const polite = await enter(`ws://127.0.0.1:${rig.port}/softphone`, 'two');
  polite.send({ type: 'bye' });
  await alarm('its goodbye', { what: 'softphone', state: 'disconnected', agentId: 'two', reason: 'bye' });
  const other = await read('?type=route', { as: 'listener' });
  await alarm('the stream', { what: 'stream', state: 'connected', client: 'listener' });
  other.close();
  await alarm('its end', { what: 'stream', state: 'disconnected', client: 'listener', reason: 'lost' });
});

describe('row 69: diagnostics', () => {
  test('show the last hundred events with their data, of all or of some', async () => {
    const { body: placed, status } = await rig.post('/simulator/calls', { from: '+46700000001', to: '101', data: { customer: '17' } });
    assert.equal(status, 201);
    const events = async (query = '') =>
      (await rig.get(`/diagnostics/events${query}`)).body.events as unknown as { type: string; agentId?: string; data: object }[];
    const last = (await events('?type=call&agent=one')).at(-1);
    assert.equal(last?.agentId, 'one');
    assert.ok(last);
    const { call } = last.data as { call: { id: string; data: object; remote: { number: string } } };
    assert.deepEqual([call.id, call.data, call.remote.number], [placed.callId, { customer: '17' }, '+46700000001']);
    rig.simulator.dropCall(call.id);
    for (let count = 0; count < 60; count += 1) rig.simulator.dropCall(rig.simulator.placeCall({ from: '+46700000001', to: '101' }));
    assert.equal((await events()).length, 100);
    assert.ok((await events('?agent=one')).every(({ agentId, type }) => agentId === 'one' || type === 'phoneSystem'));
  });
});

describe('a stream', () => {
  const one = async (times: Parameters<typeof startApiAlone>[0], what: (alone: ApiRig) => Promise<void>) => {
    const alone = await startApiAlone(times);
    try {
      await what(alone);
    } finally {
      await alone.stop();
    }
  };

  test('has a heartbeat on it, which keeps the id to resume after fresh', () =>
    one({ streamHeartbeatMs: 20 }, async (alone) => {
      const reader = await readEvents(alone, '?agent=two');
      await until('a heartbeat', () => reader.comments.includes('heartbeat'));
      const { lastId } = reader;
      alone.simulator.dropCall(alone.simulator.placeCall({ from: '+46700000001', to: '101' }));
      await until('a newer id', () => reader.lastId !== lastId);
      assert.deepEqual(
        reader.events.map(({ type }) => type),
        ['reset'],
      );
      reader.close();
    }));

  test('ends when the link stops, after what was told', async () => {
    const alone = await startApiAlone({});
    const reader = await readEvents(alone);
    await until('the beginning', () => reader.events.length > 0);
    const callId = alone.simulator.placeCall({ from: '+46700000001', to: '101' });
    await alone.stop();
    await until('its end', () => reader.end !== undefined);
    assert.equal(reader.end, 'ended');
    assert.deepEqual(callEvents(reader.events, callId).slice(0, 1), ['one delivered']);
  });

  test('does not hold up a link that stops', async () => {
    const link = await startApiLink();
    const reader = await readEvents(link);
    await until('the beginning', () => reader.events.length > 0);
    const began = performance.now();
    await link.stop();
    assert.ok(performance.now() - began < 1_500, 'well before connections are cut');
    await until('its end', () => reader.end !== undefined);
    assert.equal(reader.end, 'ended');
  });

  test('that nobody reads is cut off, and resumes where it was; others miss nothing', () =>
    one({ maxStreamQueueBytes: 1_048_576 }, async (alone) => {
      const honest = await readEvents(alone, '?type=call');
      const socket = connect(alone.port, '127.0.0.1');
      const { authorization } = alone.authorization('listener');
      socket.write(`GET /api/v1/events?type=call HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`);
      const [head] = await new Promise<Buffer[]>((resolve) => socket.once('data', (chunk) => resolve([chunk])));
      socket.pause();
      const id = /id: (\S+)/.exec(String(head))?.[1];
      assert.ok(id);
      const data = { note: 'x'.repeat(2_000) };
      let calls = 0;
      await until(
        'it is cut off',
        async () => {
          for (let count = 0; count < 50; count += 1, calls += 1)
            alone.simulator.dropCall(alone.simulator.placeCall({ from: '+46700000001', to: '101', data }));
          return (await alone.metric('ringframe_api_streams_ended_total{reason="slow"} 1')).length > 0;
        },
        15_000,
      );
      socket.destroy();
      const expected = honest.events.length;
      await until('all of it', () => callCount(honest) >= calls * 2 && honest.events.length >= expected);
      assert.equal(callCount(honest), calls * 2);
      const resumed = await readEvents(alone, '?type=call', { as: 'listener', lastEventId: id });
      await until('all of it', () => resumed.events.length >= calls * 2);
      assert.equal(callCount(resumed), calls * 2);
      resumed.close();
      honest.close();
    }));
});

const callCount = ({ events }: EventReader) => events.filter(({ type }) => type === 'call').length;
