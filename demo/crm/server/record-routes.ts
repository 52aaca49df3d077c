import type { Hono } from 'hono';
import type { RecordLogInput, SavedRecord } from '../api-types.ts';
import { updateContact } from '../database/contacts.ts';
import type { Database } from '../database/database.ts';
import { changeTask, NoSuchContact, saveTask } from '../database/tasks.ts';
import { contactIdOf } from '../record-id.ts';
import { fieldsRefused } from './api-problem.ts';
import { check, checkRecordLog, recordIdInput } from './input.ts';
import { jsonBody } from './json-body.ts';
import { readContact, readTask } from './record-fields.ts';

const refuseIfAny = (errors: Parameters<typeof fieldsRefused>[0]): void => {
  if (Object.keys(errors).length > 0) throw fieldsRefused(errors);
};

const noSuchRecord = () => fieldsRefused({ Id: [{ code: 'INVALID_ID_FIELD', message: 'is no record of this CRM' }] });

const saveContact = async (database: Database, contactId: number, { recordId = '', fields }: RecordLogInput): Promise<SavedRecord> => {
  const { contact, errors } = readContact(fields);
  refuseIfAny(errors);
  if (!(await updateContact(database, contactId, contact))) throw noSuchRecord();
  return { recordId, contactId };
};

const saveActivityRecord = async (database: Database, { id, recordId, fields }: RecordLogInput): Promise<SavedRecord> => {
  const { task, errors } = readTask(fields);
  refuseIfAny(errors);
  try {
    const activity = recordId === undefined ? await saveTask(database, id, task) : await changeTask(database, recordId, task);
    if (!activity) throw noSuchRecord();
    return { recordId: activity.id, contactId: activity.contactId };
  } catch (error) {
    throw error instanceof NoSuchContact ? fieldsRefused({ WhoId: [{ code: 'INVALID_CROSS_REFERENCE_KEY', message: 'is no contact of this CRM' }] }) : error;
  }
};

/** Records as softphones of Open CTI save them: tasks, which are made and changed, and contacts, which are changed. */
export const recordRoutes = (app: Hono, database: Database): void => {
  /** Saving twice is saving once: the id in the path is the log's own. */
  app.put('/api/records/:id', async (context) => {
    const { id } = check(recordIdInput, context.req.param());
    const log = checkRecordLog({ ...((await jsonBody(context)) as object), id });
    const contactId = contactIdOf(log.recordId);
    if (contactId !== undefined) return context.json(await saveContact(database, contactId, log));
    if (log.recordId === undefined && log.objectType !== 'Task') {
      throw fieldsRefused({ entityApiName: [{ code: 'INVALID_TYPE', message: 'must be Task; a new contact is made in its form, which screenPop opens' }] });
    }
    return context.json(await saveActivityRecord(database, log));
  });
};
