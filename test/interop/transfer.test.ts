/** Blind and attended transfers, with the transferred party and the target outside our page. */
import assert from 'node:assert/strict';
import type { Call } from '../../src/protocol/call.ts';
import { isCtiError } from '../../src/protocol/error.ts';
import { enterNamespace } from './peers/namespace.ts';
import type { PhonePage } from './peers/phone-page.ts';
import { callReplacing, rememberReplaces } from './peers/replaces.ts';
import { ack, invite, receive, receiveRequest, rememberAndPlay, requestAsCaller, respond } from './peers/scenario.ts';
import type { Outgoing } from './peers/scenario-message.ts';
import { CALLER_NUMBER, LINE_NUMBER, startSystem } from './peers/system.ts';

await enterNamespace(import.meta.url);
const system = await startSystem();
const { baresip } = system;
const alice = await system.phone('alice');
const bob = await system.phone('bob');
const carol = await system.phone('carol');
for (const page of [alice, bob, carol]) await page.connect();

const caller: Outgoing = { from: CALLER_NUMBER, to: 'alice' };
const isAnswered = [invite(caller), receive(100, { optional: true }), receive(180), receive(200, { action: rememberAndPlay }), ack(caller)];
const isLeft = [receiveRequest('BYE'), respond(200, 'OK')];

/** The transferred party tells how the call to the target went (RFC 3515). */
const notify = (status: string, state = 'terminated;reason=noresource') => [
  requestAsCaller('NOTIFY', { ...caller, headers: ['Event: refer', `Subscription-State: ${state}`, 'Content-Type: message/sipfrag'] }, `SIP/2.0 ${status}\n`),
  receive(200),
];

const answerNext = async (page: PhonePage, from: number) => {
  const { call } = await page.callEvent('delivered', { from });
  await page.answer(call.id);
  const { connections } = await page.callEvent('established', { from, callId: call.id });
  return { callId: call.id, connection: connections - 1, number: call.remote.number };
};

const isHandedOn = async (from: number, callId: string) => {
  await alice.callEvent('transferred', { from, callId });
  await alice.callEvent('cleared', { from, callId });
  assert.deepEqual(await alice.calls(), []);
};

system.case('blind: baresip is sent from alice to bob and hears him', async () => {
  const [from, atBob, atBaresip] = [alice.position, bob.position, baresip.events.items.length];
  await baresip.command('dial', 'sip:alice@127.0.0.1');
  const { callId } = await answerNext(alice, from);
  const transferred = alice.blindTransfer(callId, 'bob');
  const atTarget = await answerNext(bob, atBob);
  assert.equal(atTarget.number, 'desk');
  await transferred;
  await isHandedOn(from, callId);
  await bob.hearsSound(atTarget.connection);
  await bob.hangUp(atTarget.callId);
  await baresip.events.first('both calls closed', ({ type }) => type === 'CALL_CLOSED', atBaresip);
});

system.case('blind: the REFER names the target, and the call is handed on when sipp reports success', async () => {
  const from = alice.position;
  const target = `<action><ereg regexp="sip:(\\${LINE_NUMBER}|%2B${LINE_NUMBER.slice(1)})@" search_in="hdr" header="Refer-To:" check_it="true" assign_to="target"/></action>`;
  const steps = [...isAnswered, receiveRequest('REFER', { action: target }), respond(202, 'Accepted'), ...notify('200 OK'), ...isLeft];
  const sipp = await system.sipp({ role: 'caller', steps });
  const { callId } = await answerNext(alice, from);
  await alice.blindTransfer(callId, LINE_NUMBER);
  await isHandedOn(from, callId);
  assert.equal((await sipp.exited()).code, 0);
});

