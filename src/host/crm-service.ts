/** What the softphone may ask of this CRM: the CRM's own functions, and what the library does itself. */

import type { Service } from '../bridge/dispatcher.ts';
import { createTable, type Handlers, issuesOf } from '../bridge/index.ts';
import type { CallLog, SaveLogResult } from '../protocol/call-log.ts';
import { type ClickToDialState, type CrmMethods, crmParams } from '../protocol/crm-methods.ts';
import { MAX_MATCHES } from '../protocol/limits.ts';
import { searchResultSchema } from '../protocol/record.ts';
import { requireOwnUrl } from './pop-url.ts';
import type { Crm } from './softphone.ts';

export interface OwnServices {
  saveLog(log: CallLog): Promise<SaveLogResult>;
  claim(key: string): Promise<boolean>;
  /** Undefined when the CRM wants its page left alone. */
  setClickToDial: ((state: ClickToDialState) => void) | undefined;
}

/** A method is served when the CRM has the function for it. */
export const createCrmService = (crm: Crm, own: OwnServices): ReadonlyMap<string, Service> => {
  const { search, screenPop, saveLog, refreshView, getAppViewInfo } = crm;
  const { setClickToDial } = own;
  const handlers: Handlers<CrmMethods> = {
    claim: ({ key }) => own.claim(key),
    getAppViewInfo: (_, context) => (getAppViewInfo ? getAppViewInfo.call(crm, context) : { url: location.href }),
  };
  if (search) {
    handlers.search = async (query, context) => {
      const found: unknown = await search.call(crm, query, context);
      // The softphone checks again; this is for the CRM's developer, in whose console it must show.
      const parsed = searchResultSchema().safeParse(Array.isArray(found) ? found.slice(0, query.limit ?? MAX_MATCHES) : found);
      if (!parsed.success) throw new TypeError(`The CRM's search gave something else than a list of matches: ${issuesOf(parsed.error).text}`);
      return parsed.data;
    };
  }
  if (screenPop) handlers.screenPop = async (target, context) => void (await screenPop.call(crm, requireOwnUrl(target), context));
  if (saveLog) handlers.saveLog = (log) => own.saveLog(log);
  if (refreshView) handlers.refreshView = async (_, context) => void (await refreshView.call(crm, context));
  if (setClickToDial) handlers.setClickToDial = (state) => setClickToDial(state);
  return createTable(crmParams, handlers);
};
