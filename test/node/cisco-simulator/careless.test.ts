/** Clients and people who are careless: each is refused with the right code, and the site stays what it is. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import {
  ControlFailureCode,
  LocalConnectionState,
  type Message,
  type NamedVariable,
  nameOf,
  StatusCode,
  SupervisoryAction,
} from '../../../src/link/switches/cisco/codec/index.ts';
import { type RawClient, services } from './raw-client.ts';
import { monitorStart, superviseCall } from './requests.ts';
import { AGENT_STATE_AVAILABLE, AGENT_STATE_LOGIN, CUSTOMER, desk, PERIPHERAL, startSite, type TestSite } from './site.ts';

const refusalIn = (message: Message): string => {
  if (message.name === 'FAILURE_CONF' && 'status' in message) return nameOf(StatusCode, message.status) ?? '';
  if (message.name === 'CONTROL_FAILURE_CONF') return nameOf(ControlFailureCode, message.failureCode) ?? '';
  return message.name;
};
const idIn = (message: Message): number => ('newConnectionCallId' in message ? (message.newConnectionCallId ?? 0) : 0);
const monitorIn = (message: Message): number => ('monitorId' in message ? message.monitorId : 0);
const setData = (client: RawClient, callId: number, more: { callType?: number; calledPartyDisposition?: number; namedVariables?: NamedVariable[] }) =>
  client.request({
    messageType: 'SET_CALL_DATA_REQ',
    peripheralId: PERIPHERAL,
    connectionCallId: callId,
    connectionDeviceIdType: null,
    callType: null,
    calledPartyDisposition: 0,
    campaignId: null,
    queryRuleId: null,
    ...more,
  });
const monitor = (client: RawClient, what: { call?: number; device?: string }) => client.request(monitorStart(what));
const supervise = (client: RawClient, callId: number, supervisoryAction: number) => client.request(superviseCall(callId, supervisoryAction));
const bossOf = (site: TestSite): Promise<RawClient> => site.openAgent('2009', { services: services('CLIENT_EVENTS', 'CLIENT_CONTROL', 'SUPERVISOR') });

const open = async (context: TestContext, options?: Parameters<typeof startSite>[1]) => {
  const site = await startSite(context, { ports: { b: false }, ...options });
  const client = await site.openAll();
  /** The agent at 2001 talks with a customer. */
  const talk = async (): Promise<number> => {
    const callId = site.simulator.placeCall({ from: CUSTOMER, to: '2001' });
    await desk(client, '2001').answer(callId);
    return callId;
  };
  const consult = async (callId: number): Promise<number> => {
    const consultation = idIn(await desk(client, '2001').consult(callId, '2002'));
    await desk(client, '2002').answer(consultation);
    return consultation;
  };
  return { ...site, client, talk, consult };
};
const named = (from: number, count: number): NamedVariable[] =>
  Array.from({ length: count }, (_, index) => ({ name: `user.v${from + index}`, value: 'x'.repeat(180) }));

