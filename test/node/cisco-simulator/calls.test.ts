import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CallType, EventCause, LocalConnectionState, type Message, type MessageName } from '../../../src/link/switches/cisco/codec/index.ts';
import type { RawClient } from './raw-client.ts';
import { CUSTOMER, desk, startSite, type TestSite } from './site.ts';

/** The events since the last look, as words. */
const story = (client: RawClient, ...but: MessageName[]): string[] =>
  client.events
    .splice(0)
    .filter(({ name }) => name.startsWith('CALL_') || name === 'BEGIN_CALL_EVENT' || name === 'END_CALL_EVENT')
    .filter(({ name }) => !but.includes(name))
    .map(({ name }) => name.replace(/_EVENT$/, ''));

const started = async (context: Parameters<typeof startSite>[0], options?: Parameters<typeof startSite>[1]) => {
  const site = await startSite(context, options);
  const client = await site.openAll();
  return { ...site, client };
};

/** An agent talks with a customer. */
const talking = async ({ simulator }: TestSite, client: RawClient): Promise<{ callId: number; extension: string }> => {
  const callId = simulator.placeCall({ from: CUSTOMER, to: '800', variables: { callVariable1: 'order 17' } });
  const { alertingDeviceId: extension = '' } = await client.event('CALL_DELIVERED_EVENT');
  await desk(client, extension).answer(callId);
  await client.event('CALL_ESTABLISHED_EVENT');
  await client.settled();
  client.events.length = 0;
  return { callId, extension };
};

const failureOf = (message: Message): number | string => (message.name === 'CONTROL_FAILURE_CONF' ? message.failureCode : message.name);

