/** Records, clicks and views as pages of Classic read them: the fields of Lightning under older names. */
import type { RecordMatch } from '../protocol/record.ts';
import type { RecordPayload } from './payloads.ts';

export const classicPayload = <Payload extends Partial<RecordPayload>>({ recordId, recordName, objectType, ...others }: Payload) => ({
  ...others,
  objectId: recordId,
  objectName: recordName,
  object: objectType,
  // The kind as people call it, of which a CRM tells one name only.
  displayName: objectType,
});

export const classicRecordsById = (matches: readonly RecordMatch[]) =>
  Object.fromEntries(
    matches.map(({ recordId, recordName, objectType = '', fields }) => [
      recordId,
      { ...fields, Name: recordName, object: objectType, displayName: objectType },
    ]),
  );
