/** What this CRM can do for a softphone: the object a CRM developer writes. */
import { CtiError, type DirectoryPage, type DirectoryQuery, type RecordMatch, type SearchQuery, type WorkCompletion } from 'ringframe';
import type { CallCenter, Crm, HandlerContext } from 'ringframe/host';
import type { NumberMatch, SearchHit } from '../../api-types.ts';
import { CONTACT, recordIdOf } from '../../record-id.ts';
import { ApiFailure, api, isFinal } from '../api.ts';
import { changes } from '../changes.ts';
import type { View } from '../view.ts';
import { actions } from './actions.ts';
import { pathOfTarget } from './pop-path.ts';
import { saveRecord } from './save-record.ts';

const matchOf = ({ contact, confidence, matched = '' }: SearchHit): RecordMatch => {
  const fields = { Company: contact.company, Title: contact.title, City: contact.city, Phone: matched };
  return {
    recordId: recordIdOf(contact.id),
    objectType: CONTACT,
    recordName: contact.name,
    confidence,
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
  };
};

/** The numbers of all contacts are the directory of the one call center there is. */
const directoryOf = async ({ isGlobal, callCenterName, page, pageSize }: DirectoryQuery, callCenter: CallCenter | undefined): Promise<DirectoryPage> => {
  const names = [callCenter?.internalName, callCenter?.displayName];
  if (isGlobal !== true && callCenterName !== undefined && !names.includes(callCenterName)) return { directoryNumbers: [], hasNext: false };
  const { entries, hasNext } = await api.directory({ page, size: pageSize });
  return { directoryNumbers: entries.map((entry) => ({ ...entry, callCenterName: callCenter?.displayName })), hasNext };
};

/** By fields, as rules ask: `Id` as people write it or as softphones know it, and `Email`. */
const fieldsOf = ({ Id: id, Email: email, ...others }: Record<string, string>): { id?: string | undefined; email?: string | undefined } => {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new CtiError('INVALID_ARGUMENT', `Contacts are found by Id or Email, not by ${unknown}.`);
  return { id, email };
};

/** `match` comes from launch URLs, which look for the text of a number; everybody else asks whose number it is. */
export const search = async (
  { number, e164, text, where, limit, match }: SearchQuery & { match?: NumberMatch },
  { signal }: HandlerContext,
): Promise<RecordMatch[]> => {
  try {
    return (await api.search(where ? { ...fieldsOf(where), limit } : { number, e164, text, limit, match }, signal)).hits.map(matchOf);
  } catch (error) {
    throw error instanceof ApiFailure ? new CtiError('SEARCH_FAILED', error.message, { cause: error }) : error;
  }
};

export interface CrmHandlersOptions {
  /** Where the CRM itself is. */
  pop: (path: string) => Promise<void>;
  currentView: () => View | undefined;
  completeWork: (completion: WorkCompletion) => void;
  /** What an administrator has imported for the softphone, if anything. */
  callCenter: CallCenter | undefined;
}

export const crmHandlers = (options: CrmHandlersOptions): Crm => ({
  search,
  screenPop: async (target) => options.pop(await pathOfTarget(target)),
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
  saveRecord,
  actions,
  refreshView: () => options.currentView()?.refresh(),
  refreshObject: ({ recordId }) => (options.currentView()?.record?.recordId === recordId ? options.currentView()?.refresh() : undefined),
  getAppViewInfo: () => ({ url: location.href, record: options.currentView()?.record }),
  getDirectoryNumbers: (query) => directoryOf(query, options.callCenter),
  completeWork: (completion) => options.completeWork(completion),
  // One page at a time, no tabs of its own.
  isInConsole: () => false,
});
