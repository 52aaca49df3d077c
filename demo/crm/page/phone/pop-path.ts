/** The address in this CRM that a screen pop means. */
import { CtiError, type FieldValues, type ScreenPopTarget } from 'ringframe';
import { CONTACT, contactIdOf, REQUEST } from '../../record-id.ts';
import { ApiFailure, api } from '../api.ts';
import { requestValues } from '../request-values.ts';
import { newContactFields, pathOf } from '../route.ts';

/** As softphones of Salesforce name the fields of a contact. */
const fieldNames: Readonly<Record<string, (typeof newContactFields)[number]>> = {
  ...{ FirstName: 'firstName', LastName: 'lastName', Company: 'company', Title: 'title', Email: 'email', City: 'city' },
  ...{ Phone: 'number', MobilePhone: 'number' },
};

/** By their ids: what this CRM has of list views. */
const listViews: Readonly<Record<string, string>> = { all_contacts: '/', latest_calls: '/calls' };

/** Names of flows, each with the view it leads to. */
const flows: Readonly<Record<string, (values: FieldValues) => string>> = { New_Caller: (values) => newContactPath(values) };

const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

const newContactPath = (given: FieldValues): string => {
  const known = Object.entries(given).map(([name, value]) => [own(fieldNames, name) ?? name, value === null ? '' : String(value)] as const);
  const values = Object.fromEntries(known.filter(([name]) => (newContactFields as readonly string[]).includes(name)));
  return pathOf({ view: 'newContact', values });
};

const newRequestPath = (given: FieldValues): string => {
  const texts = Object.entries(given).map(([name, value]) => [name, value === null ? '' : String(value)]);
  return pathOf({ view: 'newRequest', values: requestValues(Object.fromEntries(texts)) });
};

/** By the kind of record: where a new one is entered. */
const forms: Readonly<Record<string, (values: FieldValues) => string>> = { [CONTACT]: newContactPath, [REQUEST]: newRequestPath };

/** Of a call that was logged: the page of its contact, or the list of calls. */
const pathOfActivity = async (id: string): Promise<string | undefined> => {
  try {
    const { contactId } = (await api.activity(id)).activity;
    return pathOf(contactId === undefined ? { view: 'calls' } : { view: 'contact', id: contactId });
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return undefined;
    throw error;
  }
};

const pathOfRecord = (recordId: string): string | undefined | Promise<string | undefined> => {
  const id = contactIdOf(recordId);
  return id === undefined ? pathOfActivity(recordId) : pathOf({ view: 'contact', id });
};

const pathOfKnown = (target: ScreenPopTarget): string | undefined | Promise<string | undefined> => {
  if (target.type === 'record') return pathOfRecord(target.recordId);
  if (target.type === 'search') return pathOf({ view: 'contacts', query: target.searchString });
  if (target.type === 'newRecord') return own(forms, target.objectType)?.(target.defaultFieldValues ?? {});
  if (target.type === 'objectHome') return target.objectType === CONTACT ? '/' : undefined;
  if (target.type === 'list') return own(listViews, target.listViewId);
  if (target.type === 'flow') return own(flows, target.flowName)?.(Object.fromEntries((target.flowArguments ?? []).map(({ name, value }) => [name, value])));
  // Of this origin: ringframe/host has refused every other.
  return new URL(target.url, location.href).href.slice(location.origin.length);
};

/** @throws CtiError `POP_REFUSED` for what this CRM has no page for. */
export const pathOfTarget = async (target: ScreenPopTarget): Promise<string> => {
  const path = await pathOfKnown(target);
  if (path === undefined) throw new CtiError('POP_REFUSED', 'This CRM has no page for that.');
  return path;
};
