import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { encodeMessage, type Message, nameOf, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { MAX_BAD_MESSAGES } from '../../../src/link/switches/cisco/simulator/limits.ts';
import { services } from './raw-client.ts';
import { CUSTOMER, desk, PERIPHERAL, startSite, type TestSite } from './site.ts';

const statusOf = (message: Message): string | undefined => ('status' in message ? nameOf(StatusCode, message.status) : message.name);

const frame = (messageType: number, body: readonly number[] = [], length = body.length): Buffer => {
  const bytes = Buffer.alloc(8 + body.length);
  bytes.writeUInt32BE(length >>> 0, 0);
  bytes.writeUInt32BE(messageType >>> 0, 4);
  bytes.set(body, 8);
  return bytes;
};

/** Another client is served all the while. */
const bystander = async (site: TestSite) => {
  const client = await site.openAll();
  return async (): Promise<void> => {
    const callId = site.simulator.placeCall({ from: CUSTOMER, to: '2001' });
    assert.equal((await desk(client, '2001').answer(callId)).name, 'ANSWER_CALL_CONF');
    assert.equal((await desk(client, '2001').clear(callId)).name, 'CLEAR_CONNECTION_CONF');
    assert.deepEqual(site.simulator.state().faults, []);
  };
};

describe('bad input', () => {
  test('a length that no message has ends the connection, with the reason', async (context) => {
    const site = await startSite(context);
    const isServed = await bystander(site);
    for (const length of [0xffffffff, 0x7fffffff, 16_384]) {
      const client = await site.connect();
      client.sendBytes(frame(3, [], length));
      assert.equal(statusOf(await client.event('FAILURE_EVENT')), 'E_CTI_INVALID_MESSAGE_LENGTH');
      await client.closed;
      await isServed();
    }
  });

  test('before OPEN_REQ nothing else is answered but with SESSION_NOT_OPEN; a second OPEN_REQ is refused', async (context) => {
    const site = await startSite(context);
    const client = await site.connect();
    for (const request of [{ messageType: 'HEARTBEAT_REQ' }, { messageType: 'LIST_AGENT_TEAM_REQ', supervisorId: null }] as const)
      assert.equal(statusOf(await client.request(request)), 'E_CTI_SESSION_NOT_OPEN');
    await client.open();
    assert.equal(statusOf(await client.open()), 'E_CTI_SESSION_ALREADY_OPEN');
    await client.settled();
  });

  test('messages that are too short, do not come out even, are unknown, or are the server’s own', async (context) => {
    const site = await startSite(context);
    const client = await site.openAll();
    const answers: [string, Buffer][] = [
      ['E_CTI_INVALID_MESSAGE_LENGTH', frame(42, [0, 0, 0, 7])],
      ['E_CTI_INVALID_MESSAGE_LENGTH', frame(42)],
      // A floating field that says it is longer than the message.
      ['E_CTI_BAD_MESSAGE_FORMAT', frame(5, [0, 0, 0, 7, 25, 200, 1])],
      ['E_CTI_INVALID_MSG_TYPE_FOR_VERSION', frame(60_000, [0, 0, 0, 7])],
      ['E_CTI_INVALID_MSG_TYPE_FOR_VERSION', frame(230, [0, 0, 0, 7])],
      ['E_CTI_BAD_MESSAGE_FORMAT', Buffer.from(encodeMessage({ messageType: 'HOLD_CALL_CONF', invokeId: 7 }, { version: 15 }))],
    ];
    for (const [status, bytes] of answers) {
      client.sendBytes(bytes);
      const failure = await client.event('FAILURE_CONF');
      assert.equal(statusOf(failure), status);
    }
    await client.settled();
  });

  test('an answer to what nobody asked is ignored', async (context) => {
    const site = await startSite(context);
    const client = await site.openAll();
    client.send({ messageType: 'START_RECORDING_CONF', invokeId: 12_345, sessionId: 1, serverData: 1 });
    client.send({ messageType: 'FAILURE_CONF', invokeId: 12_345, status: 1 });
    client.send({ messageType: 'CONTROL_FAILURE_CONF', invokeId: 12_345, failureCode: 1, peripheralErrorCode: 1 });
    await client.settled();
    assert.deepEqual(client.arrived.slice(-1), ['HEARTBEAT_CONF']);
  });

  test('who sends nonsense again and again is cut off', async (context) => {
    const site = await startSite(context);
    const isServed = await bystander(site);
    const client = await site.connect();
    for (let time = 0; time < MAX_BAD_MESSAGES; time++) client.sendBytes(frame(60_000, [0, 0, 0, time]));
    await client.closed;
    await isServed();
  });

  test('who does not read is cut off, and nobody else waits', async (context) => {
    const site = await startSite(context, { limits: { unsentBytes: 65_536 } });
    const isServed = await bystander(site);
    const client = await site.connect();
    await client.open({ servicesRequested: services('ALL_EVENTS'), clientId: 'deaf' });
    client.socket.pause();
    const text = 'x'.repeat(254);
    for (let time = 0; time < 500_000 && site.simulator.state().sessions.some(({ clientId }) => clientId === 'deaf'); time += 1_000) {
      for (let each = 0; each < 1_000; each++) site.simulator.sendText(text);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(
      site.simulator.state().sessions.some(({ clientId }) => clientId === 'deaf'),
      false,
    );
    await isServed();
  });

  test('requests with any values are answered, each once, and the simulator has no fault', async (context) => {
    const site = await startSite(context);
    const isServed = await bystander(site);
    const client = await site.openAll(22);
    const callId = site.simulator.placeCall({ from: CUSTOMER, to: '2001' });
    site.simulator.atPhone('2001').answer();
    const u4 = fc.oneof(fc.constantFrom(callId, 0, 0xfffffffe), fc.nat(0xffffffff));
    const u2 = fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 5, 6), fc.nat(0xffff));
    const id = fc.oneof(fc.constantFrom('2001', '2002', '2010', '', 'T1.1'), fc.string({ maxLength: 20, unit: 'grapheme-ascii' }));
    const nullable = (value: fc.Arbitrary<number>) => fc.option(value, { nil: null });
    const common = {
      peripheralId: fc.constantFrom(PERIPHERAL, null, 1),
      connectionCallId: nullable(u4),
      connectionDeviceIdType: nullable(u2),
      connectionDeviceId: id,
      agentInstrument: id,
    };
    const setup = {
      ...common,
      callPlacementType: u2,
      callMannerType: u2,
      alertRings: u2,
      callOption: u2,
      facilityType: u2,
      answeringMachine: u2,
      priority: fc.boolean(),
      postRoute: fc.boolean(),
    };
    const { connectionCallId: _c, connectionDeviceIdType: _t, connectionDeviceId: _d, ...dialing } = setup;
    const request = fc.oneof(
      fc.record({ messageType: fc.constantFrom('ANSWER_CALL_REQ', 'CLEAR_CALL_REQ'), ...common }),
      fc.record({ messageType: fc.constant('HOLD_CALL_REQ'), reservation: fc.boolean(), ...common }),
      fc.record({ messageType: fc.constant('CLEAR_CONNECTION_REQ'), ...common, requestingDeviceId: id, requestingDeviceIdType: nullable(u2) }),
      fc.record({ messageType: fc.constant('DEFLECT_CALL_REQ'), calledDeviceType: u2, calledDeviceId: id, ...common }),
      fc.record({ messageType: fc.constant('MAKE_CALL_REQ'), ...dialing, skillGroupNumber: nullable(u4), dialedNumber: id }),
      fc.record({ messageType: fc.constant('SEND_DTMF_SIGNAL_REQ'), toneDuration: u2, pauseDuration: u4, dtmfString: id, ...common }),
      fc.record({
        ...{ messageType: fc.constant('SET_AGENT_STATE_REQ'), peripheralId: common.peripheralId, agentState: u2, agentWorkMode: u2 },
        ...{ eventReasonCode: u2, forcedFlag: fc.nat(255), agentServiceReq: u4, agentInstrument: id, agentId: fc.constantFrom('1001', '1010', '', 'x') },
      }),
      fc.record({ messageType: fc.constant('SNAPSHOT_DEVICE_REQ'), peripheralId: common.peripheralId, snapshotDeviceType: nullable(u2), agentInstrument: id }),
      fc.record({
        ...{
          messageType: fc.constant('SET_CALL_DATA_REQ'),
          peripheralId: common.peripheralId,
          connectionDeviceIdType: nullable(u2),
          connectionCallId: nullable(u4),
        },
        ...{
          callType: nullable(u2),
          calledPartyDisposition: u2,
          campaignId: nullable(u4),
          queryRuleId: nullable(u4),
          connectionDeviceId: id,
          callVariable1: id,
        },
      }),
    );
    await fc.assert(
      fc.asyncProperty(request, async (message) => {
        const answer = await client.request(message as never);
        assert.match(answer.name, /_CONF$/);
      }),
      { numRuns: 500, seed: 5 },
    );
    await isServed();
  });

  test('bytes by chance, and messages with bytes changed, do no harm', async (context) => {
    const site = await startSite(context);
    const isServed = await bystander(site);
    const good = encodeMessage(
      { messageType: 'QUERY_AGENT_STATE_REQ', invokeId: 7, peripheralId: PERIPHERAL, mrdId: 1, icmAgentId: null, agentId: '1001' },
      { version: 15 },
    );
    const chance = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 400 }),
      fc
        .record({ at: fc.nat(good.length - 1), value: fc.nat(255) })
        .map(({ at, value }) => Uint8Array.from(good, (byte, index) => (index === at ? value : byte))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(chance, { maxLength: 10 }), async (chunks) => {
        const client = await site.connect();
        await client.open();
        for (const chunk of chunks) client.sendBytes(chunk);
        client.socket.end();
        client.socket.resume();
        await client.closed;
      }),
      { numRuns: 60, seed: 6 },
    );
    await isServed();
  });
});
