/** Records that are made and changed, and what the CRM's own logic is asked to do. */
import type { OpenCtiRow } from '../open-cti-row.ts';

const fields = { Subject: 'Call', Status: 'Completed', CallDurationInSeconds: 42, WhoId: '' };
const text = { Subject: 'A call & more', Phone: '+46812345678' };

export const recordRows: readonly OpenCtiRow[] = [
  {
    name: 'saveLog of a new record',
    typed: { method: 'saveLog', args: [{ objectType: 'Task', fields }], gives: { status: 'saved', recordId: 'task/1' } },
    lightning: { method: 'saveLog', args: { value: { entityApiName: 'Task', id: '', ...fields } }, returnValue: { recordId: 'task/1', id: 'task/1' } },
    crm: { gives: { saveRecord: { recordId: 'task/1' } }, asked: [['saveRecord', { objectType: 'Task', fields }]] },
  },
  {
    name: 'saveLog of a new record, as a query string',
    typed: { method: 'saveLog', args: [{ objectType: 'Task', fields: text }], gives: { status: 'saved', recordId: 'task/2' } },
    classic: { method: 'saveLog', args: ['Task', 'Subject=A+call+%26+more&Phone=+46812345678'], result: true, id: 'task/2' },
    crm: { gives: { saveRecord: { recordId: 'task/2' } }, asked: [['saveRecord', { objectType: 'Task', fields: text }]] },
  },
  {
    name: 'saveLog of a record of another kind, with its record type',
    typed: {
      method: 'saveLog',
      args: [{ objectType: 'ns__Visit__c', fields: { RecordTypeId: 'type/1', ns__Open__c: true, ns__Note__c: null } }],
      gives: { status: 'saved', recordId: 'visit/1' },
    },
    lightning: {
      method: 'saveLog',
      args: { value: { entityApiName: 'ns__Visit__c', RecordTypeId: 'type/1', ns__Open__c: true, ns__Note__c: null } },
      returnValue: { recordId: 'visit/1', id: 'visit/1' },
    },
    crm: {
      gives: { saveRecord: { recordId: 'visit/1' } },
      asked: [['saveRecord', { objectType: 'ns__Visit__c', fields: { RecordTypeId: 'type/1', ns__Open__c: true, ns__Note__c: null } }]],
    },
  },
  {
    name: 'saveLog of a change, while the database is away',
    typed: {
      method: 'saveLog',
      args: [{ recordId: 'task/1', objectType: 'Task', fields: { Status: 'Completed' } }],
      gives: { status: 'queued' },
    },
    lightning: {
      method: 'saveLog',
      args: { value: { Id: 'task/1', entityApiName: 'Task', Status: 'Completed', Unknown: undefined } },
      returnValue: { recordId: 'task/1', id: 'task/1' },
    },
    classic: { method: 'saveLog', args: ['Task', 'id=task/1&Status=Completed'], result: true, id: 'task/1' },
    crm: {
      fails: { saveRecord: 'The database is away.' },
      asked: [['saveRecord', { recordId: 'task/1', objectType: 'Task', fields: { Status: 'Completed' } }]],
      keeps: [{ recordId: 'task/1', objectType: 'Task', fields: { Status: 'Completed' } }],
    },
  },
  {
    name: 'saveLog with a date, and one that is none',
    typed: {
      method: 'saveLog',
      args: [{ recordId: 'task/1', fields: { ActivityDate: '2026-01-02T03:04:05.000Z', ReminderDate: null } }],
      gives: { status: 'saved', recordId: 'task/1' },
    },
    lightning: {
      method: 'saveLog',
      args: { value: { id: 'task/1', ActivityDate: new Date('2026-01-02T03:04:05Z'), ReminderDate: new Date('never') } },
      returnValue: { recordId: 'task/1', id: 'task/1' },
    },
    crm: {
      gives: { saveRecord: { recordId: 'task/1' } },
      asked: [['saveRecord', { recordId: 'task/1', fields: { ActivityDate: '2026-01-02T03:04:05.000Z', ReminderDate: null } }]],
    },
  },
  {
    name: 'runApex',
    typed: { method: 'runAction', args: ['Accounts.find', { name: 'North', city: 'Å b' }], gives: '{"Id":"account/4"}' },
    lightning: {
      method: 'runApex',
      args: { apexClass: 'Accounts', methodName: 'find', methodParams: 'name=North&city=%C3%85+b' },
      returnValue: { runApex: '{"Id":"account/4"}' },
    },
    classic: { method: 'runApex', args: ['Accounts', 'find', 'name=North&city=%C3%85+b'], result: '{"Id":"account/4"}' },
    crm: { gives: { 'Accounts.find': '{"Id":"account/4"}' }, asked: [['Accounts.find', { name: 'North', city: 'Å b' }]] },
  },
  {
    name: 'runApex without parameters, answered with an object',
    typed: { method: 'runAction', args: ['Accounts.first', {}], gives: { Id: 'account/4' } },
    lightning: { method: 'runApex', args: { apexClass: 'Accounts', methodName: 'first', methodParams: {} }, returnValue: { runApex: { Id: 'account/4' } } },
    classic: { method: 'runApex', args: ['Accounts', 'first', ''], json: { Id: 'account/4' } },
    crm: { gives: { 'Accounts.first': { Id: 'account/4' } }, asked: [['Accounts.first', {}]] },
  },
  {
    name: 'runApex, answered with nothing',
    typed: { method: 'runAction', args: ['Accounts.touch', {}] },
    lightning: { method: 'runApex', args: { apexClass: 'Accounts', methodName: 'touch' }, returnValue: { runApex: null } },
    crm: { asked: [['Accounts.touch', {}]] },
  },
  {
    name: 'hvs.completeWork',
    typed: { method: 'completeWork', args: [{ workId: 'work/1', disposition: 'Reached', taskId: 'task/1', wasConnected: true }] },
    lightning: { method: 'hvs.completeWork', args: { workId: 'work/1', attributes: { disposition: 'Reached', taskId: 'task/1', wasConnected: true } } },
    crm: { asked: [['completeWork', { workId: 'work/1', disposition: 'Reached', taskId: 'task/1', wasConnected: true }]] },
  },
  {
    name: 'hvs.completeWork without attributes',
    typed: { method: 'completeWork', args: [{ workId: 'work/1' }] },
    lightning: { method: 'hvs.completeWork', args: { workId: 'work/1' } },
    crm: { asked: [['completeWork', { workId: 'work/1' }]] },
  },
];
