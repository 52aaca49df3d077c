import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Message, NEWEST_VERSION, nameOf, OLDEST_VERSION, Service, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { createManualClock } from '../link/manual-clock.ts';
import { services } from './raw-client.ts';
import { CUSTOMER, desk, PERIPHERAL, startSite } from './site.ts';
import { until } from './until.ts';

const statusOf = (message: Message): string =>
  'status' in message && message.name === 'FAILURE_CONF' ? (nameOf(StatusCode, message.status) ?? '') : message.name;

describe('opening a session', () => {
  test('a session is granted what it asked for of what the server has', async (context) => {
    const { connect } = await startSite(context, { services: ['ALL_EVENTS', 'AGENT_STATE_CONTROL_ONLY'] });
    const client = await connect();
    const answer = await client.open({ servicesRequested: services('ALL_EVENTS', 'CLIENT_CONTROL', 'PERIPHERAL_MONITOR') });
    assert.equal(answer.name, 'OPEN_CONF');
    assert.equal((answer as Message<'OPEN_CONF'>).servicesGranted, services('ALL_EVENTS', 'AGENT_STATE_CONTROL_ONLY'));
    const event = await client.event('SYSTEM_EVENT');
    assert.deepEqual([event.systemEventId, event.systemEventArg1], [3, PERIPHERAL], 'the peripheral is online');
    assert.equal(statusOf(await desk(client, '2001').make('5550111')), 'E_CTI_FUNCTION_NOT_AVAILABLE');
  });

  const own = { servicesRequested: Service.CLIENT_EVENTS, peripheralId: PERIPHERAL };
  const refusals: [status: keyof typeof StatusCode, fields: Parameters<Awaited<ReturnType<Awaited<ReturnType<typeof startSite>>['connect']>>['open']>[0]][] = [
    ['E_CTI_INVALID_VERSION', { versionNumber: 12 }],
    ['E_CTI_INVALID_VERSION', { versionNumber: 26 }],
    ['E_CTI_REQUIRED_DATA_MISSING', { clientId: '' }],
    ['E_CTI_INVALID_PASSWORD', { clientPassword: Buffer.from('wrong\0') }],
    ['E_CTI_INVALID_PASSWORD', { clientId: 'stranger' }],
    ['E_CTI_INVALID_RESERVED_FIELD', { reserved2: 1 }],
    ['E_CTI_INVALID_TIMEOUT', { idleTimeout: 0 }],
    ['E_CTI_INVALID_SERVICE_MASK', { servicesRequested: 0x40000000 }],
    ['E_CTI_INVALID_SERVICE_MASK', { servicesRequested: services('ALL_EVENTS', 'CLIENT_EVENTS') }],
    ['E_CTI_INVALID_CALL_MSG_MASK', { callMsgMask: 0x80000000 }],
    ['E_CTI_INVALID_AGENT_STATE_MASK', { agentStateMask: 0x8000 }],
    ['E_CTI_FUNCTION_NOT_AVAILABLE', { servicesRequested: services('TASK_MONITOR') }],
    ['E_CTI_FUNCTION_NOT_AVAILABLE', { ...own, servicesRequested: services('CLIENT_EVENTS', 'SUPERVISOR'), agentInstrument: '2001' }],
    ['E_CTI_INVALID_PERIPHERAL_ID', { peripheralId: 4999 }],
    ['E_CTI_INVALID_PERIPHERAL_ID', { ...own, peripheralId: null, agentInstrument: '2001' }],
    ['E_CTI_REQUIRED_DATA_MISSING', own],
    ['E_CTI_INVALID_AGENT_DATA', { ...own, agentId: '9999' }],
    ['E_CTI_INVALID_DEVICE', { ...own, agentInstrument: '9999' }],
    ['E_CTI_INCONSISTENT_AGENT_DATA', { ...own, agentInstrument: '2001', agentId: '1002' }],
    ['E_CTI_INVALID_FIELD_LENGTH', { clientId: 'raw', clientSignature: 'x'.repeat(64) }],
  ];
  test('what OPEN_REQ gets wrong is answered with the status that says so', async (context) => {
    const { connect } = await startSite(context, { clients: { raw: 'right' } });
    const { encodeMessage } = await import('../../../src/link/switches/cisco/codec/index.ts');
    for (const [status, fields = {}] of refusals) {
      const client = await connect();
      const asked = { clientPassword: Buffer.from('right\0'), ...fields };
      if (status === 'E_CTI_INVALID_FIELD_LENGTH') {
        // The codec would not write it: the last text is made one byte longer by hand.
        const frame = Buffer.from(
          encodeMessage(
            {
              ...{
                messageType: 'OPEN_REQ',
                invokeId: 1,
                versionNumber: 15,
                idleTimeout: null,
                peripheralId: null,
                servicesRequested: 0x10,
                callMsgMask: 0,
                agentStateMask: 0,
              },
              ...{ configMsgMask: 0, clientId: 'raw', clientPassword: Buffer.from('right\0'), clientSignature: 'x'.repeat(63) },
            } as never,
            { version: 15 },
          ),
        );
        const longer = Buffer.concat([frame.subarray(0, -1), Buffer.from('x\0')]);
        longer.writeUInt32BE(longer.length - 8, 0);
        longer[longer.length - 66] = 65;
        const answer = client.event('FAILURE_CONF');
        client.sendBytes(longer);
        assert.equal(statusOf(await answer), status);
      } else assert.equal(statusOf(await client.open(asked)), status, JSON.stringify(fields));
      const { name } = await client.open({ clientPassword: Buffer.from('right') });
      assert.equal(name, 'OPEN_CONF', 'the connection is good for another try, and a password needs no NUL');
      client.close();
    }
  });

  test('any status can be made the answer, and maintenance has one of its own', async (context) => {
    const { connect, simulator } = await startSite(context);
    const client = await connect(24);
    simulator.refuseOpens('E_CTI_CTI_SERVER_OFFLINE');
    assert.equal(statusOf(await client.open()), 'E_CTI_CTI_SERVER_OFFLINE');
    simulator.refuseOpens(undefined);
    simulator.setMaintenance(true);
    assert.equal(statusOf(await client.open()), 'E_CTI_SERVER_IN_MAINTENANCE_MODE');
    simulator.setMaintenance(false);
    const opened = (await client.open()) as Message<'OPEN_CONF'>;
    assert.equal(opened.sessionType, 1);
  });

  test('one client has a device at a time; the same client may come again, and its old session ends', async (context) => {
    const { connect, openAgent } = await startSite(context);
    const first = await openAgent('2001');
    const stranger = await connect();
    const asked = { servicesRequested: Service.CLIENT_EVENTS, peripheralId: PERIPHERAL, agentInstrument: '2001' };
    assert.equal(statusOf(await stranger.open({ ...asked, clientId: 'other' })), 'E_CTI_DEVICE_IN_USE');
    const again = await openAgent('2001');
    assert.equal((await first.event('FAILURE_EVENT')).status, StatusCode.E_CTI_NEW_SESSION_OPENED);
    await first.closed;
    await again.settled();
  });

  test('every version from 13 to 25 is served, in both widths, with call data both ways', async (context) => {
    const { simulator, openAll } = await startSite(context);
    for (let version = OLDEST_VERSION; version <= NEWEST_VERSION; version++) {
      const client = await openAll(version);
      const callId = simulator.placeCall({ from: CUSTOMER, to: '800', variables: { callVariable1: `v${version}` }, named: [{ name: 'user.id', value: '17' }] });
      const delivered = await client.event('CALL_DELIVERED_EVENT');
      assert.equal(delivered.callVariable1, `v${version}`);
      assert.deepEqual(delivered.namedVariables, [{ name: 'user.id', value: '17' }]);
      const extension = delivered.alertingDeviceId ?? '';
      assert.equal((await desk(client, extension).answer(callId)).name, 'ANSWER_CALL_CONF');
      const talking = await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === 4);
      assert.equal(talking.agentExtension, extension);
      assert.equal((await desk(client, extension).clear(callId)).name, 'CLEAR_CONNECTION_CONF');
      await client.event('END_CALL_EVENT');
      client.close();
    }
    assert.deepEqual(simulator.state().faults, []);
  });
});

