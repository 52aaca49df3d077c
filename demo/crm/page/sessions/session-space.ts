/** The sessions of a call centre's agent in this page: a tab for each call, and a panel with its pages. The CRM itself stays beside them. */
import type { Call, ScreenPopTarget } from 'ringframe';
import type { HandlerContext, Session, SessionMessage, SessionPlace } from 'ringframe/host';
import type { TransferWork } from '../../api-types.ts';
import { h } from '../dom.ts';
import type { Navigator } from '../navigator.ts';
import type { Toasts } from '../notices.ts';
import type { Phone } from '../phone/phone.ts';
import { agentOfKind } from '../phone/softphone-kinds.ts';
import { askToClose } from './ask-to-close.ts';
import { sessionOf } from './session-of.ts';
import { createSessionPanel, panelIdOf, type SessionPanel } from './session-panel.ts';
import { createTabStrip, type StripTab, tabId } from './tab-strip.ts';

export interface SessionSpaceOptions {
  phone: Phone;
  navigator: Navigator;
  toasts: Toasts;
  /** Shown while there is no session. */
  hint: Node;
}

const HOME = 'home';
const HOME_PANEL = 'crm-itself';

const stateOf = (call: Call | undefined): Pick<StripTab, 'state' | 'tone'> => {
  if (!call) return { state: 'over', tone: 'off' };
  if (call.state === 'alerting') return { state: 'rings', tone: 'busy' };
  if (call.state === 'initiated') return { state: 'calling', tone: 'busy' };
  return call.state === 'held' ? { state: 'on hold', tone: 'wait' } : { state: 'talking', tone: 'good' };
};

