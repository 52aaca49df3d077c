/** One file per call: all the desktop manager knows of it beyond the phone, from its first event until its log is complete. */
import type { Call } from '../protocol/call.ts';
import { CtiError } from '../protocol/error.ts';
import { MAX_NAME_LENGTH, MAX_NOTES_LENGTH } from '../protocol/limits.ts';
import type { RecordReference } from '../protocol/record.ts';
import type { CallContext } from './desktop.ts';

/** What the agent may change. */
export interface ContextChange {
  notes?: string | undefined;
  disposition?: string | undefined;
  record?: RecordReference | undefined;
}

interface CallFile {
  context: CallContext;
  /** The agent's address when the call began: it is part of the log's id, so it must not change with a later registration. */
  agent: string;
  /** When the conversation began, by a clock that neither jumps nor follows daylight saving. */
  talkingSince: number | undefined;
  /** The first log of the finished call, on its way. */
  logging: Promise<void>;
}

const FRESH: CallContext = { search: 'pending', matches: [], notes: '' };

const tooLong = (what: string, max: number) => new CtiError('INVALID_ARGUMENT', `${what} must have at most ${max} characters.`);

/** @throws CtiError `INVALID_ARGUMENT` */
export const checkContextChange = ({ notes, disposition }: ContextChange): void => {
  if ((notes?.length ?? 0) > MAX_NOTES_LENGTH) throw tooLong('notes', MAX_NOTES_LENGTH);
  if ((disposition?.length ?? 0) > MAX_NAME_LENGTH) throw tooLong('disposition', MAX_NAME_LENGTH);
};

export const createCallFiles = (address: () => string, now: () => number = () => performance.now()) => {
  const files = new Map<string, CallFile>();

  return {
    /** Opens the file with the first event of a call and starts its clock when the conversation begins. */
    see({ id, state, establishedAt }: Call): void {
      let file = files.get(id);
      if (!file) {
        if (state === 'null') return;
        file = { context: FRESH, agent: address(), talkingSince: undefined, logging: Promise.resolve() };
        files.set(id, file);
      }
      file.agent ||= address();
      // A call that was running before this page saw it has been talking for as long as its times say.
      if (establishedAt !== undefined) file.talkingSince ??= now() - Math.max(0, Date.now() - establishedAt);
    },
    context: (callId: string): CallContext => files.get(callId)?.context ?? FRESH,
    /** A change of a call that is forgotten is ignored: a late search must not bring it back. */
    update(callId: string, change: Partial<CallContext>): void {
      const file = files.get(callId);
      if (file) file.context = { ...file.context, ...change };
    },
    agent: (callId: string): string => files.get(callId)?.agent ?? address(),
    /** Whole seconds of conversation until now; 0 when there was none. Of a call whose end nobody told: until it was last heard of. */
    durationSeconds({ id, cause, establishedAt, clearedAt }: Call): number {
      const since = files.get(id)?.talkingSince;
      if (since === undefined) return 0;
      const heardOfMs =
        cause === 'unknown' && establishedAt !== undefined && clearedAt !== undefined ? Math.max(0, clearedAt - establishedAt) : Number.POSITIVE_INFINITY;
      return Math.round(Math.min(now() - since, heardOfMs) / 1_000);
    },
    setLogging(callId: string, logging: Promise<void>): void {
      const file = files.get(callId);
      if (file) file.logging = logging;
    },
    logging: (callId: string): Promise<void> => files.get(callId)?.logging ?? Promise.resolve(),
    close: (callId: string): void => void files.delete(callId),
  };
};
