/** Call Data Update, Miscellaneous and Connection Monitor. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StatusCode, SystemEvent } from '../../../src/link/switches/cisco/codec/index.ts';
import { callDataUpdate, connectionMonitor, miscellaneous } from '../../../src/link/switches/cisco/services/index.ts';
import { connection, PERIPHERAL, systemEvent } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';
import { openConf } from './scripted-server.ts';

describe('call data update', () => {
  const updating = { services: ['callDataUpdate'], peripheralId: PERIPHERAL } as const;

  it('sets what is named, and releases the call', async (test) => {
    const server = await startServer(test, {
      SET_CALL_DATA_REQ: () => ({ messageType: 'SET_CALL_DATA_CONF' }),
      RELEASE_CALL_REQ: () => ({ messageType: 'RELEASE_CALL_CONF' }),
    });
    const session = openSession(test, [server.port], updating);
    await session.opened();
    const data = callDataUpdate(session);
    await data.set(connection(9), {
      ...{ callVariables: { 2: '', 10: 'ten' }, wrapUpData: 'done', namedVariables: [{ name: 'user.account', value: 'A-1' }], disposition: 13, callType: 1 },
      ...{ namedArrays: [{ name: 'user.list', index: 3, value: 'x' }], customerAccountNumber: '17' },
    });
    const set = await server.next('SET_CALL_DATA_REQ');
    assert.deepEqual(
      [
        set.callVariable1,
        set.callVariable2,
        set.callVariable10,
        set.callWrapupData,
        set.calledPartyDisposition,
        set.callType,
        set.campaignId,
        set.customerAccountNumber,
      ],
      [undefined, '', 'ten', 'done', 13, 1, null, '17'],
    );
    assert.deepEqual([set.namedVariables, set.namedArrays], [[{ name: 'user.account', value: 'A-1' }], [{ name: 'user.list', index: 3, value: 'x' }]]);
    await data.release(connection(9));
    assert.equal((await server.next('RELEASE_CALL_REQ')).connectionCallId, 9);
  });

  it('checks every limit before it sends anything', async (test) => {
    const server = await startServer(test, { SET_CALL_DATA_REQ: () => ({ messageType: 'SET_CALL_DATA_CONF' }) });
    const session = openSession(test, [server.port], updating);
    await session.opened();
    const { set } = callDataUpdate(session);
    const largest = { name: 'n'.repeat(32), value: 'v'.repeat(210) };
    const wrong = [
      [{ callVariables: { 1: 'x'.repeat(41) } }, 'INVALID_ARGUMENT', 'callVariable1'],
      [{ callVariables: { 11: 'x' } as never }, 'INVALID_ARGUMENT', 'callVariable11'],
      [{ wrapUpData: 'x'.repeat(40) }, 'INVALID_ARGUMENT', 'callWrapupData'],
      [{ namedVariables: [{ ...largest, name: 'n'.repeat(33) }] }, 'INVALID_ARGUMENT', 'namedVariables.name'],
      [{ namedVariables: [{ ...largest, value: 'v'.repeat(211) }] }, 'INVALID_ARGUMENT', 'namedVariables.value'],
      [{ namedArrays: [{ ...largest, index: 256 }] }, 'INVALID_ARGUMENT', 'namedArrays.index'],
      [{ namedVariables: Array.from({ length: 9 }, () => largest) }, 'TOO_LARGE', 'namedVariables'],
    ] as const;
    for (const [change, code, field] of wrong)
      await assert.rejects(set(connection(9), change), (error: { code?: string; details?: { field?: string } }) => {
        assert.deepEqual([error.code, error.details?.field], [code, field]);
        return true;
      });
    await set(connection(9), { namedVariables: Array.from({ length: 8 }, () => largest) });
    assert.equal(server.requests('SET_CALL_DATA_REQ').length, 1);
  });

  it('says why a variable cannot be set, and tells changes of others', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], updating);
    await session.opened();
    const data = callDataUpdate(session);
    for (const [status, advice] of [
      [StatusCode.E_CTI_PROTECTED_VARIABLE, /CallControlVariableMap/],
      [StatusCode.E_CTI_NAMED_VARIABLE_NOT_CONFIGURED, /no named \(ECC\) variable/],
      [StatusCode.E_CTI_NAMED_ARRAY_NOT_CONFIGURED, /no named \(ECC\) array/],
    ] as const) {
      server.answer({ SET_CALL_DATA_REQ: () => ({ messageType: 'FAILURE_CONF', status }) });
      await assert.rejects(data.set(connection(9), { callVariables: { 1: 'x' } }), { message: advice });
    }
    const told = new Promise<string | undefined>((resolve) => data.on('update', ({ callVariable1 }) => resolve(callVariable1)));
    server.peers[0]?.send({
      ...{ messageType: 'CALL_DATA_UPDATE_EVENT', monitorId: 0, peripheralId: PERIPHERAL, peripheralType: 17, callType: 1, ...connection(9) },
      ...{
        newConnectionDeviceIdType: 0,
        newConnectionCallId: 9,
        newConnectionDeviceId: '4001',
        calledPartyDisposition: 0,
        campaignId: null,
        queryRuleId: null,
      },
      callVariable1: 'gold',
    });
    assert.equal(await told, 'gold');
  });
});

describe('miscellaneous', () => {
  it('tells the events of the system in words', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { services: [] });
    const told: unknown[] = [];
    miscellaneous(session).on('system', ({ what, peripheralId, device, text }) => told.push([what.value, what.raw, peripheralId, device, text]));
    await session.opened();
    const [peer] = server.peers;
    const last = heard(session, 'SYSTEM_EVENT', ({ systemEventId }) => systemEventId === 99);
    peer?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_OFFLINE, PERIPHERAL));
    peer?.send(systemEvent(SystemEvent.SYS_INSTRUMENT_OUT_OF_SERVICE, PERIPHERAL, 0, { text: '4001' }));
    peer?.send(systemEvent(SystemEvent.SYS_INSTRUMENT_BACK_IN_SERVICE, PERIPHERAL, 0, { text: 'phone 4001', eventDeviceId: '4001' }));
    peer?.send(systemEvent(SystemEvent.SYS_TEXT_FYI, 0, 0, { text: 'lunch' }));
    peer?.send(systemEvent(99));
    await last;
    assert.deepEqual(told, [
      ['peripheralOffline', 4, PERIPHERAL, undefined, undefined],
      ['instrumentOutOfService', 10, PERIPHERAL, '4001', '4001'],
      ['instrumentBackInService', 11, PERIPHERAL, '4001', 'phone 4001'],
      ['text', 5, undefined, undefined, 'lunch'],
      ['unknown', 99, undefined, undefined, undefined],
    ]);
  });

  it('carries messages between users, and reports to the site’s log', async (test) => {
    const server = await startServer(test, {
      USER_MESSAGE_REQ: () => ({ messageType: 'USER_MESSAGE_CONF' }),
      CLIENT_EVENT_REPORT_REQ: () => ({ messageType: 'CLIENT_EVENT_REPORT_CONF' }),
    });
    const session = openSession(test, [server.port], { services: [], peripheralId: PERIPHERAL });
    const service = miscellaneous(session);
    await session.opened();
    await service.sendMessage({ to: 'team', text: 'call back', agent: { agentId: '1001' } });
    await service.sendMessage({ to: 'client', text: 'hello', clientId: 'wallboard' });
    assert.deepEqual(
      server.requests('USER_MESSAGE_REQ').map(({ distribution, text, agentId, clientId }) => [distribution, text, agentId, clientId]),
      [
        [2, 'call back', '1001', undefined],
        [0, 'hello', undefined, 'wallboard'],
      ],
    );
    await service.reportEvent({ state: 'warning', text: 'slow', objectName: 'gateway' });
    const report = await server.next('CLIENT_EVENT_REPORT_REQ');
    assert.deepEqual([report.state, report.text, report.objectName], [1, 'slow', 'gateway']);
    await assert.rejects(service.sendMessage({ to: 'all', text: 'x'.repeat(255) }), { code: 'INVALID_ARGUMENT' });
    const told: unknown[] = [];
    service.on('userMessage', ({ to, from, text }) => told.push([to, from, text]));
    const last = heard(session, 'USER_MESSAGE_EVENT', ({ distribution }) => distribution === 7);
    for (const distribution of [1, 7])
      server.peers[0]?.send({ messageType: 'USER_MESSAGE_EVENT', icmCentralControllerTime: 1, distribution, clientId: 'wallboard', text: 'hi' });
    await last;
    assert.deepEqual(told, [
      ['supervisor', 'wallboard', 'hi'],
      ['unknown', 'wallboard', 'hi'],
    ]);
  });

  it('knows which call variables there are', async (test) => {
    const server = await startServer(test, { REGISTER_VARIABLES_REQ: () => ({ messageType: 'REGISTER_VARIABLES_CONF' }) });
    const session = openSession(test, [server.port], { services: [] });
    await session.opened();
    for (const number of [0, 11, 33, 1.5])
      await assert.rejects(miscellaneous(session).registerVariables({ callVariables: [number] }), { code: 'INVALID_ARGUMENT', message: /1 to 10/ });
    assert.equal(server.requests('REGISTER_VARIABLES_REQ').length, 0);
  });

  it('registers variables again after every opening', async (test) => {
    const server = await startServer(test, { REGISTER_VARIABLES_REQ: () => ({ messageType: 'REGISTER_VARIABLES_CONF' }) });
    const session = openSession(test, [server.port], { services: [] });
    await session.opened();
    await miscellaneous(session).registerVariables({ callVariables: [1, 10], namedVariables: ['user.account'], namedArrays: ['user.list'] });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    const requests = server.requests('REGISTER_VARIABLES_REQ');
    assert.equal(requests.length, 2);
    for (const request of requests) {
      assert.equal(request.callVariableMask, 0x201);
      assert.deepEqual([request.namedVariables?.[0]?.name, request.namedArrays?.[0]?.name], ['user.account', 'user.list']);
    }
  });
});

describe('connection monitor', () => {
  it('raises an alarm when the session opens and closes, with side and reason', async (test) => {
    const [a, b] = [await startServer(test), await startServer(test)];
    const session = openSession(test, [a.port, b.port], {
      services: ['connectionMonitor'],
      reconnect: ({ attempt }) => ({ side: attempt === 1 ? 0 : 1, waitMs: 1 }),
    });
    const alarms: string[] = [];
    connectionMonitor(session).on('alarm', ({ what, side, reason = '', at }) => {
      assert.ok(Math.abs(Date.now() - at) < 5_000);
      alarms.push(`${what} ${side} ${reason.slice(0, 50)}`.trim());
    });
    await session.opened();
    a.answer({ OPEN_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_CTI_SERVER_OFFLINE }) });
    a.peers[0]?.end();
    await reached(session, 'lost');
    await session.opened();
    // A peripheral that goes is no matter of the connection.
    const partial = heard(session, 'status', (status) => status.state === 'up' && status.partial !== undefined);
    b.peers[0]?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_OFFLINE, PERIPHERAL));
    await partial;
    await session.close();
    assert.deepEqual(alarms, ['opened A', 'closed A The connection to the CTI Server is lost: the serv', 'opened B', 'closed B it was closed by close()']);
  });

  it('tells of a session that was lost before all was looked up, as the server does', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { services: ['connectionMonitor'] });
    const alarms: string[] = [];
    connectionMonitor(session).on('alarm', ({ what, side }) => alarms.push(`${what} ${side}`));
    let isFirst = true;
    session.synchronize(async () => {
      if (!isFirst) return;
      isFirst = false;
      server.peers[0]?.destroy();
      await reached(session, 'lost');
    });
    await session.opened();
    await session.close();
    assert.deepEqual(alarms, ['opened A', 'closed A', 'opened A', 'closed A']);
  });

  it('is silent where it was not granted', async (test) => {
    const server = await startServer(test, { OPEN_REQ: (request) => openConf(request, { servicesGranted: 0 }) });
    const session = openSession(test, [server.port], { services: ['connectionMonitor'] });
    const alarms: unknown[] = [];
    connectionMonitor(session).on('alarm', (alarm) => alarms.push(alarm));
    assert.deepEqual((await session.opened()).refused, ['connectionMonitor']);
    await session.close();
    assert.deepEqual(alarms, []);
  });
});
