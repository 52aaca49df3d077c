/** What a CRM refuses or cannot do, and what each kind of page hears of it. Data only. */
import { NUMBER, searchFor } from './configuration.ts';
import type { CrmPart } from './open-cti-row.ts';

export interface FailureRow {
  name: string;
  crm: Omit<CrmPart, 'panel' | 'clickable'>;
  /** What the message says; what it must not say, for it is nobody's business. */
  says?: string;
  hides?: string;
  typed: { method: string; args: readonly unknown[]; code: string; details?: unknown };
  lightning?: { method: string; args?: Record<string, unknown>; code: string; details?: unknown };
  /** `result` is false where something was to be done, null where something was asked for. */
  classic?: { method: string; args?: readonly unknown[]; result: false | null };
}

const foreignUrls = [
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  '\\\\elsewhere.example/',
  '/\t/elsewhere.example/',
  'https:elsewhere.example',
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://elsewhere.example/1',
  'file:///etc/hosts',
  'tel:+46812345678',
];

const foreignUrl = (url: string): FailureRow => ({
  name: `screenPop of ${JSON.stringify(url)}`,
  crm: {},
  says: 'pages of this CRM only',
  hides: 'elsewhere',
  typed: { method: 'screenPop', args: [{ type: 'url', url }], code: 'POP_REFUSED' },
  lightning: { method: 'screenPop', args: { type: 'url', params: { url } }, code: 'INVALID_PARAM' },
  classic: { method: 'screenPop', args: [url, true], result: false },
});

const searching = {
  typed: { method: 'searchAndScreenPop', args: [{ searchParams: NUMBER, callType: 'inbound' }] },
  lightning: { method: 'searchAndScreenPop', args: { searchParams: NUMBER, callType: 'inbound' } },
  classic: { method: 'searchAndScreenPop', args: [NUMBER, '', 'inbound'], result: null },
} as const;

const running = (name: string) =>
  ({
    typed: { method: 'runAction', args: [`Accounts.${name}`, {}] },
    lightning: { method: 'runApex', args: { apexClass: 'Accounts', methodName: name } },
    classic: { method: 'runApex', args: ['Accounts', name], result: null },
  }) as const;

const saved = { objectType: 'Task', fields: { WhatId: 'nobody' } };
const saving = {
  typed: { method: 'saveLog', args: [saved] },
  lightning: { method: 'saveLog', args: { value: { entityApiName: 'Task', WhatId: 'nobody' } } },
  classic: { method: 'saveLog', args: ['Task', 'WhatId=nobody'], result: false },
} as const;

const fieldErrors = { WhatId: [{ message: 'There is no such record.', code: 'INVALID_REFERENCE' }] };
const tooLong = 'x'.repeat(200_000);

