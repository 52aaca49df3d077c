/**
 * Every interop test file runs in network and process namespaces of its own: only loopback is there, so nothing can leave
 * the machine, ports may be fixed, files can run side by side, and whatever a test starts ends with it.
 */
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INSIDE = 'RINGFRAME_INTEROP_NAMESPACE';

/** Debian package of each program the tests start. */
const programs: Record<string, string> = {
  unshare: 'util-linux',
  ip: 'iproute2',
  kamailio: 'kamailio kamailio-websocket-modules',
  rtpengine: 'rtpengine-daemon',
  sipp: 'sip-tester',
  baresip: 'baresip-core',
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
};

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];

const isInstalled = (program: string): boolean =>
  folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const whatIsMissing = (): string | undefined => {
  if (process.platform !== 'linux') return 'Interop tests need Linux: they build a network namespace.';
  if (process.getuid?.() !== 0) return 'Interop tests must run as root: they build a network namespace.';
  const missing = Object.entries(programs).filter(([program]) => !isInstalled(program));
  if (missing.length === 0) return undefined;
  const packages = missing.map(([, name]) => name).join(' ');
  return `Interop tests lack ${missing.map(([program]) => program).join(', ')}. Install: apt-get install --no-install-recommends ${packages}`;
};

/** A second address besides 127.0.0.1, because Firefox gathers no ICE candidate from loopback alone. */
const raiseLoopback = (): void => {
  for (const command of ['link set lo up', 'address add 192.0.2.2/32 dev lo', 'route add default dev lo src 192.0.2.2']) {
    execFileSync('ip', command.split(' '));
  }
};

/** Runs the test file again inside fresh namespaces and ends with its exit code. Returns only inside. */
export const enterNamespace = async (testFileUrl: string): Promise<void> => {
  process.env.PATH = folders.join(delimiter);
  if (process.env[INSIDE] === '1') {
    raiseLoopback();
    return;
  }
  const missing = whatIsMissing();
  if (missing !== undefined) throw new Error(missing);
  const unshare = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const child = spawn('unshare', [...unshare, process.execPath, ...process.execArgv, fileURLToPath(testFileUrl)], {
    // The standard output is the test runner's own channel: the inner file reports through it.
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, [INSIDE]: '1' },
  });
  // `unshare` ignores the polite signals; its end takes the whole process namespace along.
  process.once('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  process.exit(code);
};
