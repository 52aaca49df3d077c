/**
 * All Events of 2,000 agents, from a simulated CTI Server through session, switch and gateway to the agents' `linkPhone`s: three processes,
 * and what an event takes from the moment it happens at the phone system to the softphone's listener, beside a bare WebSocket between the
 * same two processes at the same moments. Then side A falls silent: how long until every softphone is true again.
 */
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Child, startChild } from './child.ts';
import type { LinkReply, LinkRequest, ServerReply, ServerRequest } from './cisco/messages.ts';
import type { Heard, SoftphonesReply, SoftphonesRequest } from './link/messages.ts';
import type { Finding } from './report.ts';
import { median, quantile } from './stats.ts';

/** In the tree, so that packages are found from it. */
const folder = fileURLToPath(new URL('./cisco/.built/', import.meta.url));
const sources = { server: 'cisco/server-process', link: 'cisco/link-process', softphones: 'link/softphones-process' } as const;
/** The guide's least for a bridge is five seconds; a host that is gone is known after two and a half of them. */
const HEARTBEAT_MS = 5_000;

interface Processes {
  server: Child<ServerRequest, ServerReply>;
  link: Child<LinkRequest, LinkReply>;
  softphones: Child<SoftphonesRequest, SoftphonesReply>;
  openedMs: number;
}

const within = async <Result>(agents: number, work: (processes: Processes) => Promise<Result>): Promise<Result> => {
  const started: Child<never, never>[] = [];
  const start = <Request extends object, Reply extends { type: string }>(name: keyof typeof sources, ...args: number[]) => {
    const child = startChild<Request, Reply>(`${folder}${name}.js`, ...args);
    started.push(child as unknown as Child<never, never>);
    return child;
  };
  try {
    const server = start<ServerRequest, ServerReply>('server', agents);
    const { ports, barePort } = await server.ask(undefined, 'serving');
    const link = start<LinkRequest, LinkReply>('link', agents, ports.a, ports.b, HEARTBEAT_MS);
    const { port, openedMs } = await link.ask(undefined, 'listening');
    const softphones = start<SoftphonesRequest, SoftphonesReply>('softphones');
    await softphones.ask(undefined, 'connected');
    await softphones.ask({ type: 'connect', port, barePort, agents }, 'connected');
    return await work({ server, link, softphones, openedMs });
  } finally {
    for (const child of started) await child.kill();
  }
};

/** From done to heard. The softphones know the link's ids of calls, the phone system the callers' numbers. */
const delays = (done: [string, number][], heard: Heard['events'], numberOf: (key: string) => string): number[] => {
  const at = new Map(done);
  return heard.flatMap(([key, heardAt]) => {
    const doneAt = at.get(numberOf(key));
    return doneAt === undefined ? [] : [heardAt - doneAt];
  });
};

const measureEvents = async ({ server, link, softphones }: Processes, callsPerSecond: number, seconds: number) => {
  const load = (forSeconds: number) => server.ask({ type: 'load', callsPerSecond, seconds: forSeconds }, 'done');
  // Warms all three up.
  await load(3);
  await softphones.ask({ type: 'heard' }, 'heard');
  const before = await link.ask({ type: 'callers' }, 'callers');
  const done = await load(seconds);
  const heard = await softphones.ask({ type: 'heard' }, 'heard');
  const after = await link.ask({ type: 'callers' }, 'callers');
  const numbers = new Map(after.callers);
  const ringframe = delays(done.events, heard.events, (key) => {
    const [callId = '', type = ''] = key.split(' ');
    return `${numbers.get(callId)} ${type}`;
  });
  const bare = delays(done.events, heard.bare, (key) => key);
  if (ringframe.length !== done.events.length) throw new Error(`of ${done.events.length} events ${ringframe.length} were heard`);
  const told = after.events - before.events;
  return { ringframe, bare, processorUs: ((after.processorMs - before.processorMs) * 1_000) / told, eventsPerCall: told / done.calls };
};

/** The softphones are told `busy` by side B, which knows what side A never said. */
const measureFailover = async ({ server, softphones }: Processes): Promise<number> => {
  const back = softphones.ask({ type: 'await', state: 'busy' }, 'back');
  const { at } = await server.ask({ type: 'fall' }, 'fallen');
  return (await back).at - at;
};

export interface CiscoLinkSizes {
  agents: number;
  callsPerSecond: number;
  seconds: number;
}

export const benchCiscoLink = async ({ agents, callsPerSecond, seconds }: CiscoLinkSizes): Promise<Finding[]> => {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: Object.entries(sources).map(([out, path]) => ({ out, in: fileURLToPath(new URL(`./${path}.ts`, import.meta.url)) })),
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  try {
    return await within(agents, async (processes) => {
      const { ringframe, bare, processorUs, eventsPerCall } = await measureEvents(processes, callsPerSecond, seconds);
      const failoverMs = await measureFailover(processes);
      const title = `cisco: ${agents} agents, ${callsPerSecond} calls/s, event from the CTI Server to the softphone`;
      return [
        { name: `${title}, p50`, value: median(ringframe), unit: 'ms' },
        { name: `${title}, p99`, value: quantile(ringframe, 0.99), unit: 'ms', target: 100 },
        { name: `${title}, p50`, value: median(ringframe) / median(bare), unit: '×', reference: 'bare WebSocket' },
        { name: `${title}, p99`, value: quantile(ringframe, 0.99) / quantile(bare, 0.99), unit: '×', reference: 'bare WebSocket' },
        { name: 'cisco: events of a call, told to its line', value: eventsPerCall, unit: 'events' },
        { name: `cisco: ${agents} agents, processor time of an event in the link`, value: processorUs, unit: 'us' },
        { name: `cisco: ${agents} agents looked up when the session opens`, value: processes.openedMs, unit: 'ms' },
        { name: `cisco: side A falls silent, ${agents} softphones true again by side B`, value: failoverMs, unit: 'ms', target: 15_000 },
      ];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
