/** Which side is visited when, in which version, and when to stop trying. */
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import { FIRST_WIDE_VERSION, StatusCode } from '../codec/index.ts';
import { statusMeaning } from '../tables/status.ts';
import { MAX_TIMER_MS, STABLE_AFTER_MS } from './limits.ts';
import type { CheckedOptions } from './options.ts';
import type { ReconnectStep } from './reconnect.ts';
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

/** What a server says that has read a newer version's fields before it looked at the version: their tags and lengths are of another width. */
const stumbles: readonly number[] = [
  StatusCode.E_CTI_INVALID_MESSAGE_LENGTH,
  StatusCode.E_CTI_INVALID_FIELD_TAG,
  StatusCode.E_CTI_REQUIRED_DATA_MISSING,
  StatusCode.E_CTI_INVALID_FIELD_LENGTH,
  StatusCode.E_CTI_BAD_MESSAGE_FORMAT,
  StatusCode.E_CTI_INVALID_TAG_FOR_MSG_TYPE,
  StatusCode.E_CTI_INVALID_TAG_FOR_VERSION,
];

/** The order of sides may be the site's own code. */
const checkStep = (step: ReconnectStep | undefined): ReconnectStep => {
  if (step && Number.isInteger(step.side) && step.side >= 0 && step.waitMs >= 0 && step.waitMs <= MAX_TIMER_MS) return step;
  throw new CtiError('INVALID_ARGUMENT', `The option reconnect must give a side, 0 or 1, and waitMs, 0 to ${MAX_TIMER_MS} milliseconds.`);
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

  const isStumble = (version: number, refused: number | undefined): boolean =>
    version >= FIRST_WIDE_VERSION && refused !== undefined && stumbles.includes(refused);

  /** `stumble` is what a newer version was refused with, which counts where no older one is spoken. */
  const visitIn = (
    mine: number,
    side: number,
    [version = options.oldestVersion, ...others]: number[],
    over: (end: VisitEnd) => void,
    stumble?: VisitEnd,
  ): void =>
    visit(side, version, (end) => {
      if (mine !== run) return;
      const refused = end.openedAt === undefined ? statusIn(end.error) : undefined;
      if (end.openedAt !== undefined) {
        goodVersion = version;
        lastGoodSide = side;
      }
      const hasStumbled = isStumble(version, refused);
      const isOfVersion = refused === StatusCode.E_CTI_INVALID_VERSION;
      if (others.length > 0 && (isOfVersion || hasStumbled)) visitIn(mine, side, others, over, hasStumbled ? end : stumble);
      else over(isOfVersion && stumble ? stumble : end);
    });

  const attempt = (mine: number, count: number, last?: CtiError): void => {
    const step = checkStep(options.reconnect({ attempt: count, sides: options.sides.length, clients: options.clients, random: Math.random() }));
    // It may have been stopped by that, or by a listener, here and below.
    if (mine !== run) return;
    const side = (lastGoodSide + step.side) % options.sides.length;
    // The very first goes out at once, whatever the order says: nobody has been lost who could come back in a crowd.
    const waitMs = last ? step.waitMs : 0;
    if (last) setStatus({ state: 'lost', reason: last.message, error: last, retryInMs: waitMs });
    const go = (): void => {
      if (mine !== run) return;
      setStatus({ state: 'connecting', attempt: count, side: sideName(side) });
      if (mine !== run) return;
      visitIn(mine, side, versions(), ({ error, openedAt }) => {
        if (isFinal(statusIn(error))) setStatus({ state: 'failed', error });
        else guarded(mine, openedAt === undefined ? count + 1 : firstAfter(Date.now() - openedAt), error);
      });
    };
    if (mine !== run) return;
    if (waitMs > 0) timer = setTimeout(go, waitMs);
    else go();
  };

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
