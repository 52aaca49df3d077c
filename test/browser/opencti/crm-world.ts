/** A CRM that does what a row says, and notes what it was asked. */
import { expect } from 'chai';
import { type Crm, importCallCenter, type MountOptions, type Softphone } from '../../../src/host/index.ts';
import { CtiError, type RecordReference, type SoftphoneLayout } from '../../../src/index.ts';
import { definition, layout } from '../../opencti/configuration.ts';
import type { Happening } from '../../opencti/events.ts';
import type { CrmPart, Failing } from '../../opencti/open-cti-row.ts';
import { mount } from '../bridge/pages.ts';
import { until } from '../bridge/remote-page.ts';

export const CHANNEL = 'news';

export const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

const thrown = (failing: Failing): Error =>
  typeof failing === 'string' ? new Error(failing) : new CtiError(failing.code, failing.message, { details: failing.details });

const ACTIONS = ['Accounts.find', 'Accounts.first', 'Accounts.touch'];

const createNotingCrm = (asked: unknown[][], logIds: string[], part: () => CrmPart) => {
  const act = (name: string): never => {
    const failing = part().fails?.[name];
    if (failing !== undefined) throw thrown(failing);
    return part().gives?.[name] as never;
  };
  const function_ = (name: string) => (argument: unknown) => {
    asked.push([name, plain(argument)]);
    return act(name);
  };
  const question = (name: string) => () => {
    asked.push([name]);
    return act(name);
  };
  return {
    search: function_('search'),
    screenPop(target) {
      if (target.type !== 'url') return function_('screenPop')(target);
      // A CRM is given URLs that are its own and leave no doubt about it.
      expect(new URL(target.url).origin).to.equal(location.origin);
      return function_('screenPop')({ ...target, url: target.url.slice(location.origin.length) });
    },
    saveRecord({ id, ...log }) {
      logIds.push(id);
      return function_('saveRecord')(log);
    },
    refreshView: question('refreshView'),
    getAppViewInfo: question('getAppViewInfo'),
    isInConsole: question('isInConsole'),
    getDirectoryNumbers: function_('getDirectoryNumbers'),
    completeWork: function_('completeWork'),
    refreshObject: function_('refreshObject'),
    actions: Object.fromEntries(ACTIONS.map((name) => [name, function_(name)])),
  } satisfies Crm;
};

export interface CrmWorld {
  softphone: Softphone;
  /** From now on the CRM does this; what it was asked before is forgotten. */
  play(part: CrmPart): void;
  /** What the row says of the CRM has come true, and nothing more. */
  check(part: CrmPart): Promise<void>;
  asked: readonly unknown[][];
  happen(happening: Happening): void;
}

/** This page is the CRM. */
export const openCrmWorld = async (options: Partial<MountOptions> & { src: string }): Promise<CrmWorld> => {
  const asked: unknown[][] = [];
  const logIds: string[] = [];
  let part: CrmPart = {};
  let clickedRecord: RecordReference | undefined;
  const { settings } = await importCallCenter(definition);
  const softphone = mount({
    crm: createNotingCrm(asked, logIds, () => part),
    panel: { visible: true },
    callCenterSettings: settings,
    softphoneLayout: layout as SoftphoneLayout,
    clickToDial: { record: () => clickedRecord },
    ...options,
  });
  softphone.on('initialized', () => asked.push(['initialized']));
  softphone.subscribe(CHANNEL, (message) => asked.push(['published', plain(message)]));
  const link = document.createElement('a');
  link.href = 'tel:1';
  softphone.frame.parentElement?.append(link);
  await softphone.ready();
  await until(() => softphone.panel, 'the panel is loaded');

  /** A log that was kept is saved once the CRM can, without waiting for its next turn. */
  const flush = async (): Promise<void> => {
    softphone.retryLogs();
    await until(() => softphone.pendingLogs.length === 0, 'logs that were kept are saved');
  };

  return {
    softphone,
    asked,
    play(next) {
      part = next;
      softphone.panel?.set({ ...next.panel?.before });
      asked.length = 0;
      logIds.length = 0;
    },
    async check(expected) {
      expect(asked).to.deep.equal((expected.asked ?? []).map((entry) => [...entry]));
      if (expected.panel?.after) expect(softphone.panel?.state).to.include(expected.panel.after);
      if (expected.clickable !== undefined) expect(link.dataset.ringframeDial).to.equal(expected.clickable ? 'enabled' : 'disabled');
      expect(softphone.pendingLogs).to.have.length(expected.keeps?.length ?? 0);
      if (!expected.keeps) return;
      part = {};
      asked.length = 0;
      await flush();
      expect(asked).to.deep.equal(expected.keeps.map((log) => ['saveRecord', log]));
      // Tried again, it is the same log to the CRM.
      expect(logIds).to.have.length(2);
      expect(new Set(logIds).size).to.equal(1);
    },
    happen(happening) {
      if ('view' in happening) softphone.setAppView(happening.view);
      else if ('work' in happening) softphone.startWork(happening.work);
      else if ('update' in happening) softphone.notifyObjectUpdate(happening.update);
      else if ('message' in happening) softphone.publish(CHANNEL, happening.message);
      else {
        const { number, record, params } = happening.click;
        clickedRecord = record;
        link.dataset.ringframeNumber = number;
        if (params === undefined) delete link.dataset.ringframeParams;
        else link.dataset.ringframeParams = params;
        link.click();
      }
    },
  };
};