system.case('blind: a REFER that is refused leaves the call as it was', async () => {
  const from = alice.position;
  const sipp = await system.sipp({ role: 'caller', steps: [...isAnswered, receiveRequest('REFER'), respond(603, 'Decline'), ...isLeft] });
  const { callId, connection } = await answerNext(alice, from);
  await assert.rejects(alice.blindTransfer(callId, LINE_NUMBER), (error) => isCtiError(error, 'REFUSED'));
  assert.equal((await alice.calls())[0]?.state, 'connected');
  await alice.hearsSound(connection);
  await alice.hangUp(callId);
  assert.equal((await sipp.exited()).code, 0);
});

system.case('blind: a target that is busy leaves the call as it was', async () => {
  const from = alice.position;
  const steps = [...isAnswered, receiveRequest('REFER'), respond(202, 'Accepted'), ...notify('486 Busy Here'), ...isLeft];
  const sipp = await system.sipp({ role: 'caller', steps });
  const { callId, connection } = await answerNext(alice, from);
  await assert.rejects(alice.blindTransfer(callId, LINE_NUMBER), (error) => isCtiError(error, 'BUSY'));
  assert.equal((await alice.calls())[0]?.state, 'connected');
  await alice.hearsSound(connection);
  await alice.hangUp(callId);
  assert.equal((await sipp.exited()).code, 0);
});

/** alice holds the call and asks bob, who answers. */
const consultBob = async (callId: string, atBob: number) => {
  const from = alice.position;
  const consultation = await alice.consult(callId, 'bob');
  assert.equal(consultation.consultationFor, callId);
  const atTarget = await answerNext(bob, atBob);
  const { connections } = await alice.callEvent('established', { from, callId: consultation.id });
  await alice.hearsSound(connections - 1);
  assert.deepEqual(
    (await alice.calls()).map(({ state }) => state),
    ['held', 'connected'],
  );
  return { consultationId: consultation.id, atTarget };
};

system.case('attended: carol calls alice, who asks bob and connects the two', async () => {
  const [from, atBob, atCarol] = [alice.position, bob.position, carol.position];
  await carol.dial({ number: 'alice' });
  const { callId } = await answerNext(alice, from);
  const { consultationId } = await consultBob(callId, atBob);
  await alice.completeTransfer(callId, consultationId);
  await isHandedOn(from, callId);
  // Whoever was handed on ends her call with alice by herself, which may be after alice knows.
  const isOnlyCallTo = (number: string) => (calls: readonly Call[]) =>
    calls.length === 1 && calls[0]?.state === 'connected' && calls[0].remote.number === number;
  await carol.callsAre('only the call to bob', isOnlyCallTo('bob'), atCarol);
  await bob.callsAre('only the call from carol', isOnlyCallTo('carol'), atBob);
  await bob.hearsSound(await bob.lastConnection());
  await carol.hearsSound(await carol.lastConnection());
});

system.case('attended: sipp calls alice, who asks bob; sipp takes her place with Replaces', async () => {
  const [from, atBob] = [alice.position, bob.position];
  const steps = [
    ...isAnswered,
    // hold
    receiveRequest('INVITE'),
    respond(200, 'OK', { media: true }),
    receiveRequest('ACK'),
    receiveRequest('REFER', { action: rememberReplaces }),
    respond(202, 'Accepted'),
    ...callReplacing({ from: CALLER_NUMBER, to: 'bob' }),
    ...notify('200 OK'),
    // by alice, and in the end by bob
    ...isLeft,
    ...isLeft,
  ];
  const sipp = await system.sipp({ role: 'caller', steps });
  const { callId } = await answerNext(alice, from);
  const { consultationId } = await consultBob(callId, atBob);
  await alice.completeTransfer(callId, consultationId);
  await isHandedOn(from, callId);
  const [only, ...others] = await bob.calls();
  assert.deepEqual([only?.state, only?.remote.number, others.length], ['connected', CALLER_NUMBER, 0]);
  await bob.hearsSound(await bob.lastConnection());
  await bob.hangUp(only?.id ?? '');
  assert.equal((await sipp.exited()).code, 0);
});
