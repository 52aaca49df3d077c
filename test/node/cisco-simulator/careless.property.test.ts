/** Several clients that ask for anything, of anybody's calls and phones, in any order: each is answered, and what is told is what is true. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AgentState, ControlFailureCode, LocalConnectionState, type Message, nameOf, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { follow } from './follow.ts';
import { ALL_CALLS, ALL_STATES, type RawClient, services, type Unnumbered } from './raw-client.ts';
import { superviseCall } from './requests.ts';
import { CUSTOMER, desk, PERIPHERAL, startSite, type TestSite } from './site.ts';
import { localStates, ownStates } from './states.ts';

const extensions = ['2001', '2002', '2009', '2010'] as const;
const agentIds = ['1001', '1002', '1009', '1010'] as const;
const numbers = [...extensions, '800', '801', '5550111', '5550122', '99', 'nonsense'] as const;

/** Whose session asks, about which phone, and which of all calls there are and were. */
interface Asked {
  by: number;
  at: string;
  call: number;
  other: number;
  to: string;
  agent: string;
  number: number;
  /** For once the calls are those with which it can be done, and the session one that may. */
  fits: boolean;
}
type Ask = (client: RawClient, asked: Asked, callId: number, otherId: number) => Promise<Message>;

const ofCall = (callId: number, at: string) => ({ peripheralId: PERIPHERAL, connectionCallId: callId, connectionDeviceIdType: 0, connectionDeviceId: at });
const setState =
  (agentState: number) =>
  (client: RawClient, { at, agent, number }: Asked) =>
    desk(client, at).setState(agentState, { agentId: agent, agentPassword: 'secret', eventReasonCode: number, forcedFlag: number % 2 });
const plain =
  (build: (asked: Asked, callId: number) => Unnumbered): Ask =>
  (client, asked, callId) =>
    client.request(build(asked, callId));

const device = ({ at }: Asked): Unnumbered => ({ messageType: 'SNAPSHOT_DEVICE_REQ', peripheralId: PERIPHERAL, snapshotDeviceType: 0, agentInstrument: at });

const requests = {
  answer: (client, { at }, callId) => desk(client, at).answer(callId),
  hold: (client, { at }, callId) => desk(client, at).hold(callId),
  retrieve: (client, { at }, callId) => desk(client, at).retrieve(callId),
  clear: (client, { at }, callId) => desk(client, at).clear(callId),
  clearCall: (client, { at }, callId) => desk(client, at).clearCall(callId),
  deflect: (client, { at, to }, callId) => desk(client, at).deflect(callId, to),
  make: (client, { at, to }) => desk(client, at).make(to),
  consult: (client, { at, to }, callId) => desk(client, at).consult(callId, to),
  blind: (client, { at, to }, callId) => desk(client, at).transfer(callId, null, to),
  transfer: (client, { at }, callId, otherId) => desk(client, at).transfer(callId, otherId),
  conference: (client, { at }, callId, otherId) => desk(client, at).conference(callId, otherId),
  alternate: (client, { at }, callId, otherId) => desk(client, at).alternate(callId, otherId),
  reconnect: (client, { at }, callId, otherId) => desk(client, at).reconnect(callId, otherId),
  dtmf: (client, { at }, callId) => desk(client, at).dtmf(callId, '1#'),
  logIn: setState(AgentState.AGENT_STATE_LOGIN),
  logOut: setState(AgentState.AGENT_STATE_LOGOUT),
  ready: setState(AgentState.AGENT_STATE_AVAILABLE),
  notReady: setState(AgentState.AGENT_STATE_NOT_READY),
  anyState: (client, asked) => setState(asked.number)(client, asked),
  supervise: plain(({ at, number }, callId) => superviseCall(callId, number % 6, at)),
  assist: plain(({ agent, at }, callId) => ({ messageType: 'SUPERVISOR_ASSIST_REQ', ...ofCall(callId, at), agentId: agent })),
  emergency: plain(({ agent, at }, callId) => ({ messageType: 'EMERGENCY_CALL_REQ', ...ofCall(callId, at), agentId: agent })),
  data: plain(({ number }, callId) => ({
    ...{ messageType: 'SET_CALL_DATA_REQ', peripheralId: PERIPHERAL, connectionCallId: callId, connectionDeviceIdType: null },
    ...{ callType: number > 10 ? number * 3 : null, calledPartyDisposition: 0, campaignId: null, queryRuleId: null },
    ...{ callWrapupData: 'done', namedVariables: [0, 1, 2, 3].map((index) => ({ name: `user.v${number}.${index}`, value: 'x'.repeat(200) })) },
  })),
  release: plain((_asked, callId) => ({ messageType: 'RELEASE_CALL_REQ', peripheralId: PERIPHERAL, connectionCallId: callId, connectionDeviceIdType: null })),
  follow: plain((_asked, callId) => ({
    ...{ messageType: 'MONITOR_START_REQ', peripheralId: PERIPHERAL, connectionCallId: callId, callMsgMask: ALL_CALLS, agentStateMask: ALL_STATES },
    ...{ connectionDeviceIdType: null, monitoredDeviceType: null, connectionDeviceId: '', monitoredDeviceId: '' },
  })),
  unfollow: plain(({ number }) => ({ messageType: 'MONITOR_STOP_REQ', monitorId: number })),
  // Messages of version 23; whoever speaks an older one has another question.
  recorded: (client, asked, callId) =>
    client.version < 23
      ? client.request(device(asked))
      : client.request({ messageType: 'START_NETWORK_RECORDING_REQ', ...ofCall(callId, asked.at), playToneDirection: 0, invocationType: 0 }),
  device: plain((asked) => device(asked)),
} satisfies Record<string, Ask>;
type RequestName = keyof typeof requests;
const names = Object.keys(requests) as RequestName[];
/** Without them there is little that can be done, or undone. */
const often = ['answer', 'answer', 'consult', 'transfer', 'conference', 'supervise'] as const satisfies readonly RequestName[];
const fitting: Partial<Record<RequestName, string>> = { answer: 'LCS_ALERTING', deflect: 'LCS_ALERTING', retrieve: 'LCS_HOLD' };

