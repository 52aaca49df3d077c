/** The session and its services against a CTI Server that behaves like one: two sides, agents, calls, a supervisor. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { LocalConnectionState } from '../../../src/link/switches/cisco/codec/index.ts';
import {
  allEvents,
  callDataUpdate,
  clientControl,
  clientEvents,
  clientMonitor,
  connectionMonitor,
  type FollowedLines,
  peripheralMonitor,
  serverService,
  supervisor,
} from '../../../src/link/switches/cisco/services/index.ts';
import { type CiscoOptions, type CiscoSession, type CiscoSessionEvents, connectCisco } from '../../../src/link/switches/cisco/session/index.ts';
import { type CiscoSimulator, type CiscoSimulatorOptions, startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { connectionStateOf } from '../../../src/link/switches/cisco/tables/index.ts';
import { isCtiError } from '../../../src/protocol/error.ts';
import { eager, heard, host, reached } from './rig.ts';

const PERIPHERAL = 5_000;
const CUSTOMER = '+15550100200';
const agents = Array.from({ length: 3 }, (_, index) => ({ id: `${1_001 + index}`, loggedInAt: `${2_001 + index}`, ready: true, skillGroups: [1] }));

const site = async (test: TestContext, more: Partial<CiscoSimulatorOptions> = {}) => {
  const simulator = await startCiscoSimulator({
    agents: [...agents, { id: '1009', loggedInAt: '2009' }, { id: '1010', password: 'secret' }],
    devices: ['2010'],
    skillGroups: [{ number: 1, dialedNumber: '800' }],
    teams: [{ id: 7, name: 'north', supervisors: ['1009'], members: agents.map(({ id }) => id) }],
    seed: 1,
    ...more,
  });
  test.after(() => simulator.stop());
  const open = (services: CiscoOptions['services'], options: Partial<CiscoOptions> = {}): CiscoSession => {
    const sides = [simulator.ports.a, simulator.ports.b].flatMap((port) => (port === undefined ? [] : [{ host, port }]));
    const session = connectCisco({ sides, clientId: 'ringframe', services, peripheralId: PERIPHERAL, reconnect: eager, ...options });
    test.after(() => session.close());
    return session;
  };
  return { simulator, open };
};

const next = <Name extends keyof CiscoSessionEvents>(session: CiscoSession, name: Name, fits?: (event: CiscoSessionEvents[Name]) => boolean) =>
  heard(session, name, fits);

/** Resolves when the simulator's own state says so; asked again with every message. */
const until = (session: CiscoSession, holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const off = session.on('message', () => {
      if (!holds()) return;
      off();
      resolve();
    });
    if (holds()) {
      off();
      resolve();
    }
  });

const callState = (simulator: CiscoSimulator, callId: number) => simulator.state().calls.find((call) => call.callId === callId);