describe('a careless client', () => {
  test('who follows calls and never stops to, is not in the way of itself: a monitor ends with its call', async (context) => {
    const { connect, simulator } = await open(context);
    const client = await connect();
    await client.open({ clientId: 'follower', servicesRequested: services('PERIPHERAL_MONITOR') });
    const call = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const monitorId = monitorIn(await monitor(client, { call }));
    simulator.hangUpOutside(call);
    assert.equal(simulator.state().sessions.find(({ clientId }) => clientId === 'follower')?.monitors, 0);
    assert.equal(refusalIn(await client.request({ messageType: 'MONITOR_STOP_REQ', monitorId })), 'E_CTI_INVALID_MONITORID');
  });

  test('has no masks of a team’s monitor to change', async (context) => {
    const { openAgent } = await open(context);
    const boss = await openAgent('2009', { services: services('CLIENT_EVENTS', 'SUPERVISOR', 'PERIPHERAL_MONITOR') });
    const monitorId = monitorIn(await boss.request({ messageType: 'MONITOR_AGENT_TEAM_START_REQ', teamId: 7 }));
    const change = await boss.request({ messageType: 'CHANGE_MONITOR_MASK_REQ', monitorId, callMsgMask: 0, agentStateMask: 0 });
    assert.equal(refusalIn(change), 'E_CTI_INVALID_MONITORID');
  });

  test('is told that a call type and a disposition are none, before anything is written', async (context) => {
    const { client, talk, simulator } = await open(context);
    const callId = await talk();
    const before = JSON.stringify(simulator.state().calls);
    const namedVariables = [{ name: 'user.a', value: '1' }];
    assert.equal(refusalIn(await setData(client, callId, { callType: 4_711, namedVariables })), 'E_CTI_INVALID_CALL_TYPE');
    assert.equal(refusalIn(await setData(client, callId, { calledPartyDisposition: 4_711, namedVariables })), 'E_CTI_CALLED_PARTY_DISPOSITION');
    assert.equal(JSON.stringify(simulator.state().calls), before);
  });

  test('of an agent who is logged out does nothing at a phone that is nobody’s, but log in', async (context) => {
    const { openAgent, simulator } = await open(context);
    const own = await openAgent('', { agentId: '1010' });
    assert.equal(refusalIn(await desk(own, '2010').make('5550111')), 'CF_PRIVILEGE_VIOLATION_ON_CALLING_DEVICE');
    assert.equal(refusalIn(await desk(own, '2010').setState(AGENT_STATE_AVAILABLE)), 'CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE');
    assert.deepEqual(simulator.state().calls, []);
    const logIn = await desk(own, '2010').setState(AGENT_STATE_LOGIN, { agentId: '1010', agentPassword: 'secret' });
    assert.equal(logIn.name, 'SET_AGENT_STATE_CONF');
  });

  test('whose agent logs in where a call is going on, hears of that call from its beginning', async (context) => {
    const { openAgent, simulator } = await open(context);
    const own = await openAgent('', { agentId: '1010' });
    const callId = simulator.atPhone('2010').dial('5550111');
    await desk(own, '2010').setState(AGENT_STATE_LOGIN, { agentId: '1010', agentPassword: 'secret' });
    assert.equal((await own.event('BEGIN_CALL_EVENT')).connectionCallId, callId);
    simulator.atPhone('2010').hangUp();
    assert.equal((await own.event('END_CALL_EVENT')).connectionCallId, callId);
  });

  test('that joins two calls with more data than one can carry has them joined, with what fits', async (context) => {
    const { client, talk, consult, simulator } = await open(context);
    const callId = await talk();
    const consultation = await consult(callId);
    await setData(client, callId, { namedVariables: named(0, 7) });
    await setData(client, consultation, { namedVariables: named(7, 7) });
    assert.equal((await desk(client, '2001').transfer(consultation, callId)).name, 'TRANSFER_CALL_CONF');
    const { calls, faults } = simulator.state();
    assert.deepEqual([calls.map((call) => call.callId), faults], [[callId], []]);
    assert.ok(named(0, 7).every(({ name, value }) => calls[0]?.named[name] === value));
    await desk(client, '2002').clear(callId);
    assert.deepEqual(simulator.state().calls, []);
  });

  test('that joins more parties than a call may have is refused, and both calls stay', async (context) => {
    const { client, talk, consult, simulator } = await open(context, { limits: { conferenceParties: 3 } });
    const callId = await talk();
    const consultation = await consult(callId);
    await desk(client, '2001').conference(consultation, callId);
    const other = idIn(await desk(client, '2001').consult(callId, '2009'));
    await desk(client, '2009').answer(other);
    const third = simulator.atPhone('2009').dial('5550111');
    simulator.answerOutside(third);
    await desk(client, '2009').conference(third, other);
    const before = JSON.stringify(simulator.state().calls);
    assert.equal(refusalIn(await desk(client, '2001').transfer(other, callId)), 'CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED');
    assert.equal(JSON.stringify(simulator.state().calls), before);
  });
});

