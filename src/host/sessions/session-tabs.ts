/** Tabs of sessions, and the pages the CRM opens in them. */
import { CtiError } from '../../protocol/error.ts';
import type { RecordMatch } from '../../protocol/record.ts';
import { type ScreenPopTarget, screenPopTargetSchema } from '../../protocol/screen-pop.ts';
import { requireOwnUrl } from '../pop-url.ts';
import type { Crm } from '../softphone.ts';
import { MAX_TABS } from './limits.ts';
import type { Session, SessionTab } from './session.ts';
import type { SessionStore } from './session-store.ts';

export interface TabOptions {
  tab?: string | undefined;
  show?: boolean | undefined;
}

const FIRST_TAB = 'main';

const isSame = (a: ScreenPopTarget | undefined, b: ScreenPopTarget): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `main`, `main 2`, …: the first name that is free. */
const freeName = (taken: ReadonlySet<string>): string => {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? FIRST_TAB : `${FIRST_TAB} ${number}`;
    if (!taken.has(name)) return name;
  }
};

const checkTarget = (target: ScreenPopTarget): ScreenPopTarget => {
  const { data, error } = screenPopTargetSchema().safeParse(target);
  if (error) throw new CtiError('INVALID_ARGUMENT', `The target is wrong: ${error.issues[0]?.path.join('.') ?? ''} ${error.issues[0]?.message ?? ''}`);
  return requireOwnUrl(data);
};

export const createSessionTabs = ({ store, crm }: { store: SessionStore; crm: Pick<Crm, 'screenPop'> }) => {
  /** By session and name: pages that the CRM is opening. Of two who ask for the same one, the second waits for the first. */
  const opening = new Map<string, Map<string, { target: ScreenPopTarget; opened: Promise<void> }>>();

  const put = (id: string, tab: SessionTab, show: boolean): void => {
    const session = store.get(id)?.session;
    // The CRM took its time, and the agent has closed it.
    if (!session) return;
    const isNew = !session.tabs.some(({ name }) => name === tab.name);
    const tabs = isNew ? [...session.tabs, tab] : session.tabs.map((known) => (known.name === tab.name ? tab : known));
    store.change(id, { tabs, ...((show || session.shownTab === undefined) && { shownTab: tab.name }) });
  };

  const requireTab = (id: string, name: string): Session => {
    const { session } = store.require(id);
    if (!session.tabs.some((tab) => tab.name === name)) throw new CtiError('INVALID_ARGUMENT', 'The session has no tab of this name.');
    return session;
  };

  const nameFor = (session: Session, target: ScreenPopTarget, under: ReadonlyMap<string, { target: ScreenPopTarget }>): string => {
    const opened = session.tabs.find((tab) => isSame(tab.target, target))?.name ?? [...under].find(([, one]) => isSame(one.target, target))?.[0];
    return opened ?? freeName(new Set([...under.keys(), ...session.tabs.map(({ name }) => name)]));
  };

  return {
    /** @throws CtiError as a rejection: `POP_REFUSED`, `TOO_LARGE`, `INVALID_ARGUMENT`, and what the CRM throws. */
    async open(id: string, target: ScreenPopTarget, { tab, show = true }: TabOptions, signal: AbortSignal): Promise<void> {
      const { session } = store.require(id);
      const page = checkTarget(target);
      const under = opening.get(id) ?? new Map<string, { target: ScreenPopTarget; opened: Promise<void> }>();
      const name = tab ?? nameFor(session, page, under);
      const other = under.get(name);
      if (other && isSame(other.target, page)) return other.opened;
      if (session.tabs.length + under.size >= MAX_TABS && !session.tabs.some((known) => known.name === name))
        throw new CtiError('TOO_LARGE', `The session has ${MAX_TABS} tabs already. Close one first.`);
      const openNow = async (): Promise<void> => {
        await crm.screenPop?.(page, { signal, session: { id, tab: name, show } });
        put(id, { name, target: page }, show);
      };
      const mine = { target: page, opened: openNow() };
      opening.set(id, under.set(name, mine));
      try {
        await mine.opened;
      } finally {
        if (under.get(name) === mine) under.delete(name);
        if (under.size === 0) opening.delete(id);
      }
    },
    /** A list of records, of which nothing is opened. */
    list: (id: string, matches: readonly RecordMatch[], { tab = 'search', show = true }: TabOptions): void => put(id, { name: tab, matches }, show),
    show(id: string, name: string): void {
      if (requireTab(id, name).shownTab !== name) store.change(id, { shownTab: name });
    },
    close(id: string, name: string): void {
      const { tabs, shownTab } = requireTab(id, name);
      const left = tabs.filter((tab) => tab.name !== name);
      store.change(id, { tabs: left, ...(shownTab === name && { shownTab: left.at(-1)?.name }) });
    },
  };
};

export type SessionTabs = ReturnType<typeof createSessionTabs>;
