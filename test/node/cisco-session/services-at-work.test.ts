/** What each service does, by its effect at a CTI Server that behaves: every action of Client Control and Supervisor, and what every session has. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type CiscoConnection, clientControl, clientEvents, miscellaneous, supervisor } from '../../../src/link/switches/cisco/services/index.ts';
import { type CiscoOptions, type CiscoSession, connectCisco } from '../../../src/link/switches/cisco/session/index.ts';
import { type CiscoSimulator, startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { eager, heard, host } from './rig.ts';

const PERIPHERAL = 5_000;
const CUSTOMER = '+15550100200';
const phoneOf = (agentId: string) => `2${agentId.slice(1)}`;
const ids = ['1001', '1002', '1003', '1009'];
const at = (device: string, connectionCallId: number): CiscoConnection => ({ connectionCallId, connectionDeviceIdType: 0, connectionDeviceId: device });

const startSite = async (test: TestContext) => {
  const simulator = await startCiscoSimulator({
    agents: ids.map((id) => ({ id, loggedInAt: phoneOf(id), ready: true, skillGroups: [1] })),
    skillGroups: [{ number: 1, dialedNumber: '800' }],
    teams: [{ id: 7, name: 'north', supervisors: ['1009'], members: ids.slice(0, 3) }],
    ...{ ports: { b: false }, seed: 1 },
  });
  test.after(() => simulator.stop());
  const open = async (services: CiscoOptions['services'], more: Partial<CiscoOptions> = {}): Promise<CiscoSession> => {
    const sides = [{ host, port: simulator.ports.a }];
    const session = connectCisco({ sides, clientId: 'ringframe', services, peripheralId: PERIPHERAL, reconnect: eager, ...more });
    test.after(() => session.close());
    await session.opened();
    return session;
  };
  return { simulator, open };
};

/** Who is in the calls, and how: what is true, not what was told. */
const callsIn = (simulator: CiscoSimulator): string[] =>
  simulator
    .state()
    .calls.map(({ parties }) =>
      parties
        .map(({ number, state }) => `${number} ${state.replace('LCS_', '').toLowerCase()}`)
        .sort()
        .join(', '),
    )
    .sort();

