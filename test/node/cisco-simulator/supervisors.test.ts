import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CallType, EventCause, type Message, nameOf, StatusCode, SupervisoryAction } from '../../../src/link/switches/cisco/codec/index.ts';
import { type RawClient, services } from './raw-client.ts';
import { superviseCall } from './requests.ts';
import { AGENT_STATE_NOT_READY, CUSTOMER, desk, PERIPHERAL, startSite } from './site.ts';

const statusOf = (message: Message): string | number => {
  if (message.name === 'FAILURE_CONF' && 'status' in message) return nameOf(StatusCode, message.status) ?? '';
  return message.name === 'CONTROL_FAILURE_CONF' ? message.failureCode : message.name;
};

const supervising = async (context: Parameters<typeof startSite>[0]) => {
  const site = await startSite(context);
  const agent = await site.openAgent('2001');
  const boss = await site.openAgent('2009', { services: services('CLIENT_EVENTS', 'CLIENT_CONTROL', 'SUPERVISOR') });
  const callId = site.simulator.placeCall({ from: CUSTOMER, to: '2001' });
  await desk(agent, '2001').answer(callId);
  const supervise = (supervisoryAction: number) => boss.request(superviseCall(callId, supervisoryAction));
  const parties = () =>
    site.simulator
      .state()
      .calls.find((call) => call.callId === callId)
      ?.parties.map(({ number }) => number);
  return { ...site, agent, boss, callId, supervise, parties };
};