describe('careless people', () => {
  test('an agent who calls the agent’s own queue is put through to somebody else', async (context) => {
    const { client, simulator } = await open(context);
    await desk(client, '2001').make('800');
    assert.equal((await client.event('CALL_DELIVERED_EVENT')).alertingDeviceId, '2002');
    assert.equal(simulator.state().calls.length, 1);
  });

  test('no call rings at a phone that is out of service, and calls come there when it is back', async (context) => {
    const { simulator } = await open(context);
    simulator.setInService('2001', false);
    simulator.setInService('2002', false);
    simulator.placeCall({ from: CUSTOMER, to: '800' });
    assert.equal(simulator.state().skillGroups[0]?.waiting, 1);
    simulator.setInService('2002', true);
    const [call] = simulator.state().calls;
    assert.deepEqual(
      call?.parties.map(({ number, state }) => [number, state]),
      [
        [CUSTOMER, 'LCS_CONNECT'],
        ['2002', 'LCS_ALERTING'],
      ],
    );
  });

  test('a call of a queue goes back there when the phone is unplugged at which it rings', async (context) => {
    const { simulator } = await open(context);
    simulator.placeCall({ from: CUSTOMER, to: '800' });
    simulator.setInService('2001', false);
    const parties = simulator.state().calls[0]?.parties.map(({ number }) => number);
    assert.deepEqual(parties, [CUSTOMER, '2002']);
  });

  test('nobody listens to a part of a call that was handed on', async (context) => {
    const site = await open(context);
    const { client, talk, consult, simulator } = site;
    const boss = await bossOf(site);
    const callId = await talk();
    const consultation = await consult(callId);
    await supervise(boss, consultation, SupervisoryAction.MONITOR);
    assert.equal(simulator.state().calls.length, 3);
    await desk(client, '2001').transfer(consultation, callId);
    assert.deepEqual(
      simulator.state().calls.map((call) => call.callId),
      [callId],
    );
    const ended = await boss.event('CALL_CLEARED_EVENT');
    assert.notEqual(ended.connectionCallId, consultation);
  });

  test('a supervisor comes into no call before somebody has answered', async (context) => {
    const site = await open(context);
    const boss = await bossOf(site);
    const callId = idIn(await desk(site.client, '2001').make('5550111'));
    for (const action of [SupervisoryAction.MONITOR, SupervisoryAction.BARGE_IN, SupervisoryAction.INTERCEPT])
      assert.equal(refusalIn(await supervise(boss, callId, action)), 'CF_INVALID_OBJECT_STATE');
    assert.equal(site.simulator.state().calls[0]?.parties.length, 2);
  });

  test('media start and stop in turn at every phone, whatever is done with its calls', async (context) => {
    const { client, simulator, talk, consult } = await open(context);
    const phone = simulator.atPhone('2001');
    const unanswered = phone.dial('5550111');
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    phone.answer(callId);
    phone.hold(callId);
    phone.retrieve(unanswered);
    phone.hangUp(unanswered);
    phone.retrieve(callId);
    await desk(client, '2001').transfer(await consult(callId), callId);
    const second = await talk();
    await desk(client, '2001').transfer(second, null, '2009');
    await desk(client, '2009').answer(second);
    for (const { callId: left } of simulator.state().calls) simulator.hangUpOutside(left);
    await client.settled();
    const running = new Set<string>();
    for (const event of client.events) {
      if (event.name !== 'RTP_STARTED_EVENT' && event.name !== 'RTP_STOPPED_EVENT') continue;
      const { name, agentInstrument = '' } = event;
      assert.equal(running.has(agentInstrument), name === 'RTP_STOPPED_EVENT', `${name} at ${agentInstrument}`);
      if (name === 'RTP_STARTED_EVENT') running.add(agentInstrument);
      else running.delete(agentInstrument);
    }
    assert.deepEqual([[...running], simulator.state().calls], [[], []]);
  });

  test('clients with all events are told the data of a call that becomes part of another, also between agents', async (context) => {
    const { client, simulator } = await open(context);
    const call = simulator.atPhone('2009').dial('2001');
    await desk(client, '2001').answer(call);
    const consultation = idIn(await desk(client, '2001').consult(call, '2002'));
    await desk(client, '2002').answer(consultation);
    await setData(client, consultation, { namedVariables: [{ name: 'user.a', value: '1' }] });
    await client.settled();
    client.events.length = 0;
    await desk(client, '2001').transfer(consultation, call);
    const told = await client.event('CALL_DATA_UPDATE_EVENT');
    assert.deepEqual([told.connectionCallId, told.namedVariables], [call, [{ name: 'user.a', value: '1' }]]);
  });

  test('who calls two at a time is told which of the calls is talked in when the first is answered', async (context) => {
    const { client, simulator, openAgent } = await open(context);
    const own = await openAgent('2001');
    const first = idIn(await desk(client, '2001').make('5550111'));
    const second = idIn(await desk(client, '2001').make('2002'));
    simulator.answerOutside(first);
    for (const told of [client, own]) {
      const retrieved = await told.event('CALL_RETRIEVED_EVENT');
      assert.deepEqual(
        [retrieved.connectionCallId, retrieved.retrievingDeviceId, retrieved.localConnectionState],
        [first, '2001', LocalConnectionState.LCS_CONNECT],
      );
    }
    assert.equal(
      (await own.event('CALL_HELD_EVENT', ({ connectionCallId }) => connectionCallId === second)).localConnectionState,
      LocalConnectionState.LCS_HOLD,
    );
  });

  test('who makes a conference is told to be connected in it', async (context) => {
    const { client, talk, consult, openAgent } = await open(context);
    const own = await openAgent('2001');
    const callId = await talk();
    await desk(client, '2001').conference(await consult(callId), callId);
    assert.equal((await own.event('CALL_CONFERENCED_EVENT')).localConnectionState, LocalConnectionState.LCS_CONNECT);
  });
});
