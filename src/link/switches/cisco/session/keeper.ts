/** Which side is visited when, in which version, and when to stop trying. */
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import { StatusCode } from '../codec/index.ts';
import { statusMeaning } from '../tables/status.ts';
import { STABLE_AFTER_MS } from './limits.ts';
import type { CheckedOptions } from './options.ts';
import type { CiscoStatus } from './status.ts';
import type { VisitEnd } from './visit-side.ts';

export interface KeeperParts {
  options: CheckedOptions;
  /** Goes to a side; `ended` is called once, when that is over. */
  visit(side: number, version: number, ended: (end: VisitEnd) => void): void;
  setStatus(status: CiscoStatus): void;
}

export interface Keeper {
  start(): void;
  /** What is under way is not followed any further. */
  stop(): void;
}

const statusIn = (error: CtiError): number | undefined => {
  const { status } = error.details ?? {};
  return typeof status === 'number' ? status : undefined;
};

export const sideName = (index: number): 'A' | 'B' => (index === 0 ? 'A' : 'B');

export const createKeeper = ({ options, visit, setStatus }: KeeperParts): Keeper => {
  /** Counts `start` and `stop`: what was begun in an older run has no say. */
  let run = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastGoodSide = 0;
  let goodVersion: number | undefined;
  /** Sessions in a row that broke soon after they were granted. */
  let shortLived = 0;

  /** The version that was good, then the newest, and so on down. */
  const versions = (): number[] => {
    const all = Array.from({ length: options.newestVersion - options.oldestVersion + 1 }, (_, index) => options.newestVersion - index);
    return goodVersion === undefined ? all : [goodVersion, ...all.filter((version) => version !== goodVersion)];
  };

  /** Nobody but a person can help. What was granted once is right, and is tried again; except where a newer session of ours took over. */
  const isFinal = (refused: number | undefined): boolean =>
    refused === StatusCode.E_CTI_NEW_SESSION_OPENED || (refused !== undefined && goodVersion === undefined && !statusMeaning(refused).passes);

  /** The order begins anew with the side that was good; a round later each time that it was not good for long. */
  const firstAfter = (heldMs: number): number => {
    shortLived = heldMs >= STABLE_AFTER_MS ? 0 : shortLived + 1;
    return Math.max(0, shortLived - 1) * options.sides.length + 1;
  };

  const visitIn = (mine: number, side: number, [version = options.oldestVersion, ...others]: number[], over: (end: VisitEnd) => void): void =>
    visit(side, version, (end) => {
      if (mine !== run) return;
      if (end.openedAt !== undefined) {
        goodVersion = version;
        lastGoodSide = side;
      } else if (statusIn(end.error) === StatusCode.E_CTI_INVALID_VERSION && others.length > 0) {
        visitIn(mine, side, others, over);
        return;
      }
      over(end);
    });

  const attempt = (mine: number, count: number, last?: CtiError): void => {
    const step = options.reconnect({ attempt: count, sides: options.sides.length, clients: options.clients, random: Math.random() });
    const side = (lastGoodSide + step.side) % options.sides.length;
    // The very first goes out at once, whatever the order says: nobody has been lost who could come back in a crowd.
    const waitMs = last ? step.waitMs : 0;
    if (last) setStatus({ state: 'lost', reason: last.message, error: last, retryInMs: waitMs });
    const go = (): void => {
      if (mine !== run) return;
      setStatus({ state: 'connecting', attempt: count, side: sideName(side) });
      // A listener may have stopped it.
      if (mine !== run) return;
      visitIn(mine, side, versions(), ({ error, openedAt }) => {
        if (isFinal(statusIn(error))) setStatus({ state: 'failed', error });
        else guarded(mine, openedAt === undefined ? count + 1 : firstAfter(Date.now() - openedAt), error);
      });
    };
    if (waitMs > 0) timer = setTimeout(go, waitMs);
    else go();
  };

  /** The order of sides may be the site's own code. */
  const guarded = (mine: number, count: number, last?: CtiError): void => {
    try {
      if (mine === run) attempt(mine, count, last);
    } catch (error) {
      setStatus({ state: 'failed', error: isCtiError(error) ? error : new CtiError('HANDLER_FAILED', 'The option reconnect failed.', { cause: error }) });
    }
  };

  return {
    start() {
      run += 1;
      guarded(run, 1);
    },
    stop() {
      run += 1;
      clearTimeout(timer);
    },
  };
};
