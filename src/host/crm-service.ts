/** What the softphone may ask of this CRM: the CRM's own functions, and what the library does itself. */

import type { Service } from '../bridge/dispatcher.ts';
import { createTable, type Handlers, issuesOf } from '../bridge/index.ts';
import type { CallCenterSettings } from '../protocol/call-center.ts';
import type { CallLog, SaveLogResult } from '../protocol/call-log.ts';
import type { ChannelMessage } from '../protocol/channel.ts';
import { type ClickToDialState, type CrmMethods, crmParams } from '../protocol/crm-methods.ts';
import { CtiError } from '../protocol/error.ts';
import { MAX_MATCHES } from '../protocol/limits.ts';
import type { PanelSettings, PanelState } from '../protocol/panel.ts';
import type { PlainData } from '../protocol/plain-data.ts';
import { searchResultSchema } from '../protocol/record.ts';
import type { RecordLog } from '../protocol/record-log.ts';
import type { SearchAndPop, SearchAndPopResult } from '../protocol/search-and-pop.ts';
import type { SoftphoneLayout } from '../protocol/softphone-layout.ts';
import { absoluteUrl } from './absolute-url.ts';
import { requireOwnUrl } from './pop-url.ts';
import { transferHandlers } from './screen-transfer.ts';
import type { Crm, HandlerContext } from './softphone.ts';

export interface OwnServices {
  saveLog(log: CallLog): Promise<SaveLogResult>;
  saveRecord(log: RecordLog): Promise<SaveLogResult>;
  claim(key: string, id?: string): Promise<boolean>;
  /** Undefined when the CRM wants its page left alone. */
  setClickToDial: ((state: ClickToDialState) => void) | undefined;
  searchAndScreenPop(request: SearchAndPop, context: HandlerContext): Promise<SearchAndPopResult>;
  settings: CallCenterSettings | undefined;
  /** Has the layout as it is when somebody asks. */
  pops: { readonly layout: SoftphoneLayout | undefined };
  /** The library's own panel, where it is on. */
  panel: { set(settings: PanelSettings): Promise<void>; get(): Promise<PanelState> } | undefined;
  channels: { publish(message: ChannelMessage): void; subscribe(channel: string): void; unsubscribe(channel: string): void };
  onInitialized(): void;
}

type Serving = Required<Handlers<CrmMethods>>;

/** What a CRM's function gave, as something that can be told of a mistake in it. */
const searchWith = (crm: Crm, search: NonNullable<Crm['search']>): Serving['search'] => {
  // `where` is for the CRM's own rules: a softphone does not get to ask for any field it likes.
  return async ({ where: _, ...query }, context) => {
    if (query.number === undefined && query.text === undefined) throw new CtiError('INVALID_ARGUMENT', 'search: either number or text must be given.');
    const found: unknown = await search.call(crm, query, context);
    // The softphone checks again; this is for the CRM's developer, in whose console it must show.
    const parsed = searchResultSchema().safeParse(Array.isArray(found) ? found.slice(0, query.limit ?? MAX_MATCHES) : found);
    if (!parsed.success) throw new TypeError(`The CRM's search gave something else than a list of matches: ${issuesOf(parsed.error).text}`);
    return parsed.data;
  };
};

const runWith = (actions: NonNullable<Crm['actions']>): Serving['runAction'] => {
  return async ({ name, params }, context) => {
    // An own property only: `constructor` is not an action.
    const run = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (typeof run !== 'function') throw new CtiError('NO_SUCH_ACTION', 'The CRM has no action of this name.');
    return ((await run(params, context)) ?? undefined) as PlainData | undefined;
  };
};

/** A method is served when the CRM has the function or the data for it. */
export const createCrmService = (crm: Crm, own: OwnServices): ReadonlyMap<string, Service> => {
  const { search, screenPop, saveLog, saveRecord, refreshView, getAppViewInfo, getDirectoryNumbers, completeWork, refreshObject, isInConsole } = crm;
  const { setClickToDial, settings, pops, panel, channels } = own;
  const handlers: Handlers<CrmMethods> = {
    claim: ({ key, id }) => own.claim(key, id),
    getAppViewInfo: async (_, context) => {
      if (!getAppViewInfo) return { url: location.href };
      const view = await getAppViewInfo.call(crm, context);
      // Anything else is the CRM's mistake, which the softphone finds and names.
      return typeof view?.url === 'string' && view.url ? { ...view, url: absoluteUrl(view.url) } : view;
    },
    notifyInitializationComplete: () => own.onInitialized(),
    publish: (message) => channels.publish(message),
    subscribe: ({ channel }) => channels.subscribe(channel),
    unsubscribe: ({ channel }) => channels.unsubscribe(channel),
    ...transferHandlers(crm),
  };
  if (search) {
    handlers.search = searchWith(crm, search);
    handlers.searchAndScreenPop = (request, context) => own.searchAndScreenPop(request, context);
  }
  if (screenPop) handlers.screenPop = async (target, context) => void (await screenPop.call(crm, requireOwnUrl(target), context));
  if (saveLog) handlers.saveLog = (log) => own.saveLog(log);
  if (saveRecord) handlers.saveRecord = (log) => own.saveRecord(log);
  if (crm.actions) handlers.runAction = runWith(crm.actions);
  if (refreshView) handlers.refreshView = async (_, context) => void (await refreshView.call(crm, context));
  if (setClickToDial) handlers.setClickToDial = (state) => setClickToDial(state);
  if (settings) handlers.getCallCenterSettings = () => settings;
  if (pops.layout) {
    handlers.getSoftphoneLayout = () => {
      if (!pops.layout) throw new CtiError('NOT_SUPPORTED', 'This CRM has no softphone layout any more.');
      return pops.layout;
    };
  }
  if (getDirectoryNumbers) handlers.getDirectoryNumbers = (query, context) => getDirectoryNumbers.call(crm, query, context);
  if (completeWork) handlers.completeWork = async (completion, context) => void (await completeWork.call(crm, completion, context));
  if (refreshObject) handlers.refreshObject = async (refresh, context) => void (await refreshObject.call(crm, refresh, context));
  if (isInConsole) handlers.isInConsole = (_, context) => isInConsole.call(crm, context);
  const { setPanel, getPanel } = crm;
  if (panel) {
    handlers.setPanel = (changes) => panel.set(changes);
    handlers.getPanel = () => panel.get();
  } else {
    if (setPanel) handlers.setPanel = async (changes, context) => void (await setPanel.call(crm, changes, context));
    if (getPanel) handlers.getPanel = (_, context) => getPanel.call(crm, context);
  }
  return createTable(crmParams, handlers);
};
