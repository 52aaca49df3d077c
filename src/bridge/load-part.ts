/**
 * Pages load in two stages. The first is what a caller has to have at once; the second, all that needs penpal and the
 * schemas, is a chunk of its own. A chunk can fail to arrive, and that must have a name.
 */
import { CtiError, isCtiError } from '../protocol/error.ts';

const loadFailed = (why: string, cause?: unknown) =>
  new CtiError(
    'LOAD_FAILED',
    `A part of ringframe that is loaded on use ${why}. Check the network and that the files of this build are still served; then try again, or reload the page.`,
    { cause },
  );

/**
 * One `import()` for all who ask. A failure is not kept: whoever comes next asks the browser again. Chromium then fetches the
 * chunk again; Firefox keeps to its first answer until the page is reloaded, as HTML has it.
 */
export const onePart = <Part>(load: () => Promise<Part>): (() => Promise<Part>) => {
  let loading: Promise<Part> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw isCtiError(error) ? error : loadFailed('could not be loaded', error);
    });
    return loading;
  };
};

export interface Expectation<Part> {
  timeoutMs: number;
  /** It is here. If it was late, this comes after `onFailure`. */
  onPart(part: Part): void;
  /** `LOAD_FAILED`: it will not come, or has not come in time. */
  onFailure(error: CtiError): void;
}

/** Waits for a part; what it returns stops the waiting, after which nothing is told. */
export const expectPart = <Part>(loading: Promise<Part>, { timeoutMs, onPart, onFailure }: Expectation<Part>): (() => void) => {
  let isStopped = false;
  const timer = setTimeout(() => onFailure(loadFailed(`did not arrive within ${timeoutMs} ms`)), timeoutMs);
  const stop = (): boolean => {
    clearTimeout(timer);
    const wasStopped = isStopped;
    isStopped = true;
    return wasStopped;
  };
  loading.then(
    (part) => {
      if (!stop()) onPart(part);
    },
    (cause) => {
      if (!stop()) onFailure(loadFailed('could not be loaded', cause));
    },
  );
  return stop;
};
