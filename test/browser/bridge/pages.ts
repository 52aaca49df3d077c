/** Addresses of the fixture pages, and the ways in which tests open them. */
import { type MountOptions, mountSoftphone, type Softphone } from '../../../src/host/index.ts';
import type { ConnectOptions } from '../../../src/softphone/index.ts';
import { fixture, origins } from '../origins.ts';
import { container } from './remote-page.ts';

export interface SoftphonePage {
  /** Where it is served. Default `origins.ip`. */
  origin?: string;
  /** What it passes to `connectToCrm`; `none` waits for the command `connect`. Default: the test page is allowed. */
  options?: Partial<ConnectOptions> | 'none';
  /** More of the query. */
  query?: string;
}

export const softphonePage = ({ origin = origins.ip, options = {}, query = '' }: SoftphonePage = {}): string => {
  const shown = options === 'none' ? '' : `options=${encodeURIComponent(JSON.stringify({ allowedOrigins: [location.origin], ...options }))}`;
  return fixture('bridge/softphone.html', origin, [shown, query].filter(Boolean).join('&'));
};

/** A page that is there but longer than any test, so that only what happens at once can pass. */
export const NEVER_MS = 120_000;

const mounted = new Set<Softphone>();
/** Whatever the library logs, so that tests are quiet and can look at it. */
export const logged: { level: 'warn' | 'error'; message: string; details: unknown }[] = [];
const logger = {
  warn: (message: string, details?: unknown) => void logged.push({ level: 'warn', message, details }),
  error: (message: string, details?: unknown) => void logged.push({ level: 'error', message, details }),
};

export const mount = (options: Partial<MountOptions> = {}): Softphone => {
  const softphone = mountSoftphone({ src: softphonePage(), container: container(), logger, ...options });
  mounted.add(softphone);
  return softphone;
};

/** All states a softphone goes through, from now on; a failure with its code. */
export const statesOf = (softphone: Softphone): string[] => {
  const states: string[] = [];
  softphone.on('status', (status) => states.push('error' in status ? `${status.state} ${status.error.code}` : status.state));
  return states;
};

/** For `afterEach`: nothing of one test reaches the next. */
export const cleanUp = (): void => {
  for (const softphone of mounted) softphone.dispose();
  mounted.clear();
  logged.length = 0;
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
};
