import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type EncodableMessage, type Message, nameOf, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import type { RawClient } from './raw-client.ts';
import { AGENT_STATE_AVAILABLE, AGENT_STATE_NOT_READY, CUSTOMER, desk, PERIPHERAL, startSite } from './site.ts';

const setData = (client: RawClient, callId: number, fields: Partial<EncodableMessage<'SET_CALL_DATA_REQ'>>) =>
  client.request({
    ...{ messageType: 'SET_CALL_DATA_REQ', peripheralId: PERIPHERAL, connectionDeviceIdType: 0, connectionCallId: callId, callType: null },
    ...{ calledPartyDisposition: 0, campaignId: null, queryRuleId: null, connectionDeviceId: '', ...(fields as object) },
  } as Parameters<RawClient['request']>[0]);
const statusOf = (message: Message): string =>
  message.name === 'FAILURE_CONF' && 'status' in message ? (nameOf(StatusCode, message.status) ?? '') : message.name;

describe('queues', () => {
  test('a call waits for an agent, is announced, and comes off its queue', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    for (const extension of ['2001', '2002']) await desk(client, extension).setState(AGENT_STATE_NOT_READY);
    client.arrived.length = 0;
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800', variables: { callVariable2: 'gold' } });
    const queued = await client.event('CALL_QUEUED_EVENT');
    assert.deepEqual(
      [queued.connectionCallId, queued.numQueued, queued.skillGroups],
      [callId, 1, [{ skillGroupNumber: 1, skillGroupId: 101, skillGroupPriority: 0 }]],
    );
    assert.deepEqual(simulator.state().skillGroups[0], { number: 1, available: 0, waiting: 1 });
    await desk(client, '2002').setState(AGENT_STATE_AVAILABLE);
    const announced = await client.event('AGENT_PRE_CALL_EVENT');
    assert.deepEqual([announced.agentId, announced.callVariable2], ['1002', 'gold']);
    await client.event('CALL_DELIVERED_EVENT');
    const names = client.arrived.filter((name) => /^(BEGIN_|CALL_|AGENT_PRE)/.test(name));
    assert.deepEqual(names, ['BEGIN_CALL_EVENT', 'CALL_QUEUED_EVENT', 'CALL_DEQUEUED_EVENT', 'AGENT_PRE_CALL_EVENT', 'CALL_DELIVERED_EVENT']);
  });

  test('who hangs up while an agent is reserved gives the agent back', async (context) => {
    const { openAll, simulator } = await startSite(context, { times: { preCallMs: 1_000 } });
    const client = await openAll();
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    await client.event('AGENT_PRE_CALL_EVENT');
    assert.equal(simulator.state().agents[0]?.state, 'AGENT_STATE_RESERVED');
    simulator.hangUpOutside(callId);
    await client.event('AGENT_PRE_CALL_ABORT_EVENT');
    assert.equal(simulator.state().agents[0]?.state, 'AGENT_STATE_AVAILABLE');
  });

  test('a customer’s patience ends, and so does the call', async (context) => {
    const { openAll, simulator, clock } = await startSite(context);
    const client = await openAll();
    for (const extension of ['2001', '2002']) await desk(client, extension).setState(AGENT_STATE_NOT_READY);
    simulator.placeCall({ from: CUSTOMER, to: '800', patienceMs: 30_000 });
    clock.advance(30_000);
    await client.event('END_CALL_EVENT');
    assert.deepEqual([simulator.state().calls, simulator.state().skillGroups[0]?.waiting], [[], 0]);
  });

  test('a call the network routed is announced before it begins', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    client.arrived.length = 0;
    simulator.placeCall({ from: CUSTOMER, to: '800', translationRouted: true, variables: { callVariable1: 'x' } });
    const route = await client.event('CALL_TRANSLATION_ROUTE_EVENT');
    const begun = await client.event('BEGIN_CALL_EVENT');
    assert.deepEqual([route.callVariable1, route.routerCallKeyCallId, begun.callType], ['x', begun.routerCallKeyCallId, 2]);
    assert.deepEqual(client.arrived.slice(0, 2), ['CALL_TRANSLATION_ROUTE_EVENT', 'BEGIN_CALL_EVENT']);
  });
});