describe('keeping a session', () => {
  test('heartbeats are answered, and who is silent for the idle timeout is closed', async (context) => {
    const { connect, clock, simulator } = await startSite(context);
    const client = await connect();
    await client.open({ idleTimeout: 20 });
    clock.advance(19_000);
    await client.settled();
    clock.advance(19_000);
    await client.settled();
    clock.advance(20_000);
    assert.equal((await client.event('FAILURE_EVENT')).status, StatusCode.E_CTI_TIMEOUT);
    await client.closed;
    assert.deepEqual(simulator.state().sessions, []);
  });

  test('an idle timeout may be longer than any timer', async (context) => {
    const clock = createManualClock();
    const timers: number[] = [];
    const watched = { ...clock, setTimer: (callback: () => void, ms: number) => clock.setTimer(callback, timers.push(ms) && ms) };
    const { connect } = await startSite(context, { clock: watched });
    const client = await connect();
    assert.equal((await client.open({ idleTimeout: 4_000_000_000 })).name, 'OPEN_CONF');
    clock.advance(2 ** 31);
    await client.settled();
    assert.ok(Math.max(...timers) < 2 ** 31, String(Math.max(...timers)));
  });

  test('a server can be made to answer no heartbeat, or nothing at all', async (context) => {
    const { openAll, simulator, clock } = await startSite(context);
    const client = await openAll();
    simulator.mute('heartbeats');
    client.send({ messageType: 'HEARTBEAT_REQ', invokeId: 900 });
    assert.equal((await desk(client, '2001').setState(2)).name, 'SET_AGENT_STATE_CONF', 'other requests are answered');
    assert.equal(client.names().includes('HEARTBEAT_CONF'), false);
    simulator.mute('everything');
    clock.advance(1_000);
    client.send({ messageType: 'HEARTBEAT_REQ', invokeId: 902 });
    await until(() => simulator.state().sessions[0]?.heardAt === clock.now());
    simulator.sendText('still there');
    assert.equal((await client.event('SYSTEM_EVENT')).text, 'still there', 'events still come');
    simulator.mute('nothing');
    await client.settled();
    assert.equal(client.names().includes('HEARTBEAT_CONF'), false);
  });

  test('whoever opens no session in time is closed', async (context) => {
    const { connect, clock } = await startSite(context);
    const client = await connect();
    clock.advance(30_000);
    await client.closed;
  });

  test('CLOSE_REQ is confirmed, and the connection is closed', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    assert.equal((await client.request({ messageType: 'CLOSE_REQ', status: 0 })).name, 'CLOSE_CONF');
    await client.closed;
    assert.deepEqual(simulator.state().sessions, []);
  });

  test('answers can take their time while events come at once', async (context) => {
    const { openAll, simulator, clock } = await startSite(context);
    const client = await openAll();
    simulator.delayAnswers(10_000);
    const answer = desk(client, '2001').setState(2);
    await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === 2);
    simulator.sendText('an answer would have come before this');
    await client.event('SYSTEM_EVENT');
    clock.advance(10_000);
    assert.equal((await answer).name, 'SET_AGENT_STATE_CONF');
  });

  test('a session can be long in opening', async (context) => {
    const { connect, simulator, clock } = await startSite(context);
    simulator.delayAnswers(20_000);
    const client = await connect();
    const answer = client.open();
    await until(() => clock.pending > 1);
    clock.advance(20_000);
    assert.equal((await answer).name, 'OPEN_CONF');
  });

  test('a delayed answer to a query tells what is true when it is given', async (context) => {
    const { openAll, simulator, clock } = await startSite(context);
    const client = await openAll();
    simulator.delayAnswers(5_000);
    const query = { messageType: 'SNAPSHOT_DEVICE_REQ', peripheralId: PERIPHERAL, snapshotDeviceType: 0 } as const;
    const answer = client.request({ ...query, agentInstrument: '2001' });
    const refused = client.request({ ...query, agentInstrument: '9999' });
    // A heartbeat’s answer is not delayed: what was sent before it has been read.
    await client.settled();
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    await client.event('CALL_DELIVERED_EVENT');
    clock.advance(5_000);
    assert.equal(((await answer) as Message<'SNAPSHOT_DEVICE_CONF'>).calls?.[0]?.callConnectionCallId, callId);
    assert.equal((await refused).name, 'CONTROL_FAILURE_CONF');
  });

  test('a confirmation comes before its events, or after them where the site is so', async (context) => {
    const order = async (confirmations: 'before' | 'after') => {
      const { openAll } = await startSite(context, { confirmations });
      const client = await openAll();
      client.arrived.length = 0;
      await desk(client, '2001').setState(2);
      await client.settled();
      return client.arrived.slice(0, 2);
    };
    assert.deepEqual(await order('before'), ['SET_AGENT_STATE_CONF', 'AGENT_STATE_EVENT']);
    assert.deepEqual(await order('after'), ['AGENT_STATE_EVENT', 'SET_AGENT_STATE_CONF']);
  });
});
