/** Records, clicks and views as pages of Lightning read them. Texts without a value are empty, because pages cut and compare them. */
import type { ClickToDial } from '../protocol/events.ts';
import type { AppView, RecordMatch, RecordReference } from '../protocol/record.ts';

export interface RecordPayload {
  recordId: string;
  recordName: string;
  objectType: string;
  /** Where a person is a contact and an account: with the ids of the two. */
  personAccount?: true;
  accountId?: string | undefined;
  contactId?: string | undefined;
}

const recordPayload = ({ recordId, recordName = '', objectType = '', personAccount }: RecordReference = { recordId: '' }): RecordPayload => ({
  recordId,
  recordName,
  objectType,
  ...(personAccount && { personAccount: true, ...personAccount }),
});

export const clickPayload = ({ number, record, params = '' }: ClickToDial) => ({ number, ...recordPayload(record), params });

export const navigationPayload = ({ url, record }: AppView) => ({ url, ...recordPayload(record) });

/** Of a view that is not of a record there is only the address. */
export const viewPayload = ({ url, record }: AppView): { url: string } & Partial<RecordPayload> => (record ? navigationPayload({ url, record }) : { url });

/** What a search found, by id. `RecordType` is the kind of record. */
export const recordsById = (matches: readonly RecordMatch[]) =>
  Object.fromEntries(
    matches.map(({ recordId, recordName, objectType = '', personAccount, fields }) => [
      recordId,
      {
        ...fields,
        Id: recordId,
        Name: recordName,
        RecordType: objectType,
        ...(personAccount && { IsPersonAccount: true, PersonContactId: personAccount.contactId, AccountId: personAccount.accountId }),
      },
    ]),
  );
