/** Whatever people do in whatever order, the phone system keeps its laws. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Call, type CallAction, callActions, isChat, type PhoneCommandName, type PhoneCommands } from '../../../src/index.ts';
import type { Simulator } from '../../../src/link/switches/simulator/index.ts';
import { supervisionModes } from '../../../src/protocol/supervision.ts';
import { agentOptions, mandatoryReasons, openCallCenter } from './call-center.ts';
import { outcomeOf, watchLines } from './line-witness.ts';

const ids = ['one', 'two', 'three', 'four'];
const agents = [
  agentOptions('one', '101'),
  agentOptions('two', '102', { workMode: 'manualIn', noAnswer: { afterMs: 8_000, to: '800' } }),
  agentOptions('three', '103', { queues: ['800', '801'], reasons: mandatoryReasons, workMode: 'autoIn', supervises: ['one'] }),
  agentOptions('four', '104', { workMode: 'manualIn', loggedIn: false, supervises: ['one', 'two'] }),
];
const numbers = [
  '101',
  '102',
  '103',
  '101',
  '102',
  '103',
  '104',
  '800',
  '801',
  '6486',
  '6487',
  '7000',
  '999',
  ...[1, 2, 3, 4, 5, 6].map((digit) => `+4680000000${digit}`),
];

/** What is offered, and not the ends of calls only, so that there is something to go on with. */
const likely = ({ actions }: Call): readonly CallAction[] => actions.filter((action) => !['hangUp', 'reject', 'setCallData'].includes(action));

interface Step {
  kind: number;
  who: number;
  which: number;
  what: number;
}

const step: fc.Arbitrary<Step> = fc.record({ kind: fc.nat(99), who: fc.nat(3), which: fc.nat(9), what: fc.nat(999) });

type InCall = ReturnType<Simulator['snapshotAll']>['calls'][number]['parties'][number];
const isThere = ({ state }: InCall) => state === 'connected' || state === 'held';
const isListener = (party: InCall) => isThere(party) && (party.supervises === 'silentMonitor' || party.supervises === 'whisper');
const isParty = (party: InCall) => isThere(party) && !isListener(party);

const pick = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % items.length];
const truth = (simulator: Simulator) => JSON.stringify(simulator.snapshotAll());

type Requests = { [Name in PhoneCommandName]?: Parameters<PhoneCommands[Name]>[0] };

