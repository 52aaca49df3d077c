/**
 * The CTI link with 500, 1,000 and 2,000 agents: the simulated phone system and the gateway in one process, the agents' `linkPhone`s in
 * another. What an event takes from the switch to the softphone's listener, beside a bare WebSocket between the same two processes at the same moments.
 */
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startChild } from './child.ts';
import {
  type Heard,
  type LinkReady,
  type LinkReply,
  type LinkRequest,
  monotonicMs,
  type SoftphonesReply,
  type SoftphonesRequest,
  type Told,
  type Usage,
} from './link/messages.ts';
import type { Finding } from './report.ts';
import { median, quantile } from './stats.ts';

/** In the tree, so that packages are found from it. */
const folder = fileURLToPath(new URL('./link/.built/', import.meta.url));
const processes = ['link-process', 'softphones-process'] as const;

const start = <Request extends object, Reply extends { type: string }>(name: (typeof processes)[number], ...args: (string | number)[]) =>
  startChild<Request, Reply>(`${folder}${name}.js`, ...args);

const startLinkProcess = async (agents: number, port: number, state: 'ready' | 'notReady') => {
  const link = start<LinkRequest, LinkReply>('link-process', agents, port, state);
  const ready: LinkReady = await link.ask(undefined, 'listening');
  return { ...link, ready };
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** From told to heard, of those that were heard. */
const delays = (told: Told, heard: Heard['events']): number[] => {
  const at = new Map(told.events);
  return heard.flatMap(([key, heardAt]) => {
    const toldAt = at.get(key);
    return toldAt === undefined ? [] : [heardAt - toldAt];
  });
};

interface Round {
  agents: number;
  ringframe: number[];
  bare: number[];
  cpuUsPerEvent: number;
  bytesPerAgent: number;
  eventsPerCall: number;
}

const cpuOf = (before: Usage, after: Usage) => after.cpuMs - before.cpuMs;

const measure = async (agents: number, { callsPerSecond, seconds }: { callsPerSecond: number; seconds: number }): Promise<Round> => {
  const link = await startLinkProcess(agents, 0, 'ready');
  const softphones = start<SoftphonesRequest, SoftphonesReply>('softphones-process');
  try {
    await softphones.ask(undefined, 'connected');
    const empty = await link.ask({ type: 'usage' }, 'usage');
    const { port, barePort } = link.ready;
    await softphones.ask({ type: 'connect', port, barePort, agents }, 'connected');
    const load = () => link.ask({ type: 'load', callsPerSecond, seconds }, 'told');
    // Warms both up.
    await link.ask({ type: 'load', callsPerSecond, seconds: 2 }, 'told');
    await softphones.ask({ type: 'heard' }, 'heard');
    // What heartbeats alone take in as long a time is not the events'.
    const resting = await link.ask({ type: 'usage' }, 'usage');
    await pause(seconds * 1_000 + 1_500);
    const before = await link.ask({ type: 'usage' }, 'usage');
    const told = await load();
    const after = await link.ask({ type: 'usage' }, 'usage');
    const heard = await softphones.ask({ type: 'heard' }, 'heard');
    const events = after.events - before.events;
    const ringframe = delays(told, heard.events);
    if (ringframe.length !== told.events.length) throw new Error(`of ${told.events.length} events ${ringframe.length} were heard`);
    return {
      agents,
      ringframe,
      bare: delays(told, heard.bare),
      cpuUsPerEvent: ((cpuOf(before, after) - cpuOf(resting, before)) * 1_000) / events,
      bytesPerAgent: (before.residentBytes - empty.residentBytes) / agents,
      eventsPerCall: events / told.calls,
    };
  } finally {
    await softphones.kill();
    await link.kill();
  }
};

/** The link is killed and started anew; its softphones come back by themselves. */
const measureRestart = async (agents: number): Promise<{ sinceListeningMs: number; sinceKilledMs: number }> => {
  let link = await startLinkProcess(agents, 0, 'ready');
  const softphones = start<SoftphonesRequest, SoftphonesReply>('softphones-process');
  try {
    await softphones.ask(undefined, 'connected');
    const { port, barePort } = link.ready;
    await softphones.ask({ type: 'connect', port, barePort, agents }, 'connected');
    await softphones.ask({ type: 'await', state: 'ready' }, 'back');
    const killedAt = monotonicMs();
    await link.kill();
    // Its agents are not ready now: whoever says so knows what is true.
    link = await startLinkProcess(agents, port, 'notReady');
    const { at } = await softphones.ask({ type: 'await', state: 'notReady' }, 'back');
    return { sinceListeningMs: at - link.ready.at, sinceKilledMs: at - killedAt };
  } finally {
    await softphones.kill();
    await link.kill();
  }
};

export interface LinkBenchSizes {
  agents: readonly number[];
  callsPerSecond: number;
  seconds: number;
  rounds: number;
}

export const benchLink = async ({ agents, callsPerSecond, seconds, rounds }: LinkBenchSizes): Promise<Finding[]> => {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: processes.map((name) => fileURLToPath(new URL(`./link/${name}.ts`, import.meta.url))),
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  try {
    const measured = new Map<number, Round[]>(agents.map((count) => [count, []]));
    for (let round = 0; round < rounds; round += 1) for (const count of agents) measured.get(count)?.push(await measure(count, { callsPerSecond, seconds }));
    const most = Math.max(...agents);
    const restarts = [];
    for (let round = 0; round < rounds; round += 1) restarts.push(await measureRestart(most));

    const of = (count: number, figure: (round: Round) => number) => median((measured.get(count) ?? []).map(figure));
    const least = Math.min(...agents);
    return [
      { name: 'link: events of a call', value: of(most, ({ eventsPerCall }) => eventsPerCall), unit: 'events' },
      ...agents.flatMap((count): Finding[] => {
        const title = `link: ${count} agents, ${callsPerSecond} calls/s, event from switch to softphone`;
        const p99 = of(count, ({ ringframe }) => quantile(ringframe, 0.99));
        return [
          { name: `${title}, p50`, value: of(count, ({ ringframe }) => median(ringframe)), unit: 'ms' },
          { name: `${title}, p99`, value: p99, unit: 'ms', ...(count === most && { target: 100 }) },
          { name: `${title}, p50`, value: of(count, ({ ringframe, bare }) => median(ringframe) / median(bare)), unit: '×', reference: 'bare WebSocket' },
          { name: `link: ${count} agents, processor time of an event`, value: of(count, ({ cpuUsPerEvent }) => cpuUsPerEvent), unit: 'us' },
          {
            name: `link: ${count} agents, memory per agent`,
            value: of(count, ({ bytesPerAgent }) => bytesPerAgent / 1_000),
            unit: 'KB',
            ...(count === most && { target: 40 }),
          },
        ];
      }),
      {
        name: `link: processor time of an event with ${most} agents`,
        value: of(most, ({ cpuUsPerEvent }) => cpuUsPerEvent) / of(least, ({ cpuUsPerEvent }) => cpuUsPerEvent),
        unit: '×',
        reference: `${least} agents`,
      },
      {
        name: `link: ${most} agents back with a true snapshot, since the new link listens`,
        value: median(restarts.map(({ sinceListeningMs }) => sinceListeningMs)),
        unit: 'ms',
        target: 5_000,
      },
      {
        name: `link: ${most} agents back with a true snapshot, since the old one was killed`,
        value: median(restarts.map(({ sinceKilledMs }) => sinceKilledMs)),
        unit: 'ms',
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
