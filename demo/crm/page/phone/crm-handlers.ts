/** What this CRM can do for a softphone: the object a CRM developer writes. */
import { CtiError, type RecordMatch, type ScreenPopTarget } from 'ringframe';
import type { Crm } from 'ringframe/host';
import type { SearchHit } from '../../api-types.ts';
import { ApiFailure, api, isFinal } from '../api.ts';
import { changes } from '../changes.ts';
import { CONTACT, contactIdOf, recordIdOf } from '../record-id.ts';
import { newContactFields, pathOf } from '../route.ts';
import type { View } from '../view.ts';

const matchOf = ({ contact, confidence, matched }: SearchHit): RecordMatch => ({
  recordId: recordIdOf(contact.id),
  objectType: CONTACT,
  recordName: contact.name,
  confidence,
  fields: {
    ...(contact.company !== '' && { Company: contact.company }),
    ...(contact.title !== '' && { Title: contact.title }),
    ...(matched !== undefined && { Number: matched }),
  },
});

/** The address in this CRM that a screen pop means. @throws CtiError `POP_REFUSED` for what this CRM has no page for. */
const pathOfTarget = (target: ScreenPopTarget): string => {
  if (target.type === 'record') {
    const id = contactIdOf(target.recordId);
    if (id !== undefined) return pathOf({ view: 'contact', id });
  }
  if (target.type === 'search') return pathOf({ view: 'contacts', query: target.searchString });
  if (target.type === 'newRecord') {
    const given = target.defaultFieldValues ?? {};
    const values = Object.fromEntries(newContactFields.flatMap((name) => (Object.hasOwn(given, name) ? [[name, given[name] ?? '']] : [])));
    return pathOf({ view: 'newContact', values });
  }
  if (target.type === 'objectHome' && target.objectType === CONTACT) return '/';
  // Of this origin: ringframe/host has refused every other.
  if (target.type === 'url') return new URL(target.url, location.href).href.slice(location.origin.length);
  throw new CtiError('POP_REFUSED', 'This CRM has no page for that.');
};

export const crmHandlers = (options: { pop: (path: string) => Promise<void>; currentView: () => View | undefined }): Crm => ({
  search: async ({ number, e164, text, limit }, { signal }) => {
    try {
      return (await api.search({ number, e164, text, limit }, signal)).hits.map(matchOf);
    } catch (error) {
      throw error instanceof ApiFailure ? new CtiError('SEARCH_FAILED', error.message, { cause: error }) : error;
    }
  },
  screenPop: (target) => options.pop(pathOfTarget(target)),
  saveLog: async (log, { signal }) => {
    try {
      const { activity } = await api.saveActivity(log, signal);
      changes.publish({ contactId: activity.contactId });
      return { recordId: activity.id.slice(0, 255) };
    } catch (error) {
      if (isFinal(error)) throw new CtiError('LOG_REFUSED', error.message, { details: { issues: [...error.issues] } });
      throw error;
    }
  },
  refreshView: () => options.currentView()?.refresh(),
  getAppViewInfo: () => ({ url: location.href, record: options.currentView()?.record }),
});