export const createSessionSpace = ({ phone, navigator, toasts, hint }: SessionSpaceOptions) => {
  const panels = new Map<string, SessionPanel>();
  /** The session in front; undefined: the CRM itself. */
  let front: string | undefined;
  /** Opened, and never looked at. */
  const unseen = new Set<string>();
  /** Their work has gone on to somebody else: nothing is lost with them. */
  const released = new Set<string>();

  const report = (error: unknown): void => toasts.show(error instanceof Error ? error.message : 'That could not be done.');
  const face = () => (agentOfKind(phone.kind) === undefined ? undefined : phone.softphone?.sessions);

  const showStrip = (): void => {
    const others = [...panels.values()].map(
      ({ session, name }): StripTab => ({
        id: session.id,
        label: name,
        ...stateOf(phone.calls.find(({ id }) => id === session.callId)),
        isNew: unseen.has(session.id),
        selected: front === session.id,
        closable: true,
      }),
    );
    strip.show([{ id: HOME, label: 'CRM', selected: front === undefined, closable: false }, ...others]);
    nothing.hidden = panels.size > 0;
  };
  const show = (): void => {
    const panel = panels.get(front ?? '');
    if (!panel) front = undefined;
    if (front !== undefined) unseen.delete(front);
    if (panel) panel.bring();
    else navigator.show(navigator.home);
    showStrip();
  };
  /** Several things happen to sessions at once: what comes of it is shown once. */
  let isDue = false;
  const showSoon = (): void => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      show();
    });
  };

  const turnTo = (id: string | undefined): void => {
    if (front === id) return;
    front = id;
    show();
    face()?.focus(id).catch(report);
  };
  const close = (id: string): void => void face()?.close(id).catch(report);

  const strip = createTabStrip({
    label: 'Sessions',
    panelOf: (id) => (id === HOME ? HOME_PANEL : panelIdOf(id)),
    onSelect: (id) => turnTo(id === HOME ? undefined : id),
    onClose: close,
  });
  const nothing = h('p', { class: 'sessions-hint muted' }, hint);
  const element = h('section', { class: 'sessions', 'aria-label': 'Sessions', hidden: true }, strip.element, nothing);

  /** Whoever is in the middle of a sentence is not taken away from it. */
  const isTyping = (): boolean => navigator.current?.isDirty?.() === true && document.activeElement?.matches('#main input, #main textarea') === true;

  const add = (session: Session): void => {
    const sessions = face();
    if (!sessions) return;
    unseen.add(session.id);
    const onReveal = () => turnTo(session.id);
    panels.set(session.id, createSessionPanel(session, { phone, navigator, sessions, onReveal, onClose: () => close(session.id), onProblem: report }));
  };
  const remove = (id: string): void => {
    panels.get(id)?.dispose();
    panels.delete(id);
    unseen.delete(id);
    released.delete(id);
    if (front === id) front = undefined;
  };

  phone.on('session', ({ event, session }: SessionMessage) => {
    if (event === 'closed') remove(session.id);
    else if (panels.has(session.id)) panels.get(session.id)?.update(session);
    else add(session);
    if (event === 'focused' && front !== session.id) {
      if (unseen.has(session.id) && isTyping()) {
        toasts.show(`A call from ${session.name || 'a withheld number'} has a session of its own.`, { label: 'Open it', run: () => turnTo(session.id) });
        face()?.focus(front).catch(report);
      } else front = session.id;
    }
    showSoon();
  });
  phone.on('call', ({ event, call }) => {
    // What the agent sees is about whom the agent talks with.
    const session = [...panels.values()].find((panel) => panel.session.callId === call.id)?.session;
    if (session && (event === 'established' || event === 'retrieved') && !isTyping()) turnTo(session.id);
    showStrip();
  });
  phone.onMounted(() => {
    for (const id of [...panels.keys()]) remove(id);
    const isOn = face() !== undefined;
    element.hidden = !isOn;
    document.documentElement.classList.toggle('has-sessions', isOn);
    const { home } = navigator;
    home.element.id = HOME_PANEL;
    for (const [name, value] of Object.entries({ role: 'tabpanel', 'aria-labelledby': tabId(HOME_PANEL) }))
      if (isOn) home.element.setAttribute(name, value);
      else home.element.removeAttribute(name);
    show();
  });

  /** One page after another, so that a page which two have asked for is opened once. */
  let opened: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(open: () => Promise<Result>): Promise<Result> => {
    const next = opened.then(open);
    opened = next.catch(() => {});
    return next;
  };

  const panelOf = (callId: string): SessionPanel | undefined => [...panels.values()].find(({ session }) => session.callId === callId);

  return {
    element,
    home: () => turnTo(undefined),
    /** A view is in front now: names may have changed. */
    refresh(): void {
      panels.get(front ?? '')?.refresh();
      showStrip();
    },
    /** In some session something is not saved. */
    get isDirty() {
      return [...panels.values()].some((panel) => panel.isDirty);
    },
    /** Opens a page in a session; false where there is no such session any more. */
    async open(path: string, { id, tab }: SessionPlace): Promise<boolean> {
      const panel = panels.get(id);
      if (tab !== undefined) await panel?.open(path, tab);
      return panel !== undefined;
    },
    /** Opens what the softphone opens by itself in the session it belongs to; false where it belongs to none. */
    place: (target: ScreenPopTarget): Promise<boolean> =>
      inTurn(async () => {
        const { softphone } = phone;
        const id = face() && softphone && (await sessionOf(softphone, target));
        if (!softphone || id === undefined) return false;
        const match = target.type === 'record' && panels.get(id)?.session.matches.find(({ recordId }) => recordId === target.recordId);
        if (match) await softphone.sessions.choose(id, match);
        else await softphone.sessions.openTab(id, target);
        return true;
      }),
    async mayClose({ id, callId, name }: Session, { signal }: HandlerContext): Promise<boolean> {
      const panel = panels.get(id);
      const call = phone.calls.find((one) => one.id === callId);
      return released.has(id) || askToClose({ name: panel?.name ?? name, call, unsaved: panel?.unsaved ?? [], signal });
    },
    /** What is on the screen for a call: its session, or what is in front where it has none. */
    workOf(callId: string): Pick<TransferWork, 'record' | 'pages'> & { unsaved: readonly string[] } {
      const panel = panelOf(callId);
      if (panel) return { record: panel.record, pages: panel.work(), unsaved: panel.unsaved };
      const { path, view } = navigator.home;
      const isDirty = view?.isDirty?.() === true;
      if (!view?.record && !isDirty) return { pages: [], unsaved: [] };
      return { pages: [{ path, record: view?.record, draft: isDirty ? view?.draft?.() : undefined }], unsaved: isDirty && view ? [view.title] : [] };
    },
    /** Opens what a colleague had on the screen, and puts back what was being typed. */
    restore: (callId: string, { pages }: TransferWork): Promise<void> =>
      inTurn(async () => {
        const sessions = face();
        if (!sessions) return;
        const call = phone.calls.find(({ id }) => id === callId);
        const { id } = await sessions.open({ callId, name: call && (call.remote.name || call.remote.number) });
        for (const page of [...pages].reverse()) {
          const { path, record } = page;
          const target: ScreenPopTarget = record ? { type: 'record', recordId: record.recordId, objectType: record.objectType } : { type: 'url', url: path };
          await sessions.openTab(id, target);
          panels.get(id)?.restore(page);
        }
      }),
    /** The work of a call has gone to somebody else. */
    release(callId: string): void {
      const session = panelOf(callId)?.session;
      if (!session) return;
      released.add(session.id);
      close(session.id);
    },
  };
};

export type SessionSpace = ReturnType<typeof createSessionSpace>;
