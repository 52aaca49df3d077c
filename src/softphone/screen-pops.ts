/** From a number to a record on the screen: normalise, search, choose, and pop in one window only. */
import { isCtiError } from '../protocol/error.ts';
import type { RecordMatch, RecordReference, SearchQuery } from '../protocol/record.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { CallContext, DesktopCall } from './desktop.ts';

export interface ScreenPopsOptions {
  crm: CrmConnection;
  defaultCountry: string | undefined;
  popTarget: (call: DesktopCall) => ScreenPopTarget | undefined;
  /** The call as it is now; undefined once it is forgotten. */
  find(callId: string): DesktopCall | undefined;
  update(callId: string, change: Partial<CallContext>): void;
  onPop(callId: string, target: ScreenPopTarget): void;
  onProblem(during: 'search' | 'pop', error: unknown, callId: string): void;
}

const isStrong = (match: RecordMatch): boolean => match.confidence !== 'weak';

export const onlyStrong = (matches: readonly RecordMatch[]): RecordMatch | undefined => {
  const strong = matches.filter(isStrong);
  return strong.length === 1 ? strong[0] : undefined;
};

/** The one strong match opens; several are shown as a list; none leaves the agent where they are. */
export const defaultPopTarget = ({ context, remote }: DesktopCall): ScreenPopTarget | undefined => {
  const match = onlyStrong(context.matches);
  if (match) return { type: 'record', recordId: match.recordId, objectType: match.objectType };
  return context.matches.length ? { type: 'search', searchString: context.e164 ?? remote.number } : undefined;
};

/** These end with the connection, not with an answer: the search is made again when the CRM is back. */
const isInterrupted = (error: unknown): boolean => isCtiError(error, 'NOT_READY') || isCtiError(error, 'SESSION_REPLACED');

export const createScreenPops = (options: ScreenPopsOptions) => {
  const { crm, find, update } = options;
  const searching = new Set<string>();
  const wanted = new Set<string>();

  const normalize = async (raw: string): Promise<{ e164: string | undefined; withheld: boolean }> => {
    // The number library is three times as large as all of this; it is loaded when the first call comes.
    const { normalizeNumber } = await import('../numbers/index.ts');
    const { e164, kind } = normalizeNumber(raw, { defaultCountry: options.defaultCountry });
    return { e164, withheld: kind === 'withheld' };
  };

  const search = async (callId: string): Promise<void> => {
    const call = find(callId);
    if (!call || searching.has(callId) || call.context.search === 'done' || call.context.search === 'skipped') return;
    searching.add(callId);
    try {
      const { e164, withheld } = await normalize(call.remote.number);
      update(callId, { e164, ...(withheld || !crm.grants('search') ? { search: 'skipped' as const } : {}) });
      if (find(callId)?.context.search === 'skipped') return;
      const query: SearchQuery = { number: call.remote.number, e164, callId, direction: call.direction };
      const matches = await crm.search(query);
      const record: RecordReference | undefined = find(callId)?.context.record ?? onlyStrong(matches);
      update(callId, { search: 'done', matches, record });
    } catch (error) {
      if (isInterrupted(error)) return;
      update(callId, { search: 'failed' });
      options.onProblem('search', error, callId);
    } finally {
      searching.delete(callId);
    }
  };

  const pop = async (callId: string): Promise<void> => {
    const call = find(callId);
    if (!call || !wanted.has(callId) || call.context.search === 'pending') return;
    wanted.delete(callId);
    const target = options.popTarget(call);
    if (!target || !crm.grants('screenPop')) return;
    try {
      if (crm.grants('claim') && !(await crm.claim(`pop:${callId}`))) return;
      await crm.screenPop(target);
      options.onPop(callId, target);
    } catch (error) {
      options.onProblem('pop', error, callId);
    }
  };

  const run = async (callId: string): Promise<void> => {
    await search(callId);
    await pop(callId);
  };

  return {
    /** Looks the call up; with `pop` its page is opened too, once. */
    start(callId: string, { pop: wantsPop }: { pop: boolean }): void {
      if (wantsPop) wanted.add(callId);
      void run(callId);
    },
    /** The CRM is back: what it could not answer is asked again. */
    resume(callIds: readonly string[]): void {
      for (const callId of callIds) if (find(callId)?.context.search === 'pending') void run(callId);
    },
    forget(callId: string): void {
      wanted.delete(callId);
    },
  };
};
