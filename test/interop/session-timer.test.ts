/** Session timers (RFC 4028): who agreed to refresh the session does; a far end that no longer does is noticed and asked. */
import assert from 'node:assert/strict';
import { enterNamespace } from './peers/namespace.ts';
import type { PhonePage } from './peers/phone-page.ts';
import { ack, answerInvite, invite, receive, receiveRequest, rememberAndPlay, requestAsCaller, respond } from './peers/scenario.ts';
import type { Step } from './peers/scenario-message.ts';
import { CALLER_NUMBER, LINE_NUMBER, startSystem } from './peers/system.ts';

await enterNamespace(import.meta.url);
const system = await startSystem();
const alice = await system.phone('alice');
const bob = await system.phone('bob');
const carol = await system.phone('carol');
for (const page of [alice, bob, carol]) await page.connect();

/** The shortest that the phone's SIP library takes. It refreshes after half of it, and notices a missing refresh a tenth after its end. */
const SESSION_SECONDS = 60;
const REFRESHED_BY_MS = 45_000;
const NOTICED_BY_MS = 75_000;

const expires = (refresher: 'uac' | 'uas') => `Session-Expires: ${SESSION_SECONDS};refresher=${refresher}`;
const refreshed: Step[] = [
  receiveRequest('UPDATE', {
    action: `<action><ereg regexp="${SESSION_SECONDS}.*refresher=uac" search_in="hdr" header="Session-Expires:" check_it="true" assign_to="expires"/></action>`,
  }),
  respond(200, 'OK', { headers: [expires('uac')] }),
];
/** The far end crashed and came back without the call. */
const hasForgotten: Step[] = [receiveRequest('OPTIONS'), respond(481, 'Call/Transaction Does Not Exist')];
const isLeft: Step[] = [receiveRequest('BYE'), respond(200, 'OK')];

/** sipp calls a page, which answers. */
const callAnswered = async (page: PhonePage, to: string, refresher: 'uac' | 'uas', then: readonly Step[]) => {
  const caller = { from: CALLER_NUMBER, to, headers: [expires(refresher), 'Supported: timer'] };
  const steps = [invite(caller), receive(100, { optional: true }), receive(180), receive(200, { action: rememberAndPlay }), ack(caller), ...then];
  const sipp = await system.sipp({ role: 'caller', steps });
  const { call } = await page.callEvent('delivered');
  await page.answer(call.id);
  return { sipp, callId: call.id, since: performance.now() };
};

system.case('the phone refreshes a call it answered and one it made, and ends one that the far end has forgotten', async () => {
  const hangsUp = [requestAsCaller('BYE', { from: CALLER_NUMBER, to: 'alice' }), receive(200)];
  const answered = await callAnswered(alice, 'alice', 'uas', [...refreshed, ...hangsUp]);
  const forsaken = await callAnswered(carol, 'carol', 'uac', hasForgotten);

  const accepted = answerInvite(200, 'OK', { media: true, headers: [expires('uac'), 'Supported: timer', 'Require: timer'] });
  const line = await system.sipp({ role: 'line', steps: [receiveRequest('INVITE'), accepted, receiveRequest('ACK'), ...refreshed, ...isLeft] });
  const { id } = await bob.dial({ number: LINE_NUMBER });
  const { connections } = await bob.callEvent('established', { callId: id });

  // sipp hangs up once the refresh has come.
  const { call } = await alice.callEvent('cleared', { callId: answered.callId, timeoutMs: REFRESHED_BY_MS });
  assert.equal(call.cause, 'normalClearing');
  assert.equal((await answered.sipp.exited()).code, 0);
  await bob.hearsSound(connections - 1);
  await bob.hangUp(id);
  assert.equal((await line.exited()).code, 0);

  await carol.callsAre('no refresh', ([only]) => only?.signalling === 'lost' && only.state === 'connected', 0, NOTICED_BY_MS);
  assert.ok(performance.now() - forsaken.since >= 1_000 * SESSION_SECONDS, 'not before its time');
  await carol.callEvent('cleared', { callId: forsaken.callId });
  assert.deepEqual(await carol.calls(), []);
  assert.equal((await forsaken.sipp.exited()).code, 0);
});
