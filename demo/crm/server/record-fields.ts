/** Fields by the names that softphones of Salesforce know, as what this CRM keeps. */
import type { FieldErrors, RecordLogInput } from '../api-types.ts';
import type { ContactChange } from '../database/contacts.ts';
import type { TaskChange } from '../database/tasks.ts';
import { contactIdOf } from '../record-id.ts';
import { createFieldReader } from './field-reader.ts';
import { MAX_CALL_SECONDS, MAX_FIELD_LENGTH, MAX_NOTES_LENGTH } from './limits.ts';

/** Kept as they are, because nothing in this CRM needs to understand them. */
const keptFields = ['Status', 'Priority', 'Type', 'TaskSubtype', 'RecordTypeId', 'recordTypeId'] as const;

const directions = ['inbound', 'outbound', 'internal'] as const;

export const readTask = (fields: RecordLogInput['fields']): { task: TaskChange; errors: FieldErrors } => {
  const { text, seconds, time, oneOf, refuse, refuseOthers, errors } = createFieldReader(fields);
  const whoId = text('WhoId', MAX_FIELD_LENGTH);
  const whatId = text('WhatId', MAX_FIELD_LENGTH);
  const contactId = contactIdOf(whoId);
  if (whoId !== undefined && contactId === undefined) refuse('WhoId', 'MALFORMED_ID', 'is no contact of this CRM');
  if (whatId !== undefined) refuse('WhatId', 'MALFORMED_ID', 'is no record of this CRM: its calls belong to contacts (WhoId)');
  const data = Object.fromEntries(keptFields.flatMap((name) => [[name, text(name, MAX_FIELD_LENGTH)]]).filter(([, value]) => value !== undefined));
  const task: TaskChange = {
    contactId,
    subject: text('Subject', MAX_FIELD_LENGTH),
    number: text('Phone', MAX_FIELD_LENGTH),
    direction: oneOf('CallType', directions),
    durationSeconds: seconds('CallDurationInSeconds', MAX_CALL_SECONDS),
    disposition: text('CallDisposition', MAX_FIELD_LENGTH),
    callId: text('CallObject', MAX_FIELD_LENGTH),
    day: time('ActivityDate'),
    notes: text('Description', MAX_NOTES_LENGTH),
    data,
  };
  refuseOthers('Task');
  return { task, errors };
};

export const readContact = (fields: RecordLogInput['fields']): { contact: ContactChange; errors: FieldErrors } => {
  const { text, refuse, refuseOthers, errors } = createFieldReader(fields);
  const contact: ContactChange = {
    ...{ firstName: text('FirstName', MAX_FIELD_LENGTH), lastName: text('LastName', MAX_FIELD_LENGTH), company: text('Company', MAX_FIELD_LENGTH) },
    ...{ title: text('Title', MAX_FIELD_LENGTH), email: text('Email', MAX_FIELD_LENGTH), city: text('City', MAX_FIELD_LENGTH) },
    notes: text('Description', MAX_NOTES_LENGTH),
  };
  if (Object.hasOwn(fields, 'LastName') && contact.lastName === undefined && !errors.LastName)
    refuse('LastName', 'REQUIRED_FIELD_MISSING', 'must not be empty');
  refuseOthers('Contact');
  return { contact, errors };
};
