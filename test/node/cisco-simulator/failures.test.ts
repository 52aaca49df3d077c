import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Message, nameOf, PgStatus, StatusCode, SystemEvent } from '../../../src/link/switches/cisco/codec/index.ts';
import { startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { connectRaw, services } from './raw-client.ts';
import { AGENT_STATE_NOT_READY, CUSTOMER, desk, PERIPHERAL, startSite } from './site.ts';
import { until } from './until.ts';

const statusOf = (message: Message): string | number => {
  if (message.name === 'FAILURE_CONF' && 'status' in message) return nameOf(StatusCode, message.status) ?? '';
  return message.name === 'CONTROL_FAILURE_CONF' ? message.failureCode : message.name;
};

describe('the peripheral gateway', () => {
  test('when it is down nothing is told and nothing is done, and the calls go on', async (context) => {
    const { openAll, openAgent, simulator } = await startSite(context);
    const client = await openAll();
    const own = await openAgent('2001');
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    simulator.atPhone('2001').answer();
    simulator.takePgDown();
    const down = await client.event('SYSTEM_EVENT');
    assert.deepEqual(
      [down.systemEventId, down.systemEventArg1, down.pgStatus],
      [SystemEvent.SYS_PERIPHERAL_OFFLINE, PERIPHERAL, PgStatus.PGS_PERIPHERAL_OFFLINE],
    );
    assert.equal((await client.event('END_CALL_EVENT')).connectionCallId, callId);
    assert.equal((await own.event('END_CALL_EVENT')).connectionCallId, callId);
    assert.equal(statusOf(await desk(client, '2001').hold(callId)), 34);
    client.events.length = 0;
    simulator.atPhone('2001').hold();
    simulator.atPhone('2002').dial('5550111');
    await client.settled();
    assert.deepEqual(client.events, []);
    assert.equal(simulator.state().calls.length, 2);
  });

  test('when it is back, calls begin anew and each agent’s state is told', async (context) => {
    const { openAll, connect, simulator } = await startSite(context);
    const client = await openAll();
    simulator.takePgDown();
    const late = await connect();
    const opened = (await late.open()) as Message<'OPEN_CONF'>;
    assert.deepEqual([opened.peripheralOnline, opened.pgStatus], [false, PgStatus.PGS_PERIPHERAL_OFFLINE]);
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    simulator.atPhone('2001').answer();
    await client.settled();
    client.events.length = 0;
    simulator.bringPgUp();
    assert.equal((await client.event('SYSTEM_EVENT')).systemEventId, SystemEvent.SYS_PERIPHERAL_ONLINE);
    assert.equal((await client.event('BEGIN_CALL_EVENT')).connectionCallId, callId);
    await client.settled();
    const states = client.events.flatMap((event) => (event.name === 'AGENT_STATE_EVENT' ? [[event.agentId, event.agentState]] : []));
    assert.deepEqual(states, [
      ['1001', 4],
      ['1002', 3],
      ['1009', 2],
    ]);
    assert.equal((await desk(client, '2001').clear(callId)).name, 'CLEAR_CONNECTION_CONF');
  });

  test('the central controller and a phone can go, too', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    simulator.setCentralController(false);
    assert.equal((await client.event('SYSTEM_EVENT')).pgStatus, PgStatus.PGS_CC_DOWN);
    simulator.setCentralController(true);
    assert.equal((await client.event('SYSTEM_EVENT')).pgStatus, 0);
    simulator.placeCall({ from: CUSTOMER, to: '2001' });
    simulator.setInService('2001', false);
    const gone = await client.event('SYSTEM_EVENT');
    assert.deepEqual([gone.systemEventId, gone.eventDeviceId], [SystemEvent.SYS_INSTRUMENT_OUT_OF_SERVICE, '2001']);
    assert.deepEqual(simulator.state().calls, []);
    assert.equal(statusOf(await desk(client, '2001').make('5550111')), 34);
    simulator.setInService('2001', true);
    assert.equal((await client.event('SYSTEM_EVENT')).systemEventId, SystemEvent.SYS_INSTRUMENT_BACK_IN_SERVICE);
  });
});

