/** Session timers (RFC 4028): a phone that agreed to refresh the session does, and the call goes on. */
import assert from 'node:assert/strict';
import { enterNamespace } from './peers/namespace.ts';
import { ack, answerInvite, invite, receive, receiveRequest, rememberAndPlay, requestAsCaller, respond } from './peers/scenario.ts';
import type { Outgoing } from './peers/scenario-message.ts';
import { CALLER_NUMBER, LINE_NUMBER, startSystem } from './peers/system.ts';

await enterNamespace(import.meta.url);
const system = await startSystem();
const alice = await system.phone('alice');
const bob = await system.phone('bob');
for (const page of [alice, bob]) await page.connect();

/** The shortest that the SIP library of the phone takes; it refreshes after half of it. */
const SESSION_SECONDS = 60;
const REFRESHED_BY_MS = 1_000 * SESSION_SECONDS;
const timer = (refresher: 'uac' | 'uas') => [`Session-Expires: ${SESSION_SECONDS};refresher=${refresher}`, `Min-SE: ${SESSION_SECONDS}`, 'Supported: timer'];
const refresh = [
  receiveRequest('UPDATE', {
    action: `<action><ereg regexp="${SESSION_SECONDS}.*refresher=uac" search_in="hdr" header="Session-Expires:" check_it="true" assign_to="expires"/></action>`,
  }),
];
const answersRefresh = [...refresh, respond(200, 'OK', { headers: timer('uac').slice(0, 1) })];

system.case('the phone refreshes a call it answered and one it made, and both go on', async () => {
  const caller: Outgoing = { from: CALLER_NUMBER, to: 'alice', headers: timer('uas') };
  const incoming = await system.sipp({
    role: 'caller',
    steps: [
      invite(caller),
      receive(100, { optional: true }),
      receive(180),
      receive(200, { action: rememberAndPlay }),
      ack(caller),
      ...answersRefresh,
      requestAsCaller('BYE', { from: CALLER_NUMBER, to: 'alice' }),
      receive(200),
    ],
  });
  const ringing = await alice.callEvent('delivered');
  await alice.answer(ringing.call.id);

  const outgoing = await system.sipp({
    role: 'line',
    steps: [
      receiveRequest('INVITE'),
      answerInvite(200, 'OK', { media: true, headers: [...timer('uac'), 'Require: timer'] }),
      receiveRequest('ACK'),
      ...answersRefresh,
      receiveRequest('BYE'),
      respond(200, 'OK'),
    ],
  });
  const { id } = await bob.dial({ number: LINE_NUMBER });
  const { connections } = await bob.callEvent('established', { callId: id });

  // sipp's caller hangs up once the refresh has come.
  const { call } = await alice.callEvent('cleared', { timeoutMs: REFRESHED_BY_MS });
  assert.equal(call.cause, 'normalClearing');
  assert.equal((await incoming.exited()).code, 0);

  await bob.hearsSound(connections - 1);
  await bob.hangUp(id);
  assert.equal((await outgoing.exited()).code, 0);
});
