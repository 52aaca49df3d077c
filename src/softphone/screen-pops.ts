/** From a number to a record on the screen: normalise, search, choose, and pop in one window only. */
import { isCtiError } from '../protocol/error.ts';
import type { FieldValues } from '../protocol/field-values.ts';
import { SEARCH_TIMEOUT_MS } from '../protocol/limits.ts';
import type { RecordMatch, RecordReference } from '../protocol/record.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import type { SearchAndPop } from '../protocol/search-and-pop.ts';
import type { PopOutcome } from './auto-answer.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { CallContext, DesktopCall } from './desktop.ts';

export interface ScreenPopsOptions {
  crm: CrmConnection;
  defaultCountry: string | undefined;
  /** The softphone's own choice. Without one the CRM decides, by its layout or rules. */
  popTarget: ((call: DesktopCall) => ScreenPopTarget | undefined) | undefined;
  defaultFieldValues: ((call: DesktopCall) => FieldValues | undefined) | undefined;
  /** The call as it is now; undefined once it is forgotten. */
  find(callId: string): DesktopCall | undefined;
  /** The call as this agent's: a colleague may have the same call in another window of this browser. */
  ownId(callId: string): string;
  /** Outlives the call: it is kept until the log is complete. */
  contextOf(callId: string): CallContext;
  update(callId: string, change: Partial<CallContext>): void;
  onPop(callId: string, target: ScreenPopTarget): void;
  /** The pop that was asked for is on the screen, or will not be. */
  onSettled(callId: string, outcome: PopOutcome): void;
  onProblem(during: 'search' | 'pop', error: unknown, callId: string): void;
}

/** Whether this window may pop the call. `lost`: the connection went before it could be settled, so it is asked again. */
type Claim = Promise<boolean | 'lost'>;

/** What Open CTI's one text is for a caller who has no number or does not show it (RFC 3323): nobody is searched for by it. */
const NOBODY = 'anonymous';

const tellsMore = ({ type, data }: DesktopCall): boolean => type !== undefined || Object.keys(data).length > 0;

const isStrong = (match: RecordMatch): boolean => match.confidence !== 'weak';

const onlyStrong = (matches: readonly RecordMatch[]): RecordMatch | undefined => {
  const strong = matches.filter(isStrong);
  return strong.length === 1 ? strong[0] : undefined;
};

/** Of a CRM that does not decide itself: the one strong match opens; several are shown as a list; none leaves the agent where they are. */
const defaultPopTarget = ({ context, remote }: DesktopCall): ScreenPopTarget | undefined => {
  const match = onlyStrong(context.matches);
  if (match) return { type: 'record', recordId: match.recordId, objectType: match.objectType };
  return context.matches.length ? { type: 'search', searchString: context.e164 ?? remote.number } : undefined;
};

/** These end with the connection, not with an answer. */
const isInterrupted = (error: unknown): boolean => isCtiError(error, 'NOT_READY') || isCtiError(error, 'SESSION_REPLACED');