describe('with a CTI Server that behaves', () => {
  it('an agent logs in, takes a call, holds it, consults, and hands it on', async (test) => {
    for (const version of [13, 15, 20, 25])
      for (const confirmations of ['before', 'after'] as const) {
        const { simulator, open } = await site(test, { confirmations });
        const session = open(['allEvents', 'clientControl', 'callDataUpdate'], { protocolVersions: { oldest: version, newest: version } });
        const control = clientControl(session);
        await session.opened();
        await assert.rejects(control.logIn({ agentInstrument: '2010', agentId: '1010', password: 'wrong' }), { code: 'UNAUTHORIZED' });
        await control.logIn({ agentInstrument: '2010', agentId: '1010', password: 'secret' });
        await control.setState({ agentInstrument: '2010', agentId: '1010', state: 'ready' });
        assert.equal((await control.queryAgentState({ agentId: '1010' })).state.value, 'ready');

        const ringing = next(session, 'CALL_DELIVERED_EVENT', ({ connectionDeviceId }) => connectionDeviceId === '2010');
        const callId = simulator.placeCall({ from: CUSTOMER, to: '2010', variables: { callVariable1: 'gold' } });
        const call = await ringing;
        assert.equal(call.callVariable1, 'gold');
        await control.answer(call);
        await callDataUpdate(session).set(call, { callVariables: { 2: 'platinum' } });
        assert.equal((await control.snapshotCall(call)).callVariable2, 'platinum');
        await control.hold(call);
        assert.deepEqual(
          (await control.snapshotDevice({ agentInstrument: '2010' })).map(({ state }) => state.value),
          ['held'],
        );
        await control.retrieve(call);

        const asked = next(session, 'CALL_DELIVERED_EVENT', ({ connectionDeviceId }) => connectionDeviceId === '2001');
        const consultation = await control.consult(call, { agentInstrument: '2010', number: '2001', for: 'transfer' });
        await control.answer(await asked);
        await control.transfer(consultation, call);
        const numbers = simulator
          .state()
          .calls.flatMap(({ parties }) => parties.map(({ number }) => number))
          .sort();
        assert.deepEqual(numbers, [CUSTOMER, '2001']);
        assert.equal(callState(simulator, callId) !== undefined || simulator.state().calls.length === 1, true);
        await control.setState({ agentInstrument: '2010', agentId: '1010', state: 'notReady', reasonCode: 12 });
        await control.logOut({ agentInstrument: '2010', agentId: '1010', reasonCode: 1 });
        assert.equal((await control.queryAgentState({ agentId: '1010' }).catch(() => undefined))?.state.value ?? 'loggedOut', 'loggedOut');
      }
  });

  it('an agent’s own session sees its calls again on the other side', async (test) => {
    const { simulator, open } = await site(test);
    const session = open(['clientEvents', 'clientControl', 'connectionMonitor'], { agentId: '1001', agentInstrument: '2001' });
    const events = clientEvents(session);
    const alarms: string[] = [];
    connectionMonitor(session).on('alarm', ({ what, side }) => alarms.push(`${what} ${side}`));
    const snapshots: string[][] = [];
    events.on('snapshot', ({ agent, calls }) =>
      snapshots.push([agent?.state.value ?? 'loggedOut', ...calls.map(({ state, call }) => `${state.value} ${call?.callVariable1}`)]),
    );
    await session.opened();
    const ringing = next(session, 'CALL_DELIVERED_EVENT');
    simulator.placeCall({ from: CUSTOMER, to: '2001', variables: { callVariable1: 'gold' } });
    await clientControl(session).answer(await ringing);
    await simulator.takeSideDown('a', 'crash');
    await reached(session, 'lost');
    // While nobody can be told.
    simulator.atPhone('2001').hold();
    assert.equal((await session.opened()).side, 'B');
    assert.deepEqual(snapshots, [['ready'], ['busy', 'held gold']]);
    assert.deepEqual(alarms, ['opened A', 'closed A', 'opened B']);
  });

  it('a side that falls silent is left after three heartbeats, and one that says good-bye at once', async (test) => {
    const { simulator, open } = await site(test);
    const session = open(['allEvents'], { heartbeatMs: 30 });
    const events = allEvents(session, { lines: agents.map(({ id }) => ({ agentId: id })) });
    const known = new Map<string, string>();
    events.on('snapshot', ({ line, agent }) => known.set(line.agentId ?? '', agent?.state.value ?? 'loggedOut'));
    await session.opened();
    known.clear();
    await simulator.takeSideDown('a', 'silence');
    assert.match((await reached(session, 'lost')).reason, /heartbeats/);
    assert.equal((await session.opened()).side, 'B');
    assert.deepEqual([...known.values()], ['ready', 'ready', 'ready']);
    await simulator.bringSideUp('a');
    await simulator.takeSideDown('b', 'goodbye');
    assert.equal((await reached(session, 'lost')).error.details?.statusName, 'E_CTI_CTI_SERVER_OFFLINE');
    assert.equal((await session.opened()).side, 'A');
  });

  it('events while it comes back add up to what is true', async (test) => {
    const { simulator, open } = await site(test);
    const session = open(['allEvents', 'clientControl']);
    const lines = agents.map(({ id }) => ({ agentId: id }));
    const events: FollowedLines = allEvents(session, { lines });
    /** What whoever listens has put together, by call and device. */
    const picture = new Map<string, string>();
    events.on('snapshot', ({ calls }) => {
      for (const { connectionCallId, connectionDeviceId, state } of calls) picture.set(`${connectionCallId} ${connectionDeviceId}`, state.value);
    });
    events.on('call', ({ event, connection, state }) => {
      const key = `${connection.connectionCallId} ${connection.connectionDeviceId}`;
      if (event.name === 'END_CALL_EVENT' || event.name === 'CALL_CLEARED_EVENT')
        for (const known of [...picture.keys()]) known.startsWith(`${connection.connectionCallId} `) && picture.delete(known);
      else if (event.name === 'CALL_CONNECTION_CLEARED_EVENT') picture.delete(key);
      else if (state && state.value !== 'null' && agents.some(({ loggedInAt }) => loggedInAt === connection.connectionDeviceId)) picture.set(key, state.value);
    });
    await session.opened();
    const truth = () =>
      Object.fromEntries(
        simulator
          .state()
          .calls.flatMap(({ callId, parties }) => parties.map(({ number, state }) => [`${callId} ${number}`, state] as const))
          .filter(([key]) => agents.some(({ loggedInAt }) => key.endsWith(` ${loggedInAt}`)))
          .map(([key, state]) => [key, connectionStateOf(LocalConnectionState[state as keyof typeof LocalConnectionState]).value]),
      );
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    /** Something that customers or agents at their phones do; what does not fit the moment is left. */
    const work = (count: number) => {
      for (let step = 0; step < count; step += 1) {
        const phone = simulator.atPhone(agents[random(3)]?.loggedInAt ?? '');
        const { callId = 0 } = simulator.state().calls[random(simulator.state().calls.length)] ?? {};
        const place = () => simulator.placeCall({ from: CUSTOMER, to: agents[random(3)]?.loggedInAt ?? '' });
        const steps = [
          place,
          place,
          () => phone.answer(),
          () => phone.answer(),
          () => phone.hold(),
          () => phone.retrieve(),
          () => phone.hangUp(),
          () => simulator.hangUpOutside(callId),
        ];
        try {
          steps[random(steps.length)]?.();
        } catch (error) {
          assert.ok(isCtiError(error));
        }
      }
    };
    const seen = new Set<string>();
    for (let round = 0; round < 25; round += 1) {
      work(6);
      simulator.dropClient('ringframe');
      await reached(session, 'lost');
      picture.clear();
      work(6);
      // Goes on while the snapshots are taken.
      const off = session.on('QUERY_AGENT_STATE_CONF', () => work(1));
      const more = session.on('SNAPSHOT_DEVICE_CONF', () => work(1));
      await session.opened();
      off();
      more();
      const settled = next(session, 'QUERY_DEVICE_INFO_CONF');
      await clientControl(session).queryDevice({ agentInstrument: '2001' });
      await settled;
      for (const state of Object.values(truth())) seen.add(state);
      assert.deepEqual(Object.fromEntries(picture), truth(), `round ${round}`);
    }
    for (const state of ['alerting', 'connected', 'held']) assert.ok(seen.has(state), state);
  });

  it('a peripheral gateway that goes and comes is told, and the lines looked up', async (test) => {
    const { simulator, open } = await site(test);
    const session = open(['allEvents', 'clientControl']);
    let snapshots = 0;
    allEvents(session, { lines: [{ agentId: '1001' }] }).on('snapshot', () => {
      snapshots += 1;
    });
    await session.opened();
    simulator.takePgDown();
    await next(session, 'status', (status) => status.state === 'up' && status.partial !== undefined);
    simulator.bringPgUp();
    await next(session, 'status', (status) => status.state === 'up' && status.partial === undefined);
    assert.ok(snapshots >= 2, `${snapshots}`);
  });

  it('a supervisor sees the team and joins a call', async (test) => {
    const { simulator, open } = await site(test);
    const session = open(['clientEvents', 'clientControl', 'supervisor'], { agentId: '1009', agentInstrument: '2009' });
    const team = supervisor(session);
    await session.opened();
    assert.deepEqual(await team.listTeams(), [7]);
    const monitor = await team.monitorTeam(7);
    await new Promise<void>((resolve) => void monitor.on('team', (members) => void (members.length === 4 && resolve())));
    assert.deepEqual(monitor.members.map(({ agentId, isPrimarySupervisor }) => `${agentId} ${isPrimarySupervisor}`).sort(), [
      '1001 false',
      '1002 false',
      '1003 false',
      '1009 true',
    ]);
    const busy = new Promise<void>((resolve) => monitor.on('member', ({ agentId, state }) => agentId === '1001' && state.value === 'busy' && resolve()));
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    simulator.atPhone('2001').answer();
    await busy;
    const agentConnection = { connectionCallId: callId, connectionDeviceIdType: 0, connectionDeviceId: '2001' };
    const call = { agentConnection, agent: { agentId: '1001', agentInstrument: '2001' }, supervisorInstrument: '2009' };
    const supervisorConnection = await team.supervise('monitor', call);
    await team.supervise('bargeIn', { ...call, supervisorConnection });
    await until(session, () => callState(simulator, callId)?.parties.some(({ number }) => number === '2009') === true);
  });

  it('monitors, clients and recorders work beside each other, and through a loss', async (test) => {
    const { simulator, open } = await site(test);
    const watcher = open(['peripheralMonitor', 'clientMonitor', 'clientControl'], { clientId: 'watcher' });
    const clients = clientMonitor(watcher);
    await watcher.opened();
    const device = await peripheralMonitor(watcher).monitorDevice({ deviceId: '2001' });
    const recorder = open(['server'], { clientId: 'recorder' });
    await recorder.opened();
    const recorded: unknown[] = [];
    await serverService(recorder).register(
      { name: 'recorder' },
      { start: ({ connectionCallId }) => ({ sessionId: connectionCallId ?? 0, serverData: 1 }), stop: ({ sessionId }) => void recorded.push(sessionId) },
    );
    await until(watcher, () => clients.sessions.some(({ event }) => event.clientId === 'recorder'));

    for (const loses of [false, true]) {
      if (loses) {
        for (const clientId of ['watcher', 'recorder']) simulator.dropClient(clientId);
        await Promise.all([reached(watcher, 'lost'), reached(recorder, 'lost')]);
        await Promise.all([watcher.opened(), recorder.opened()]);
      }
      const ringing = new Promise<void>((resolve) => device.on('event', ({ name }) => name === 'CALL_DELIVERED_EVENT' && resolve()));
      const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
      await ringing;
      simulator.atPhone('2001').answer();
      const connection = { connectionCallId: callId, connectionDeviceIdType: 0, connectionDeviceId: '2001' };
      const { sessionId, serverData } = await serverService(watcher).startRecording({ ...connection, agentInstrument: '2001' });
      assert.equal(sessionId, callId);
      await serverService(watcher).stopRecording({ ...connection, agentInstrument: '2001', sessionId, serverData });
      assert.equal(recorded.at(-1), callId);
      simulator.hangUpOutside(callId);
    }
  });
});
