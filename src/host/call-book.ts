/** The calls the softphone has told of. After a reload its snapshot is the truth: what it no longer has was lost, and says so. */
import type { Call } from '../protocol/call.ts';
import type { CallMessage } from '../protocol/events.ts';
import { MAX_CALLS } from '../protocol/limits.ts';

export const createCallBook = (emit: (message: CallMessage) => void) => {
  let calls: readonly Call[] = [];

  const cleared = (call: Call): Call => ({
    ...call,
    state: 'null',
    remoteState: 'null',
    clearedAt: Date.now(),
    cause: 'unknown',
    signalling: 'lost',
    actions: [],
  });

  return {
    get calls(): readonly Call[] {
      return calls;
    },
    apply({ event, call }: CallMessage): void {
      const others = calls.filter(({ id }) => id !== call.id);
      const isNew = others.length === calls.length;
      if (call.state === 'null') calls = others;
      else if (isNew) calls = [...others, call].slice(-MAX_CALLS);
      else calls = calls.map((known) => (known.id === call.id ? call : known));
      emit({ event, call });
    },
    /** Takes the snapshot of a page that has just introduced itself. */
    replace(snapshot: readonly Call[]): void {
      const before = calls;
      calls = snapshot.filter(({ state }) => state !== 'null');
      for (const call of before) if (!calls.some(({ id }) => id === call.id)) emit({ event: 'cleared', call: cleared(call) });
      for (const call of calls) emit({ event: 'updated', call });
    },
  };
};
