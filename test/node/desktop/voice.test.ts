/** Row 77: a service that listens to calls is told when there is something to hear, and when no longer. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DesktopOptions, VoiceSession } from '../../../src/softphone/index.ts';
import { until } from '../link-gateway/until.ts';
import { contact, customer, openDesk } from './open-desk.ts';

const listening = async (more: DesktopOptions['voice'] = {}) => {
  const connected: VoiceSession[] = [];
  const disconnected: VoiceSession[] = [];
  const desk = await openDesk({
    voice: {
      onConnected: (session) => void connected.push(session),
      onDisconnected: (session) => void disconnected.push(session),
      ...more,
    },
  });
  const ids = (sessions: readonly VoiceSession[]) => sessions.map(({ callId }) => callId);
  return { desk, connected, disconnected, ids };
};

const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the voice of a call', () => {
  test('row 77: is told once when it connects and once when it ends, with a session, the call, its data and the properties', async () => {
    const properties = { channelId: 'c-7', isolationId: 'tenant', languageModel: 'en', speechModel: 'phone', recordOnly: true, shard: [1, 2] };
    const { desk, connected, disconnected } = await listening({ properties: ({ data }) => ({ ...properties, order: data.order }) });
    const callId = await desk.ring({ data: { order: '17' } });
    await until('the caller to be looked up', () => desk.call(callId)?.context.search === 'done');
    assert.equal(connected.length, 0, 'while it rings there is nothing to hear');
    await desk.desktop.answer(callId);
    const [session] = connected;
    assert.match(session?.sessionId ?? '', uuid4);
    assert.deepEqual(
      [session?.callId, session?.call.remote.number, session?.call.data, session?.call.context.record?.recordId, session?.properties],
      [callId, customer, { order: '17' }, contact.recordId, { ...properties, order: '17' }],
    );
    await desk.desktop.hold(callId);
    await desk.desktop.retrieve(callId);
    await desk.desktop.setCallData(callId, { order: '18' });
    assert.deepEqual([connected.length, disconnected.length], [1, 0]);
    desk.simulator.hangUpCaller(callId);
    await until('the end', () => disconnected.length > 0);
    const [ended] = disconnected;
    assert.deepEqual([ended?.sessionId, ended?.call.cause, ended?.call.data], [session?.sessionId, 'normalClearing', { order: '18' }]);
    await desk.settled();
    assert.deepEqual([connected.length, disconnected.length], [1, 1]);
  });

  test('row 77: goes on through a conference and a connection that was lost; each call has a session of its own', async () => {
    const { desk, connected, disconnected, ids } = await listening();
    const callId = await desk.ring();
    await desk.desktop.answer(callId);
    const { id } = await desk.desktop.consult(callId, '102');
    await until('the colleague’s phone to ring', () => desk.simulator.snapshot('two')?.calls.length === 1);
    desk.simulator.atPhone('two', 'answer', { callId: id });
    await desk.becomes(id, 'connected');
    assert.deepEqual([ids(connected), ids(disconnected)], [[callId, id], []]);
    await desk.desktop.conference(callId);
    assert.deepEqual([ids(connected), ids(disconnected)], [[callId, id], [id]], 'the consultation has become part of the call');
    desk.network.cut();
    await until('the connection to be lost', () => desk.call(callId)?.signalling === 'lost');
    desk.network.restore();
    await until('the connection to be back', () => desk.call(callId)?.signalling === 'up');
    assert.deepEqual([connected.length, disconnected.length], [2, 1]);
    await desk.desktop.hangUp(callId);
    assert.deepEqual(ids(disconnected), [id, callId]);
    assert.equal(new Set(connected.map(({ sessionId }) => sessionId)).size, 2);
  });

  test('row 77: ends for the agent who hands the call on', async () => {
    const { desk, connected, disconnected, ids } = await listening();
    const callId = await desk.ring();
    await desk.desktop.answer(callId);
    await desk.desktop.blindTransfer(callId, '102');
    assert.deepEqual([ids(connected), ids(disconnected)], [[callId], [callId]]);
  });

  test('row 77: over while the connection was lost, it is told when that is known', async () => {
    const { desk, connected, disconnected } = await listening();
    const callId = await desk.ring();
    await desk.desktop.answer(callId);
    desk.network.cut();
    await until('the connection to be lost', () => desk.call(callId)?.signalling === 'lost');
    assert.equal(disconnected.length, 0, 'the conversation may go on');
    desk.simulator.hangUpCaller(callId);
    desk.network.restore();
    await until('the end', () => disconnected.length > 0);
    assert.deepEqual([connected.length, disconnected.length], [1, 1]);
  });

  test('row 77: of calls that were not answered, and of chats, there is none', async () => {
    const { desk, connected, disconnected } = await listening();
    desk.simulator.hangUpCaller(await desk.ring());
    await until('the call to be over', () => desk.desktop.calls.length === 0);
    const chat = await desk.ring({ type: 'chat' });
    await desk.desktop.answer(chat);
    await desk.desktop.hangUp(chat);
    assert.deepEqual([connected, disconnected], [[], []]);
  });

  test('a service that fails disturbs no call, and is told as a problem', async () => {
    const { desk, disconnected } = await listening({
      onConnected: () => Promise.reject(new Error('the service is away')),
      properties: () => {
        throw new Error('no properties');
      },
    });
    const callId = await desk.ring();
    await desk.desktop.answer(callId);
    await desk.settled();
    assert.deepEqual(
      desk.events('problem').map((problem) => [problem.during, problem.callId, problem.error.code]),
      [
        ['voice', callId, 'HANDLER_FAILED'],
        ['voice', callId, 'HANDLER_FAILED'],
      ],
    );
    await desk.desktop.hangUp(callId);
    assert.equal(disconnected.length, 1);
  });
});
