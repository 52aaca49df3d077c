/**
 * Of all tabs of a CRM the one that holds the lock is the running one: launches of later tabs are handed to it. A second lock, one for
 * each launch, decides who carries it out, so that a tab that wakes up late does not do again what another has done.
 */
import type { LaunchRequest } from '../../numbers/parse-launch-url.ts';
import { type LaunchMessage, readLaunchMessage } from './launch-message.ts';
import { HAND_OVER_TIMEOUT_MS, MAX_REMEMBERED_LAUNCHES, MAX_UNSETTLED_LAUNCHES } from './limits.ts';
import { holdLock, tryLock } from './tab-locks.ts';

export interface RunningTab {
  /** `taken`: the running tab carries it out, and this one has left the line. `here`: this one has to, and is the running tab from now on. */
  handOver(launch: LaunchRequest): Promise<'taken' | 'here'>;
  /** Takes a place in the line of tabs that will be the running one. */
  join(): void;
}

type Offer = Extract<LaunchMessage, { type: 'launch' }>;

const openChannel = (scope: string): BroadcastChannel | undefined => {
  try {
    return navigator.locks && new BroadcastChannel(scope);
  } catch {
    return undefined;
  }
};

/**
 * @param carryOut what another tab hands to this one
 * @param signal ends everything
 */
export const createRunningTab = (name: string, carryOut: (launch: LaunchRequest) => void, signal: AbortSignal): RunningTab => {
  const scope = `ringframe:launch:${name}`;
  const channel = openChannel(scope);
  // An insecure page, or storage denied: each tab is on its own.
  if (!channel) return { handOver: async () => 'here', join: () => {} };

  const remembered: (() => void)[] = [];
  let unsettled: Offer[] = [];
  let isRunning = false;
  let place: AbortController | undefined;
  /** For a launch of this tab: the running tab has it, or this one has become the running tab or never can. */
  let onTaken = (_id: string): void => {};
  let onRole = (): void => {};

  /** A launch belongs to whoever gets its lock, and the lock is kept. */
  const claim = async (id: string): Promise<boolean> => {
    const release = await tryLock(`${scope}:${id}`);
    if (release && remembered.push(release) > MAX_REMEMBERED_LAUNCHES) remembered.shift()?.();
    return release !== undefined;
  };

  const take = async ({ id, expiresAt, launch }: Offer): Promise<void> => {
    if (Date.now() > expiresAt || !(await claim(id)) || signal.aborted) return;
    channel.postMessage({ type: 'taken', id } satisfies LaunchMessage);
    carryOut(launch);
  };

  const leave = (): void => {
    place?.abort();
    place = undefined;
    isRunning = false;
  };

  const lead = (by: 'waiting' | 'stealing'): void => {
    leave();
    place = new AbortController();
    holdLock(`${scope}:running`, {
      by,
      signal: place.signal,
      onHeld() {
        isRunning = true;
        onRole();
        for (const offer of unsettled.splice(0)) take(offer).catch(() => {});
      },
      onLost() {
        // A tab that found this one asleep took over: back to the end of the line. Where locks are denied there is no line.
        if (isRunning) lead('waiting');
        else onRole();
      },
    });
  };

  channel.addEventListener('message', ({ data }) => {
    const message = readLaunchMessage(data);
    if (!message) return;
    if (message.type === 'taken') {
      // The lock of a launch ends with its tab, the memory of it must not: the next running tab has heard the offer too.
      unsettled = unsettled.filter(({ id }) => id !== message.id);
      onTaken(message.id);
    } else if (isRunning) take(message).catch(() => {});
    // Two tabs that start at once hear of each other before either is the running one.
    else unsettled = [...unsettled.filter(({ expiresAt }) => expiresAt >= Date.now()), message].slice(-MAX_UNSETTLED_LAUNCHES);
  });
  const end = (): void => {
    leave();
    channel.close();
    for (const release of remembered.splice(0)) release();
  };
  signal.addEventListener('abort', end, { once: true });

  const ask = (id: string, launch: LaunchRequest): Promise<'taken' | 'held' | 'silence'> =>
    new Promise((resolve) => {
      const settle = (answer: 'taken' | 'held' | 'silence'): void => {
        clearTimeout(timer);
        onTaken = onRole = () => {};
        resolve(answer);
      };
      const timer = setTimeout(() => settle('silence'), HAND_OVER_TIMEOUT_MS);
      onTaken = (taken) => taken === id && settle('taken');
      onRole = () => settle('held');
      channel.postMessage({ type: 'launch', id, expiresAt: Date.now() + HAND_OVER_TIMEOUT_MS, launch } satisfies LaunchMessage);
      lead('waiting');
    });

  return {
    join: () => lead('waiting'),
    async handOver(launch) {
      const id = crypto.randomUUID();
      const answer = await ask(id, launch);
      // No answer, but no lock either: the running tab is at it and only slow to say so.
      const isOurs = answer !== 'taken' && (await claim(id).catch(() => true));
      if (signal.aborted) return 'here';
      if (!isOurs) {
        end();
        return 'taken';
      }
      if (answer === 'silence') lead('stealing');
      return 'here';
    },
  };
};
