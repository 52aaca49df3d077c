import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual } from './expect.ts';

/** Where pages hear of uncaught errors; while a case makes listeners throw, it must not take them for failures. */
const withoutReports = async (work: () => Promise<void>): Promise<void> => {
  const place = globalThis as { reportError?: (error: unknown) => void };
  const own = Object.getOwnPropertyDescriptor(globalThis, 'reportError');
  Object.defineProperty(place, 'reportError', { value: () => undefined, configurable: true, writable: true });
  try {
    await work();
  } finally {
    if (own) Object.defineProperty(place, 'reportError', own);
    else Reflect.deleteProperty(place, 'reportError');
  }
};

export const listenerCases: readonly CaseDefinition[] = [
  {
    name: 'a listener that throws disturbs neither the phone nor other listeners',
    requires: ['answer', 'hangUp'],
    run: ({ create, act, rings, answer, told }) =>
      withoutReports(async () => {
        const watched = create();
        const { phone, witness } = watched;
        const after: string[] = [];
        for (const name of ['status', 'call', 'agent', 'team', 'assistance'] as const) {
          phone.on(name, () => {
            throw new Error('a listener of the contract, which throws on purpose');
          });
          phone.on(name, () => after.push(name));
        }
        await act('connect', () => phone.connect());
        const call = await rings(watched);
        await answer(call);
        await act('hangUp', () => phone.hangUp(call.id));
        told(witness, call.id, 'cleared', 'hangUp');
        await act('dispose', () => phone.dispose());
        expectEqual(after.length, witness.count, 'law 4: events heard by the listener after the one that throws');
      }),
  },
  {
    name: 'a listener that left hears nothing more, and leaving twice does no harm',
    requires: ['reject'],
    async run({ connected, rings, act }) {
      const watched = await connected();
      let heard = 0;
      const leave = watched.phone.on('call', () => heard++);
      const first = await rings(watched);
      leave();
      leave();
      const before = heard;
      expect(before > 0, 'the listener heard nothing while it was there');
      await act('reject', () => watched.phone.reject(first.id));
      expectEqual(heard, before, 'events heard after leaving');
    },
  },
  {
    name: 'a command from within a listener works, and all listeners hear the events in one order',
    requires: ['answer'],
    async run({ connected, rings, act }) {
      const watched = await connected();
      const { phone } = watched;
      let answered: Promise<void> | undefined;
      phone.on('call', ({ event, call }) => {
        if (event.type === 'delivered' && call.direction === 'inbound') answered = phone.answer(call.id);
      });
      const order: string[] = [];
      phone.on('call', ({ event }) => order.push(event.type));
      const { id } = await rings(watched);
      await act('answer from within a listener', () => answered ?? Promise.reject(new Error('the listener never heard of the call')));
      expectEqual(watched.witness.eventsOf(id), ['delivered', 'established'], 'events');
      expectEqual(
        order.filter((type) => type !== 'updated'),
        ['delivered', 'established'],
        'law 4: events as the later listener heard them',
      );
    },
  },
];
