import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CallMessageMask, type Message, nameOf, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { type RawClient, services } from './raw-client.ts';
import { monitorStart } from './requests.ts';
import { AGENT_STATE_NOT_READY, CUSTOMER, desk, PERIPHERAL, startSite } from './site.ts';

const statusOf = (message: Message): string =>
  message.name === 'FAILURE_CONF' && 'status' in message ? (nameOf(StatusCode, message.status) ?? '') : message.name;

const start = (client: RawClient, what: { device?: string; call?: number }, masks: { callMsgMask?: number; agentStateMask?: number } = {}) =>
  client.request({ ...monitorStart(what), ...masks });
const monitorIdOf = (message: Message): number => {
  assert.ok('monitorId' in message, message.name);
  return message.monitorId;
};

describe('peripheral monitor', () => {
  test('a device’s calls and its agent’s states come with the monitor’s id, and stop with it', async (context) => {
    const { connect, simulator, openAll } = await startSite(context);
    const controller = await openAll();
    const client = await connect();
    await client.open({ servicesRequested: services('PERIPHERAL_MONITOR') });
    const existing = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const monitorId = monitorIdOf(await start(client, { device: '2001' }));
    const begun = await client.event('BEGIN_CALL_EVENT');
    assert.deepEqual([begun.connectionCallId, begun.monitorId, begun.connectionDeviceId], [existing, monitorId, '2001'], 'what is there is told first');
    await desk(controller, '2001').answer(existing);
    const established = await client.event('CALL_ESTABLISHED_EVENT');
    const talking = await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === 4);
    assert.deepEqual([established.monitorId, talking.monitorId, talking.agentId], [monitorId, monitorId, '1001']);
    simulator.placeCall({ from: CUSTOMER, to: '2002' });
    assert.equal((await client.request({ messageType: 'MONITOR_STOP_REQ', monitorId })).name, 'MONITOR_STOP_CONF');
    client.events.length = 0;
    simulator.hangUpOutside(existing);
    await controller.settled();
    await client.settled();
    assert.deepEqual(client.events, []);
  });

  test('a call’s monitor ends with the call', async (context) => {
    const { connect, simulator } = await startSite(context);
    const client = await connect();
    await client.open({ servicesRequested: services('PERIPHERAL_MONITOR') });
    const call = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const monitorId = monitorIdOf(await start(client, { call }));
    simulator.atPhone('2001').answer();
    simulator.hangUpOutside(call);
    assert.equal((await client.event('END_CALL_EVENT')).monitorId, monitorId);
    assert.deepEqual(new Set(client.events.map((event) => ('monitorId' in event ? event.monitorId : 0))), new Set([monitorId]));
    assert.equal(statusOf(await start(client, { call })), 'E_CTI_INVALID_CALLID');
  });

  test('masks choose what is heard, and can be changed', async (context) => {
    const { connect, simulator } = await startSite(context);
    const client = await connect();
    await client.open({ servicesRequested: services('PERIPHERAL_MONITOR') });
    const monitorId = monitorIdOf(await start(client, { device: '2001' }, { callMsgMask: CallMessageMask.DELIVERED, agentStateMask: 0 }));
    const call = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    assert.equal(
      (await client.request({ messageType: 'CHANGE_MONITOR_MASK_REQ', monitorId, callMsgMask: CallMessageMask.END_CALL, agentStateMask: 0 })).name,
      'CHANGE_MONITOR_MASK_CONF',
    );
    simulator.hangUpOutside(call);
    await client.settled();
    assert.deepEqual(client.names(), ['CALL_DELIVERED_EVENT', 'END_CALL_EVENT']);
  });

  test('monitors that cannot be are refused', async (context) => {
    const { connect, simulator } = await startSite(context);
    const client = await connect();
    await client.open({ servicesRequested: services('PERIPHERAL_MONITOR') });
    const call = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    await start(client, { device: '2001' });
    const refusals: [keyof typeof StatusCode, Promise<Message>][] = [
      ['E_CTI_MONITOR_ALREADY_EXISTS', start(client, { device: '2001' })],
      ['E_CTI_INVALID_DEVICE', start(client, { device: '9999' })],
      ['E_CTI_INVALID_CALLID', start(client, { call: call + 1 })],
      ['E_CTI_MUTUALLY_EXCLUS_DEVICEID_TYPES', start(client, { call, device: '2002' })],
      ['E_CTI_REQUIRED_DATA_MISSING', start(client, {})],
      ['E_CTI_INVALID_CALL_MSG_MASK', start(client, { device: '2002' }, { callMsgMask: 0x80000000 })],
      ['E_CTI_INVALID_MONITORID', client.request({ messageType: 'MONITOR_STOP_REQ', monitorId: 999 })],
      ['E_CTI_FUNCTION_NOT_AVAILABLE', client.request({ messageType: 'SESSION_MONITOR_START_REQ', sessionId: 1 })],
    ];
    for (const [status, answer] of refusals) assert.equal(statusOf(await answer), status);
  });

  test('snapshots tell the state of a device and of a call', async (context) => {
    const { connect, simulator } = await startSite(context);
    const client = await connect();
    await client.open({ servicesRequested: services('PERIPHERAL_MONITOR') });
    const call = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    simulator.atPhone('2001').answer();
    simulator.atPhone('2001').hold();
    const device = { messageType: 'SNAPSHOT_DEVICE_REQ', peripheralId: PERIPHERAL, snapshotDeviceType: 0, agentInstrument: '2001' } as const;
    const { calls } = (await client.request(device)) as Message<'SNAPSHOT_DEVICE_CONF'>;
    assert.deepEqual(calls, [
      { callConnectionCallId: call, callConnectionDeviceIdType: 0, callConnectionDeviceId: '2001', callState: 4, silentMonitorStatus: 0 },
    ]);
    const whole = await client.request({ messageType: 'SNAPSHOT_CALL_REQ', peripheralId: PERIPHERAL, connectionCallId: call, connectionDeviceIdType: 0 });
    assert.deepEqual(
      (whole as Message<'SNAPSHOT_CALL_CONF'>).callDevices?.map(({ callDeviceId, callDeviceConnectionState }) => [callDeviceId, callDeviceConnectionState]),
      [
        [CUSTOMER, 3],
        ['2001', 4],
      ],
    );
    const info = (await client.request({
      messageType: 'QUERY_DEVICE_INFO_REQ',
      peripheralId: PERIPHERAL,
      agentInstrument: '2001',
    })) as Message<'QUERY_DEVICE_INFO_CONF'>;
    assert.deepEqual([info.peripheralType, info.lines?.length, info.callControlSupported & 0x800], [17, 6, 0]);
    assert.equal(((await client.request({ ...device, agentInstrument: '2002' })) as Message<'SNAPSHOT_DEVICE_CONF'>).numCalls, 0);
  });
});

