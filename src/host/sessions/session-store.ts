/** Which sessions there are and which is in focus. Whatever changes is told. */
import { CtiError } from '../../protocol/error.ts';
import type { RuleResult } from '../../protocol/pop-rules.ts';
import type { CallFacts } from '../rules/call-facts.ts';
import { MAX_SESSIONS } from './limits.ts';
import type { Session, SessionMessage } from './session.ts';

export interface KeptSession {
  session: Session;
  /** What was known of the call when it was opened. */
  facts: CallFacts;
  /** Where the rule wants records. */
  result?: RuleResult | undefined;
}

export const createSessionStore = (emit: (message: SessionMessage) => void) => {
  const kept = new Map<string, KeptSession>();
  /** Who was in focus, the last one last: closing one leads back to the one before. */
  let turns: string[] = [];

  const list = (): Session[] => [...kept.values()].map(({ session }) => session);
  const focused = (): Session | undefined => list().find((session) => session.focused);

  const put = (id: string, change: Partial<Session>): Session | undefined => {
    const known = kept.get(id);
    if (!known) return undefined;
    const session = { ...known.session, ...change };
    kept.set(id, { ...known, session });
    return session;
  };
  const change = (id: string, changes: Partial<Session>): void => {
    const session = put(id, changes);
    if (session) emit({ event: 'updated', session });
  };

  const focus = (id: string | undefined): void => {
    const before = focused()?.id;
    if (before === id) return;
    const left = before === undefined ? undefined : put(before, { focused: false });
    const session = id === undefined ? undefined : put(id, { focused: true });
    if (id !== undefined) turns = [...turns.filter((turn) => turn !== id), id];
    if (left) emit({ event: 'updated', session: left });
    if (session) emit({ event: 'focused', session });
  };

  return {
    list,
    focused,
    get: (id: string): KeptSession | undefined => kept.get(id),
    /** @throws CtiError `INVALID_ARGUMENT`. */
    require(id: string): KeptSession {
      const known = kept.get(id);
      if (!known) throw new CtiError('INVALID_ARGUMENT', 'There is no session with this id; it may have been closed.');
      return known;
    },
    ofCall: (callId: string | undefined): Session | undefined => (callId === undefined ? undefined : list().find((session) => session.callId === callId)),
    /** @throws CtiError `TOO_LARGE`. */
    add(entry: KeptSession): void {
      if (kept.size >= MAX_SESSIONS) throw new CtiError('TOO_LARGE', `There are ${MAX_SESSIONS} sessions already. Close those that are done with.`);
      kept.set(entry.session.id, entry);
      emit({ event: 'opened', session: entry.session });
    },
    /** Where the rule wants records may change with the rule. */
    setResult(id: string, result: RuleResult | undefined): void {
      const known = kept.get(id);
      if (known) kept.set(id, { ...known, result });
    },
    change,
    focus,
    /** Nobody is told: whoever listens goes too. */
    clear: (): void => kept.clear(),
    remove(id: string): void {
      const known = kept.get(id);
      if (!known) return;
      kept.delete(id);
      turns = turns.filter((turn) => turn !== id);
      emit({ event: 'closed', session: { ...known.session, focused: false } });
      if (known.session.focused) focus(turns.at(-1));
    },
  };
};

export type SessionStore = ReturnType<typeof createSessionStore>;