describe('calls', () => {
  test('a call of a customer is told from its beginning to its end', async (context) => {
    const { simulator, client } = await started(context);
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    const delivered = await client.event('CALL_DELIVERED_EVENT');
    assert.deepEqual(
      [delivered.connectionDeviceId, delivered.callingDeviceId, delivered.calledDeviceId, delivered.localConnectionState, delivered.eventCause],
      ['2001', CUSTOMER, '800', LocalConnectionState.LCS_ALERTING, EventCause.CEC_NEW_CALL],
    );
    assert.deepEqual([delivered.skillGroupNumber, delivered.skillGroupId, delivered.lineHandle], [1, 101, 1]);
    await desk(client, '2001').answer(callId);
    simulator.hangUpOutside(callId);
    await client.settled();
    const [first] = client.events.filter(({ name }) => name === 'BEGIN_CALL_EVENT') as Message<'BEGIN_CALL_EVENT'>[];
    assert.deepEqual([first?.callType, first?.ani, first?.dnis], [CallType.CALLTYPE_ACD_IN, CUSTOMER, '800']);
    assert.deepEqual(story(client), ['BEGIN_CALL', 'CALL_ESTABLISHED', 'CALL_CONNECTION_CLEARED', 'CALL_CONNECTION_CLEARED', 'CALL_CLEARED', 'END_CALL']);
    assert.deepEqual(simulator.state().calls, []);
  });

  test('an agent calls somebody outside, who takes it and hangs up', async (context) => {
    const { simulator, client } = await started(context);
    const made = (await desk(client, '2001').make('555 0111', { callVariable3: 'note' })) as Message<'MAKE_CALL_CONF'>;
    assert.equal(made.newConnectionDeviceId, '2001');
    const callId = made.newConnectionCallId ?? 0;
    simulator.answerOutside(callId);
    simulator.hangUpOutside(callId);
    await client.settled();
    const begun = client.events.find(({ name }) => name === 'BEGIN_CALL_EVENT') as Message<'BEGIN_CALL_EVENT'>;
    assert.deepEqual([begun.callType, begun.callVariable3, begun.dialedNumber], [CallType.CALLTYPE_OUT, 'note', '5550111']);
    assert.deepEqual(story(client), [
      ...['BEGIN_CALL', 'CALL_SERVICE_INITIATED', 'CALL_ORIGINATED', 'CALL_REACHED_NETWORK', 'CALL_DELIVERED', 'CALL_ESTABLISHED'],
      ...['CALL_CONNECTION_CLEARED', 'CALL_CONNECTION_CLEARED', 'CALL_CLEARED', 'END_CALL'],
    ]);
  });

  test('a busy number, and one that nobody has, fail with their causes', async (context) => {
    const { client } = await started(context);
    await desk(client, '2001').make('5550122');
    assert.equal((await client.event('CALL_FAILED_EVENT')).eventCause, EventCause.CEC_BUSY);
    await desk(client, '2001').make('99');
    assert.equal((await client.event('CALL_FAILED_EVENT')).eventCause, EventCause.CEC_DEST_NOT_OBTAINABLE);
    assert.equal(failureOf(await desk(client, '2001').make('not a number')), 1009);
  });

  test('an agent calls another, and each of their clients sees its own end', async (context) => {
    const { openAgent, simulator } = await startSite(context);
    const one = await openAgent('2001');
    const two = await openAgent('2002');
    const made = (await desk(one, '2001').make('2002')) as Message<'MAKE_CALL_CONF'>;
    const delivered = await two.event('CALL_DELIVERED_EVENT');
    const begun = await two.event('BEGIN_CALL_EVENT');
    assert.deepEqual([begun.connectionDeviceId, begun.connectionCallId], ['2002', made.newConnectionCallId]);
    assert.equal(delivered.localConnectionState, LocalConnectionState.LCS_ALERTING);
    assert.notEqual(delivered.monitorId, 0);
    assert.equal((await one.event('CALL_DELIVERED_EVENT')).localConnectionState, LocalConnectionState.LCS_CONNECT);
    assert.equal(failureOf(await desk(one, '2001').answer(delivered.connectionCallId ?? 0)), 28, 'it does not ring here');
    assert.equal(failureOf(await desk(one, '2002').answer(delivered.connectionCallId ?? 0)), 8, 'another’s phone is not one’s own');
    await desk(two, '2002').answer(delivered.connectionCallId ?? 0);
    await desk(two, '2002').clear(delivered.connectionCallId ?? 0);
    await one.event('END_CALL_EVENT');
    await two.event('END_CALL_EVENT');
    assert.deepEqual(simulator.state().calls, []);
  });

  test('hold, retrieve, and what cannot be done in each state', async (context) => {
    const { client, ...site } = await started(context);
    const { callId, extension } = await talking({ ...site }, client);
    const agent = desk(client, extension);
    assert.equal(failureOf(await agent.retrieve(callId)), 25);
    assert.equal(failureOf(await agent.hold(callId + 99)), 11);
    assert.equal((await agent.hold(callId)).name, 'HOLD_CALL_CONF');
    assert.equal(failureOf(await agent.hold(callId)), 24);
    await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === 10);
    assert.equal((await agent.retrieve(callId)).name, 'RETRIEVE_CALL_CONF');
    await client.settled();
    assert.deepEqual(story(client), ['CALL_HELD', 'CALL_RETRIEVED']);
  });

  test('a second call holds the first, and the two are alternated', async (context) => {
    const { client, ...site } = await started(context);
    const { callId, extension } = await talking(site, client);
    const agent = desk(client, extension);
    const { newConnectionCallId: other = 0 } = (await agent.make('5550111')) as Message<'MAKE_CALL_CONF'>;
    site.simulator.answerOutside(other ?? 0);
    await client.settled();
    client.events.length = 0;
    assert.equal((await agent.alternate(other ?? 0, callId)).name, 'ALTERNATE_CALL_CONF');
    const held = await client.event('CALL_HELD_EVENT');
    const back = await client.event('CALL_RETRIEVED_EVENT');
    assert.deepEqual(
      [held.connectionCallId, held.eventCause, back.connectionCallId, back.eventCause],
      [other, EventCause.CEC_ALTERNATE, callId, EventCause.CEC_ALTERNATE],
    );
    assert.equal(failureOf(await agent.alternate(other ?? 0, callId)), 24);
    assert.equal((await agent.reconnect(callId, other ?? 0)).name, 'RECONNECT_CALL_CONF');
    assert.deepEqual(
      site.simulator.state().calls.map((call) => call.callId),
      [other],
    );
  });

  test('a consultation carries the call’s data; its transfer joins the far ends', async (context) => {
    const { client, openAgent, ...site } = await started(context);
    const second = await openAgent('2002');
    const { callId, extension } = await talking({ ...site, openAgent }, client);
    assert.equal(extension, '2001');
    const agent = desk(client, extension);
    const { newConnectionCallId: consult = 0 } = (await agent.consult(callId, '2002')) as Message<'CONSULTATION_CALL_CONF'>;
    const begun = await second.event('BEGIN_CALL_EVENT');
    assert.deepEqual([begun.callType, begun.callVariable1], [CallType.CALLTYPE_CONSULT, 'order 17']);
    await desk(second, '2002').answer(consult ?? 0);
    await client.event('CALL_HELD_EVENT', ({ connectionCallId, eventCause }) => connectionCallId === callId && eventCause === EventCause.CEC_CONSULT);
    client.events.length = 0;
    const done = (await agent.transfer(consult ?? 0, callId)) as Message<'TRANSFER_CALL_CONF'>;
    assert.equal(done.newConnectionCallId, callId);
    const moved = await client.event('CALL_TRANSFERRED_EVENT');
    assert.deepEqual([moved.primaryCallId, moved.secondaryCallId, moved.transferringDeviceId, moved.transferredDeviceId], [callId, consult, '2001', CUSTOMER]);
    assert.deepEqual(
      moved.parties?.map((party) => party.connectedPartyCallId),
      [callId, callId],
    );
    assert.equal((await client.event('END_CALL_EVENT')).connectionCallId, consult, 'what is left has the id of the first');
    await second.event('CALL_TRANSFERRED_EVENT');
    const renamed = await second.event('CALL_DATA_UPDATE_EVENT');
    assert.deepEqual([renamed.connectionCallId, renamed.newConnectionCallId], [consult, callId], 'who knew the second only learns the first');
    assert.deepEqual(
      site.simulator.state().calls.map(({ parties }) => parties.map(({ number }) => number)),
      [[CUSTOMER, '2002']],
    );
    assert.equal((await desk(second, '2002').clear(callId)).name, 'CLEAR_CONNECTION_CONF');
    await client.settled();
    assert.deepEqual(site.simulator.state().calls, []);
  });

  test('a consultation is given up, and the customer is back', async (context) => {
    const { client, ...site } = await started(context);
    const { callId, extension } = await talking(site, client);
    const agent = desk(client, extension);
    const { newConnectionCallId: consult = 0 } = (await agent.consult(callId, '5550111')) as Message<'CONSULTATION_CALL_CONF'>;
    assert.equal((await agent.reconnect(consult ?? 0, callId)).name, 'RECONNECT_CALL_CONF');
    const [call, ...more] = site.simulator.state().calls;
    assert.deepEqual([call?.callId, call?.parties.map(({ state }) => state), more.length], [callId, ['LCS_CONNECT', 'LCS_CONNECT'], 0]);
  });

  test('a blind transfer sends the customer on while the phone there rings', async (context) => {
    const { client, ...site } = await started(context);
    const { callId, extension } = await talking(site, client);
    assert.equal((await desk(client, extension).transfer(callId, null, '2009')).name, 'TRANSFER_CALL_CONF');
    await client.event('CALL_TRANSFERRED_EVENT');
    const delivered = await client.event('CALL_DELIVERED_EVENT');
    assert.deepEqual([delivered.alertingDeviceId, delivered.lastRedirectDeviceId], ['2009', extension]);
    await desk(client, '2009').answer(callId);
    assert.deepEqual(
      site.simulator.state().calls[0]?.parties.map(({ number }) => number),
      [CUSTOMER, '2009'],
    );
  });

  test('a customer is handed to a queue while it is being asked, and waits there on', async (context) => {
    const { client, ...site } = await started(context);
    const { callId, extension } = await talking(site, client);
    const agent = desk(client, extension);
    await desk(client, '2002').setState(2);
    const { newConnectionCallId: asked = 0 } = (await agent.consult(callId, '801')) as Message<'CONSULTATION_CALL_CONF'>;
    await client.event('CALL_QUEUED_EVENT', ({ connectionCallId }) => connectionCallId === asked);
    assert.equal((await agent.transfer(asked ?? 0, callId)).name, 'TRANSFER_CALL_CONF');
    await desk(client, '2009').setState(3);
    const delivered = await client.event('CALL_DELIVERED_EVENT', ({ alertingDeviceId }) => alertingDeviceId === '2009');
    assert.equal(delivered.connectionCallId, callId);
    site.clock.advance(5_000);
    await client.event('CALL_DIVERTED_EVENT');
    await desk(client, '2002').setState(3);
    const again = await client.event('CALL_DELIVERED_EVENT', ({ alertingDeviceId }) => alertingDeviceId === '2002');
    assert.equal(again.connectionCallId, callId, 'the one whose place it was did not answer');
    await desk(client, '2002').answer(callId);
    const [call] = site.simulator.state().calls;
    assert.deepEqual(
      call?.parties.map(({ number }) => number),
      [CUSTOMER, '2002'],
    );
  });

  test('a conference has everybody, and goes on without who leaves', async (context) => {
    const { client, ...site } = await started(context);
    const { callId, extension } = await talking(site, client);
    const agent = desk(client, extension);
    const { newConnectionCallId: consult = 0 } = (await agent.consult(callId, '2002')) as Message<'CONSULTATION_CALL_CONF'>;
    assert.equal(failureOf(await agent.conference(consult ?? 0, callId)), 22, 'nobody has answered yet');
    await desk(client, '2002').answer(consult ?? 0);
    const confirmed = (await agent.conference(consult ?? 0, callId)) as Message<'CONFERENCE_CALL_CONF'>;
    assert.equal(confirmed.parties?.length, 3);
    const event = await client.event('CALL_CONFERENCED_EVENT');
    assert.deepEqual([event.primaryCallId, event.secondaryCallId, event.controllerDeviceId, event.addedPartyDeviceId], [callId, consult, '2001', '2002']);
    await agent.clear(callId);
    assert.deepEqual(
      site.simulator.state().calls[0]?.parties.map(({ number }) => number),
      [CUSTOMER, '2002'],
    );
    const outside = await client.request({ messageType: 'SNAPSHOT_CALL_REQ', peripheralId: null, connectionCallId: callId, connectionDeviceIdType: 0 });
    const customer = (outside as Message<'SNAPSHOT_CALL_CONF'>).callDevices?.find(({ callDeviceId }) => callDeviceId === CUSTOMER);
    await desk(client, '2002').clear(callId, customer?.callConnectionDeviceId, customer?.callConnectionDeviceIdType ?? null);
    assert.deepEqual(site.simulator.state().calls, [], 'a party can be sent out');
  });

  test('a ringing call is deflected, and CLEAR_CALL ends a call for all', async (context) => {
    const { simulator, client } = await started(context);
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    assert.equal((await desk(client, '2001').deflect(callId, '2002')).name, 'DEFLECT_CALL_CONF');
    const diverted = await client.event('CALL_DIVERTED_EVENT');
    assert.deepEqual([diverted.divertingDeviceId, diverted.calledDeviceId], ['2001', '2002']);
    await client.event('CALL_DELIVERED_EVENT', ({ alertingDeviceId }) => alertingDeviceId === '2002');
    await desk(client, '2002').answer(callId);
    assert.equal((await desk(client, '2002').clearCall(callId)).name, 'CLEAR_CALL_CONF');
    assert.deepEqual(simulator.state().calls, []);
  });

  test('tones reach the other side, and only tones are taken', async (context) => {
    const { client, ...site } = await started(context);
    const { callId, extension } = await talking(site, client);
    const heard: string[] = [];
    site.simulator.on('digits', ({ digits }) => heard.push(digits));
    assert.equal((await desk(client, extension).dtmf(callId, '12#')).name, 'SEND_DTMF_SIGNAL_CONF');
    assert.equal((await desk(client, extension).dtmf(callId, 'hello')).name, 'FAILURE_CONF');
    assert.deepEqual(heard, ['12#']);
    assert.equal(site.simulator.state().calls[0]?.parties[0]?.heard, '12#');
  });

  test('what an agent does at the desk phone is told like anything else', async (context) => {
    const { simulator, client } = await started(context);
    const callId = simulator.atPhone('2001').dial('2002');
    simulator.atPhone('2002').answer();
    simulator.atPhone('2002').hold();
    assert.deepEqual(
      simulator.state().calls[0]?.parties.map(({ state }) => state),
      ['LCS_CONNECT', 'LCS_HOLD'],
    );
    simulator.atPhone('2002').retrieve(callId);
    simulator.atPhone('2001').hangUp();
    await client.settled();
    assert.deepEqual(story(client).slice(-6), [
      'CALL_HELD',
      'CALL_RETRIEVED',
      'CALL_CONNECTION_CLEARED',
      'CALL_CONNECTION_CLEARED',
      'CALL_CLEARED',
      'END_CALL',
    ]);
  });

  test('the same seed and clock give the same events', async (context) => {
    const run = async (): Promise<unknown[]> => {
      const { simulator, client, clock } = await started(context, { otherwiseOutside: { does: 'answer', afterMs: [100, 5_000] }, seed: 42 });
      for (const number of ['5559901', '5559902', '5559903']) await desk(client, '2001').make(number);
      clock.advance(6_000);
      await client.settled();
      simulator.dropCall(simulator.state().calls[0]?.callId ?? 0);
      await client.settled();
      return [...client.events];
    };
    assert.deepEqual(await run(), await run());
  });
});

