import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AgentState, ForcedFlag, type Message } from '../../../src/link/switches/cisco/codec/index.ts';
import { REASON_NO_ANSWER } from '../../../src/link/switches/cisco/simulator/limits.ts';
import { services } from './raw-client.ts';
import { AGENT_STATE_AVAILABLE, AGENT_STATE_LOGIN, AGENT_STATE_LOGOUT, AGENT_STATE_NOT_READY, CUSTOMER, desk, PERIPHERAL, startSite } from './site.ts';

const { AGENT_STATE_WORK_NOT_READY, AGENT_STATE_WORK_READY, AGENT_STATE_TALKING, AGENT_STATE_RESERVED, AGENT_STATE_HOLD } = AgentState;

const failureOf = (message: Message): number | string => (message.name === 'CONTROL_FAILURE_CONF' ? message.failureCode : message.name);
const statesIn = (events: readonly Message[], agentId: string): number[] =>
  events.flatMap((event) => (event.name === 'AGENT_STATE_EVENT' && event.agentId === agentId ? [event.agentState] : []));

describe('agents', () => {
  test('an agent logs in with the password, at a device that is free', async (context) => {
    const { openAll } = await startSite(context);
    const client = await openAll();
    const agent = desk(client, '2010');
    const logIn = (more: object) => agent.setState(AGENT_STATE_LOGIN, { agentId: '1010', agentPassword: 'secret', ...more });
    assert.equal(failureOf(await logIn({ agentPassword: 'wrong' })), 257);
    assert.equal(failureOf(await logIn({ agentId: '9999' })), 256);
    assert.equal(failureOf(await logIn({ agentWorkMode: 9 })), 265);
    assert.equal(failureOf(await desk(client, '2001').setState(AGENT_STATE_LOGIN, { agentId: '1010', agentPassword: 'secret' })), 283);
    assert.equal(failureOf(await desk(client, '9999').setState(AGENT_STATE_LOGIN, { agentId: '1010', agentPassword: 'secret' })), 260);
    assert.equal((await logIn({})).name, 'SET_AGENT_STATE_CONF');
    await client.settled();
    assert.deepEqual(statesIn(client.events, '1010'), [AGENT_STATE_LOGIN, AGENT_STATE_NOT_READY]);
    assert.equal(failureOf(await logIn({})), 259);
    assert.equal(failureOf(await desk(client, '2001').setState(AGENT_STATE_LOGOUT)), 21, 'who is ready does not log out');
    assert.equal((await agent.setState(AGENT_STATE_LOGOUT, { eventReasonCode: 5 })).name, 'SET_AGENT_STATE_CONF');
    const out = await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === AGENT_STATE_LOGOUT);
    assert.deepEqual([out.eventReasonCode, out.agentInstrument], [5, '2010']);
  });

  test('a forced login takes the device, and the agent, from wherever they were', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    const forced = { agentId: '1001', forcedFlag: ForcedFlag.YES };
    simulator.placeCall({ from: CUSTOMER, to: '2002' });
    assert.equal(failureOf(await desk(client, '2002').setState(AGENT_STATE_LOGIN, forced)), 22, 'not out of a call');
    simulator.atPhone('2002').hangUp();
    assert.equal((await desk(client, '2002').setState(AGENT_STATE_LOGIN, forced)).name, 'SET_AGENT_STATE_CONF');
    assert.deepEqual(
      simulator.state().agents.map(({ extension }) => extension),
      ['2002', undefined, '2009', undefined],
    );
  });

  test('a session bound to an agent follows the agent to a device', async (context) => {
    const { openAgent, simulator } = await startSite(context);
    const own = await openAgent('', { agentId: '1010' });
    const agent = desk(own, '2010');
    assert.equal((await agent.setState(AGENT_STATE_LOGIN, { agentId: '1010', agentPassword: 'secret' })).name, 'SET_AGENT_STATE_CONF');
    simulator.placeCall({ from: CUSTOMER, to: '2010' });
    assert.equal((await own.event('CALL_DELIVERED_EVENT')).alertingDeviceId, '2010');
    simulator.atPhone('2010').hangUp();
    await own.event('END_CALL_EVENT');
    await agent.setState(AGENT_STATE_LOGOUT);
    await own.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === AGENT_STATE_LOGOUT);
    simulator.placeCall({ from: CUSTOMER, to: '2010' });
    await own.settled();
    assert.equal(own.names().includes('CALL_DELIVERED_EVENT'), false, 'and leaves the device with the agent');
  });

  test('an agent’s state follows the call, and the reason code is the one given', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    const agent = desk(client, '2001');
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    await agent.answer(callId);
    await agent.hold(callId);
    await agent.retrieve(callId);
    await agent.setState(AGENT_STATE_NOT_READY, { eventReasonCode: 12 });
    const pending = await client.event('AGENT_STATE_EVENT', ({ nextAgentState }) => nextAgentState === AGENT_STATE_NOT_READY);
    assert.equal(pending.agentState, AGENT_STATE_TALKING, 'it is heeded when the call is over');
    simulator.hangUpOutside(callId);
    const after = await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === AGENT_STATE_NOT_READY);
    assert.equal(after.eventReasonCode, 12);
    assert.deepEqual(statesIn(client.events, '1001'), [AGENT_STATE_RESERVED, AGENT_STATE_TALKING, AGENT_STATE_HOLD, AGENT_STATE_TALKING]);
    assert.deepEqual(after.fltSkillGroups, [
      { fltSkillGroupNumber: 1, fltSkillGroupId: 101, fltSkillGroupPriority: 0, fltSkillGroupState: AGENT_STATE_NOT_READY },
    ]);
  });

  test('work after a call lasts as long as the desk settings and the agent have it', async (context) => {
    const { openAll, simulator, clock } = await startSite(context, { desk: { wrapUpIncoming: 'requiredWithData', workMs: 60_000 } });
    const client = await openAll();
    const agent = desk(client, '2001');
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    await agent.answer(callId);
    simulator.hangUpOutside(callId);
    await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === AGENT_STATE_WORK_READY);
    assert.equal(failureOf(await agent.setState(AGENT_STATE_AVAILABLE)), 280);
    const wrapUp = {
      ...({ messageType: 'SET_CALL_DATA_REQ', peripheralId: PERIPHERAL, connectionDeviceIdType: 0, connectionCallId: callId, callType: null } as const),
      ...{ calledPartyDisposition: 0, campaignId: null, queryRuleId: null, connectionDeviceId: '2001', callWrapupData: 'sold' },
    };
    assert.equal((await client.request(wrapUp)).name, 'SET_CALL_DATA_CONF', 'a call that is over can still be written to');
    assert.equal((await agent.setState(AGENT_STATE_AVAILABLE)).name, 'SET_AGENT_STATE_CONF');
    const second = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    await agent.answer(second);
    simulator.hangUpOutside(second);
    await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === AGENT_STATE_WORK_READY);
    client.events.length = 0;
    clock.advance(60_000);
    await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === AGENT_STATE_AVAILABLE);
  });

  test('work that the agent asks for during the call follows it; when idle it is refused', async (context) => {
    const { openAll, simulator } = await startSite(context);
    const client = await openAll();
    const agent = desk(client, '2001');
    assert.equal(failureOf(await agent.setState(AGENT_STATE_WORK_NOT_READY)), 22);
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    await agent.answer(callId);
    await agent.setState(AGENT_STATE_WORK_NOT_READY);
    await agent.clear(callId);
    assert.equal(simulator.state().agents[0]?.state, 'AGENT_STATE_WORK_NOT_READY');
    await agent.setState(AGENT_STATE_NOT_READY);
    assert.equal(simulator.state().agents[0]?.state, 'AGENT_STATE_NOT_READY');
  });

  test('reason codes can be mandatory', async (context) => {
    const { openAll } = await startSite(context, { desk: { notReadyReasonRequired: true, logOutReasonRequired: true } });
    const client = await openAll();
    const agent = desk(client, '2001');
    assert.equal(failureOf(await agent.setState(AGENT_STATE_NOT_READY)), 281);
    await agent.setState(AGENT_STATE_NOT_READY, { eventReasonCode: 1 });
    assert.equal(failureOf(await agent.setState(AGENT_STATE_LOGOUT)), 281);
    assert.equal((await agent.setState(AGENT_STATE_LOGOUT, { forcedFlag: ForcedFlag.YES })).name, 'SET_AGENT_STATE_CONF');
  });

  test('who does not answer is made not ready, and the call goes to the next', async (context) => {
    const { openAll, simulator, clock } = await startSite(context);
    const client = await openAll();
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    clock.advance(12_000);
    const diverted = await client.event('CALL_DIVERTED_EVENT');
    assert.equal(diverted.divertingDeviceId, '2001');
    const missed = await client.event('AGENT_STATE_EVENT', ({ agentState }) => agentState === AGENT_STATE_NOT_READY);
    assert.equal(missed.eventReasonCode, REASON_NO_ANSWER);
    const next = await client.event('CALL_DELIVERED_EVENT', ({ alertingDeviceId }) => alertingDeviceId === '2002');
    assert.deepEqual([next.connectionCallId, next.lastRedirectDeviceId], [callId, '2001']);
  });

  test('queries know an agent by any of its names, and refuse names that contradict each other', async (context) => {
    const { openAll } = await startSite(context);
    const client = await openAll();
    const query = (who: object) => client.request({ messageType: 'QUERY_AGENT_STATE_REQ', peripheralId: null, mrdId: 1, icmAgentId: null, ...who });
    for (const who of [{ agentId: '1002' }, { agentExtension: '2002' }, { agentInstrument: '2002' }]) {
      const answer = (await query(who)) as Message<'QUERY_AGENT_STATE_CONF'>;
      assert.deepEqual([answer.agentState, answer.agentId, answer.skillGroups?.length], [AGENT_STATE_AVAILABLE, '1002', 2]);
    }
    const status = async (who: object) => ((await query(who)) as Message<'FAILURE_CONF'> & { status: number }).status;
    assert.deepEqual([await status({}), await status({ agentId: '9' }), await status({ agentId: '1002', agentInstrument: '2001' })], [6, 8, 32]);
    assert.equal(await status({ agentInstrument: '2010' }), 9);
  });

  test('an agent’s session controls its own device only', async (context) => {
    const { openAgent } = await startSite(context);
    const own = await openAgent('2001', { services: services('CLIENT_EVENTS', 'CLIENT_CONTROL') });
    assert.equal(failureOf(await desk(own, '2002').setState(AGENT_STATE_NOT_READY)), 8);
    assert.equal(failureOf(await desk(own, '2002').make('5550111')), 10);
  });

  test('desk settings and statistics tell what the site and the agent do', async (context) => {
    const { openAll, simulator, clock } = await startSite(context, { desk: { wrapUpIncoming: 'required', notReadyReasonRequired: true } });
    const client = await openAll();
    const settings = (await client.request({
      messageType: 'AGENT_DESK_SETTINGS_REQ',
      peripheralId: PERIPHERAL,
      agentId: '1001',
    })) as Message<'AGENT_DESK_SETTINGS_CONF'>;
    assert.deepEqual([settings.wrapupDataIncomingMode, settings.deskSettingsMask & 0x8], [0, 0x8]);
    clock.advance(30_000);
    const callId = simulator.placeCall({ from: CUSTOMER, to: '800' });
    await desk(client, '2001').answer(callId);
    clock.advance(100_000);
    await desk(client, '2001').hold(callId);
    clock.advance(20_000);
    simulator.hangUpOutside(callId);
    const query = async () =>
      (await client.request({
        messageType: 'QUERY_AGENT_STATISTICS_REQ',
        peripheralId: PERIPHERAL,
        agentId: '1001',
      })) as Message<'QUERY_AGENT_STATISTICS_CONF'>;
    const own = await query();
    assert.deepEqual([own.handledCallsSession, own.handledCallsTimeToday, own.handledCallsTalkTimeToday, own.incomingCallsHeldTimeToday], [1, 120, 100, 20]);
    assert.deepEqual([own.availTimeSession, own.loggedOnTimeSession], [30, 150]);
    clock.advance(600_000);
    const ask = { messageType: 'QUERY_SKILL_GROUP_STATISTICS_REQ', peripheralId: PERIPHERAL, skillGroupNumber: 1, skillGroupId: null } as const;
    const group = (await client.request(ask)) as Message<'QUERY_SKILL_GROUP_STATISTICS_CONF'>;
    assert.deepEqual([group.handledCallsToday, group.handledCallsTo5, group.agentsLoggedOn, group.agentsWorkReady], [1, 0, 2, 1]);
  });
});
