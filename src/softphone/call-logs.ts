/** One log per call, on its way to the CRM until the CRM has it or has refused it. */
import type { CallLog, LogStatus } from '../protocol/call-log.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import { LOG_RETRY_FIRST_MS, LOG_RETRY_MAX_MS, MAX_LOG_ID_LENGTH } from '../protocol/limits.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { DesktopCall } from './desktop.ts';

/** The same call logged by the same agent has the same id, in whatever window; another agent's log of it is another log. */
export const logIdOf = (callId: string, agent: string): string => `${callId}/${agent}`.slice(0, MAX_LOG_ID_LENGTH);

/** `complete`: the agent has had their say, so an empty note means that there is none, and not that it is yet to come. */
export const toCallLog = (call: DesktopCall, { agent, durationSeconds, complete }: { agent: string; durationSeconds: number; complete: boolean }): CallLog => {
  const { context } = call;
  return {
    id: logIdOf(call.id, agent),
    callId: call.id,
    direction: call.direction,
    number: call.remote.number,
    e164: context.e164,
    name: call.remote.name,
    called: call.called?.number,
    agent,
    startedAt: call.createdAt,
    answeredAt: call.establishedAt,
    endedAt: call.clearedAt ?? Date.now(),
    durationSeconds,
    answered: call.establishedAt !== undefined,
    cause: call.cause ?? 'unknown',
    notes: complete ? context.notes : context.notes || undefined,
    disposition: complete ? (context.disposition ?? '') : context.disposition,
    record: context.record,
    data: Object.keys(call.data).length ? call.data : undefined,
  };
};

/** The connection failed, not the log: it is sent again when the CRM is back. */
const isInterrupted = (error: unknown): boolean =>
  ['NOT_READY', 'SESSION_REPLACED', 'TIMEOUT', 'RATE_LIMITED', 'CUT_OFF', 'ORIGIN_REFUSED', 'NO_ANSWER', 'HANDLER_FAILED'].some((code) =>
    isCtiError(error, code),
  );

/**
 * Keeps each log until it has arrived, whatever becomes of the connection, and of the desktop manager that wrote it. It
 * listens to the CRM from its first log until it is disposed of and has nothing left to send.
 */
export const createCallLogs = (crm: CrmConnection, onStatus: (status: LogStatus) => void) => {
  const statuses = new Map<string, LogStatus>();
  const unsent = new Map<string, CallLog>();
  let retrying: ReturnType<typeof setTimeout> | undefined;
  let unsubscribe: (() => void)[] | undefined;
  let isDisposed = false;

  const tell = (status: LogStatus): LogStatus => {
    statuses.set(status.id, status);
    onStatus(status);
    return status;
  };

  const sendAgain = (): void => {
    clearTimeout(retrying);
    retrying = undefined;
    for (const log of unsent.values()) void send(log).catch(() => {});
  };

  /** For failures that no `ready` will follow, such as an answer that came too late. */
  const retryLater = (attempts: number): number => {
    const delayMs = Math.min(LOG_RETRY_MAX_MS, LOG_RETRY_FIRST_MS * 2 ** Math.min(attempts, 16));
    retrying ??= setTimeout(sendAgain, delayMs);
    return Date.now() + delayMs;
  };

  const listen = (): void => {
    unsubscribe ??= [
      crm.on('status', ({ state }) => {
        if (state === 'ready') sendAgain();
      }),
      // The host tells how a log it has queued comes on.
      crm.on('log', (status) => {
        if (!statuses.has(status.id)) return;
        if (status.state === 'saved' || status.state === 'refused') unsent.delete(status.id);
        tell(status);
        letGo();
      }),
    ];
  };

  const letGo = (): void => {
    if (!isDisposed || unsent.size) return;
    clearTimeout(retrying);
    retrying = undefined;
    for (const stop of unsubscribe ?? []) stop();
    unsubscribe = undefined;
  };

  const send = async (log: CallLog): Promise<LogStatus> => {
    listen();
    const attempts = (statuses.get(log.id)?.attempts ?? 0) + 1;
    unsent.set(log.id, log);
    tell({ id: log.id, state: 'saving', attempts });
    try {
      const { status, recordId } = await crm.saveLog(log);
      if (unsent.get(log.id) === log) unsent.delete(log.id);
      // A queued log is the host's from here on; it has said so itself by a `log` event, with the time of the next attempt.
      const told = statuses.get(log.id);
      if (status === 'queued') return told?.state === 'retrying' || told?.state === 'saved' ? told : tell({ id: log.id, state: 'retrying', attempts });
      return tell({ id: log.id, state: 'saved', attempts, recordId });
    } catch (error) {
      const known = isCtiError(error) ? error : new CtiError('HANDLER_FAILED', 'The log could not be sent.', { cause: error });
      const shown = { code: known.code, message: known.message };
      if (isInterrupted(known)) return tell({ id: log.id, state: 'retrying', attempts, retryAt: retryLater(attempts), error: shown });
      unsent.delete(log.id);
      tell({ id: log.id, state: 'refused', attempts, error: shown });
      throw known;
    } finally {
      letGo();
    }
  };

  return {
    get: (id: string) => statuses.get(id),
    /** Resolves when the CRM has it, the host has queued it, or it waits here for the CRM; rejects when it was refused. */
    save: send,
    /** A log that is still on its way is not forgotten. */
    forget(id: string): void {
      if (!unsent.has(id)) statuses.delete(id);
    },
    /** What is unsent is sent all the same, and so is what comes after this: a call ends with its phone. */
    dispose(): void {
      isDisposed = true;
      letGo();
    },
  };
};
