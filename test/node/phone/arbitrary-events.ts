/** Events as a phone system out of its mind might send them: any type, few calls, any order, times going back and forth. */
import fc from 'fast-check';
import { callCauses } from '../../../src/index.ts';
import type { CallEvent } from '../../../src/phone/index.ts';

const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
const party = fc.record({
  name: maybe(fc.constantFrom('Desk', 'n'.repeat(600))),
  number: fc.constantFrom('', '+46812345678', '112', 'alice', '1'.repeat(300)),
});
const about = { callId: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 50 }), cause: maybe(fc.constantFrom(...callCauses)) };
const by = fc.constantFrom('local' as const, 'remote' as const);
const data = maybe(fc.dictionary(fc.constantFrom('x', 'y', '__proto__'), fc.constantFrom('1', '2', '')));
const parties = fc.array(party, { maxLength: 4 });
const plain = (...types: ('established' | 'diverted' | 'queued' | 'failed' | 'cleared' | 'transferred')[]) =>
  fc.record({ ...about, type: fc.constantFrom(...types), remote: maybe(party) });

export const anyEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({ ...about, type: fc.constant('originated' as const), remote: party, consultationFor: maybe(fc.constantFrom('a', 'b', 'c')), data }),
  fc.record({
    ...about,
    type: fc.constant('delivered' as const),
    direction: maybe(fc.constantFrom('inbound' as const, 'outbound' as const, 'internal' as const)),
    remote: maybe(party),
    called: maybe(party),
    data,
  }),
  plain('established', 'established', 'diverted', 'queued', 'failed', 'cleared', 'transferred'),
  fc.record({ ...about, type: fc.constant('conferenced' as const), by, parties }),
  fc.record({ ...about, type: fc.constant('connectionCleared' as const), parties }),
  fc.record({ ...about, type: fc.constant('held' as const), by }),
  fc.record({ ...about, type: fc.constant('retrieved' as const), by }),
  fc.record({
    ...about,
    type: fc.constant('updated' as const),
    muted: maybe(fc.boolean()),
    remote: maybe(party),
    signalling: maybe(fc.constantFrom('up' as const, 'lost' as const)),
    parties: maybe(parties),
    data,
  }),
);

export const anyEvents = fc.array(anyEvent, { maxLength: 60 });