describe('what a peripheral may do otherwise', () => {
  test('a phone that rings and is cleared refuses the call: its caller hears that it is busy', async (context) => {
    const { simulator, client } = await started(context);
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    await client.event('CALL_DELIVERED_EVENT');
    assert.equal((await desk(client, '2001').clear(callId)).name, 'CLEAR_CONNECTION_CONF');
    const left = await client.event('CALL_CONNECTION_CLEARED_EVENT');
    assert.deepEqual([left.releasingDeviceId, left.eventCause], ['2001', EventCause.CEC_BUSY]);
    assert.equal((await client.event('CALL_FAILED_EVENT')).eventCause, EventCause.CEC_BUSY);
    await client.event('CALL_CLEARED_EVENT');
    assert.deepEqual(simulator.state().calls, []);
  });

  test('consultations may be told as ordinary calls, with ordinary causes', async (context) => {
    const site = await started(context, { consultations: 'untyped' });
    const { client } = site;
    const { callId, extension } = await talking(site, client);
    await desk(client, extension).consult(callId, '2009');
    const begun = await client.event('BEGIN_CALL_EVENT');
    const originated = await client.event('CALL_ORIGINATED_EVENT');
    assert.deepEqual([begun.callType, originated.eventCause], [CallType.CALLTYPE_AGENT_INSIDE, EventCause.CEC_NEW_CALL]);
  });
});
