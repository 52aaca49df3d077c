/** `sforce.interaction`, for softphones written for Classic. No method throws or returns anything. */
import type { ClickToDial } from '../protocol/events.ts';
import { MAX_PANEL_HEIGHT, MAX_PANEL_WIDTH, MIN_PANEL_HEIGHT, MIN_PANEL_WIDTH } from '../protocol/limits.ts';
import type { AppView } from '../protocol/record.ts';
import type { CrmConnection } from '../softphone/index.ts';
import { flagOf, numberOf, optionalTextOf, textOf } from './arguments.ts';
import { asking, type ClassicMethod, doing, hearing, testing } from './classic-call.ts';
import { classicPayload, classicRecordsById } from './classic-payloads.ts';
import { readDirectory } from './directory-pages.ts';
import { createKnownRecords } from './known-records.ts';
import { DIRECTORY_PAGE_SIZE, MAX_DIRECTORY_RESULT } from './limits.ts';
import { clickPayload, viewPayload } from './payloads.ts';
import { popUrlOf, targetOfUrl } from './pop-url.ts';
import { parseQuery } from './query-string.ts';
import { recordLogOf } from './record-log.ts';
import { searchRequestOf } from './search-request.ts';
import type { Session } from './session.ts';

/** Classic takes any size from 0 on; panels have a least and a largest. */
const sizeOf = (px: unknown, min: number, max: number): number => Math.min(Math.max(numberOf({ px }, 'px', 0, Number.MAX_SAFE_INTEGER), min), max);

export interface Classic extends Record<string, ClassicMethod | Record<string, ClassicMethod>> {
  cti: Record<string, ClassicMethod>;
  entityFeed: Record<string, ClassicMethod>;
}

export const createClassic = (session: Session): Classic => {
  const records = createKnownRecords();
  /** As the page is told of it. */
  const viewOf = (view: AppView) => {
    records.add(view.record);
    return classicPayload(viewPayload(view));
  };
  const clickOf = (click: ClickToDial) => {
    records.add(click.record);
    return classicPayload(clickPayload(click));
  };

  const search = async (crm: CrmConnection, [searchParams, queryParams, callType]: readonly unknown[], deferred: boolean) => {
    const { matches, pop } = await crm.searchAndScreenPop(searchRequestOf({ searchParams, queryParams, callType, deferred }));
    matches.forEach(records.add);
    return { ...classicRecordsById(matches), ...(pop && { screenPopUrl: popUrlOf(pop) }) };
  };

  return {
    isInConsole: testing(session, (crm) => crm.isInConsole()),
    isVisible: testing(session, (crm) => crm.isSoftphonePanelVisible()),
    setVisible: doing(session, (crm, [visible]) => crm.setSoftphonePanelVisibility(flagOf({ visible }, 'visible'))),
    getPageInfo: asking(session, async (crm) => viewOf(await crm.getAppViewInfo())),
    onFocus: hearing((listener) => session.on('navigation', (view) => listener(viewOf(view)))),
    refreshPage: doing(session, (crm) => crm.refreshView()),
    // One list cannot be told apart from the view it is in.
    refreshRelatedList: doing(session, (crm) => crm.refreshView()),
    screenPop: doing(session, (crm, [url]) => crm.screenPop(targetOfUrl(textOf({ url }, 'url'), records))),
    searchAndScreenPop: asking(session, (crm, args) => search(crm, args, false)),
    searchAndGetScreenPopUrl: asking(session, (crm, args) => search(crm, args, true)),
    runApex: asking(session, (crm, [apexClass, methodName, methodParams]) =>
      crm.runAction(
        `${textOf({ apexClass }, 'apexClass')}.${textOf({ methodName }, 'methodName')}`,
        parseQuery(optionalTextOf({ methodParams }, 'methodParams') ?? ''),
      ),
    ),
    saveLog: doing(session, async (crm, [object, params]) => {
      const log = recordLogOf({ ...parseQuery(textOf({ params }, 'params')), entityApiName: object });
      const { recordId: id = log.recordId } = await crm.saveLog(log);
      if (id) records.add({ recordId: id, objectType: log.objectType });
      return { id };
    }),
    cti: {
      enableClickToDial: doing(session, (crm) => crm.enableClickToDial()),
      disableClickToDial: doing(session, (crm) => crm.disableClickToDial()),
      onClickToDial: hearing((listener) => session.on('clickToDial', (click) => listener(clickOf(click)))),
      getCallCenterSettings: asking(session, (crm) => crm.getCallCenterSettings()),
      getSoftphoneLayout: asking(session, (crm) => crm.getSoftphoneLayout()),
      getDirectoryNumbers: asking(session, (crm, [isGlobal, callCenterName, , page = 0, pageSize = DIRECTORY_PAGE_SIZE]) =>
        readDirectory(
          crm,
          { isGlobal: isGlobal === true, callCenterName: optionalTextOf({ callCenterName }, 'callCenterName') },
          numberOf({ page }, 'page', 0, Number.MAX_SAFE_INTEGER),
          numberOf({ pageSize }, 'pageSize', 1, MAX_DIRECTORY_RESULT),
        ),
      ),
      setSoftphoneHeight: doing(session, (crm, [px]) => crm.setSoftphonePanelHeight(sizeOf(px, MIN_PANEL_HEIGHT, MAX_PANEL_HEIGHT))),
      setSoftphoneWidth: doing(session, (crm, [px]) => crm.setSoftphonePanelWidth(sizeOf(px, MIN_PANEL_WIDTH, MAX_PANEL_WIDTH))),
      notifyInitializationComplete: doing(session, (crm) => crm.notifyInitializationComplete()),
    },
    entityFeed: {
      onObjectUpdate: hearing((listener) => session.on('objectUpdate', listener)),
      refreshObject: doing(session, (crm, [recordId, refreshFields, refreshRelatedLists, refreshFeed]) =>
        crm.refreshObject({
          recordId: textOf({ recordId }, 'recordId'),
          refreshFields: refreshFields === true,
          refreshRelatedLists: refreshRelatedLists === true,
          refreshFeed: refreshFeed === true,
        }),
      ),
      reloadFrame: doing(session, (crm) => crm.refreshView()),
    },
  };
};
