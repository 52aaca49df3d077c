/** The second stage of `handleLaunchUrl`: reads the URL, clears it, and finds the tab that carries the launch out. */
import { type LaunchRequest, parseLaunchUrl } from '../../numbers/parse-launch-url.ts';
import { CtiError } from '../../protocol/error.ts';
import { createCarryOut } from './carry-out.ts';
import { clearedUrl } from './cleared-url.ts';
import type { LaunchNotice, LaunchOptions, LaunchOutcome, LaunchSettlement } from './launch-options.ts';
import { createRunningTab } from './running-tab.ts';
import { showNotice } from './show-notice.ts';

const HANDED_OVER = 'This call was opened in the tab that is open already. You can close this one.';

export interface StartOptions extends LaunchOptions {
  /** The page's URL when `handleLaunchUrl` was called: a router may have changed it since. */
  href: string;
  signal: AbortSignal;
}

export const startLaunches = (options: StartOptions): Promise<LaunchSettlement> => {
  const { href, signal, logger = console } = options;
  /** A listener of the CRM that throws stops nothing. */
  const guarded =
    <Event>(listener: ((event: Event) => void) | undefined) =>
    (event: Event): void => {
      if (signal.aborted) return;
      try {
        listener?.(event);
      } catch (error) {
        logger.error('ringframe: a listener for launch URLs threw', error);
      }
    };
  const notify = guarded<LaunchNotice>(options.notify ?? showNotice);
  const carryOut = createCarryOut(options, { notify, onLaunch: guarded<LaunchOutcome>(options.onLaunch), signal });

  /** The launch in a URL, which is then no longer in the address bar. What is wrong with it is said. */
  const read = (url: string, previous?: string): LaunchRequest | 'malformed' | undefined => {
    const found = parseLaunchUrl(url);
    if (!found) return undefined;
    if (location.href === url) {
      try {
        history.replaceState(history.state, '', clearedUrl(url, previous));
      } catch (error) {
        // A browser stops pages that change their address too often.
        logger.warn('ringframe: the launch URL stays in the address bar', error);
      }
    }
    if (found.kind === 'launch') return found;
    const { problem, parameter, message } = found;
    const error = new CtiError('INVALID_ARGUMENT', message, { details: { issues: [{ path: parameter ?? '', problem }] } });
    logger.warn(`ringframe: ${message}`);
    notify({ reason: 'malformed', message, error });
    return 'malformed';
  };

  /** The agent, or the phone system by a named window, brought a launch to this very tab: it is carried out in it. */
  const readHere = (url: string, previous: string): void => {
    const found = read(url, previous);
    if (found !== undefined && found !== 'malformed') void carryOut(found);
  };

  addEventListener('hashchange', ({ newURL, oldURL }) => readHere(newURL, oldURL), { signal });
  const tab = createRunningTab(
    options.name ?? 'crm',
    (launch) => {
      // A courtesy that browsers grant or not.
      focus();
      void carryOut(launch);
    },
    signal,
  );

  const settle = async (): Promise<LaunchSettlement> => {
    const own = read(href);
    if (own === undefined || own === 'malformed') {
      tab.join();
      return own ? 'failed' : 'none';
    }
    if ((await tab.handOver(own)) === 'here') return (await carryOut(own)) ? 'carriedOut' : 'failed';
    close();
    // Only a window that was opened by a script, or has been nowhere else, may close itself, and not in every browser.
    if (!closed) notify({ reason: 'handedOver', message: HANDED_OVER });
    return 'handedOver';
  };
  // May have come while this part of the library was loading.
  const now = location.href;
  const settled = settle();
  if (now !== href) readHere(now, href);
  return settled;
};
