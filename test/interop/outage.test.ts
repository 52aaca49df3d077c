/** What an agent sees when the phone system refuses, is not there, or dies in the middle of a call. */
import assert from 'node:assert/strict';
import { isCtiError } from '../../src/protocol/error.ts';
import { HOST, LISTEN_MS } from './peers/limits.ts';
import { enterNamespace } from './peers/namespace.ts';
import { answerInvite, receiveRequest, respond } from './peers/scenario.ts';
import { LINE_NUMBER, startSystem } from './peers/system.ts';

await enterNamespace(import.meta.url);
const system = await startSystem();
const { baresip } = system;

system.case('a wrong password is refused as UNAUTHORIZED, and not tried again', async () => {
  const bob = await system.phone('bob', { password: 'not-the-password' });
  await assert.rejects(bob.connect(), (error) => isCtiError(error, 'UNAUTHORIZED') && !error.message.includes('not-the-password'));
  const { status } = await bob.statusIs('failed');
  assert.ok(status.state === 'failed' && status.error.code === 'UNAUTHORIZED');
  const again = system.kamailio.seen(/REGISTER .* from bob/, system.kamailio.position, 2 * LISTEN_MS);
  await assert.rejects(again, /not seen/, 'a refused password is not sent again, or the account would be locked');
  await bob.dispose();
});

system.case('a server that is not there is UNREACHABLE', async () => {
  // Nothing listens on port 9 in this namespace.
  const bob = await system.phone('bob', { server: `ws://${HOST}:9/` });
  await assert.rejects(bob.connect(), (error) => isCtiError(error, 'UNREACHABLE'));
  await bob.statusIs('reconnecting');
  await bob.dispose();
});

system.case('Kamailio restarted in a call: the talk goes on, the loss is seen, it registers again, a new call works, the old one ends', async () => {
  const alice = await system.phone('alice');
  await alice.connect();
  const from = alice.position;
  await baresip.command('dial', 'sip:alice@127.0.0.1');
  const { call } = await alice.callEvent('delivered', { from });
  await alice.answer(call.id);
  const { connections } = await alice.callEvent('established', { from, callId: call.id });
  await alice.hearsSound(connections - 1);

  const lostFrom = alice.position;
  await system.killKamailio();
  await alice.statusIs('reconnecting', lostFrom);
  await alice.callsAre('signalling lost', ([only]) => only?.signalling === 'lost' && only.state === 'connected', lostFrom);
  await alice.hearsSound(connections - 1);
  await assert.rejects(alice.hold(call.id), (error) => isCtiError(error, 'INVALID_STATE'));

  await system.startKamailio();
  await alice.statusIs('ready', lostFrom);
  const [old] = await alice.calls();
  assert.equal(old?.state, 'connected', 'the call is still there');
  await alice.hearsSound(connections - 1);

  const sipp = await system.sipp({
    role: 'line',

    steps: [
      receiveRequest('INVITE'),
      answerInvite(180, 'Ringing'),
      answerInvite(200, 'OK', { media: true }),
      receiveRequest('ACK'),
      receiveRequest('BYE'),
      respond(200, 'OK'),
    ],
  });
  const second = await alice.dial({ number: LINE_NUMBER });
  const established = await alice.callEvent('established', { callId: second.id });
  await alice.hearsSound(established.connections - 1);
  await alice.hangUp(second.id);
  assert.equal((await sipp.exited()).code, 0);

  await alice.hangUp(call.id);
  assert.deepEqual(await alice.calls(), []);
});
