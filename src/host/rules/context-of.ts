import type { RecordMatch } from '../../protocol/record.ts';

/** The record at hand under USD's names: what `[[$Context.…]]` stands for. */
export const contextOf = ({ recordId, objectType, recordName, fields }: RecordMatch): Readonly<Record<string, string>> => ({
  ...fields,
  Id: recordId,
  Name: recordName,
  ...(objectType !== undefined && { LogicalName: objectType }),
});
