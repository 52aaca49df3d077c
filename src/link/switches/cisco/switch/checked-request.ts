import { CtiError } from '../../../../protocol/error.ts';
import { commandParams, type PhoneCommandName } from '../../../../protocol/phone-commands.ts';

const numbers: readonly PhoneCommandName[] = ['dial', 'consult', 'blindTransfer'];

/** @throws CtiError `INVALID_NUMBER`, `INVALID_ARGUMENT` */
export const checkedRequest = (name: PhoneCommandName, request: unknown): unknown => {
  const { success, data, error } = commandParams[name]().safeParse(request);
  if (success) return data;
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  if (numbers.includes(name) && issues.every(({ path }) => path === 'number'))
    throw new CtiError('INVALID_NUMBER', 'This cannot be dialled.', { details: { issues } });
  throw new CtiError('INVALID_ARGUMENT', `The request is not one for ${name}.`, { details: { issues } });
};

/** @throws CtiError `INVALID_NUMBER` */
export const requireNumber = (number: string): string => {
  const dialled = number.trim();
  if (/\p{Cc}/u.test(dialled) || !/[\p{L}\p{N}*#]/u.test(dialled)) throw new CtiError('INVALID_NUMBER', 'The number contains no digit, letter, * or #.');
  return dialled;
};
