/** The calls the softphone has told of. After a reload the page that comes says which go on: what it no longer has was lost, and says so. */
import type { Call } from '../protocol/call.ts';
import type { CallMessage } from '../protocol/events.ts';
import { MAX_CALLS, SNAPSHOT_TIMEOUT_MS } from '../protocol/limits.ts';

export const createCallBook = (emit: (message: CallMessage) => void) => {
  let calls: readonly Call[] = [];
  /** Calls of an earlier page of which the present one has said nothing yet. */
  const doubtful = new Set<string>();
  let settling: ReturnType<typeof setTimeout> | undefined;

  const cleared = (call: Call): Call => ({
    ...call,
    state: 'null',
    remoteState: 'null',
    clearedAt: Date.now(),
    cause: 'unknown',
    signalling: 'lost',
    actions: [],
  });

  const endDoubt = (): void => {
    clearTimeout(settling);
    doubtful.clear();
  };

  /** That was all: what is still in doubt is gone. */
  const settle = (): void => {
    const lost = calls.filter(({ id }) => doubtful.has(id));
    endDoubt();
    calls = calls.filter((call) => !lost.includes(call));
    for (const call of lost) emit({ event: 'cleared', call: cleared(call) });
  };

  return {
    get calls(): readonly Call[] {
      return calls;
    },
    apply({ event, call }: CallMessage): void {
      const others = calls.filter(({ id }) => id !== call.id);
      const isNew = others.length === calls.length;
      doubtful.delete(call.id);
      if (call.state === 'null') calls = others;
      else if (isNew) calls = [...others, call].slice(-MAX_CALLS);
      else calls = calls.map((known) => (known.id === call.id ? call : known));
      emit({ event, call });
    },
    /** Takes the snapshot of a page that has just introduced itself. */
    replace(snapshot: readonly Call[]): void {
      const before = calls;
      endDoubt();
      calls = snapshot.filter(({ state }) => state !== 'null');
      for (const call of before) if (!calls.some(({ id }) => id === call.id)) emit({ event: 'cleared', call: cleared(call) });
      for (const call of calls) emit({ event: 'updated', call });
    },
    /** A page has introduced itself that does not know its calls yet: those of before stay until it has told of them, or time is up. */
    doubt(): void {
      endDoubt();
      for (const { id } of calls) doubtful.add(id);
      if (doubtful.size) settling = setTimeout(settle, SNAPSHOT_TIMEOUT_MS);
    },
    settle,
  };
};