describe('client control', () => {
  /** An agent who talks with a customer, and may ask others. */
  const atWork = async (test: TestContext) => {
    const { simulator, open } = await startSite(test);
    const session = await open(['allEvents', 'clientControl']);
    const control = clientControl(session);
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001', variables: { callVariable1: 'gold' } });
    const call = at('2001', callId);
    const ask = async (number: string) => {
      const consultation = await control.consult(call, { agentInstrument: '2001', number });
      await control.answer(at(number, consultation.connectionCallId ?? 0));
      return consultation;
    };
    return { simulator, session, control, call, ask, calls: () => callsIn(simulator) };
  };

  it('makes, answers, holds, retrieves and clears', async (test) => {
    const { simulator, control, call, calls } = await atWork(test);
    await control.answer(call);
    await control.hold(call);
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2001 hold`]);
    await control.retrieve(call);
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2001 connect`]);
    await control.clearCall(call);
    assert.deepEqual(calls(), []);
    const made = await control.makeCall({ agentInstrument: '2001', number: '2002', data: { callVariables: { 2: 'silver' } } });
    await control.answer(at('2002', made.connectionCallId ?? 0));
    assert.deepEqual([calls(), simulator.state().calls[0]?.variables.callVariable2], [['2001 connect, 2002 connect'], 'silver']);
    await control.clearConnection(made);
    assert.deepEqual(calls(), []);
  });

  it('consults, alternates, goes back, transfers, and makes a conference of them', async (test) => {
    const { control, call, ask, calls } = await atWork(test);
    await control.answer(call);
    let consultation = await ask('2002');
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2001 hold`, '2001 connect, 2002 connect']);
    await control.alternate(consultation, call);
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2001 connect`, '2001 hold, 2002 connect']);
    await control.alternate(call, consultation);
    await control.reconnect(consultation, call);
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2001 connect`]);
    consultation = await ask('2002');
    const joined = await control.conference(consultation, call);
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2001 connect, 2002 connect`]);
    const devices = joined.parties.map(({ connectionDeviceId }) => connectionDeviceId);
    assert.ok(devices.length === 3 && devices.includes('2001') && devices.includes('2002'), devices.join());
    // The one who made it sends another out.
    await control.clearConnection({ ...at('2002', joined.connectionCallId ?? 0), by: '2001' });
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2001 connect`]);
  });

  it('transfers after asking', async (test) => {
    const { control, call, ask, calls } = await atWork(test);
    await control.answer(call);
    await control.transfer(await ask('2002'), call);
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2002 connect`]);
  });

  it('transfers in one step, and says so where a conference cannot be made in one', async (test) => {
    const { control, call, calls } = await atWork(test);
    await control.answer(call);
    await assert.rejects(control.conferenceWith(call, '2002'), {
      code: 'NOT_SUPPORTED',
      details: { failureCode: 284, failureName: 'CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED', peripheralErrorCode: 0 },
    });
    await control.transferTo(call, '2003');
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2003 alerting`]);
  });

  it('deflects what rings, sends tones, and reports a bad line', async (test) => {
    const { simulator, control, call, calls } = await atWork(test);
    await control.deflect(call, '2002');
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2002 alerting`]);
    const here = at('2002', call.connectionCallId ?? 0);
    await control.answer(here);
    await control.sendDtmf(here, '12*#');
    assert.equal(simulator.state().calls[0]?.parties.find(({ number }) => number === CUSTOMER)?.heard, '12*#');
    await control.reportBadCall(here, '1002');
    assert.deepEqual(
      simulator.state().reports.map(({ kind, text }) => [kind, text]),
      [['badCall', String(here.connectionCallId)]],
    );
  });

  it('queries an agent, a line, a device, a call, statistics and desk settings', async (test) => {
    const { control, call } = await atWork(test);
    await control.answer(call);
    await control.hold(call);
    const line = await control.snapshotLine({ agentId: '1001' });
    assert.deepEqual(
      [line.agent?.confirmation.agentInstrument, line.calls.map(({ state, call: known }) => [state.value, known?.callVariable1])],
      ['2001', [['held', 'gold']]],
    );
    assert.ok(((await control.queryDevice({ agentInstrument: '2001' })).maxActiveCalls ?? 0) > 0);
    await control.retrieve(call);
    await control.clearCall(call);
    const counters = await control.agentStatistics({ agentId: '1001' });
    assert.deepEqual([counters.agentId, counters.handledCallsSession, counters.incomingCallsHeldToday], ['1001', 1, 1]);
    assert.equal((await control.skillGroupStatistics({ skillGroupNumber: 1 })).agentsLoggedOn, ids.length);
    assert.ok(((await control.deskSettings({ agentId: '1001' })).deskSettingsMask ?? -1) >= 0);
    const giveUp = AbortSignal.abort();
    await assert.rejects(control.snapshotLine({ agentId: '1001' }, { signal: giveUp }), { code: 'ABORTED' });
  });
});