type Step =
  | ({ does: 'ask'; what: RequestName } & Asked)
  | { does: 'place'; to: string }
  | { does: 'customer'; call: number; leaves: boolean }
  | { does: 'time'; ms: number }
  | { does: 'phone'; at: string; what: 'answer' | 'hold' | 'retrieve' | 'hangUp' }
  | { does: 'service'; at: string; isOn: boolean }
  | { does: 'gateway'; isUp: boolean };

const at = fc.constantFrom(...extensions);
const mostly = fc.constantFrom(true, true, true, false);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 60,
    arbitrary: fc.record({
      ...{ does: fc.constant('ask' as const), what: fc.constantFrom(...names, ...often), by: fc.nat(5), at, call: fc.nat(5), other: fc.nat(5) },
      ...{ to: fc.constantFrom(...numbers), agent: fc.constantFrom(...agentIds), number: fc.nat(16), fits: mostly },
    }),
  },
  { weight: 8, arbitrary: fc.record({ does: fc.constant('place' as const), to: fc.constantFrom(...numbers) }) },
  { weight: 8, arbitrary: fc.record({ does: fc.constant('customer' as const), call: fc.nat(5), leaves: fc.boolean() }) },
  fc.record({ does: fc.constant('time' as const), ms: fc.nat(15_000) }),
  {
    weight: 16,
    arbitrary: fc.record({
      does: fc.constant('phone' as const),
      at,
      what: fc.constantFrom('answer' as const, 'hold' as const, 'retrieve' as const, 'hangUp' as const),
    }),
  },
  fc.record({ does: fc.constant('service' as const), at, isOn: mostly }),
  fc.record({ does: fc.constant('gateway' as const), isUp: mostly }),
);

/** A refusal has a code of the guide's. */
const requireAnswer = (what: string, answer: Message): void => {
  if (answer.name === 'CONTROL_FAILURE_CONF') assert.ok(nameOf(ControlFailureCode, answer.failureCode), `${what}: ${answer.failureCode}`);
  else if (answer.name === 'FAILURE_CONF' && 'status' in answer) {
    assert.ok(nameOf(StatusCode, answer.status), `${what}: ${answer.status}`);
    assert.notEqual(answer.status, StatusCode.E_CTI_UNSPECIFIED_FAILURE, what);
  } else assert.match(answer.name, /_CONF$/);
};

