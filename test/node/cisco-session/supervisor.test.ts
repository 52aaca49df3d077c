/** Supervisor: the team, its agents, and what a supervisor does with their calls. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AgentFlags, ConfigOperation, type EncodableMessage, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { type CiscoSupervision, supervisor, type TeamMonitor } from '../../../src/link/switches/cisco/services/index.ts';
import { agentState, connection, PERIPHERAL } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';
import type { Answers } from './scripted-server.ts';

const supervising = { services: ['clientEvents', 'supervisor'], peripheralId: PERIPHERAL, agentId: '1009', agentInstrument: '4009' } as const;
const TEAM = 6_001;

const team = (
  configOperation: number,
  agents: readonly [agentId: string, state: number, flags?: number][],
  teamId = TEAM,
): EncodableMessage<'AGENT_TEAM_CONFIG_EVENT'> => ({
  ...{ messageType: 'AGENT_TEAM_CONFIG_EVENT', peripheralId: PERIPHERAL, teamId, configOperation, departmentId: null, agentTeamName: 'Support' },
  agents: agents.map(([atcAgentId, atcAgentState, agentFlags = 0]) => ({ atcAgentId, agentFlags, atcAgentState, atcStateDuration: 60 })),
});
const starts: Answers = {
  MONITOR_AGENT_TEAM_START_REQ: (_, peer) => {
    setImmediate(() =>
      peer.send(
        team(ConfigOperation.RESTORE, [
          ['1001', 3],
          ['1002', 4],
          ['1009', 2, AgentFlags.SUPERVISOR + AgentFlags.PRIMARY_SUPERVISOR],
        ]),
      ),
    );
    return { messageType: 'MONITOR_AGENT_TEAM_START_CONF', monitorId: 300 };
  },
  MONITOR_AGENT_TEAM_STOP_REQ: () => ({ messageType: 'MONITOR_AGENT_TEAM_STOP_CONF' }),
};
const states = (monitor: TeamMonitor) => monitor.members.map(({ agentId, state }) => `${agentId} ${state.value}`);
const nextTeam = (monitor: TeamMonitor, size: number) =>
  new Promise<void>((resolve) => void monitor.on('team', (members) => void (members.length === size && resolve())));

describe('supervisor', () => {
  it('lists teams, in as many segments as it takes', async (test) => {
    const server = await startServer(test, {
      LIST_AGENT_TEAM_REQ: () => [
        { messageType: 'LIST_AGENT_TEAM_CONF', segmentNumber: 1, more: 1, agentTeams: [{ teamId: 1 }, { teamId: 2 }] },
        { messageType: 'LIST_AGENT_TEAM_CONF', segmentNumber: 2, more: 1, agentTeams: [] },
        { messageType: 'LIST_AGENT_TEAM_CONF', segmentNumber: 3, more: 0, agentTeams: [{ teamId: 3 }] },
      ],
    });
    const session = openSession(test, [server.port], supervising);
    await session.opened();
    assert.deepEqual(await supervisor(session).listTeams(1_009), [1, 2, 3]);
    assert.deepEqual(await supervisor(session).listTeams(), [1, 2, 3]);
    assert.deepEqual(
      server.requests('LIST_AGENT_TEAM_REQ').map(({ supervisorId }) => supervisorId),
      [1_009, null],
    );
  });

  it('does not believe in a list without an end', async (test) => {
    const endless = Array.from({ length: 1_100 }, (_, segmentNumber) => ({ messageType: 'LIST_AGENT_TEAM_CONF' as const, segmentNumber, more: 1 }));
    const server = await startServer(test, { LIST_AGENT_TEAM_REQ: () => endless });
    const session = openSession(test, [server.port], supervising);
    await session.opened();
    await assert.rejects(supervisor(session).listTeams(), { code: 'TOO_LARGE' });
  });

  it('follows the team: who is in it, and what each does', async (test) => {
    const server = await startServer(test, starts);
    const session = openSession(test, [server.port], supervising);
    await session.opened();
    const monitor = await supervisor(session).monitorTeam(TEAM);
    await nextTeam(monitor, 3);
    assert.equal(monitor.name, 'Support');
    assert.deepEqual(states(monitor), ['1001 ready', '1002 busy', '1009 notReady']);
    assert.deepEqual(
      monitor.members.map(({ isSupervisor, isPrimarySupervisor, isTemporary }) => [isSupervisor, isPrimarySupervisor, isTemporary]),
      [
        [false, false, false],
        [false, false, false],
        [true, true, false],
      ],
    );
    const changed = new Promise<string>((resolve) => monitor.on('member', ({ agentId, state }) => resolve(`${agentId} ${state.value}`)));
    const [peer] = server.peers;
    // Not the team's monitor: not its agent.
    peer?.send(agentState('1002', 2, 0));
    peer?.send(agentState('1001', 8, 300));
    assert.equal(await changed, '1001 reserved');
    const smaller = nextTeam(monitor, 2);
    peer?.send(team(ConfigOperation.REMOVE_AGENT, [['1001', 1]], 9_999));
    peer?.send(team(ConfigOperation.REMOVE_AGENT, [['1001', 1]]));
    await smaller;
    const larger = nextTeam(monitor, 3);
    peer?.send(team(ConfigOperation.ADD_AGENT, [['1003', 1, AgentFlags.TEMPORARY_AGENT]]));
    await larger;
    assert.deepEqual(states(monitor), ['1002 busy', '1009 notReady', '1003 loggedOut']);
    await monitor.stop();
    assert.equal((await server.next('MONITOR_AGENT_TEAM_STOP_REQ')).monitorId, 300);
  });

  it('follows it through a loss, and forgets who has left meanwhile', async (test) => {
    const server = await startServer(test, starts);
    const session = openSession(test, [server.port], supervising);
    await session.opened();
    const monitor = await supervisor(session).monitorTeam(TEAM);
    await nextTeam(monitor, 3);
    server.answer({
      MONITOR_AGENT_TEAM_START_REQ: (_, peer) => {
        setImmediate(() => peer.send(team(ConfigOperation.RESTORE, [['1002', 3]])));
        return { messageType: 'MONITOR_AGENT_TEAM_START_CONF', monitorId: 301 };
      },
    });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    const again = nextTeam(monitor, 1);
    await session.opened();
    await again;
    assert.deepEqual(states(monitor), ['1002 ready']);
    const ended = new Promise<unknown>((resolve) => monitor.on('ended', ({ error }) => resolve((error as { code?: unknown } | undefined)?.code)));
    server.answer({ MONITOR_AGENT_TEAM_START_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_TEAM_NOT_FOUND }) });
    server.peers.at(-1)?.destroy();
    assert.equal(await ended, 'INVALID_ARGUMENT');
  });

  const agent = { agentId: '1001', agentInstrument: '4001' };
  const actions: readonly [CiscoSupervision, number][] = [
    ['clear', 0],
    ['monitor', 1],
    ['whisper', 2],
    ['bargeIn', 3],
    ['intercept', 4],
  ];
  for (const [action, supervisoryAction] of actions)
    it(`can ${action} a call of an agent`, async (test) => {
      const server = await startServer(test, { SUPERVISE_CALL_REQ: () => ({ messageType: 'SUPERVISE_CALL_CONF', ...connection(88, '4009') }) });
      const session = openSession(test, [server.port], supervising);
      await session.opened();
      const call = { agentConnection: connection(9), agent, supervisorInstrument: '4009' };
      const own = await supervisor(session).supervise(action, call);
      assert.deepEqual(own, { peripheralId: PERIPHERAL, ...connection(88, '4009') });
      await supervisor(session).supervise(action, { ...call, supervisorConnection: own });
      const [first, second] = server.requests('SUPERVISE_CALL_REQ');
      assert.deepEqual(
        [
          first?.supervisoryAction,
          first?.agentConnectionCallId,
          first?.agentConnectionDeviceId,
          first?.agentId,
          first?.supervisorInstrument,
          first?.supervisorConnectionCallId,
        ],
        [supervisoryAction, 9, '4001', '1001', '4009', null],
      );
      assert.deepEqual([second?.supervisorConnectionCallId, second?.supervisorConnectionDeviceId], [88, '4009']);
    });

  it('is called for help, and told of an emergency', async (test) => {
    const help = { ...connection(90), lineHandle: 1, lineType: 4 };
    const server = await startServer(test, {
      SUPERVISOR_ASSIST_REQ: () => ({ messageType: 'SUPERVISOR_ASSIST_CONF', ...help }),
      EMERGENCY_CALL_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_SUPERVISOR_NOT_FOUND }),
    });
    const session = openSession(test, [server.port], supervising);
    await session.opened();
    const service = supervisor(session);
    assert.deepEqual(await service.requestAssistance({ agent, connection: connection(9) }), { peripheralId: PERIPHERAL, ...connection(90) });
    const asked = await server.next('SUPERVISOR_ASSIST_REQ');
    assert.deepEqual([asked.connectionCallId, asked.agentId], [9, '1001']);
    await assert.rejects(service.raiseEmergency({ agent }), { code: 'INVALID_ARGUMENT', message: /no supervisor who is logged in/ });
    assert.equal((await server.next('EMERGENCY_CALL_REQ')).connectionCallId, null);
    const told = new Promise<string | undefined>((resolve) => service.on('emergency', ({ agentId }) => resolve(agentId)));
    server.peers[0]?.send({ messageType: 'EMERGENCY_CALL_EVENT', peripheralId: PERIPHERAL, sessionId: 3, ...connection(9), agentId: '1001' });
    assert.equal(await told, '1001');
  });

  it('needs its service, which only supervisors are granted', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port], { ...supervising, services: ['clientEvents'] });
    await session.opened();
    const service = supervisor(session);
    for (const refused of [
      service.listTeams(),
      service.monitorTeam(1),
      service.supervise('monitor', { agentConnection: connection(1), agent, supervisorInstrument: '4009' }),
    ])
      await assert.rejects(refused, { code: 'NOT_SUPPORTED', message: /supervisor/ });
    // Whoever started to listen for a team that is refused does so no more.
    const heardIt = heard(session, 'AGENT_TEAM_CONFIG_EVENT');
    server.peers[0]?.send(team(ConfigOperation.RESTORE, [['1001', 3]]));
    await heardIt;
  });
});
