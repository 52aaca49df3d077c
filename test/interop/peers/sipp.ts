import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HOST, LINE_PORT, SIP_PORT, STEP_TIMEOUT_MS } from './limits.ts';
import { keepLog } from './logs.ts';
import { type PeerProcess, startProcess } from './process.ts';
import { scenario } from './scenario.ts';
import type { Step } from './scenario-message.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { SIPP_TONE_HZ, toneMuLaw } from './tone.ts';

export interface SippOptions {
  steps: readonly Step[];
  transport?: 'udp' | 'tcp' | undefined;
  /** `caller` makes one call. `line` takes one, at the port that numbers lead to, and sends back what it hears. */
  role: 'caller' | 'line';
}

/** The caller's own port, and the first of its media ports. Counted up so that two may run side by side. */
let nextPort = LINE_PORT + 100;
let nextMediaPort = 21_000;
const LOOK_EVERY_MS = 10;

/** sipp says nothing while it waits for a call, so the kernel's table of sockets is asked. */
const bound = async (port: number, transport: 'udp' | 'tcp'): Promise<void> => {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  for (const deadline = Date.now() + STEP_TIMEOUT_MS; Date.now() < deadline; await delay(LOOK_EVERY_MS)) {
    const sockets = await readFile(`/proc/self/net/${transport}`, 'utf8');
    if (sockets.split('\n').some((line) => line.trim().split(' ', 2)[1]?.concat(' ').endsWith(wanted))) return;
  }
  throw new Error(`sipp does not listen on port ${port}`);
};

/** One run of sipp: one call, then it exits with 0 when everything came as its steps say. Messages are in its log. */
export const startSipp = async ({ steps, transport = 'udp', role }: SippOptions): Promise<PeerProcess> => {
  const folder = temporaryFolder('sipp');
  await writeFile(join(folder, 'scenario.xml'), scenario(steps));
  await writeFile(join(folder, 'tone.ul'), toneMuLaw(SIPP_TONE_HZ, 2));
  const [messages, errors] = [join(folder, 'messages.log'), join(folder, 'errors.log')];
  keepLog(`sipp ${role} messages`, () => [messages, errors].filter((path) => existsSync(path)).flatMap((path) => readFileSync(path, 'utf8').split(/\r?\n/)));
  const port = role === 'line' ? LINE_PORT : nextPort++;
  const mediaPort = nextMediaPort;
  nextMediaPort += 20;
  const args = ['-sf', 'scenario.xml', '-m', '1', '-i', HOST, '-p', String(port), '-mp', String(mediaPort), '-t', transport === 'tcp' ? 't1' : 'u1'];
  args.push('-nostdin', '-trace_msg', '-message_file', messages, '-trace_err', '-error_file', errors, '-timeout', '120s', '-timeout_error');
  args.push(...(role === 'line' ? ['-rtp_echo'] : [`${HOST}:${SIP_PORT}`]));
  const sipp = await startProcess({ name: `sipp ${role}`, command: 'sipp', args, cwd: folder });
  if (role === 'line') await bound(port, transport);
  return sipp;
};