const perform = async ({ simulator, clock }: TestSite, clients: readonly RawClient[], known: readonly number[], one: Step): Promise<void> => {
  const callAt = (index: number): number => known[known.length - 1 - index] ?? 4_711;
  try {
    if (one.does === 'ask') {
      const callIn = (state: string): number | undefined =>
        simulator.state().calls.find(({ parties }) => parties.some((party) => party.isDevice && party.number === one.at && party.state === state))?.callId;
      const all = clients[0];
      if (all && one.fits && (one.what === 'transfer' || one.what === 'conference') && callIn('LCS_HOLD') === undefined) {
        // Somebody is asked before, and may have answered.
        requireAnswer('consult', await desk(all, one.at).consult(callIn('LCS_CONNECT') ?? 0, one.to));
        const rings = simulator.state().calls.find(({ parties }) => parties.some(({ number, state }) => number === one.to && state === 'LCS_ALERTING'));
        if (rings && one.number % 4) requireAnswer('answer', await desk(all, one.to).answer(rings.callId));
      }
      const client = clients[one.fits ? (one.what === 'supervise' ? 3 : 0) : one.by % clients.length];
      const callId = one.fits ? callIn(fitting[one.what] ?? 'LCS_CONNECT') : undefined;
      const otherId = one.fits ? callIn('LCS_HOLD') : undefined;
      if (client) requireAnswer(one.what, await requests[one.what](client, one, callId ?? callAt(one.call), otherId ?? callAt(one.other)));
    } else if (one.does === 'place') simulator.placeCall({ from: CUSTOMER, to: one.to });
    else if (one.does === 'time') clock.advance(one.ms);
    else if (one.does === 'phone') simulator.atPhone(one.at)[one.what]();
    else if (one.does === 'service') simulator.setInService(one.at, one.isOn);
    else if (one.does === 'gateway') simulator[one.isUp ? 'bringPgUp' : 'takePgDown']();
    else if (one.leaves) simulator.hangUpOutside(callAt(one.call));
    else simulator.answerOutside(callAt(one.call));
  } catch (error) {
    // People at phones are told by errors that something cannot be done.
    assert.ok(error instanceof Error && 'code' in error && (error.code === 'INVALID_STATE' || error.code === 'NO_SUCH_CALL'), String(error));
  }
};

/** When the phone system is back, a client looks up what there is: of what has happened meanwhile nothing is told. */
const lookUp = async ({ simulator }: TestSite, client: RawClient): Promise<void> => {
  for (const { callId } of simulator.state().calls)
    client.events.push(
      await client.request({
        ...{ messageType: 'SNAPSHOT_CALL_REQ', peripheralId: PERIPHERAL },
        ...{ connectionCallId: callId, connectionDeviceIdType: null, connectionDeviceId: '' },
      }),
    );
};

/** Each monitor's events, by its id. */
const streams = (events: readonly Message[]): Message[][] => {
  const byMonitor = new Map<number, Message[]>();
  for (const event of events) {
    const id = 'monitorId' in event ? event.monitorId : 0;
    byMonitor.set(id, [...(byMonitor.get(id) ?? []), event]);
  }
  return [...byMonitor.values()];
};

const stateName = (state: number | null): string => nameOf(LocalConnectionState, state ?? LocalConnectionState.LCS_NONE) ?? String(state);