describe('supervisors', () => {
  test('a team is listed, told with its agents’ states, and followed', async (context) => {
    const { openAgent, simulator } = await startSite(context);
    const boss = await openAgent('2009', { services: services('CLIENT_EVENTS', 'SUPERVISOR') });
    const list = (await boss.request({ messageType: 'LIST_AGENT_TEAM_REQ', supervisorId: null })) as Message<'LIST_AGENT_TEAM_CONF'>;
    assert.deepEqual([list.agentTeams, list.more], [[{ teamId: 7 }], 0]);
    const started = (await boss.request({ messageType: 'MONITOR_AGENT_TEAM_START_REQ', teamId: 7 })) as Message<'MONITOR_AGENT_TEAM_START_CONF'>;
    const team = await boss.event('AGENT_TEAM_CONFIG_EVENT');
    assert.deepEqual(
      team.agents?.map(({ atcAgentId, agentFlags }) => [atcAgentId, agentFlags]),
      [
        ['1009', 5],
        ['1001', 0],
        ['1002', 0],
      ],
    );
    assert.equal(team.agentTeamName, 'north');
    await boss.event('AGENT_STATE_EVENT', ({ agentId, monitorId }) => agentId === '1002' && monitorId === started.monitorId);
    const again = await boss.request({ messageType: 'MONITOR_AGENT_TEAM_START_REQ', teamId: 7 });
    assert.equal(statusOf(again), 'E_CTI_AGENT_TEAM_MONITOR_ALREADY_EXISTS');
    assert.equal(statusOf(await boss.request({ messageType: 'MONITOR_AGENT_TEAM_START_REQ', teamId: 8 })), 'E_CTI_TEAM_NOT_FOUND');
    simulator.changeTeam(7, '1010', 'add');
    const change = await boss.event('AGENT_TEAM_CONFIG_EVENT');
    assert.deepEqual([change.configOperation, change.agents?.[0]?.atcAgentId], [1, '1010']);
    assert.equal((await boss.request({ messageType: 'MONITOR_AGENT_TEAM_STOP_REQ', monitorId: started.monitorId })).name, 'MONITOR_AGENT_TEAM_STOP_CONF');
  });

  test('a supervisor listens without being in the call, and leaves', async (context) => {
    const { boss, supervise, parties, simulator, callId } = await supervising(context);
    const confirmed = (await supervise(SupervisoryAction.MONITOR)) as Message<'SUPERVISE_CALL_CONF'>;
    assert.notEqual(confirmed.connectionCallId, callId);
    const begun = await boss.event('BEGIN_CALL_EVENT');
    assert.equal(begun.callType, CallType.CALLTYPE_SUPERVISOR_MONITOR);
    assert.equal((await boss.event('CALL_ESTABLISHED_EVENT')).eventCause, EventCause.CEC_SUPERVISOR_MONITOR);
    assert.deepEqual(parties(), [CUSTOMER, '2001']);
    const snapshot = async (agentInstrument: string) =>
      (
        (await boss.request({
          messageType: 'SNAPSHOT_DEVICE_REQ',
          peripheralId: null,
          snapshotDeviceType: 0,
          agentInstrument,
        })) as Message<'SNAPSHOT_DEVICE_CONF'>
      ).calls?.[0]?.silentMonitorStatus;
    assert.deepEqual([await snapshot('2009'), await snapshot('2001')], [1, 2]);
    assert.equal(statusOf(await supervise(SupervisoryAction.MONITOR)), 22);
    assert.equal((await supervise(SupervisoryAction.CLEAR)).name, 'SUPERVISE_CALL_CONF');
    assert.equal((await boss.event('CALL_CLEARED_EVENT')).eventCause, EventCause.CEC_SUPERVISOR_CLEAR);
    assert.equal(simulator.state().calls.length, 1);
    await supervise(SupervisoryAction.WHISPER);
    simulator.hangUpOutside(callId);
    assert.deepEqual(simulator.state().calls, [], 'there is nothing left to listen to');
  });

  test('a supervisor barges in, then takes the call over', async (context) => {
    const { agent, supervise, parties, boss } = await supervising(context);
    await supervise(SupervisoryAction.MONITOR);
    assert.equal((await supervise(SupervisoryAction.BARGE_IN)).name, 'SUPERVISE_CALL_CONF');
    const event = await agent.event('CALL_CONFERENCED_EVENT');
    assert.deepEqual([event.addedPartyDeviceId, event.eventCause, event.parties?.length], ['2009', EventCause.CEC_SUPERVISOR_BARGE_IN, 3]);
    assert.deepEqual(parties(), [CUSTOMER, '2001', '2009']);
    assert.equal((await supervise(SupervisoryAction.INTERCEPT)).name, 'SUPERVISE_CALL_CONF');
    const cleared = await agent.event('CALL_CONNECTION_CLEARED_EVENT');
    assert.deepEqual([cleared.releasingDeviceId, cleared.eventCause], ['2001', EventCause.CEC_SUPERVISOR_INTERCEPT]);
    await agent.event('END_CALL_EVENT');
    assert.deepEqual(parties(), [CUSTOMER, '2009']);
    await boss.settled();
  });

  test('only the team’s supervisor supervises, and only actions there are', async (context) => {
    const { supervise, openAll, callId } = await supervising(context);
    assert.equal(statusOf(await supervise(9)), 'E_CTI_INVALID_SUPERVISORY_ACTION');
    assert.equal(statusOf(await supervise(SupervisoryAction.CLEAR)), 27);
    const all: RawClient = await openAll();
    const foreign = {
      ...({ messageType: 'SUPERVISE_CALL_REQ', peripheralId: null, agentConnectionCallId: callId, supervisorConnectionCallId: null } as const),
      ...{ agentConnectionDeviceIdType: 0, supervisorConnectionDeviceIdType: null, supervisoryAction: 1, agentConnectionDeviceId: '2001' },
    };
    assert.equal(statusOf(await all.request(foreign)), 'E_CTI_FUNCTION_NOT_AVAILABLE');
  });

  test('a supervisor changes the state of an agent of the team', async (context) => {
    const { openAgent, simulator } = await startSite(context);
    const boss = await openAgent('2009', { services: services('CLIENT_EVENTS', 'CLIENT_CONTROL', 'SUPERVISOR') });
    assert.equal((await desk(boss, '2002').setState(AGENT_STATE_NOT_READY, { eventReasonCode: 3 })).name, 'SET_AGENT_STATE_CONF');
    assert.equal(simulator.state().agents[1]?.state, 'AGENT_STATE_NOT_READY');
  });

  const helpRequest = (callId: number) =>
    ({ peripheralId: PERIPHERAL, connectionCallId: callId, connectionDeviceIdType: 0, connectionDeviceId: '2001', agentInstrument: '2001' }) as const;

  test('an agent asks for the supervisor, who hears what it is about', async (context) => {
    const { agent, boss, callId, simulator } = await supervising(context);
    const confirmed = (await agent.request({ messageType: 'SUPERVISOR_ASSIST_REQ', ...helpRequest(callId) })) as Message<'SUPERVISOR_ASSIST_CONF'>;
    assert.equal(confirmed.name, 'SUPERVISOR_ASSIST_CONF');
    const rings = await boss.event('CALL_DELIVERED_EVENT');
    assert.deepEqual([rings.connectionCallId, rings.eventCause], [confirmed.connectionCallId, EventCause.CEC_SUPERVISOR_ASSIST]);
    assert.equal((await boss.event('BEGIN_CALL_EVENT')).callType, CallType.CALLTYPE_ASSIST);
    await desk(boss, '2009').answer(rings.connectionCallId ?? 0);
    assert.equal((await desk(agent, '2001').conference(rings.connectionCallId ?? 0, callId)).name, 'CONFERENCE_CALL_CONF');
    assert.equal(simulator.state().calls[0]?.parties.length, 3);
  });

  test('an emergency is told to the supervisor; without one there is nobody to call', async (context) => {
    const { agent, boss, callId } = await supervising(context);
    assert.equal((await agent.request({ messageType: 'EMERGENCY_CALL_REQ', ...helpRequest(callId) })).name, 'EMERGENCY_CALL_CONF');
    const event = await boss.event('EMERGENCY_CALL_EVENT');
    assert.deepEqual([event.agentId, event.clientId], ['1001', 'desk 2001']);
    const { openAgent } = await startSite(context, { teams: [] });
    const alone = await openAgent('2001');
    const help = { ...helpRequest(0), connectionCallId: null, connectionDeviceId: '' };
    assert.equal(statusOf(await alone.request({ messageType: 'SUPERVISOR_ASSIST_REQ', ...help })), 'E_CTI_TEAM_NOT_FOUND');
  });
});
