/** Shapes of the methods that complete Open CTI: searches that pop, records, panel, channels, work, directory, settings. */
import type {
  ActionRequest,
  ChannelMessage,
  DirectoryPage,
  DirectoryQuery,
  ObjectRefresh,
  ObjectUpdate,
  PanelSettings,
  RecordLog,
  SearchAndPop,
  SearchAndPopResult,
  WorkCompletion,
  WorkStart,
} from '../../../src/index.ts';
import { crmAnswers, crmParams } from '../../../src/protocol/crm-methods.ts';
import { hostEvents } from '../../../src/protocol/events.ts';
import type { Example } from './examples.ts';
import { fieldValues, flag, id, long, map, names, number } from './wrong-values.ts';

const searchAndPop: SearchAndPop = {
  searchParams: '08-1',
  callType: 'inbound',
  type: 'chat',
  queryParams: { ani: '08-1' },
  defaultFieldValues: { Phone: '08-1', Age: 1, Open: true, Owner: null },
  flowArguments: [{ name: 'ani', type: 'String', value: '08-1' }],
  deferred: true,
  e164: '+4681',
  callId: 'c',
  called: '+4682',
  data: { queue: 'sales' },
  record: { recordId: 'r', objectType: 'Contact' },
};
const result: SearchAndPopResult = { matches: [{ recordId: 'r', recordName: 'x' }], pop: { type: 'record', recordId: 'r' }, due: true };
const recordLog: RecordLog = { id: 'l', objectType: 'Task', recordId: 'r', fields: { Subject: 'Call', Seconds: 12.5, Done: true, WhatId: null } };
const panel: PanelSettings = { visible: true, height: 240, width: 1_920, icon: 'call', label: 'Phone', itemIcon: 'user', itemLabel: 'Ready' };
const page: DirectoryPage = { directoryNumbers: [{ name: 'n', phone: '1', callCenterName: 'c', description: 'd' }], hasNext: false };
const name = [long(81), 5, null];
const data = [new Date(0), new Map(), () => 1, Number.NaN, { a: undefined, b: () => 1 }, [undefined], JSON.parse('{"__proto__":1}')];

const refresh: ObjectRefresh = { recordId: 'r', refreshFields: true, refreshRelatedLists: false, refreshFeed: true };
const update: ObjectUpdate = { recordId: 'r', fieldsUpdated: true, relatedListsUpdated: false, feedUpdated: true };
const work: WorkStart = { workId: 'w', completeWorkWhen: 'TaskSaved', attributes: { to: '+4681' } };
const completion: WorkCompletion = { workId: 'w', disposition: 'sale', taskId: 't', wasConnected: true };
const query: DirectoryQuery = { isGlobal: true, callCenterName: 'c', page: 0, pageSize: 1_000 };

export const openCtiExamples: readonly Example[] = [
  {
    name: 'searchAndScreenPop',
    schema: crmParams.searchAndScreenPop,
    value: searchAndPop,
    optional: Object.keys(searchAndPop).filter((key) => key !== 'searchParams'),
    wrong: {
      searchParams: ['', long(501), 5, null],
      callType: ['up', null],
      type: [long(65), 5, null],
      queryParams: [5, long(4_001), { a: 1 }, null],
      defaultFieldValues: fieldValues,
      flowArguments: [{}, [{ name: 'a' }], null],
      deferred: flag,
      e164: number,
      callId: id,
      called: number,
      data: map,
      record: [null, 'r', {}, { recordId: '' }],
    },
  },
  {
    name: 'searchAndScreenPop result',
    schema: crmAnswers.searchAndScreenPop.result,
    value: result,
    optional: ['pop', 'due'],
    wrong: { matches: [null, {}, [{}], Array.from({ length: 51 }, () => result.matches[0])], pop: [{}, { type: 'page' }, null], due: flag },
  },
  {
    name: 'saveRecord',
    schema: crmParams.saveRecord,
    value: recordLog,
    optional: ['objectType', 'recordId'],
    wrong: { id, objectType: [long(501), 5], recordId: id, fields: [...fieldValues, [], null] },
  },
  {
    name: 'runAction',
    schema: crmParams.runAction,
    value: { name: 'Cases.open', params: { a: [1, 'b', null, { c: true }] } } satisfies ActionRequest,
    optional: ['params'],
    wrong: { name: ['', long(201), 5], params: data },
  },
  {
    name: 'setPanel',
    schema: crmParams.setPanel,
    value: panel,
    optional: Object.keys(panel),
    wrong: {
      visible: flag,
      height: [239, 2_561, '300', Number.NaN],
      width: [199, 1_921, Number.POSITIVE_INFINITY],
      icon: name,
      label: name,
      itemIcon: name,
      itemLabel: name,
    },
  },
  {
    name: 'getPanel result',
    schema: crmAnswers.getPanel.result,
    value: { visible: false, height: 300, width: 200 },
    wrong: { visible: flag, height: [-1, '1'], width: [-1] },
  },
  {
    name: 'publish',
    schema: crmParams.publish,
    value: { channel: 'orders', message: ['x', 1, null, { deep: [false] }] } satisfies ChannelMessage,
    wrong: { channel: ['', long(201), 5], message: [undefined, ...data] },
  },
  { name: 'subscribe', schema: crmParams.subscribe, value: { channel: 'orders' }, wrong: { channel: ['', long(201), 5] } },
  { name: 'event message', schema: hostEvents.message, value: { channel: 'orders', message: 0 }, wrong: { message: data } },
  {
    name: 'completeWork',
    schema: crmParams.completeWork,
    value: completion,
    optional: ['disposition', 'taskId', 'wasConnected'],
    wrong: { workId: id, disposition: [long(501)], taskId: id, wasConnected: flag },
  },
  {
    name: 'event workStart',
    schema: hostEvents.workStart,
    value: work,
    optional: ['completeWorkWhen', 'attributes'],
    wrong: { workId: id, completeWorkWhen: [long(501), 5], attributes: map },
  },
  {
    name: 'getDirectoryNumbers',
    schema: crmParams.getDirectoryNumbers,
    value: query,
    optional: Object.keys(query),
    wrong: { isGlobal: flag, callCenterName: [5], page: [-1, 0.5], pageSize: [0, 1_001, 1.5] },
  },
  {
    name: 'getDirectoryNumbers result',
    schema: crmAnswers.getDirectoryNumbers.result,
    value: page,
    wrong: { directoryNumbers: [null, [{}], [{ name: 'x' }], names(3), Array.from({ length: 1_001 }, () => page.directoryNumbers[0])], hasNext: flag },
  },
  {
    name: 'refreshObject',
    schema: crmParams.refreshObject,
    value: refresh,
    optional: ['refreshFields', 'refreshRelatedLists', 'refreshFeed'],
    wrong: { recordId: id, refreshFields: flag, refreshRelatedLists: flag, refreshFeed: flag },
  },
  {
    name: 'event objectUpdate',
    schema: hostEvents.objectUpdate,
    value: update,
    optional: Object.keys(update),
    wrong: { recordId: id, fieldsUpdated: flag, relatedListsUpdated: flag, feedUpdated: flag },
  },
  {
    name: 'event callRecord',
    schema: hostEvents.callRecord,
    value: { callId: 'call-1', record: { recordId: 'contact/17', objectType: 'Contact' } },
    wrong: { callId: id, record: [null, {}, 'contact/17', { recordId: '' }] },
  },
];
