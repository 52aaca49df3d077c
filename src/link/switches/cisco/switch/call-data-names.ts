/** Call data under Ringframe's names and under the site's: call variables, wrap-up data, named (ECC) variables and elements of named arrays. */
import { CtiError } from '../../../../protocol/error.ts';
import type { CallVariableNumber, CiscoCallData } from '../services/call-data.ts';

/**
 * Names of Ringframe's, or of an integrator's, and where at this site each is kept: `callVariable1` to `callVariable10`, `callWrapupData`, the name of
 * a named variable, or `name[3]` for an element of a named array. What is not in it goes under its own name.
 * @example { 'ringframe.transfer': 'user.ringframe', customerNumber: 'callVariable3' }
 */
export type CallDataNames = Readonly<Record<string, string>>;

export interface CallDataTranslation {
  /** @throws CtiError `INVALID_ARGUMENT` for what does not fit whole: nothing is ever cut */
  toCisco(values: Readonly<Record<string, string>>): CiscoCallData;
  fromCisco(values: Readonly<Record<string, string>>): Record<string, string>;
  /** Whether the name has a variable of the site's. */
  isMapped(name: string): boolean;
}

/** GED-188: the longest values, without their NUL, and all of a message's named variables and elements with theirs. */
const MAX_CALL_VARIABLE = 40;
const MAX_WRAP_UP = 39;
const MAX_NAME = 32;
const MAX_NAMED_VALUE = 210;
const MAX_NAMED_BYTES = 2_000;

const CALL_VARIABLE = /^callVariable(10|[1-9])$/;
const WRAP_UP = 'callWrapupData';
const ELEMENT = /^(.{1,32})\[(\d{1,3})\]$/;
/** One byte a character, and NUL ends a text. */
const isOneByte = (text: string): boolean => [...text].every((character) => character > '\0' && character <= '\xff');

const refuse = (why: string, details: Record<string, unknown>) => new CtiError('INVALID_ARGUMENT', `Call data ${why}. Nothing of it was kept.`, { details });

const roomFor = (name: string): number => (CALL_VARIABLE.test(name) ? MAX_CALL_VARIABLE : name === WRAP_UP ? MAX_WRAP_UP : MAX_NAMED_VALUE);

/** Names only, never values: those are a customer's. */
const requireFit = (name: string, value: string): void => {
  const maxLength = roomFor(name);
  if (value.length > maxLength) throw refuse('of this phone system are shorter', { name, maxLength });
  if (!isOneByte(value)) throw refuse('of this phone system are of characters of one byte (Latin-1)', { name });
  const own = ELEMENT.exec(name)?.[1] ?? name;
  if (name === '' || own.length > MAX_NAME || !isOneByte(own))
    throw refuse(`of this phone system have names of 1 to ${MAX_NAME} characters`, { maxLength: MAX_NAME });
};

/** @throws CtiError `INVALID_ARGUMENT` for two names that mean one variable */
export const callDataTranslation = (names: CallDataNames = {}): CallDataTranslation => {
  const there = new Map(Object.entries(names));
  const here = new Map([...there].map(([name, cisco]) => [cisco, name]));
  if (here.size < there.size) throw new CtiError('INVALID_ARGUMENT', 'callData: each variable of the site can be only one name’s.');
  for (const cisco of here.keys()) requireFit(cisco, '');

  return {
    toCisco(values) {
      const callVariables: Partial<Record<CallVariableNumber, string>> = {};
      const namedVariables: { name: string; value: string }[] = [];
      const namedArrays: { name: string; index: number; value: string }[] = [];
      let wrapUpData: string | undefined;
      let bytes = 0;
      for (const [ours, value] of Object.entries(values)) {
        const name = there.get(ours) ?? ours;
        requireFit(name, value);
        const number = CALL_VARIABLE.exec(name)?.[1];
        const element = ELEMENT.exec(name);
        if (number !== undefined) callVariables[Number(number) as CallVariableNumber] = value;
        else if (name === WRAP_UP) wrapUpData = value;
        else {
          bytes += name.length + value.length + 3;
          if (element) namedArrays.push({ name: element[1] ?? '', index: Number(element[2]), value });
          else namedVariables.push({ name, value });
        }
      }
      if (bytes > MAX_NAMED_BYTES)
        throw refuse(`of this phone system are at most ${MAX_NAMED_BYTES} bytes, names and values together`, { maxBytes: MAX_NAMED_BYTES });
      return { callVariables, namedVariables, namedArrays, wrapUpData };
    },
    isMapped: (name) => there.has(name),
    fromCisco: (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [here.get(name) ?? name, value])),
  };
};
