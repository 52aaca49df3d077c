/** One log per call, on its way to the CRM until the CRM has it or has refused it. */
import type { CallLog, LogStatus } from '../protocol/call-log.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { DesktopCall } from './desktop.ts';

/** The same call logged by the same agent has the same id, in whatever window; another agent's log of it is another log. */
export const logIdOf = (callId: string, agent: string): string => `${callId}/${agent}`.slice(0, 511);

export const toCallLog = (call: DesktopCall, { agent, durationSeconds }: { agent: string; durationSeconds: number }): CallLog => {
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
    notes: context.notes || undefined,
    disposition: context.disposition,
    record: context.record,
    data: Object.keys(call.data).length ? call.data : undefined,
  };
};

/** The connection failed, not the log: it is sent again when the CRM is back. */
const isInterrupted = (error: unknown): boolean =>
  ['NOT_READY', 'SESSION_REPLACED', 'TIMEOUT', 'RATE_LIMITED', 'CUT_OFF', 'ORIGIN_REFUSED', 'NO_ANSWER', 'HANDLER_FAILED'].some((code) =>
    isCtiError(error, code),
  );

export const createCallLogs = (crm: CrmConnection, onStatus: (status: LogStatus) => void) => {
  const statuses = new Map<string, LogStatus>();
  const unsent = new Map<string, CallLog>();

  const tell = (status: LogStatus): LogStatus => {
    statuses.set(status.id, status);
    onStatus(status);
    return status;
  };

  const send = async (log: CallLog): Promise<LogStatus> => {
    const attempts = (statuses.get(log.id)?.attempts ?? 0) + 1;
    unsent.set(log.id, log);
    tell({ id: log.id, state: 'saving', attempts });
    try {
      const { status, recordId } = await crm.saveLog(log);
      if (unsent.get(log.id) === log) unsent.delete(log.id);
      // A queued log is the host's from here on; it has said so itself by a `log` event, with the time of the next attempt.
      const told = statuses.get(log.id);
      if (status === 'queued') return told?.state === 'retrying' ? told : tell({ id: log.id, state: 'retrying', attempts });
      return tell({ id: log.id, state: 'saved', attempts, recordId });
    } catch (error) {
      const known = isCtiError(error) ? error : new CtiError('HANDLER_FAILED', 'The log could not be sent.', { cause: error });
      const shown = { code: known.code, message: known.message };
      if (isInterrupted(known)) return tell({ id: log.id, state: 'retrying', attempts, error: shown });
      unsent.delete(log.id);
      tell({ id: log.id, state: 'refused', attempts, error: shown });
      throw known;
    }
  };

  return {
    get: (id: string) => statuses.get(id),
    /** Resolves when the CRM has it, the host has queued it, or it waits here for the CRM; rejects when it was refused. */
    save: send,
    /** The CRM is back. */
    resume(): void {
      for (const log of unsent.values()) void send(log).catch(() => {});
    },
    /** The host told how a log it had queued came on. */
    follow(status: LogStatus): void {
      if (statuses.has(status.id)) tell(status);
    },
    forget: (id: string) => void statuses.delete(id),
  };
};