describe('client monitor', () => {
  test('sessions are told as they come and go', async (context) => {
    const { connect, openAgent } = await startSite(context);
    const first = await openAgent('2001');
    const client = await connect();
    await client.open({ servicesRequested: services('CLIENT_MONITOR'), clientId: 'watcher' });
    const there = await client.event('CLIENT_SESSION_OPENED_EVENT');
    assert.deepEqual([there.clientId, there.agentInstrument], ['desk 2001', '2001']);
    const second = await openAgent('2002');
    assert.equal((await client.event('CLIENT_SESSION_OPENED_EVENT')).clientId, 'desk 2002');
    await second.request({ messageType: 'CLOSE_REQ', status: 0 });
    assert.equal((await client.event('CLIENT_SESSION_CLOSED_EVENT')).status, 0);
    first.close();
    const gone = await client.event('CLIENT_SESSION_CLOSED_EVENT');
    assert.deepEqual([gone.sessionId, gone.status], [there.sessionId, StatusCode.E_CTI_CLIENT_DISCONNECTED]);
  });

  test('a session’s monitor reads what the session reads, in its own version', async (context) => {
    const { connect, openAgent, simulator } = await startSite(context);
    await openAgent('2001', { version: 13 });
    const client = await connect(22);
    await client.open({ servicesRequested: services('CLIENT_MONITOR') });
    const { sessionId } = await client.event('CLIENT_SESSION_OPENED_EVENT');
    const monitorId = monitorIdOf(await client.request({ messageType: 'SESSION_MONITOR_START_REQ', sessionId }));
    const call = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const delivered = await client.event('CALL_DELIVERED_EVENT');
    assert.deepEqual([delivered.connectionCallId, delivered.monitorId], [call, monitorId]);
    const again = await client.request({ messageType: 'SESSION_MONITOR_START_REQ', sessionId });
    assert.equal(statusOf(again), 'E_CTI_SESSION_MONITOR_ALREADY_EXISTS');
    const own = await client.request({ messageType: 'SESSION_MONITOR_START_REQ', sessionId: sessionId + 1 });
    assert.equal(statusOf(own), 'E_CTI_SESSION_MONITOR_IS_CLIENTS');
    assert.equal((await client.request({ messageType: 'SESSION_MONITOR_STOP_REQ', monitorId })).name, 'SESSION_MONITOR_STOP_CONF');
    await client.settled();
    client.events.length = 0;
    simulator.hangUpOutside(call);
    await client.settled();
    assert.deepEqual(client.events, []);
  });

  test('two sessions cannot listen to each other, by whatever way round', async (context) => {
    const { connect, simulator } = await startSite(context);
    const clients: RawClient[] = [];
    for (const clientId of ['one', 'two', 'three']) {
      const client = await connect();
      await client.open({ servicesRequested: services('CLIENT_MONITOR', 'ALL_EVENTS'), clientId });
      clients.push(client);
    }
    const [one, two, three] = simulator.state().sessions.map(({ sessionId }) => sessionId);
    const listen = (client: RawClient | undefined, sessionId = 0) => client?.request({ messageType: 'SESSION_MONITOR_START_REQ', sessionId });
    assert.equal((await listen(clients[0], two))?.name, 'SESSION_MONITOR_START_CONF');
    assert.equal((await listen(clients[1], three))?.name, 'SESSION_MONITOR_START_CONF');
    const round = await listen(clients[2], one);
    assert.equal(round && statusOf(round), 'E_CTI_SESSION_MONITOR_IS_CLIENTS');
    simulator.placeCall({ from: CUSTOMER, to: '2001' });
    for (const client of clients) await client.settled();
    const heard = clients.map(({ arrived }) => arrived.filter((name) => name === 'CALL_DELIVERED_EVENT').length);
    assert.deepEqual(heard, [3, 2, 1], 'each its own, and what those hear to whom it listens');
  });

  test('who has the connection monitor service raises an alarm by coming and going', async (context) => {
    const { connect, simulator } = await startSite(context);
    const alarms: string[] = [];
    simulator.on('alarm', ({ event, clientId }) => alarms.push(`${clientId} ${event}`));
    const client = await connect();
    await client.open({ servicesRequested: services('CONNECTION_MONITOR'), clientId: 'bridge' });
    await client.request({ messageType: 'CLOSE_REQ', status: 0 });
    assert.deepEqual(alarms, ['bridge opened', 'bridge closed']);
  });

  test('messages go to a client, a supervisor, a team or all', async (context) => {
    const { openAgent, openAll } = await startSite(context);
    const [one, two, boss, other] = [await openAgent('2001'), await openAgent('2002'), await openAgent('2009'), await openAll()];
    const say = (distribution: number, clientId?: string) =>
      one.request({
        messageType: 'USER_MESSAGE_REQ',
        peripheralId: PERIPHERAL,
        distribution,
        text: `to ${distribution}`,
        ...(clientId !== undefined && { clientId }),
      });
    for (const distribution of [1, 2, 3]) assert.equal((await say(distribution)).name, 'USER_MESSAGE_CONF');
    assert.equal((await say(0, 'desk 2002')).name, 'USER_MESSAGE_CONF');
    assert.deepEqual([statusOf(await say(0, 'nobody')), statusOf(await say(9))], ['E_CTI_CLIENT_NOT_FOUND', 'E_CTI_INVALID_DISTRIBUTION_TYPE']);
    const read = async (client: RawClient) => {
      await client.settled();
      return client.events.flatMap((event) => (event.name === 'USER_MESSAGE_EVENT' ? [event.text] : []));
    };
    assert.deepEqual([await read(two), await read(boss), await read(other)], [['to 2', 'to 3', 'to 0'], ['to 1', 'to 2', 'to 3'], ['to 3']]);
    assert.deepEqual(await read(one), [], 'not to oneself');
    await desk(one, '2001').setState(AGENT_STATE_NOT_READY);
  });
});