export const openCtiFailures: readonly FailureRow[] = [
  ...foreignUrls.map(foreignUrl),
  {
    name: 'screenPop of a record the CRM does not show',
    crm: {
      fails: { screenPop: { code: 'POP_REFUSED', message: 'You may not see this record.' } },
      asked: [['screenPop', { type: 'record', recordId: '003000000000099' }]],
    },
    says: 'You may not see this record.',
    typed: { method: 'screenPop', args: [{ type: 'record', recordId: '003000000000099' }], code: 'POP_REFUSED' },
    lightning: { method: 'screenPop', args: { type: 'sobject', params: { recordId: '003000000000099' } }, code: 'INVALID_PARAM' },
    classic: { method: 'screenPop', args: ['/003000000000099'], result: false },
  },
  {
    name: 'screenPop, when the CRM breaks',
    crm: { fails: { screenPop: 'SELECT secret' }, asked: [['screenPop', { type: 'url', url: '/reports' }]] },
    hides: 'secret',
    typed: { method: 'screenPop', args: [{ type: 'url', url: '/reports' }], code: 'HANDLER_FAILED' },
    lightning: { method: 'screenPop', args: { type: 'url', params: { url: '/reports' } }, code: 'SERVER_ERROR' },
    classic: { method: 'screenPop', args: ['/reports'], result: false },
  },
  {
    name: 'searchAndScreenPop, when the search breaks',
    crm: { fails: { search: 'SELECT secret' }, asked: [['search', searchFor('inbound')]] },
    hides: 'secret',
    typed: { ...searching.typed, code: 'SEARCH_FAILED' },
    lightning: { ...searching.lightning, code: 'SERVER_ERROR' },
    classic: searching.classic,
  },
  {
    name: 'searchAndScreenPop, when the search gives something else',
    crm: { gives: { search: { rows: [] } }, asked: [['search', searchFor('inbound')]] },
    says: 'list of matches',
    typed: { ...searching.typed, code: 'INVALID_RESULT' },
    lightning: { ...searching.lightning, code: 'SERVER_ERROR' },
    classic: searching.classic,
  },
  {
    name: 'searchAndScreenPop, when the layout opens a flow that the CRM does not have',
    crm: {
      gives: { search: [] },
      fails: { screenPop: { code: 'POP_REFUSED', message: 'There is no flow Welcome.' } },
      asked: [
        ['search', searchFor('internal')],
        ['screenPop', { type: 'flow', flowName: 'Welcome' }],
      ],
    },
    says: 'There is no flow Welcome.',
    typed: { method: 'searchAndScreenPop', args: [{ searchParams: NUMBER, callType: 'internal' }], code: 'POP_REFUSED' },
    lightning: { method: 'searchAndScreenPop', args: { searchParams: NUMBER, callType: 'internal' }, code: 'INVALID_PARAM' },
    classic: { method: 'searchAndScreenPop', args: [NUMBER, '', 'internal'], result: null },
  },
  {
    name: 'saveLog with a field that is wrong',
    crm: { fails: { saveRecord: { code: 'LOG_REFUSED', message: 'Not saved.', details: { fieldErrors } } }, asked: [['saveRecord', saved]] },
    says: 'Not saved.',
    typed: { ...saving.typed, code: 'LOG_REFUSED', details: { fieldErrors } },
    lightning: { ...saving.lightning, code: 'SERVER_ERROR', details: { message: 'Not saved.', fieldErrors } },
    classic: saving.classic,
  },
  {
    name: 'saveLog that is refused as it is',
    crm: { fails: { saveRecord: { code: 'LOG_REFUSED', message: 'Tasks are closed.' } }, asked: [['saveRecord', saved]] },
    says: 'Tasks are closed.',
    typed: { ...saving.typed, code: 'LOG_REFUSED' },
    lightning: { ...saving.lightning, code: 'SERVER_ERROR' },
    classic: saving.classic,
  },
  {
    name: 'saveLog of more than a message holds',
    crm: {},
    typed: { method: 'saveLog', args: [{ objectType: 'Task', fields: { Description: tooLong } }], code: 'TOO_LARGE', details: { maxBytes: 262_144 } },
    lightning: { method: 'saveLog', args: { value: { entityApiName: 'Task', Description: tooLong } }, code: 'INVALID_PARAM' },
    classic: { method: 'saveLog', args: ['Task', `Description=${tooLong}`], result: false },
  },
  {
    name: 'runApex that the CRM does not have',
    crm: {},
    typed: { ...running('drop').typed, code: 'NO_SUCH_ACTION' },
    lightning: { ...running('drop').lightning, code: 'SERVER_ERROR' },
    classic: running('drop').classic,
  },
  {
    name: 'runApex that breaks',
    crm: { fails: { 'Accounts.find': 'SELECT secret' }, asked: [['Accounts.find', {}]] },
    hides: 'secret',
    typed: { ...running('find').typed, code: 'HANDLER_FAILED' },
    lightning: { ...running('find').lightning, code: 'SERVER_ERROR' },
    classic: running('find').classic,
  },
  {
    name: 'runApex that refuses in its own words',
    crm: { fails: { 'Accounts.find': { code: 'OUT_OF_HOURS', message: 'Come back tomorrow.' } }, asked: [['Accounts.find', {}]] },
    says: 'Come back tomorrow.',
    typed: { ...running('find').typed, code: 'OUT_OF_HOURS' },
    lightning: { ...running('find').lightning, code: 'GENERIC_ERROR' },
    classic: running('find').classic,
  },
  {
    name: 'runApex that gives what JSON cannot say',
    crm: { gives: { 'Accounts.find': new Map() }, asked: [['Accounts.find', {}]] },
    typed: { ...running('find').typed, code: 'INVALID_RESULT' },
    lightning: { ...running('find').lightning, code: 'SERVER_ERROR' },
    classic: running('find').classic,
  },
  {
    name: 'getAppViewInfo of a CRM that does not tell where it is',
    crm: { gives: { getAppViewInfo: { record: { recordId: 'contact/17' } } }, asked: [['getAppViewInfo']] },
    typed: { method: 'getAppViewInfo', args: [], code: 'INVALID_RESULT' },
    lightning: { method: 'getAppViewInfo', code: 'SERVER_ERROR' },
    classic: { method: 'getPageInfo', result: null },
  },
  {
    name: 'refreshView, when the CRM breaks',
    crm: { fails: { refreshView: 'SELECT secret' }, asked: [['refreshView']] },
    hides: 'secret',
    typed: { method: 'refreshView', args: [], code: 'HANDLER_FAILED' },
    lightning: { method: 'refreshView', code: 'SERVER_ERROR' },
    classic: { method: 'refreshPage', result: false },
  },
  {
    name: 'hvs.completeWork of work that is over',
    crm: { fails: { completeWork: { code: 'INVALID_STATE', message: 'This work is over.' } }, asked: [['completeWork', { workId: 'work/1' }]] },
    says: 'This work is over.',
    typed: { method: 'completeWork', args: [{ workId: 'work/1' }], code: 'INVALID_STATE' },
    lightning: { method: 'hvs.completeWork', args: { workId: 'work/1' }, code: 'GENERIC_ERROR' },
  },
  {
    name: 'isInConsole of a CRM that does not know',
    crm: { gives: { isInConsole: 'perhaps' }, asked: [['isInConsole']] },
    typed: { method: 'isInConsole', args: [], code: 'INVALID_RESULT' },
    classic: { method: 'isInConsole', result: false },
  },
  {
    name: 'getDirectoryNumbers, when the CRM breaks',
    crm: { fails: { getDirectoryNumbers: 'SELECT secret' }, asked: [['getDirectoryNumbers', { isGlobal: true, page: 0, pageSize: 10 }]] },
    hides: 'secret',
    typed: { method: 'getDirectoryNumbers', args: [{ isGlobal: true, page: 0, pageSize: 10 }], code: 'HANDLER_FAILED' },
    classic: { method: 'cti.getDirectoryNumbers', args: [true, '', 'callback', 0, 10], result: null },
  },
  {
    name: 'refreshObject of a record that is gone',
    crm: {
      fails: { refreshObject: { code: 'NO_SUCH_RECORD', message: 'It is gone.' } },
      asked: [['refreshObject', { recordId: 'contact/17', refreshFields: true, refreshRelatedLists: false, refreshFeed: false }]],
    },
    says: 'It is gone.',
    typed: {
      method: 'refreshObject',
      args: [{ recordId: 'contact/17', refreshFields: true, refreshRelatedLists: false, refreshFeed: false }],
      code: 'NO_SUCH_RECORD',
    },
    classic: { method: 'entityFeed.refreshObject', args: ['contact/17', true], result: false },
  },
  {
    name: 'publish of more than a message holds',
    crm: {},
    typed: { method: 'publish', args: ['news', tooLong], code: 'TOO_LARGE', details: { maxBytes: 262_144 } },
    lightning: { method: 'publish', args: { channelName: 'news', message: tooLong }, code: 'INVALID_PARAM' },
  },
];
