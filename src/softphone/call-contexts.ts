/** What the desktop manager knows of each call beyond the phone: matches, record, notes. Kept until the call's log is complete. */
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

const FRESH: CallContext = { search: 'pending', matches: [], notes: '' };

const tooLong = (what: string, max: number) => new CtiError('INVALID_ARGUMENT', `${what} must have at most ${max} characters.`);

export const createCallContexts = () => {
  const contexts = new Map<string, CallContext>();
  return {
    get: (callId: string): CallContext => contexts.get(callId) ?? FRESH,
    update(callId: string, change: Partial<CallContext>): void {
      contexts.set(callId, { ...(contexts.get(callId) ?? FRESH), ...change });
    },
    /** @throws CtiError `INVALID_ARGUMENT` */
    checkChange({ notes, disposition }: ContextChange): void {
      if ((notes?.length ?? 0) > MAX_NOTES_LENGTH) throw tooLong('notes', MAX_NOTES_LENGTH);
      if ((disposition?.length ?? 0) > MAX_NAME_LENGTH) throw tooLong('disposition', MAX_NAME_LENGTH);
    },
    forget: (callId: string): void => void contexts.delete(callId),
  };
};

export type CallContexts = ReturnType<typeof createCallContexts>;
