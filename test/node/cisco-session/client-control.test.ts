/** Client Control: what an agent does reaches the server as the guide has it, and what the server answers comes back. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CiscoConnection, type ClientControl, callDataOf, clientControl } from '../../../src/link/switches/cisco/services/index.ts';
import { agentIs, callIs, callsAre, connection, joined, newCall, PERIPHERAL } from './messages.ts';
import { heard, openSession, startServer } from './rig.ts';
import { type Answers, openConf } from './scripted-server.ts';

const confirm = (messageType: `${string}_CONF`) => () => ({ messageType }) as never;
const answers: Answers = {
  SET_AGENT_STATE_REQ: confirm('SET_AGENT_STATE_CONF'),
  ANSWER_CALL_REQ: confirm('ANSWER_CALL_CONF'),
  HOLD_CALL_REQ: confirm('HOLD_CALL_CONF'),
  RETRIEVE_CALL_REQ: confirm('RETRIEVE_CALL_CONF'),
  CLEAR_CALL_REQ: confirm('CLEAR_CALL_CONF'),
  CLEAR_CONNECTION_REQ: confirm('CLEAR_CONNECTION_CONF'),
  ALTERNATE_CALL_REQ: confirm('ALTERNATE_CALL_CONF'),
  RECONNECT_CALL_REQ: confirm('RECONNECT_CALL_CONF'),
  DEFLECT_CALL_REQ: confirm('DEFLECT_CALL_CONF'),
  BAD_CALL_REQ: confirm('BAD_CALL_CONF'),
  SEND_DTMF_SIGNAL_REQ: confirm('SEND_DTMF_SIGNAL_CONF'),
  MAKE_CALL_REQ: () => newCall('MAKE_CALL_CONF', 21),
  CONSULTATION_CALL_REQ: () => newCall('CONSULTATION_CALL_CONF', 22),
  TRANSFER_CALL_REQ: () => joined('TRANSFER_CALL_CONF', 23),
  CONFERENCE_CALL_REQ: () => joined('CONFERENCE_CALL_CONF', 24),
};

const active: CiscoConnection = { ...connection(9, '4001'), peripheralId: 5_001 };
const held: CiscoConnection = connection(8, '4001');
const made = (connectionCallId: number) => ({ ...connection(connectionCallId, '4001'), lineHandle: 1, lineType: 0 });
const parties = (callId: number) => ['4002', '4003'].map((device) => connection(callId, device));
const joinedCall = (callId: number) => ({ ...connection(callId, '4001'), lineHandle: null, lineType: null, parties: parties(callId) });
const ofActive = { peripheralId: 5_001, connectionCallId: 9, connectionDeviceIdType: 0, connectionDeviceId: '4001' };
const activeOf = { peripheralId: 5_001, activeConnectionCallId: 9, activeConnectionDeviceIdType: 0, activeConnectionDeviceId: '4001' };
const heldOf = { heldConnectionCallId: 8, heldConnectionDeviceIdType: 0, heldConnectionDeviceId: '4001' };
const nobodyHeld = { heldConnectionCallId: null, heldConnectionDeviceIdType: null, heldConnectionDeviceId: undefined };
const agent = { agentInstrument: '4001', agentId: '1001' };
const data = { callVariables: { 1: 'one', 10: 'ten' }, wrapUpData: 'done', namedVariables: [{ name: 'user.account', value: 'A-1' }] } as const;
const dataOf = { callVariable1: 'one', callVariable10: 'ten', callWrapupData: 'done', namedVariables: [{ name: 'user.account', value: 'A-1' }] };

type Case = [what: string, act: (control: ClientControl) => Promise<unknown>, request: string, fields: Record<string, unknown>, result?: unknown];
const cases: readonly Case[] = [
  [
    'log in',
    (control) =>
      control.logIn({
        ...agent,
        password: 'secret',
        workMode: 'manualIn',
        positionId: '7',
        supervisorId: '1009',
        skillGroups: [{ skillGroupNumber: 3, skillGroupPriority: 1 }],
      }),
    'SET_AGENT_STATE_REQ',
    {
      peripheralId: PERIPHERAL,
      agentState: 0,
      agentWorkMode: 2,
      eventReasonCode: 0,
      forcedFlag: 0,
      ...agent,
      agentPassword: 'secret',
      positionId: '7',
      supervisorId: '1009',
      skillGroups: [{ skillGroupNumber: 3, skillGroupPriority: 1 }],
    },
  ],
  [
    'log in by force',
    (control) => control.logIn({ ...agent, forced: true, peripheralId: 5_002 }),
    'SET_AGENT_STATE_REQ',
    { peripheralId: 5_002, agentState: 0, agentWorkMode: 0, forcedFlag: 1, agentPassword: undefined },
  ],
  ['log out with a reason', (control) => control.logOut({ ...agent, reasonCode: 4 }), 'SET_AGENT_STATE_REQ', { agentState: 1, eventReasonCode: 4, ...agent }],
  ['become ready', (control) => control.setState({ ...agent, state: 'ready', workMode: 'autoIn' }), 'SET_AGENT_STATE_REQ', { agentState: 3, agentWorkMode: 1 }],
  [
    'become not ready with a reason',
    (control) => control.setState({ agentInstrument: '4001', state: 'notReady', reasonCode: 12 }),
    'SET_AGENT_STATE_REQ',
    { agentState: 2, eventReasonCode: 12, agentId: undefined },
  ],
  ['work after a call', (control) => control.setState({ ...agent, state: 'workingAfterCall' }), 'SET_AGENT_STATE_REQ', { agentState: 5 }],
  [
    'make a call with data',
    (control) => control.makeCall({ agentInstrument: '4001', number: '0812345678', data }),
    'MAKE_CALL_REQ',
    {
      peripheralId: PERIPHERAL,
      agentInstrument: '4001',
      dialedNumber: '0812345678',
      callPlacementType: 0,
      priority: false,
      postRoute: false,
      skillGroupNumber: null,
      ...dataOf,
    },
    made(21),
  ],
  ['answer', (control) => control.answer(active), 'ANSWER_CALL_REQ', ofActive],
  ['hold', (control) => control.hold(active), 'HOLD_CALL_REQ', { ...ofActive, reservation: false }],
  ['retrieve', (control) => control.retrieve(held), 'RETRIEVE_CALL_REQ', { peripheralId: PERIPHERAL, ...heldOf }],
  ['clear a call', (control) => control.clearCall(active), 'CLEAR_CALL_REQ', ofActive],
  ['clear a connection', (control) => control.clearConnection(active), 'CLEAR_CONNECTION_REQ', ofActive],
  [
    'consult',
    (control) => control.consult(active, { agentInstrument: '4001', number: '4002', for: 'transfer', data }),
    'CONSULTATION_CALL_REQ',
    { ...activeOf, consultType: 1, dialedNumber: '4002', agentInstrument: '4001', ...dataOf },
    made(22),
  ],
  [
    'consult for a conference',
    (control) => control.consult(active, { agentInstrument: '4001', number: '4002', for: 'conference' }),
    'CONSULTATION_CALL_REQ',
    { consultType: 2 },
    made(22),
  ],
  [
    'consult without a purpose',
    (control) => control.consult(active, { agentInstrument: '4001', number: '4002' }),
    'CONSULTATION_CALL_REQ',
    { consultType: 0 },
    made(22),
  ],
  [
    'alternate',
    (control) => control.alternate(active, held),
    'ALTERNATE_CALL_REQ',
    { ...activeOf, otherConnectionCallId: 8, otherConnectionDeviceIdType: 0, otherConnectionDeviceId: '4001' },
  ],
  ['reconnect', (control) => control.reconnect(active, held), 'RECONNECT_CALL_REQ', { ...activeOf, ...heldOf }],
  ['transfer', (control) => control.transfer(active, held), 'TRANSFER_CALL_REQ', { ...activeOf, ...heldOf, dialedNumber: undefined }, joinedCall(23)],
  [
    'transfer in one step',
    (control) => control.transferTo(active, '4005', data),
    'TRANSFER_CALL_REQ',
    { ...activeOf, ...nobodyHeld, dialedNumber: '4005', ...dataOf },
    joinedCall(23),
  ],
  ['conference', (control) => control.conference(active, held), 'CONFERENCE_CALL_REQ', { ...activeOf, ...heldOf }, joinedCall(24)],
  [
    'conference in one step',
    (control) => control.conferenceWith(active, '4005'),
    'CONFERENCE_CALL_REQ',
    { ...activeOf, ...nobodyHeld, dialedNumber: '4005' },
    joinedCall(24),
  ],
  ['deflect', (control) => control.deflect(active, '4006'), 'DEFLECT_CALL_REQ', { ...ofActive, calledDeviceType: 0, calledDeviceId: '4006' }],
  ['report a bad line', (control) => control.reportBadCall(active, '1001'), 'BAD_CALL_REQ', { ...ofActive, agentId: '1001' }],
  [
    'send tones',
    (control) => control.sendDtmf(active, '12*#', { toneMs: 50, pauseMs: 40 }),
    'SEND_DTMF_SIGNAL_REQ',
    { ...ofActive, dtmfString: '12*#', toneDuration: 50, pauseDuration: 40 },
  ],
];

describe('client control', () => {
  for (const [what, act, name, fields, result] of cases)
    it(`can ${what}`, async (test) => {
      for (const version of [13, 15, 20, 25]) {
        const server = await startServer(test, answers);
        const session = openSession(test, [server.port], { peripheralId: PERIPHERAL, protocolVersions: { oldest: version, newest: version } });
        await session.opened();
        const given = await act(clientControl(session));
        const request = (await server.next(name as 'ANSWER_CALL_REQ')) as unknown as Record<string, unknown>;
        // Before version 14 MAKE_CALL_REQ had no skill group.
        const expected = Object.entries(fields).filter(([field]) => field !== 'skillGroupNumber' || version > 13);
        assert.deepEqual(Object.fromEntries(expected.map(([field]) => [field, request[field]])), Object.fromEntries(expected));
        if (result !== undefined) assert.deepEqual(given, result);
      }
    });

  it('takes an event for the call it is about', async (test) => {
    const server = await startServer(test, answers);
    const session = openSession(test, [server.port], { peripheralId: PERIPHERAL });
    const control = clientControl(session);
    await session.opened();
    const rings = heard(session, 'CALL_DELIVERED_EVENT');
    server.peers[0]?.send({
      ...{ messageType: 'CALL_DELIVERED_EVENT', monitorId: 0, peripheralId: 5_003, peripheralType: 17, lineHandle: 0, lineType: 0, serviceNumber: null },
      ...{
        serviceId: null,
        skillGroupNumber: null,
        skillGroupId: null,
        skillGroupPriority: 0,
        alertingDeviceType: 0,
        callingDeviceType: 75,
        calledDeviceType: 0,
      },
      ...{ lastRedirectDeviceType: null, localConnectionState: 2, eventCause: 22, ...connection(31, '4001'), callVariable3: 'gold' },
      namedArrays: [{ name: 'user.list', index: 2, value: 'x' }],
    });
    const event = await rings;
    assert.deepEqual(callDataOf(event), { callVariable3: 'gold', 'user.list[2]': 'x' });
    await control.answer(event);
    const request = await server.next('ANSWER_CALL_REQ');
    assert.deepEqual([request.peripheralId, request.connectionCallId, request.connectionDeviceId], [5_003, 31, '4001']);
  });

  it('sends more tones than a request has room for in several', async (test) => {
    const server = await startServer(test, answers);
    const session = openSession(test, [server.port], { peripheralId: PERIPHERAL });
    await session.opened();
    await clientControl(session).sendDtmf(active, `${'1'.repeat(31)}${'2'.repeat(31)}3`);
    assert.deepEqual(
      server.requests('SEND_DTMF_SIGNAL_REQ').map(({ dtmfString }) => dtmfString),
      ['1'.repeat(31), '2'.repeat(31), '3'],
    );
  });

  it('queries agents, devices, calls and statistics', async (test) => {
    const server = await startServer(test, {
      QUERY_AGENT_STATE_REQ: () => agentIs('1001', 4),
      SNAPSHOT_DEVICE_REQ: () => callsAre({ callId: 9, state: 3 }, { callId: 8, state: 4 }),
      SNAPSHOT_CALL_REQ: () => callIs('gold'),
      QUERY_DEVICE_INFO_REQ: () => ({
        ...{ messageType: 'QUERY_DEVICE_INFO_CONF', peripheralType: 17, typeOfDevice: 0, classOfDevice: 0x80, maxActiveCalls: 2, maxHeldCalls: 2 },
        ...{
          maxDevicesInConference: 10,
          makeCallSetup: 0,
          transferConferenceSetup: 3,
          callEventsSupported: 0xff,
          callControlSupported: 0xff,
          otherFeaturesSupported: 0,
        },
        lines: [{ lineHandle: 1, lineType: 0 }],
      }),
      AGENT_DESK_SETTINGS_REQ: () => ({ messageType: 'FAILURE_CONF', status: 8 }),
    });
    const session = openSession(test, [server.port], { peripheralId: PERIPHERAL });
    await session.opened();
    const control = clientControl(session);
    const state = await control.queryAgentState({ agentId: '1001' });
    assert.deepEqual([state.state, state.confirmation.agentInstrument], [{ value: 'busy', raw: 4, rawName: 'AGENT_STATE_TALKING' }, '4001']);
    const device = await control.snapshotDevice({ agentInstrument: '4001' });
    assert.deepEqual(
      device.map(({ connectionCallId, state: { value } }) => [connectionCallId, value]),
      [
        [9, 'connected'],
        [8, 'held'],
      ],
    );
    assert.equal((await control.snapshotCall(device[0] ?? active)).callVariable1, 'gold');
    assert.equal((await control.queryDevice({ agentInstrument: '4001' })).lines?.[0]?.lineHandle, 1);
    await assert.rejects(control.deskSettings({ agentId: '1001' }), {
      code: 'INVALID_ARGUMENT',
      details: { status: 8, statusName: 'E_CTI_INVALID_AGENT_DATA' },
    });
  });

  it('for states alone is enough to work as an agent, not to make calls', async (test) => {
    const server = await startServer(test, { ...answers, OPEN_REQ: (request) => openConf(request, { servicesGranted: 0x2000 }) });
    const session = openSession(test, [server.port], { services: ['clientControl'], peripheralId: PERIPHERAL });
    const { refused, granted } = await session.opened();
    assert.deepEqual([granted, refused], [['miscellaneous', 'agentStateControlOnly'], ['clientControl']]);
    const control = clientControl(session);
    await control.setState({ ...agent, state: 'ready' });
    await assert.rejects(control.makeCall({ agentInstrument: '4001', number: '1' }), { code: 'NOT_SUPPORTED' });
  });
});