describe('supervisor', () => {
  const watching = async (test: TestContext) => {
    const { simulator, open } = await startSite(test);
    const session = await open(['clientEvents', 'clientControl', 'supervisor'], { agentId: '1009', agentInstrument: '2009' });
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    simulator.atPhone('2001').answer();
    const call = { agentConnection: at('2001', callId), agent: { agentId: '1001', agentInstrument: '2001' }, supervisorInstrument: '2009' };
    return { simulator, open, session, boss: supervisor(session), control: clientControl(session), call, calls: () => callsIn(simulator) };
  };

  it('listens, whispers, joins, takes over, and leaves', async (test) => {
    const { simulator, boss, control, call, calls } = await watching(test);
    const alone = `${CUSTOMER} connect, 2001 connect`;
    const own = await boss.supervise('monitor', call);
    assert.equal(simulator.state().calls[1]?.type, 'CALLTYPE_SUPERVISOR_MONITOR');
    assert.ok(calls().includes(alone), 'not in the call itself');
    const statusAt = async (agentInstrument: string) =>
      (await control.snapshotDevice({ agentInstrument })).map(({ silentMonitorStatus }) => silentMonitorStatus);
    assert.deepEqual([await statusAt('2009'), await statusAt('2001')], [[1], [2]]);
    await boss.supervise('clear', { ...call, supervisorConnection: own });
    assert.deepEqual(calls(), [alone]);
    const spoken = await boss.supervise('whisper', call);
    assert.equal(simulator.state().calls[1]?.type, 'CALLTYPE_SUPERVISOR_WHISPER');
    await boss.supervise('clear', { ...call, supervisorConnection: spoken });
    assert.deepEqual(calls(), [alone]);
    const joined = await boss.supervise('bargeIn', { ...call, supervisorConnection: await boss.supervise('monitor', call) });
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2001 connect, 2009 connect`]);
    await boss.supervise('intercept', { ...call, supervisorConnection: joined });
    assert.deepEqual(calls(), [`${CUSTOMER} connect, 2009 connect`]);
  });

  it('is called for help, and hears of emergencies', async (test) => {
    const { simulator, open, boss, call } = await watching(test);
    const help = supervisor(await open(['clientEvents', 'clientControl'], { agentId: '1001', agentInstrument: '2001', clientId: 'anna' }));
    const asked = await help.requestAssistance({ agent: call.agent, connection: call.agentConnection });
    assert.equal(simulator.state().calls.find(({ callId }) => callId === asked.connectionCallId)?.type, 'CALLTYPE_ASSIST');
    simulator.atPhone('2001').hangUp(asked.connectionCallId ?? undefined);
    const emergency = new Promise<string | undefined>((resolve) => boss.on('emergency', ({ agentId }) => resolve(agentId)));
    const raised = await help.raiseEmergency({ agent: call.agent });
    assert.equal(simulator.state().calls.find(({ callId }) => callId === raised.connectionCallId)?.type, 'CALLTYPE_EMERGENCY');
    assert.equal(await emergency, '1001');
  });

  it('follows the team, and stops', async (test) => {
    const { simulator, session, boss } = await watching(test);
    assert.deepEqual(await boss.listTeams(), [7]);
    const team = await boss.monitorTeam(7);
    assert.deepEqual(team.members.map(({ agentId, state }) => `${agentId} ${state.value}`).sort(), ['1001 busy', '1002 ready', '1003 ready', '1009 ready']);
    const changed = new Promise<string>((resolve) => team.on('member', ({ agentId, state }) => agentId === '1002' && resolve(state.value)));
    await clientControl(session).setState({ agentInstrument: '2002', agentId: '1002', state: 'notReady' });
    assert.equal(await changed, 'notReady');
    const before = simulator.state().sessions[0]?.monitors ?? 0;
    await team.stop();
    assert.equal(simulator.state().sessions[0]?.monitors, before - 1);
  });
});

describe('what every session has', () => {
  it('carries messages, reports, and only the variables that are wanted', async (test) => {
    const { simulator, open } = await startSite(test);
    const anna = await open(['clientEvents'], { agentId: '1001', clientId: 'anna' });
    const lobby = await open([], { clientId: 'lobby' });
    const [here, there] = [miscellaneous(anna), miscellaneous(lobby)];
    const told = new Promise<unknown>((resolve) => here.on('userMessage', ({ to, from, text }) => resolve([to, from, text])));
    await there.sendMessage({ to: 'client', clientId: 'anna', text: 'A visitor' });
    assert.deepEqual(await told, ['client', 'lobby', 'A visitor']);
    await there.reportEvent({ state: 'error', objectName: 'door', text: 'open' });
    assert.deepEqual(simulator.state().reports.at(-1)?.text, 'door: open');
    const notice = new Promise<unknown>((resolve) => here.on('system', ({ what, text }) => what.value === 'text' && resolve(text)));
    simulator.sendText('Fire drill at ten');
    assert.equal(await notice, 'Fire drill at ten');

    await here.registerVariables({ callVariables: [2], namedVariables: ['user.wanted'] });
    clientEvents(anna);
    const rings = heard(anna, 'CALL_DELIVERED_EVENT');
    const named = ['user.wanted', 'user.other'].map((name) => ({ name, value: name }));
    simulator.placeCall({ from: CUSTOMER, to: '2001', variables: { callVariable1: 'one', callVariable2: 'two' }, named });
    const { callVariable1, callVariable2, namedVariables } = await rings;
    assert.deepEqual([callVariable1, callVariable2, namedVariables], [undefined, 'two', [{ name: 'user.wanted', value: 'user.wanted' }]]);
  });
});