describe('whatever people do in whatever order, the simulator', () => {
  test('keeps the law of switches, and offers exactly what it accepts', async () => {
    const seen = new Set<string>();
    const accepted = new Set<string>();
    let steps = 0;

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 200 }), async (script) => {
        const { simulator, clock } = await openCallCenter({
          agents,
          times: { busyToneMs: 2_000, transferReturnMs: 9_000 },
          limits: { linesPerAgent: 4, conferenceParties: 5 },
        });
        const witness = watchLines(simulator, ids);
        const routes: string[] = [];
        simulator.on('route', ({ routeId }) => void routes.push(routeId));

        /** A command by the link or at the phone: done exactly when it was offered, and changing nothing otherwise. */
        const command = async (agentId: string, name: CallAction, callId: string, what: number) => {
          const line = simulator.snapshot(agentId);
          const call = line?.calls.find(({ id }) => id === callId);
          if (!call || simulator.status.state !== 'up') return;
          const offered = call.actions.includes(name);
          // Who withholds the number cannot be named.
          const named = (call.parties ?? []).filter((party) => party.number !== '');
          if (name === 'dropParty' && offered && named.length === 0) return;
          const number = pick(numbers, what) ?? '';
          const requests: Requests = {
            sendDtmf: { callId, digits: '1#' },
            blindTransfer: { callId, number },
            consult: { callId, number },
            dropParty: { callId, number: pick(named.length > 0 ? named : [call.remote], what)?.number || '101' },
            sendMessage: { callId, text: 'Good morning' },
            pushUrl: { callId, url: 'https://example.invalid/' },
            setCallData: { callId, data: { [`key${what % 3}`]: what % 4 === 0 ? '' : String(what) } },
          };
          const before = truth(simulator);
          const events = witness.count;
          const code = await outcomeOf(simulator.execute(agentId, name, (requests[name] ?? { callId }) as never));
          if (!code) accepted.add(name);
          const several = code === 'INVALID_ARGUMENT' && line && line.calls.filter(({ consultationFor }) => consultationFor === callId).length > 1;
          const target = name === 'blindTransfer' && (code === 'BUSY' || code === 'REFUSED');
          if (!target && !several)
            assert.equal(code, offered ? undefined : 'INVALID_STATE', `${name} of a call that is ${call.state}, offered ${call.actions}`);
          if (code) assert.deepEqual([truth(simulator), witness.count], [before, events], `${name} was refused and changed something`);
        };

        const agentDoes = async (agentId: string, what: number) => {
          const reason = (code: string) => (agentId === 'three' ? code : undefined);
          const finished = [...witness.cleared(agentId)].at(-1) ?? 'none';
          const requests: readonly (readonly [PhoneCommandName, Requests[PhoneCommandName]])[] = [
            ['setAgentState', { state: 'ready' }],
            ['setAgentState', { state: 'ready' }],
            ['setAgentState', { state: 'notReady', reason: reason('LUNCH') }],
            ['setAgentState', { state: 'workingAfterCall' }],
            ['wrapUp', { callId: finished, code: reason('SOLD') ?? 'any' }],
            ['logOut', { reason: reason('HOME') }],
            ['logIn', {}],
            ['logIn', { extension: '190', workMode: 'manualIn' }],
          ];
          const [name, request] = pick(requests, what) ?? ['logIn', {}];
          const before = truth(simulator);
          const code = await outcomeOf(simulator.execute(agentId, name, request as never));
          if (code && code !== 'NOT_CONNECTED') assert.equal(truth(simulator), before, `${name} was refused with ${code} and changed something`);
          if (!code) accepted.add(name);
        };

        const outsiders = (callId: string, what: number) => {
          const actions = [
            () => simulator.hangUpCaller(callId),
            () => simulator.answerOutside(callId),
            () => simulator.refuseOutside(callId, what % 2 === 0 ? 'busy' : 'declined'),
            () => simulator.holdOutside(callId),
            () => simulator.retrieveOutside(callId),
            () => simulator.transferOutside(callId, pick(numbers, what) ?? ''),
            () => simulator.redirect(callId, pick(numbers, what) ?? ''),
            () => simulator.dropCall(callId),
            () => simulator.writeOutside(callId, 'Hello'),
          ];
          const before = truth(simulator);
          try {
            pick(actions, what >> 3)?.();
          } catch {
            assert.equal(truth(simulator), before);
          }
        };

        /** Talks, asks somebody else, and joins the two: what seldom comes about by chance. */
        const consults = async (agentId: string, what: number) => {
          const own = () => simulator.snapshot(agentId)?.calls ?? [];
          if (!own().some(({ state }) => state === 'connected'))
            simulator.placeCall({ from: '+46700000009', to: simulator.snapshot(agentId)?.address || '101' });
          await command(agentId, 'answer', own().find(({ state }) => state === 'alerting')?.id ?? 'none', what);
          const talking = own().find(({ state }) => state === 'connected')?.id ?? 'none';
          await command(agentId, 'consult', talking, what);
          clock.advance(1);
          const asked = own().find(({ consultationFor }) => consultationFor === talking)?.id ?? 'none';
          for (const colleague of ids) if (colleague !== agentId) await command(colleague, 'answer', asked, what);
          clock.advance(4_000);
          await command(agentId, pick(['conference', 'conference', 'completeTransfer', 'cancelConsult'] as const, what) ?? 'conference', talking, what);
        };

        /** Writes in a chat, or mutes and unmutes in a call: what needs two steps in a row. */
        const goesOn = async (agentId: string, what: number) => {
          const own = () => simulator.snapshot(agentId)?.calls ?? [];
          if (what % 2 === 0) simulator.placeCall({ from: '+46700000008', to: simulator.snapshot(agentId)?.address || '101', type: 'chat' });
          await command(agentId, 'answer', own().find(({ state }) => state === 'alerting')?.id ?? 'none', what);
          const steps = what % 2 === 0 ? (['sendMessage', 'pushUrl'] as const) : (['mute', 'unmute'] as const);
          for (const name of steps) await command(agentId, name, own().find(({ actions }) => actions.includes(name))?.id ?? 'none', what);
        };

        /** Somebody's call is listened to, entered or taken: by a supervisor, and by nobody else. */
        const supervises = async (agentId: string, what: number) => {
          const member = pick(['one', 'two'], what) ?? 'one';
          const theirs = simulator.snapshot(member)?.calls ?? [];
          if (what % 5 === 0 && theirs.length === 0) simulator.placeCall({ from: '+46700000007', to: simulator.snapshot(member)?.address || '101' });
          if (what % 5 === 0)
            await command(member, 'answer', (simulator.snapshot(member)?.calls ?? []).find(({ state }) => state === 'alerting')?.id ?? 'none', what);
          const of = pick(simulator.snapshot(member)?.calls ?? [], what >> 2);
          const how = pick(supervisionModes, what >> 1) ?? 'whisper';
          const before = truth(simulator);
          const code = await outcomeOf(simulator.execute(agentId, 'superviseCall', { agentId: member, callId: of?.id ?? 'none', how }));
          const mayTry = simulator.snapshot(agentId)?.team?.some((one) => one.agentId === member);
          if (!mayTry) assert.ok(code, `${agentId} supervises ${member}, who is not of the team`);
          if (code) assert.equal(truth(simulator), before, `superviseCall was refused with ${code} and changed something`);
          else accepted.add(how);
        };

        const carryOut = async ({ kind, who, which, what }: Step) => {
          const agentId = pick(ids, who) ?? 'one';
          const state = simulator.snapshotAll();
          const calls = simulator.snapshot(agentId)?.calls ?? [];
          const own = pick(calls, which);
          const ringing = calls.find((call) => call.state === 'alerting');
          if (kind < 12)
            simulator.placeCall({
              from: which === 0 ? '' : `+4670000000${which}`,
              to: pick(numbers, what) ?? '',
              ...(what % 5 === 0 && { patienceMs: 7_000 }),
              ...(what % 8 === 1 && { type: 'chat' }),
            });
          else if (kind < 16) await outcomeOf(simulator.execute(agentId, 'dial', { number: pick(numbers, what) ?? '' }));
          else if (kind < 22) await consults(agentId, what);
          else if (kind < 32) await command(agentId, 'answer', ringing?.id ?? 'none', what);
          else if (kind < 60 && own) await command(agentId, pick(what % 4 ? likely(own) : callActions, what >> 2) ?? 'hangUp', own.id, what);
          else if (kind < 70) await agentDoes(agentId, what);
          else if (kind < 78) outsiders(pick(state.calls, which)?.id ?? 'none', what);
          else if (kind < 81 && routes.length > 0) await outcomeOf(simulator.route(pick(routes, which) ?? '', pick(numbers, what) ?? ''));
          else if (kind < 83) simulator.failLink('a cable');
          else if (kind < 87) simulator.restoreLink();
          else if (kind < 88 && own) await outcomeOf(Promise.resolve().then(() => simulator.atPhone(agentId, 'hangUp', { callId: own.id })));
          else if (kind < 90) await goesOn(agentId, what);
          else if (kind < 94) await supervises(what % 6 === 0 ? agentId : (pick(['three', 'four'], which) ?? 'four'), what);
          else if (kind < 95) await outcomeOf(simulator.execute(agentId, 'requestAssistance', { kind: 'assist', ...(own && { callId: own.id }) }));
          else clock.advance(what * 4);
        };

        for (const one of script) {
          await carryOut(one);
          steps++;
          witness.check();
          const all = simulator.snapshotAll();
          for (const { agentId, calls, agent, address } of all.agents) {
            assert.ok(calls.filter((call) => call.state === 'connected' && !isChat(call)).length <= 1, `${agentId} talks in two calls at once`);
            if (agent.state === 'ready' || agent.state === 'loggedOut') assert.deepEqual(calls, [], `${agentId} is ${agent.state} with calls`);
            assert.equal(
              agent.state === 'busy',
              calls.some((call) => call.state !== 'alerting'),
              `${agentId} is ${agent.state}`,
            );
            assert.equal(address === '', agent.state === 'loggedOut');
            if (simulator.status.state === 'up') assert.deepEqual(simulator.snapshot(agentId)?.calls, calls, `${agentId}: what is known is not what is true`);
          }
          for (const { parties, waits, id, ids: known } of all.calls) {
            const inIt = parties.filter(isParty);
            for (const { agentId, number, name } of inIt.filter((party) => party.agentId !== undefined)) {
              const view = all.agents.find((agent) => agent.agentId === agentId)?.calls.find((call) => known.includes(call.id));
              const rest = inIt
                .filter((party) => party.agentId !== agentId)
                .sort((one) => (one.agentId !== undefined && one.agentId === view?.supervision?.agentId ? -1 : 0));
              const others = rest.map((party) => party.number);
              if (view && isChat(view))
                assert.ok(view.state !== 'held' && view.remoteState !== 'held' && !view.muted, `${id}: a chat is treated as a phone call`);
              const holds = rest.length === 1 && rest[0]?.state === 'held';
              if (rest.length > 0) assert.equal(view?.remoteState, holds ? 'held' : 'connected', `${agentId} sees a far end that is ${view?.remoteState}`);
              if (others.length > 0)
                assert.deepEqual(
                  (view?.parties ?? [view?.remote])?.map((party) => party?.number),
                  others,
                  `${agentId} at ${number} (${name}) sees other parties`,
                );
            }
            const talking = inIt.length;
            for (const { agentId } of parties.filter(isListener)) {
              const view = all.agents.find((agent) => agent.agentId === agentId)?.calls.find((call) => known.includes(call.id));
              assert.ok(
                inIt.some((party) => party.agentId === view?.supervision?.agentId),
                `${agentId} listens to a call that the agent is not in`,
              );
              assert.deepEqual([...(view?.parties ?? [view?.remote])].map((party) => party?.number).sort(), inIt.map(({ number }) => number).sort());
            }
            assert.ok(talking !== 1 || waits, `${id}: somebody talks to nobody`);
            assert.ok(parties.filter((party) => party.state === 'alerting').length <= 1);
          }
          for (const { ready, waiting, number } of all.queues) assert.ok(ready === 0 || waiting === 0, `${number}: a call waits while an agent is ready`);
        }

        simulator.restoreLink();
        await simulator.stop();
        witness.check();
        assert.deepEqual([simulator.snapshotAll().calls, clock.pending], [[], 0]);
        for (const agentId of ids) assert.deepEqual(simulator.snapshot(agentId)?.calls, []);
        for (const type of witness.types) seen.add(type);
      }),
      { numRuns: Number(process.env.RUNS ?? 250), seed: Number(process.env.SEED ?? 20_240), includeErrorInReport: true },
    );

    assert.ok(steps > 5_000, `${steps} steps`);
    assert.deepEqual([...seen].sort(), [
      'cleared',
      'conferenced',
      'connectionCleared',
      'delivered',
      'diverted',
      'established',
      'failed',
      'held',
      'originated',
      'queued',
      'retrieved',
      'transferred',
      'updated',
    ]);
    assert.deepEqual(
      [...callActions, ...supervisionModes].filter((action) => !accepted.has(action)),
      [],
    );
  });
});