export const createScreenPops = (options: ScreenPopsOptions) => {
  const { crm, find, update } = options;
  const searches = new Map<string, Promise<void>>();
  const wanted = new Map<string, Claim>();
  /** Calls of the agent's own making: their pages open if the CRM's rules say so. */
  const ifDue = new Set<string>();
  /** Records that came with their calls: they are opened, and nothing is searched for. */
  const given = new Map<string, RecordReference>();
  /** The question for each claim: asked again after a loss, it is the same one. */
  const questions = new Map<string, string>();
  /** Where the CRM would go, until it is asked to. */
  const decided = new Map<string, ScreenPopTarget | undefined>();

  const isConnected = (): boolean => crm.status.state === 'ready' || crm.status.state === 'unresponsive';

  const normalize = async (raw: string): Promise<{ e164: string | undefined; withheld: boolean }> => {
    try {
      // The number library is larger than all of this together; it is loaded when the first call comes.
      const { normalizeNumber } = await import('../numbers/index.ts');
      const { e164, kind } = normalizeNumber(raw, { defaultCountry: options.defaultCountry });
      return { e164, withheld: kind === 'withheld' };
    } catch {
      // Better a search for the number as it came than none.
      return { e164: undefined, withheld: raw.trim() === '' };
    }
  };

  /** Whether the CRM decides what opens. */
  const asksCrm = (): boolean => !options.popTarget && crm.grants('searchAndScreenPop');

  const requestOf = (call: DesktopCall): SearchAndPop => {
    const { id: callId, remote, called, type, direction: callType, data, context } = call;
    const defaultFieldValues = options.defaultFieldValues?.(call);
    const searchParams = remote.number || NOBODY;
    return { searchParams, e164: context.e164, callId, callType, type, called: called?.number, data, defaultFieldValues };
  };

  const ask = async (call: DesktopCall): Promise<RecordMatch[]> => {
    const { id: callId, remote, direction, context } = call;
    if (!asksCrm()) return crm.search({ number: remote.number, e164: context.e164, callId, direction });
    const { matches, pop, due } = await crm.searchAndScreenPop({ ...requestOf(call), deferred: true }, { timeoutMs: SEARCH_TIMEOUT_MS });
    decided.set(callId, pop);
    if (due && ifDue.has(callId)) wanted.set(callId, claim(callId));
    return matches;
  };

  /** Without a number there is nothing to search for, but the CRM's rules may ask for something else. */
  const canAskAbout = (call: DesktopCall, withheld: boolean): boolean => (withheld ? tellsMore(call) && asksCrm() : crm.grants('search') || asksCrm());

  /** The CRM may count records that it does not show here: whose page it opens is the call's, and with a list on the screen the agent chooses. */
  const recordOf = (callId: string, matches: readonly RecordMatch[]): RecordReference | undefined => {
    const target = decided.get(callId);
    if (target?.type === 'search') return undefined;
    if (target?.type !== 'record') return onlyStrong(matches);
    return matches.find(({ recordId }) => recordId === target.recordId) ?? { recordId: target.recordId, objectType: target.objectType };
  };

  const targetOf = (call: DesktopCall): ScreenPopTarget | undefined => {
    const record = given.get(call.id);
    if (record) return { type: 'record', recordId: record.recordId, objectType: record.objectType };
    if (options.popTarget) return options.popTarget(call);
    return decided.has(call.id) ? decided.get(call.id) : defaultPopTarget(call);
  };

  const searchNow = async (callId: string): Promise<void> => {
    const call = find(callId);
    if (call?.context.search !== 'pending') return;
    try {
      const { e164, withheld } = await normalize(call.remote.number);
      update(callId, { e164 });
      const record = given.get(callId);
      if (record) return update(callId, { search: 'skipped', record });
      if (isConnected() ? !canAskAbout(call, withheld) : withheld && !tellsMore(call)) return update(callId, { search: 'skipped' });
      const matches = await ask(find(callId) ?? call);
      update(callId, { search: 'done', matches, record: options.contextOf(callId).record ?? recordOf(callId, matches) });
    } catch (error) {
      // Stays pending: it is made again when the CRM is back.
      if (isInterrupted(error)) return;
      update(callId, { search: 'failed' });
      options.onProblem('search', error, callId);
    }
  };

  const search = (callId: string): Promise<void> => {
    const running = searches.get(callId) ?? searchNow(callId).finally(() => searches.delete(callId));
    searches.set(callId, running);
    return running;
  };

  /** Asked for while the search runs: whoever is in front must win, not whoever's search is faster. */
  const claim = async (callId: string): Claim => {
    if (!isConnected()) return 'lost';
    if (!crm.grants('claim')) return true;
    const id = questions.get(callId) ?? crypto.randomUUID();
    questions.set(callId, id);
    try {
      return await crm.claim(`pop:${options.ownId(callId)}`, { id });
    } catch (error) {
      if (isInterrupted(error)) return 'lost';
      options.onProblem('pop', error, callId);
      return false;
    }
  };

  const pop = async (callId: string): Promise<void> => {
    const asked = wanted.get(callId);
    if (!asked || find(callId)?.context.search === 'pending') return;
    const claimed = await asked;
    const call = find(callId);
    // Another run of this may have popped while the claim was open.
    if (claimed === 'lost' || wanted.get(callId) !== asked) return;
    wanted.delete(callId);
    if (!call) return;
    options.onSettled(callId, claimed ? await show(call) : 'elsewhere');
  };

  const show = async (call: DesktopCall): Promise<PopOutcome> => {
    try {
      const target = targetOf(call);
      const record = given.get(call.id);
      // The CRM has kept what it decided, and has more to do than open a page where its rules have actions, or a session for the call.
      if (asksCrm() && (record || decided.has(call.id))) await crm.searchAndScreenPop({ ...requestOf(call), record });
      else if (target && crm.grants('screenPop')) await crm.screenPop(target);
      if (!target || !crm.grants('screenPop')) return 'none';
      options.onPop(call.id, target);
      return 'shown';
    } catch (error) {
      options.onProblem('pop', error, call.id);
      return 'none';
    }
  };

  const run = async (callId: string): Promise<void> => {
    await search(callId);
    await pop(callId);
  };

  return {
    /** Looks the call up; with `pop` its page is opened too, once, or `ifDue`: if the CRM's rules say so. With a record that came along, that one is opened, and nothing looked up. */
    start(callId: string, { pop: wantsPop, record }: { pop: boolean | 'ifDue'; record?: RecordReference | undefined }): void {
      if (record) given.set(callId, record);
      if (wantsPop === 'ifDue') ifDue.add(callId);
      else if (wantsPop) wanted.set(callId, claim(callId));
      void run(callId);
    },
    /** Opens a record for a call that is this window's own, whatever was opened before. */
    open(callId: string, record: RecordReference): void {
      given.set(callId, record);
      wanted.set(callId, Promise.resolve(true));
      void run(callId);
    },
    /** Forgets the record that came along, and looks the call up after all. */
    searchAgain(callId: string, { pop: wantsPop }: { pop: boolean }): void {
      given.delete(callId);
      update(callId, { search: 'pending', record: undefined });
      if (wantsPop) wanted.set(callId, Promise.resolve(true));
      void run(callId);
    },
    /** Resolves when a search under way is over. */
    settled: (callId: string): Promise<void> => searches.get(callId) ?? Promise.resolve(),
    /** The CRM is back: what it could not answer is asked again. */
    async resume(callIds: readonly string[]): Promise<void> {
      for (const callId of callIds) {
        if ((await wanted.get(callId)) === 'lost') wanted.set(callId, claim(callId));
        void run(callId);
      }
    },
    forget(callId: string): void {
      wanted.delete(callId);
      given.delete(callId);
      decided.delete(callId);
      ifDue.delete(callId);
      questions.delete(callId);
    },
  };
};
