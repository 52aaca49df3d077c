/** All contenders in one page, taking turns, so that whatever disturbs the machine disturbs them alike. */
import type { HostSide } from '../contenders/contender.ts';
import { contenders } from '../contenders/index.ts';
import { payloadOf } from './payload.ts';

console.debug = console.log = () => {};

export interface DuelOptions {
  guest: string;
  rounds: number;
  sequentialCalls: number;
  batches: number;
  inFlight: number;
  events: number;
}

/** Per contender and case, milliseconds of each round. */
export type DuelTimes = Record<string, Record<string, number[]>>;

const BYTES = { '1 KB': 1_000, '10 KB': 9_600 } as const;

const duel = async (options: DuelOptions): Promise<DuelTimes> => {
  const sides: { name: string; side: HostSide; frame: () => HTMLIFrameElement | null }[] = [];
  for (const contender of contenders) {
    const container = document.body.appendChild(document.createElement('div'));
    const src = `${options.guest}?contender=${contender.name}`;
    const open = () => {
      const frame = document.createElement('iframe');
      frame.src = src;
      container.append(frame);
      return frame;
    };
    sides.push({ name: contender.name, side: await contender.host({ src, container, open }), frame: () => container.querySelector('iframe') });
  }

  const times: DuelTimes = {};
  const note = (name: string, label: string, value: number) => {
    const cases = times[name] ?? {};
    times[name] = { ...cases, [label]: [...(cases[label] ?? []), value] };
  };

  // The clock of a page has steps of a tenth of a millisecond, so the calls are timed together.
  const sequential = async (side: HostSide, payload: unknown): Promise<number> => {
    const from = performance.now();
    for (let call = 0; call < options.sequentialCalls; call += 1) await side.call(payload);
    return (performance.now() - from) / options.sequentialCalls;
  };
  const parallel = async (side: HostSide, payload: unknown): Promise<number> => {
    const from = performance.now();
    for (let batch = 0; batch < options.batches; batch += 1) await Promise.all(Array.from({ length: options.inFlight }, () => side.call(payload)));
    return (performance.now() - from) / (options.batches * options.inFlight);
  };
  const events = (side: HostSide, frame: HTMLIFrameElement | null, bytes: number): Promise<number> =>
    new Promise((resolve) => {
      let seen = 0;
      const from = performance.now();
      side.onEvent = () => {
        seen += 1;
        if (seen === options.events) resolve((performance.now() - from) / options.events);
      };
      frame?.contentWindow?.postMessage({ flood: options.events, bytes }, '*');
    });

  for (let round = -1; round < options.rounds; round += 1) {
    const order = [...sides.keys()].map((index) => sides[(index + round + sides.length) % sides.length]);
    for (const [label, bytes] of Object.entries(BYTES)) {
      const payload = payloadOf(bytes);
      for (const kind of ['sequential', 'in flight', 'event'] as const) {
        for (const entry of order) {
          if (!entry) continue;
          const { name, side, frame } = entry;
          const time =
            kind === 'sequential' ? await sequential(side, payload) : kind === 'in flight' ? await parallel(side, payload) : await events(side, frame(), bytes);
          // The first round only warms up.
          if (round >= 0) note(name, `${kind} ${label}`, time);
        }
      }
    }
  }
  return times;
};

Object.assign(globalThis, { duel });
