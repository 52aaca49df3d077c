/** Whatever agents and customers do: each client sees each of its calls begin once and end once, and nothing of it before or after. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Message } from '../../../src/link/switches/cisco/codec/index.ts';
import { follow } from './follow.ts';
import type { RawClient } from './raw-client.ts';
import { CUSTOMER, desk, startSite, type TestSite } from './site.ts';

const extensions = ['2001', '2002', '2009'] as const;

type Step =
  | { does: 'place'; to: string }
  | { does: 'customer'; call: number; leaves: boolean }
  | { does: 'time'; ms: number }
  | { does: 'answer' | 'hold' | 'retrieve' | 'clear' | 'alternate' | 'reconnect'; extension: string }
  /** With somebody who is asked before, where nobody is. */
  | { does: 'transfer' | 'conference'; extension: string; to: string; answered: boolean }
  | { does: 'make' | 'consult' | 'deflect' | 'blind'; extension: string; to: string }
  | { does: 'state'; extension: string; state: number };

const extension = fc.constantFrom(...extensions);
const to = fc.constantFrom(...extensions, '800', '801', '5550111', '5550122', '99');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('place' as const), to }),
  fc.record({ does: fc.constant('customer' as const), call: fc.nat(5), leaves: fc.boolean() }),
  fc.record({ does: fc.constant('time' as const), ms: fc.nat(15_000) }),
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('answer' as const, 'hold' as const, 'retrieve' as const), extension }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('alternate' as const, 'reconnect' as const), extension }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('transfer' as const, 'conference' as const), extension, to, answered: fc.boolean() }) },
  fc.record({ does: fc.constant('clear' as const), extension }),
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('make' as const, 'consult' as const, 'deflect' as const, 'blind' as const), extension, to }) },
  fc.record({ does: fc.constant('state' as const), extension, state: fc.constantFrom(2, 3, 5, 6) }),
);

/** The calls at a phone by the state of its connection there. */
const callsAt = ({ simulator }: TestSite, number: string, state: string): number[] =>
  simulator
    .state()
    .calls.flatMap(({ callId, parties }) => (parties.some((party) => party.isDevice && party.number === number && party.state === state) ? [callId] : []));

const perform = async (site: TestSite, client: RawClient, one: Step): Promise<void> => {
  const { simulator, clock } = site;
  if (one.does === 'place') simulator.placeCall({ from: CUSTOMER, to: one.to });
  else if (one.does === 'time') clock.advance(one.ms);
  else if (one.does === 'customer') {
    const { callId = 0, parties = [] } = simulator.state().calls[one.call] ?? {};
    const outside = parties.find(({ isDevice }) => !isDevice);
    if (outside && outside.state !== 'LCS_ALERTING' && one.leaves) simulator.hangUpOutside(callId, outside.number);
    else if (parties.some(({ isDevice, state }) => !isDevice && state === 'LCS_ALERTING')) simulator.answerOutside(callId);
  } else {
    const agent = desk(client, one.extension);
    if ('answered' in one && callsAt(site, one.extension, 'LCS_HOLD').length === 0) {
      const [about = 0] = callsAt(site, one.extension, 'LCS_CONNECT');
      await agent.consult(about, one.to);
      const [rings = 0] = callsAt(site, one.to, 'LCS_ALERTING');
      if (one.answered) await desk(client, one.to).answer(rings);
    }
    const [active = 0] = callsAt(site, one.extension, 'LCS_CONNECT');
    const [held = 0] = callsAt(site, one.extension, 'LCS_HOLD');
    const [ringing = 0] = callsAt(site, one.extension, 'LCS_ALERTING');
    const steps = {
      answer: () => agent.answer(ringing),
      hold: () => agent.hold(active),
      retrieve: () => agent.retrieve(held),
      clear: () => agent.clear(active || ringing || held),
      transfer: () => agent.transfer(active, held),
      conference: () => agent.conference(active, held),
      alternate: () => agent.alternate(active, held),
      reconnect: () => agent.reconnect(active, held),
      make: () => agent.make('to' in one ? one.to : ''),
      consult: () => agent.consult(active, 'to' in one ? one.to : ''),
      deflect: () => agent.deflect(ringing, 'to' in one ? one.to : ''),
      blind: () => agent.transfer(active, null, 'to' in one ? one.to : ''),
      state: () => agent.setState('state' in one ? one.state : 0),
    };
    await steps[one.does]();
  }
};

/** Calls of which both were still to be answered, joined: what once left a call in its queue that was over. */
const twoAreWaitedFor: Step[][] = [
  [
    { does: 'make', extension: '2001', to: '801' },
    { does: 'answer', extension: '2002' },
    { does: 'blind', extension: '2001', to: '801' },
    { does: 'transfer', extension: '2002', to: '2001', answered: false },
    { does: 'transfer', extension: '2001', to: '2001', answered: false },
    { does: 'alternate', extension: '2001' },
    { does: 'state', extension: '2001', state: 2 },
  ],
  [
    { does: 'make', extension: '2002', to: '2001' },
    { does: 'make', extension: '2002', to: '801' },
    { does: 'alternate', extension: '2002' },
    { does: 'transfer', extension: '2002', to: '2001', answered: false },
    { does: 'answer', extension: '2001' },
    { does: 'answer', extension: '2001' },
    { does: 'state', extension: '2001', state: 2 },
  ],
];

test('every call begins before all else, ends after it, and what clients see is what there is', async (context) => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const site = await startSite(context, { ports: { b: false } });
      const all = await site.openAll();
      const own = await Promise.all(extensions.map((each) => site.openAgent(each)));
      for (const one of steps) await perform(site, all, one);
      for (const client of [all, ...own]) await client.settled();
      const { calls, faults, agents } = site.simulator.state();
      assert.deepEqual(faults, []);
      assert.deepEqual([...follow(all.events, false)].sort(), calls.map(({ callId }) => callId).sort());
      for (const [index, client] of own.entries()) {
        const number = extensions[index] ?? '';
        const expected = calls.filter(({ parties }) => parties.some((party) => party.isDevice && party.number === number)).map(({ callId }) => callId);
        assert.deepEqual([...follow(client.events, false)].sort(), expected.sort(), `calls at ${number}`);
        const last = client.events.filter(({ name }) => name === 'AGENT_STATE_EVENT').at(-1) as Message<'AGENT_STATE_EVENT'> | undefined;
        const names = { 2: 'NOT_READY', 3: 'AVAILABLE', 4: 'TALKING', 5: 'WORK_NOT_READY', 6: 'WORK_READY', 8: 'RESERVED', 10: 'HOLD' } as Record<
          number,
          string
        >;
        if (last) assert.equal(agents.find((each) => each.extension === number)?.state, `AGENT_STATE_${names[last.agentState]}`);
      }
      for (const name of all.arrived) seen.add(name);
      for (const client of [all, ...own]) client.close();
      await site.simulator.stop();
    }),
    { numRuns: 250, seed: 7, examples: twoAreWaitedFor.map((steps) => [steps]) },
  );
  const hoped = ['CALL_TRANSFERRED_EVENT', 'CALL_CONFERENCED_EVENT', 'CALL_DIVERTED_EVENT', 'CALL_QUEUED_EVENT', 'CALL_DEQUEUED_EVENT', 'CALL_FAILED_EVENT'];
  assert.deepEqual(
    hoped.filter((name) => !seen.has(name)),
    [],
    'not everything was tried',
  );
});