const requireTrue = async (site: TestSite, all: RawClient, clients: readonly RawClient[]): Promise<void> => {
  for (const client of clients) await client.settled();
  const { calls, faults, agents } = site.simulator.state();
  assert.deepEqual(faults, []);
  for (const client of clients) for (const stream of streams(client.events)) follow(stream, true);

  const told = localStates(all.events);
  for (const { callId, parties } of calls) {
    const truth = parties.map(({ number, state }) => `${number} ${state}`).sort();
    assert.deepEqual([...(told.get(callId)?.values() ?? [])].map(({ number, state }) => `${number} ${stateName(state)}`).sort(), truth, `call ${callId}`);
  }
  assert.deepEqual([...told.keys()].filter((callId) => (told.get(callId)?.size ?? 0) > 0).sort(), calls.map(({ callId }) => callId).sort());

  for (const [extension, client] of [
    ['2001', clients[1]],
    ['2009', clients[3]],
  ] as const) {
    const own = ownStates(client?.events ?? []);
    for (const { callId, parties } of calls)
      for (const { number, isDevice, state } of parties)
        if (isDevice && number === extension && own.has(callId))
          assert.equal(stateName(own.get(callId) ?? null), state, `call ${callId} as ${extension} is told`);
  }
  for (const { extension, state, agentId } of agents) {
    const own = calls.flatMap(({ parties }) => parties.filter(({ number, isDevice }) => isDevice && number === extension));
    const isIn = own.some((party) => party.state !== 'LCS_ALERTING');
    assert.equal(state === 'AGENT_STATE_TALKING' || state === 'AGENT_STATE_HOLD', isIn, `${agentId} is ${state}`);
    const last = all.events.filter((event) => event.name === 'AGENT_STATE_EVENT' && event.agentId === agentId).at(-1) as
      | Message<'AGENT_STATE_EVENT'>
      | undefined;
    if (last) assert.equal(nameOf(AgentState, last.agentState), state, `what was told of ${agentId}`);
  }
};

test('whatever careless clients ask, each is answered, nothing breaks, and what is told is what is true', async (context) => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }),
      fc.constantFrom('before' as const, 'after' as const),
      async (steps, confirmations) => {
        const site = await startSite(context, { ports: { b: false }, confirmations, limits: { lines: 3, conferenceParties: 4 } });
        const { simulator } = site;
        const all = await site.openAll(25);
        const own = ['CLIENT_EVENTS', 'CLIENT_CONTROL', 'CALL_DATA_UPDATE'] as const;
        const [one, two] = [await site.openAgent('2001'), await site.openAgent('', { agentId: '1010', version: 13 })];
        const boss = await site.openAgent('2009', { services: services(...own, 'SUPERVISOR'), version: 20 });
        const follower = await site.connect(23);
        await follower.open({ clientId: 'follower', servicesRequested: services('PERIPHERAL_MONITOR', 'CLIENT_CONTROL') });
        for (const device of ['2001', '2002'])
          await follower.request({
            ...{ messageType: 'MONITOR_START_REQ', peripheralId: PERIPHERAL, connectionCallId: null, callMsgMask: ALL_CALLS, agentStateMask: ALL_STATES },
            ...{ connectionDeviceIdType: null, monitoredDeviceType: 0, connectionDeviceId: '', monitoredDeviceId: device },
          });
        const clients = [all, one, two, boss, follower];
        const known = new Set<number>();
        for (const each of steps) {
          await perform(site, clients, [...known], each);
          if (each.does === 'gateway' && each.isUp) await lookUp(site, all);
          for (const { callId } of simulator.state().calls) known.add(callId);
        }
        simulator.bringPgUp();
        await lookUp(site, all);
        await requireTrue(site, all, clients);

        for (const extension of extensions) simulator.setInService(extension, true);
        for (let calls = simulator.state().calls; calls.length > 0; calls = simulator.state().calls) simulator.dropCall(calls[0]?.callId ?? 0);
        await requireTrue(site, all, clients);
        const { skillGroups, sessions, agents } = simulator.state();
        assert.ok(skillGroups.every(({ waiting }) => waiting === 0));
        assert.ok(
          sessions.every(({ monitors }) => monitors <= 2),
          'a monitor has outlived its call',
        );
        assert.ok(!agents.some(({ state }) => /TALKING|HOLD|RESERVED/.test(state)));
        for (const client of clients) for (const name of client.arrived) seen.add(name);
        for (const client of clients) client.close();
        await simulator.stop();
      },
    ),
    { numRuns: 100, seed: 11 },
  );
  const hoped = [
    'TRANSFER_CALL_CONF',
    'CONFERENCE_CALL_CONF',
    'SUPERVISE_CALL_CONF',
    'SET_CALL_DATA_CONF',
    'DEFLECT_CALL_CONF',
    'CONTROL_FAILURE_CONF',
    'FAILURE_CONF',
  ];
  assert.deepEqual(
    hoped.filter((name) => !seen.has(name)),
    [],
    'not everything was tried',
  );
});
