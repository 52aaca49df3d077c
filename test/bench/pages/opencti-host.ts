/** A CRM page with two softphones, one of the typed API and one of Open CTI, which take turns. */
import { mountSoftphone, type Softphone } from '../../../src/host/index.ts';
import { DEFAULT_LIMITS } from '../../../src/index.ts';
import type { Timed } from './timed-calls.ts';

export interface OpenCtiOptions {
  typed: string;
  dropIn: string;
  rounds: number;
  /** In each round, one after another. */
  calls: number;
  loads: number;
}

/** Milliseconds: of a call, by round; of each load. */
export interface OpenCtiTimes {
  typed: number[];
  dropIn: number[];
  firstAnswer: number[];
}

/** The rate is counted as always; only the figure is out of reach, since this is a flood. */
const limits = { ...DEFAULT_LIMITS, messagesPerSecond: 10_000_000, messageBurst: 10_000_000 };

const mount = (src: string): Softphone => mountSoftphone({ src, container: document.body, openCti: true, limits, crm: { screenPop: () => {} } });

/** The next message of the page in the frame, which is of the test's own and not of the bridge. */
const told = <Message>({ frame }: Softphone, name: string): Promise<Message> =>
  new Promise((resolve, reject) => {
    const listen = ({ source, data }: MessageEvent): void => {
      if (source !== frame.contentWindow || typeof data !== 'object' || data === null || !(name in data || 'error' in data)) return;
      removeEventListener('message', listen);
      if (name in data) resolve(data as Message);
      else reject(new Error(data.error));
    };
    addEventListener('message', listen);
  });

const perCallMs = async (softphone: Softphone, calls: number): Promise<number> => {
  const timed = told<Extract<Timed, { perCallMs: number }>>(softphone, 'perCallMs');
  softphone.frame.contentWindow?.postMessage({ calls }, new URL(softphone.frame.src).origin);
  return (await timed).perCallMs;
};

const openCti = async (options: OpenCtiOptions): Promise<OpenCtiTimes> => {
  const times: OpenCtiTimes = { typed: [], dropIn: [], firstAnswer: [] };

  for (let load = 0; load < options.loads; load += 1) {
    const softphone = mount(options.dropIn);
    times.firstAnswer.push((await told<{ firstAnswerMs: number }>(softphone, 'firstAnswerMs')).firstAnswerMs);
    softphone.dispose();
  }

  const dropIn = mount(options.dropIn);
  await told(dropIn, 'firstAnswerMs');
  const typed = mount(options.typed);
  await typed.ready();
  const one = { softphone: typed, into: times.typed };
  const other = { softphone: dropIn, into: times.dropIn };
  // The first round only warms up; whoever goes first changes with each.
  for (let round = -1; round < options.rounds; round += 1) {
    for (const { softphone, into } of round % 2 === 0 ? [one, other] : [other, one]) {
      const time = await perCallMs(softphone, options.calls);
      if (round >= 0) into.push(time);
    }
  }
  typed.dispose();
  dropIn.dispose();
  return times;
};

Object.assign(globalThis, { openCti });
