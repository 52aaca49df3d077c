/** `value` of `saveLog`: fields of a record, with its id (change it) or the kind it is to be (make one) among them. */
import { CtiError } from '../protocol/error.ts';
import type { RecordLog } from '../protocol/record-log.ts';
import { fieldValuesOf, optionalTextOf, type Values } from './arguments.ts';

export const recordLogOf = (value: Values): Omit<RecordLog, 'id'> => {
  const { Id: _, id: __, entityApiName: ___, ...fields } = value;
  const recordId = optionalTextOf(value, 'Id') ?? optionalTextOf(value, 'id');
  const objectType = optionalTextOf(value, 'entityApiName');
  if (!recordId && !objectType)
    throw new CtiError('INVALID_ARGUMENT', 'value must have either an Id, to change that record, or an entityApiName, to make one.');
  return { recordId, objectType, fields: fieldValuesOf(fields) };
};
