/** Calls that come in through Kamailio from sipp and baresip. */
import assert from 'node:assert/strict';
import { assertHeardPage } from './peers/assert-heard.ts';
import { LISTEN_MS } from './peers/limits.ts';
import { enterNamespace } from './peers/namespace.ts';
import { ack, cancel, invite, pause, receive, receiveRequest, rememberAndPlay, requestAsCaller, respond } from './peers/scenario.ts';
import type { Outgoing } from './peers/scenario-message.ts';
import { CALLER_NUMBER, startSystem } from './peers/system.ts';

await enterNamespace(import.meta.url);
const system = await startSystem();
const { baresip } = system;
const alice = await system.phone('alice');
await alice.connect();

const caller: Outgoing = { from: CALLER_NUMBER, to: 'alice' };
const ring = [invite(caller), receive(100, { optional: true }), receive(180)];
const isAnswered = [receive(200, { action: rememberAndPlay }), ack(caller)];
const hangsUp = [requestAsCaller('BYE', caller), receive(200)];

/** baresip calls and is answered. Tells where its sound arrives. */
const baresipInCall = async () => {
  const from = alice.position;
  await baresip.command('dial', 'sip:alice@127.0.0.1');
  const { call } = await alice.callEvent('delivered', { from });
  await alice.answer(call.id);
  const { connections } = await alice.callEvent('established', { from, callId: call.id });
  return { from, callId: call.id, connection: connections - 1 };
};

for (const transport of ['udp', 'tcp'] as const) {
  system.case(`sipp calls over ${transport}, is answered and heard, and hangs up`, async () => {
    const from = alice.position;
    const sipp = await system.sipp({ role: 'caller', transport, steps: [...ring, ...isAnswered, pause(2.5 * LISTEN_MS), ...hangsUp] });
    const { call } = await alice.callEvent('delivered', { from });
    assert.equal(call.direction, 'inbound');
    assert.equal(call.state, 'alerting');
    assert.equal(call.remote.number, CALLER_NUMBER);
    await alice.answer(call.id);
    const { connections } = await alice.callEvent('established', { from, callId: call.id });
    const heard = await alice.hearsSound(connections - 1);
    assert.ok(heard.packets > 30, `${heard.packets} packets in ${LISTEN_MS} ms`);
    const cleared = await alice.callEvent('cleared', { from, callId: call.id });
    assert.equal(cleared.call.cause, 'normalClearing');
    assert.deepEqual(await alice.calls(), []);
    assert.equal((await sipp.exited()).code, 0);
  });
}

for (const transport of ['udp', 'tcp'] as const) {
  for (const [as, status] of [
    ['busy', 486],
    ['declined', 603],
  ] as const) {
    system.case(`a call over ${transport} rejected as ${as} reaches the caller as ${status}`, async () => {
      const from = alice.position;
      const sipp = await system.sipp({ role: 'caller', transport, steps: [...ring, receive(status), ack(caller, false)] });
      const { call } = await alice.callEvent('delivered', { from });
      await alice.reject(call.id, as);
      await alice.callEvent('cleared', { from, callId: call.id });
      assert.equal((await sipp.exited()).code, 0);
    });
  }

  system.case(`a caller over ${transport} gives up before the answer`, async () => {
    const from = alice.position;
    const steps = [...ring, cancel(caller), receive(200), receive(487), ack(caller, false)];
    const sipp = await system.sipp({ role: 'caller', transport, steps });
    const { call } = await alice.callEvent('delivered', { from });
    const cleared = await alice.callEvent('cleared', { from, callId: call.id });
    assert.equal(cleared.call.cause, 'callCancelled');
    assert.deepEqual(await alice.calls(), []);
    assert.equal((await sipp.exited()).code, 0);
  });
}

system.case('sipp calls and the agent hangs up', async () => {
  const from = alice.position;
  const sipp = await system.sipp({ role: 'caller', steps: [...ring, ...isAnswered, receiveRequest('BYE'), respond(200, 'OK')] });
  const { call } = await alice.callEvent('delivered', { from });
  await alice.answer(call.id);
  await alice.hangUp(call.id);
  assert.deepEqual(await alice.calls(), []);
  assert.equal((await sipp.exited()).code, 0);
});

system.case('baresip calls: both hear each other; baresip hangs up', async () => {
  const { from, callId, connection } = await baresipInCall();
  await alice.hearsSound(connection);
  await baresip.command('hangup');
  const cleared = await alice.callEvent('cleared', { from, callId });
  assert.equal(cleared.call.cause, 'normalClearing');
  assertHeardPage(await baresip.heard());
});

system.case('baresip calls and the agent hangs up', async () => {
  const { callId, connection } = await baresipInCall();
  await alice.hearsSound(connection);
  const from = baresip.events.items.length;
  await alice.hangUp(callId);
  await baresip.event('CALL_CLOSED', from);
  assert.deepEqual(await alice.calls(), []);
});

system.case('a second call waits, is answered while the first is held, and the first is taken back', async () => {
  const first = await baresipInCall();
  await alice.hearsSound(first.connection);
  const sipp = await system.sipp({ role: 'caller', steps: [...ring, ...isAnswered, receiveRequest('BYE'), respond(200, 'OK')] });
  const { call: second } = await alice.callEvent('delivered', { from: alice.position });
  assert.deepEqual(
    (await alice.calls()).map(({ state }) => state),
    ['connected', 'alerting'],
  );
  await alice.answer(second.id);
  assert.deepEqual(
    (await alice.calls()).map(({ state }) => state),
    ['held', 'connected'],
  );
  await alice.hearsSound(first.connection + 1);
  await alice.hearsSilence(first.connection);
  await alice.hangUp(second.id);
  assert.equal((await sipp.exited()).code, 0);
  await alice.retrieve(first.callId);
  await alice.hearsSound(first.connection);
  await alice.hangUp(first.callId);
  assert.deepEqual(await alice.calls(), []);
});
