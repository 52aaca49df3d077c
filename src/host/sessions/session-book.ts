/** The sessions of one softphone: the CRM's face of them, and what pops need. */

import { CtiError } from '../../protocol/error.ts';
import type { RuleResult } from '../../protocol/pop-rules.ts';
import type { CallFacts } from '../rules/call-facts.ts';
import { fillTemplate, type ValueScopes } from '../rules/fill-template.ts';
import { recordTarget } from '../rules/record-target.ts';
import type { Crm, Logger, Softphone } from '../softphone.ts';
import type { SoftphoneState } from '../softphone-state.ts';
import { type Values, withValues } from './check-values.ts';
import { createClosing } from './close-session.ts';
import type { NewSession, Session, Sessions, SessionsOptions } from './session.ts';
import { besides, followCall, valuesOf } from './session-calls.ts';
import { createSessionStore } from './session-store.ts';
import { createSessionTabs } from './session-tabs.ts';
import { ownGroups, sharedGroups } from './session-values.ts';

export interface SessionBookOptions {
  options: SessionsOptions;
  crm: Pick<Crm, 'screenPop' | 'beforeSessionClose'>;
  state: SoftphoneState;
  hangUp(callId: string): Promise<void>;
  setCallRecord: Softphone['setCallRecord'];
  logger: Logger;
}

/** A session to be made for a call. */
export interface SessionSeed {
  id?: string | undefined;
  name: string;
  callId?: string | undefined;
  facts: CallFacts;
  result?: RuleResult | undefined;
}

export const createSessionBook = ({ options, crm, state, hangUp, setCallRecord, logger }: SessionBookOptions) => {
  const store = createSessionStore((message) => state.emit('session', message));
  const tabs = createSessionTabs({ store, crm });
  const ended = new AbortController();
  const close = createClosing({ store, crm, state, hangUp, signal: ended.signal, logger });
  let globals: Values = withValues({}, options.globals ?? {});
  const user = withValues({}, options.user ?? {});

  const callWith = (callId: string | undefined) => state.calls.find(({ id }) => id === callId);
  const stopFollowing = state.on('call', ({ call }) => followCall(store, call));

  const open = ({ id = crypto.randomUUID(), name, callId, facts, result }: SessionSeed): Session => {
    const call = callWith(callId);
    const session: Session = {
      id,
      name,
      callId,
      callActive: call !== undefined,
      call: valuesOf(facts),
      values: {},
      matches: [],
      tabs: [],
      focused: false,
      createdAt: Date.now(),
    };
    store.add({ session, facts: besides(facts, call), result });
    return session;
  };

  const shared = () => sharedGroups({ user, globals });
  const scopes = (own: Session | undefined): Required<ValueScopes> => {
    const focused = store.focused();
    return {
      own: { ...shared(), ...(own && ownGroups(own)) },
      global: { ...shared(), $Context: globals },
      focused: { ...shared(), ...(focused && ownGroups(focused)) },
    };
  };

  const face: Omit<Sessions, 'list' | 'focused' | 'globals'> = {
    async open({ name = '', callId, call = {}, focus = true }: NewSession = {}) {
      const data = withValues({}, call);
      const opened = store.ofCall(callId) ?? open({ name, callId, facts: { callId, number: callWith(callId)?.remote.number, data } });
      if (focus) store.focus(opened.id);
      return store.require(opened.id).session;
    },
    async focus(id) {
      if (id !== undefined) store.require(id);
      store.focus(id);
    },
    async setValues(id, values) {
      store.change(id, { values: withValues(store.require(id).session.values, values) });
    },
    async setGlobals(values) {
      globals = withValues(globals, values);
    },
    openTab: (id, target, tabOptions = {}) => tabs.open(id, target, tabOptions, ended.signal),
    async showTab(id, tab) {
      tabs.show(id, tab);
    },
    async closeTab(id, tab) {
      tabs.close(id, tab);
    },
    async choose(id, { recordId, objectType }) {
      const { session, result } = store.require(id);
      const match = session.matches.find((one) => one.recordId === recordId && (objectType === undefined || one.objectType === objectType));
      if (!match) throw new CtiError('INVALID_ARGUMENT', 'This record is none of the matches of the session.');
      // The list stays where it is.
      await tabs.open(id, recordTarget(match), { tab: result?.destination === 'entitySearch' ? undefined : result?.targetTab }, ended.signal);
      store.change(id, { record: match, name: match.recordName });
      const { callId } = session;
      if (callId === undefined) return;
      const { confidence: _confidence, fields: _fields, ...record } = match;
      setCallRecord(callId, record);
    },
    async fill(text, id) {
      return fillTemplate(text, scopes(id === undefined ? store.focused() : store.require(id).session));
    },
    close,
  };

  return {
    face,
    tabs,
    get list() {
      return store.list();
    },
    get focused() {
      return store.focused();
    },
    get globals() {
      return globals;
    },
    change: store.change,
    focus: store.focus,
    get: (id: string) => store.get(id)?.session,
    setResult: store.setResult,
    open,
    ofCall: store.ofCall,
    /** The call's own session if it has one, else where the agent is. */
    currentFor: (callId: string | undefined): Session | undefined => store.ofCall(callId) ?? store.focused(),
    /** What rules about a call may ask for. `newId` is that of the session they may make. */
    valuesFor(callId: string | undefined, newId: string) {
      const own = store.ofCall(callId);
      const current = own ?? store.focused();
      return {
        scopes: scopes(own),
        sessions: {
          made: own ? ownGroups(own) : { $Session: { Id: newId, ...(callId !== undefined && { CallId: callId }) } },
          current: current ? ownGroups(current) : {},
        },
      };
    },
    dispose(): void {
      stopFollowing();
      store.clear();
      ended.abort(new CtiError('DISPOSED', 'The softphone was removed from the page.'));
    },
  };
};

export type SessionBook = ReturnType<typeof createSessionBook>;
