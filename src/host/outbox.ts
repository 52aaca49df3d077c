/**
 * Between the softphone and the CRM's `saveLog`: a log that the CRM cannot take now is kept and tried again, one that it
 * will never take is told at once. Under one id at most one attempt is under way, and the newest version wins.
 */
import type { LogStatus, SaveLogResult } from '../protocol/call-log.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import { LOG_ATTEMPT_TIMEOUT_MS, LOG_RETRY_FIRST_MS, LOG_RETRY_MAX_MS, MAX_ID_LENGTH, MAX_PENDING_LOGS } from '../protocol/limits.ts';

export interface OutboxOptions<Log> {
  /** The CRM's function. */
  save(log: Log, signal: AbortSignal): Promise<{ recordId?: string | undefined } | void>;
  onStatus(status: LogStatus): void;
  /** What is not a documented refusal, for the console. */
  onFailure(error: unknown): void;
}

interface Entry<Log> {
  log: Log;
  status: LogStatus;
  attempt: Promise<SaveLogResult> | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** A log that is saved is saved, whatever the CRM says its id is. */
const asId = (id: unknown): string | undefined => (typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH ? id : undefined);

const isFinal = (error: unknown): error is CtiError => isCtiError(error, 'LOG_REFUSED') || isCtiError(error, 'INVALID_ARGUMENT');

/** Doubles up to a cap; the random half keeps many windows from asking a waking database at once. */
const backoffMs = (attempts: number): number => Math.min(LOG_RETRY_MAX_MS, LOG_RETRY_FIRST_MS * 2 ** Math.min(attempts - 1, 16)) * (1 + Math.random() / 2);

export const createOutbox = <Log extends { id: string }>({ save, onStatus, onFailure }: OutboxOptions<Log>) => {
  const entries = new Map<string, Entry<Log>>();
  let isDisposed = false;

  const tell = (entry: Entry<Log>, change: Partial<LogStatus>): void => {
    entry.status = { id: entry.log.id, state: entry.status.state, attempts: entry.status.attempts, ...change };
    onStatus(entry.status);
  };

  const trySave = async (entry: Entry<Log>): Promise<SaveLogResult> => {
    const { log } = entry;
    const attempts = entry.status.attempts + 1;
    clearTimeout(entry.timer);
    tell(entry, { state: 'saving', attempts });
    try {
      const result = await withDeadline((signal) => save(log, signal));
      const recordId = asId(result?.recordId);
      if (entry.log === log) entries.delete(log.id);
      tell(entry, { state: 'saved', recordId });
      return { status: 'saved', recordId };
    } catch (error) {
      onFailure(error);
      const shown = isCtiError(error) ? { code: error.code, message: error.message } : { code: 'HANDLER_FAILED', message: 'The CRM could not save the log.' };
      if (isFinal(error)) {
        if (entry.log === log) entries.delete(log.id);
        tell(entry, { state: 'refused', error: shown });
        throw error;
      }
      if (entries.get(log.id) === entry) {
        const delayMs = backoffMs(attempts);
        entry.timer = setTimeout(() => void attempt(entry).catch(() => {}), delayMs);
        tell(entry, { state: 'retrying', retryAt: Date.now() + delayMs, error: shown });
      }
      return { status: 'queued' };
    }
  };

  /** One attempt at a time; whoever comes while one runs gets another, unless that one saved the newest version. */
  const attempt = (entry: Entry<Log>): Promise<SaveLogResult> => {
    const running = entry.attempt;
    if (running) {
      const isOpen = () => entries.get(entry.log.id) === entry;
      return running.then(
        (result) => (isOpen() ? attempt(entry) : result),
        (error: unknown) => (isOpen() ? attempt(entry) : Promise.reject(error)),
      );
    }
    entry.attempt = trySave(entry).finally(() => {
      entry.attempt = undefined;
      release();
    });
    return entry.attempt;
  };

  const retryAll = (): void => {
    for (const entry of entries.values()) if (!entry.attempt) void attempt(entry).catch(() => {});
  };
  addEventListener('online', retryAll);
  const release = (): void => {
    if (isDisposed && !entries.size) removeEventListener('online', retryAll);
  };

  return {
    /** Resolves `saved` or `queued`; rejects when the CRM refused for good. */
    save(log: Log): Promise<SaveLogResult> {
      const known = entries.get(log.id);
      if (!known && entries.size >= MAX_PENDING_LOGS)
        return Promise.reject(new CtiError('RATE_LIMITED', `${MAX_PENDING_LOGS} logs are waiting for the CRM; this one was not taken.`));
      const entry: Entry<Log> = known ?? { log, status: { id: log.id, state: 'saving', attempts: 0 }, attempt: undefined, timer: undefined };
      entry.log = log;
      entries.set(log.id, entry);
      return attempt(entry);
    },
    get pending(): readonly LogStatus[] {
      return [...entries.values()].map(({ status }) => status);
    },
    retryAll,
    /** Logs that wait are tried on; then nothing is left. */
    dispose(): void {
      isDisposed = true;
      release();
    },
  };
};

const withDeadline = async <Value>(run: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new CtiError('TIMEOUT', `The CRM did not save the log within ${LOG_ATTEMPT_TIMEOUT_MS} ms.`);
      controller.abort(error);
      reject(error);
    }, LOG_ATTEMPT_TIMEOUT_MS);
  });
  try {
    return await Promise.race([run(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
};
