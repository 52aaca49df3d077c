import { spawn } from 'node:child_process';

type Environment = Record<string, string | undefined>;

/** The command that opens an address in the default browser; undefined where nobody would see it. */
export const browserCommand = (url: string, platform: NodeJS.Platform, environment: Environment): [string, ...string[]] | undefined => {
  if (environment.CI) return undefined;
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url];
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open', url] : undefined;
};

/** Tries to; whoever has no browser there opens the printed address. */
export const openBrowser = (url: string): void => {
  const command = browserCommand(url, process.platform, process.env);
  if (!command) return;
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
};