describe('call data', () => {
  test('what one client writes, all who see the call read', async (context) => {
    const { openAll, openAgent, simulator } = await startSite(context);
    const all = await openAll();
    const own = await openAgent('2001');
    const other = await openAgent('2002');
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    const change = { callVariable4: 'new', namedVariables: [{ name: 'user.id', value: '17' }], namedArrays: [{ index: 2, name: 'user.list', value: 'b' }] };
    assert.equal((await setData(own, callId, change)).name, 'SET_CALL_DATA_CONF');
    for (const client of [all, own]) {
      const update = await client.event('CALL_DATA_UPDATE_EVENT');
      assert.deepEqual([update.callVariable4, update.namedVariables, update.namedArrays], [change.callVariable4, change.namedVariables, change.namedArrays]);
      assert.equal(update.ani, undefined, 'only what has changed');
    }
    const snapshot = await all.request({ messageType: 'SNAPSHOT_CALL_REQ', peripheralId: PERIPHERAL, connectionCallId: callId, connectionDeviceIdType: 0 });
    assert.deepEqual((snapshot as Message<'SNAPSHOT_CALL_CONF'>).namedArrays, change.namedArrays);
    await other.settled();
    assert.deepEqual(other.events, [], 'others hear nothing');
    assert.equal(statusOf(await setData(other, callId, change)), 'E_CTI_NOT_CALL_PARTY');
  });

  test('what is noted while consulting is of the call when the two are joined', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001', variables: { callVariable1: 'first' } });
    await desk(client, '2001').answer(callId);
    const { newConnectionCallId: asked = 0 } = (await desk(client, '2001').consult(callId, '2002')) as Message<'CONSULTATION_CALL_CONF'>;
    await desk(client, '2002').answer(asked ?? 0);
    await setData(client, asked ?? 0, { callVariable2: 'noted' });
    client.events.length = 0;
    await desk(client, '2001').conference(asked ?? 0, callId);
    const update = await client.event('CALL_DATA_UPDATE_EVENT');
    assert.deepEqual([update.connectionCallId, update.callVariable1, update.callVariable2], [callId, 'first', 'noted']);
    assert.deepEqual([simulator.state().calls[0]?.variables.ani, simulator.state().calls[0]?.variables.callVariable2], [CUSTOMER, 'noted']);
  });

  test('variables that the site does not have, or does not let one write, are refused and nothing changes', async (context) => {
    const { openAll, simulator } = await startSite(context, {
      namedVariables: ['user.id'],
      namedArrays: { 'user.list': 3 },
      protectedVariables: ['callVariable9'],
    });
    const client = await openAll();
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    const refusals: [keyof typeof StatusCode, Partial<EncodableMessage<'SET_CALL_DATA_REQ'>>][] = [
      ['E_CTI_PROTECTED_VARIABLE', { callVariable9: 'x' }],
      ['E_CTI_NAMED_VARIABLE_NOT_CONFIGURED', { callVariable1: 'x', namedVariables: [{ name: 'user.no', value: '1' }] }],
      ['E_CTI_NAMED_ARRAY_NOT_CONFIGURED', { namedArrays: [{ index: 0, name: 'user.no', value: '1' }] }],
      ['E_CTI_SCALAR_FUNCTION_ON_ARRAY', { namedVariables: [{ name: 'user.list', value: '1' }] }],
      ['E_CTI_ARRAY_FUNCTION_ON_SCALAR', { namedArrays: [{ index: 0, name: 'user.id', value: '1' }] }],
      ['E_CTI_INVALID_ARRAY_INDEX', { namedArrays: [{ index: 3, name: 'user.list', value: '1' }] }],
      ['E_CTI_INVALID_NUM_NAMED_VARIABLES', { numNamedVariables: 2, namedVariables: [{ name: 'user.id', value: '1' }] }],
    ];
    for (const [status, fields] of refusals) assert.equal(statusOf(await setData(client, callId, fields)), status);
    assert.equal(statusOf(await setData(client, callId + 1, { callVariable1: 'x' })), 'E_CTI_INVALID_CALLID');
    assert.deepEqual([simulator.state().calls[0]?.variables.callVariable1, simulator.state().calls[0]?.named], [undefined, {}]);
  });

  test('more named variables than a message can carry are refused', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    const many = (from: number) => Array.from({ length: 8 }, (_, index) => ({ name: `user.${from + index}`, value: 'x'.repeat(200) }));
    assert.equal(statusOf(await setData(client, callId, { namedVariables: many(0) })), 'SET_CALL_DATA_CONF');
    assert.equal(statusOf(await setData(client, callId, { namedVariables: many(8) })), 'E_CTI_TOO_MUCH_DATA');
    assert.equal(Object.keys(simulator.state().calls[0]?.named ?? {}).length, 8);
  });

  test('a client reads the variables it registered for', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    const registered = { messageType: 'REGISTER_VARIABLES_REQ', callVariableMask: 0x2, namedVariables: [{ name: 'user.id', value: '' }] } as const;
    assert.equal((await client.request(registered)).name, 'REGISTER_VARIABLES_CONF');
    simulator.placeCall({
      ...{ from: CUSTOMER, to: '800', variables: { callVariable1: 'one', callVariable2: 'two' } },
      named: [
        { name: 'user.id', value: '17' },
        { name: 'user.other', value: '18' },
      ],
    });
    const begun = await client.event('BEGIN_CALL_EVENT');
    assert.deepEqual([begun.callVariable1, begun.callVariable2, begun.namedVariables], [undefined, 'two', [{ name: 'user.id', value: '17' }]]);
  });

  test('a call that is over can be written to for two minutes, unless it is released', async (context) => {
    const { openAll, simulator, clock } = await startSite(context);
    const client = await openAll();
    const calls = [1, 2].map(() => simulator.placeCall({ from: CUSTOMER, to: '99' }));
    const [first = 0, second = 0] = calls;
    assert.equal(statusOf(await setData(client, first, { callWrapupData: 'done' })), 'SET_CALL_DATA_CONF');
    const release = { messageType: 'RELEASE_CALL_REQ', peripheralId: PERIPHERAL, connectionDeviceIdType: 0, connectionCallId: first } as const;
    assert.equal((await client.request(release)).name, 'RELEASE_CALL_CONF');
    assert.equal(statusOf(await setData(client, first, { callWrapupData: 'late' })), 'E_CTI_INVALID_CALLID');
    clock.advance(120_000);
    assert.equal(statusOf(await setData(client, second, { callWrapupData: 'late' })), 'E_CTI_INVALID_CALLID');
  });
});