describe('two sides', () => {
  test('only the active side serves; when it goes the other does, with everything as it was', async (context) => {
    const { connect, openAll, simulator } = await startSite(context);
    const onA = await openAll();
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const onB = await connect(15, 'b');
    assert.equal(statusOf(await onB.open()), 'E_CTI_SERVER_NOT_MASTER');
    await simulator.takeSideDown('a');
    await onA.closed;
    assert.equal(simulator.state().activeSide, 'b');
    assert.equal((await onB.open()).name, 'OPEN_CONF');
    assert.equal((await desk(onB, '2001').answer(callId)).name, 'ANSWER_CALL_CONF');
    await assert.rejects(connectRaw(simulator.ports.a), /ECONNREFUSED/);
    await simulator.bringSideUp('a');
    const again = await connect(15, 'a');
    assert.equal(statusOf(await again.open()), 'E_CTI_SERVER_NOT_MASTER', 'the side that serves goes on serving');
    await simulator.takeSideDown('b', 'goodbye');
    assert.equal((await onB.event('FAILURE_EVENT')).status, StatusCode.E_CTI_CTI_SERVER_OFFLINE);
    await onB.closed;
    assert.equal((await again.open()).name, 'OPEN_CONF');
  });

  test('a side can fall silent with its connections open, and the other takes its time', async (context) => {
    const { connect, openAll, simulator, clock } = await startSite(context, { times: { failoverMs: 3_000 } });
    const onA = await openAll();
    await simulator.takeSideDown('a', 'silence');
    onA.send({ messageType: 'HEARTBEAT_REQ', invokeId: 500 });
    const onB = await connect(15, 'b');
    assert.equal(statusOf(await onB.open()), 'E_CTI_SERVER_NOT_MASTER');
    clock.advance(3_000);
    assert.equal((await onB.open()).name, 'OPEN_CONF');
    assert.equal(onA.socket.destroyed, false);
    assert.deepEqual(onA.events, []);
    await simulator.bringSideUp('a');
    await onA.closed;
  });

  test('the standby side need not listen, and there need not be one', async (context) => {
    const { simulator, connect } = await startSite(context, { standby: 'doesNotListen' });
    await assert.rejects(connectRaw(simulator.ports.b ?? 0), /ECONNREFUSED/);
    await simulator.takeSideDown('a');
    assert.equal((await (await connect(15, 'b')).open()).name, 'OPEN_CONF');
    const single = await startCiscoSimulator({ agents: [], ports: { b: false } });
    assert.equal(single.ports.b, undefined);
    await single.takeSideDown('a');
    assert.equal(single.state().activeSide, undefined);
    await single.bringSideUp('a');
    assert.equal(single.state().activeSide, 'a');
    await single.stop();
  });

  test('a client’s connection can be broken, with a word or without', async (context) => {
    const { connect, simulator } = await startSite(context);
    const client = await connect();
    await client.open({ clientId: 'victim', servicesRequested: services('ALL_EVENTS') });
    simulator.dropClient('victim', 'E_CTI_CTI_SERVER_OFFLINE');
    assert.equal((await client.event('FAILURE_EVENT')).status, StatusCode.E_CTI_CTI_SERVER_OFFLINE);
    await client.closed;
    const again = await connect();
    await again.open({ clientId: 'victim' });
    simulator.dropClient('victim');
    await again.closed;
    await until(() => simulator.state().sessions.length === 0);
  });

  test('a port that is taken is an error that names it', async (context) => {
    const { simulator } = await startSite(context);
    await assert.rejects(startCiscoSimulator({ agents: [], ports: { a: simulator.ports.a } }), { code: 'UNREACHABLE', message: /^ports\.a: / });
  });

  test('an agent whose session is gone goes on being the agent it was', async (context) => {
    const { openAgent, simulator } = await startSite(context);
    const own = await openAgent('2001');
    await desk(own, '2001').setState(AGENT_STATE_NOT_READY, { eventReasonCode: 9 });
    own.close();
    await until(() => simulator.state().sessions.length === 0);
    const back = await openAgent('2001');
    const state = await back.request({ messageType: 'QUERY_AGENT_STATE_REQ', peripheralId: PERIPHERAL, mrdId: 1, icmAgentId: null, agentId: '1001' });
    assert.equal((state as Message<'QUERY_AGENT_STATE_CONF'>).agentState, AGENT_STATE_NOT_READY);
  });
});
