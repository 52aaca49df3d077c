/** Call data under Ringframe's names and under the site's: call variables, wrap-up data, named (ECC) variables, elements of named arrays and whole ones. */
import { CtiError } from '../../../../protocol/error.ts';
import type { CallVariableNumber, CiscoCallData } from '../services/call-data.ts';
import { joinedElements, spreadOver } from './spread-value.ts';

/**
 * Names of Ringframe's, or of an integrator's, and where at this site each is kept: `callVariable1` to `callVariable10`, `callWrapupData`, the name of
 * a named variable, `name[3]` for an element of a named array, or `name[]` for a value that is spread over its elements, 210 characters each: a
 * screen that is handed on with its notes needs more than one. What is not in it goes under its own name.
 * @example { 'ringframe.transfer': 'user.ringframe[]', customerNumber: 'callVariable3' }
 */
export type CallDataNames = Readonly<Record<string, string>>;

export interface CallDataTranslation {
  /**
   * `known`: what the call has, under the site's names, so that nothing of a longer value stays behind.
   * @throws CtiError `INVALID_ARGUMENT` for what does not fit whole: nothing is ever cut
   */
  toCisco(values: Readonly<Record<string, string>>, known?: Readonly<Record<string, string>>): CiscoCallData;
  /** Of all that the call has: a value may be in several pieces. */
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
const WHOLE = /^(.*)\[\]$/s;
/** One byte a character, and NUL ends a text. */
const isOneByte = (text: string): boolean => [...text].every((character) => character > '\0' && character <= '\xff');

const refuse = (why: string, details: Record<string, unknown>) => new CtiError('INVALID_ARGUMENT', `Call data ${why}. Nothing of it was kept.`, { details });

const roomFor = (name: string): number => {
  if (CALL_VARIABLE.test(name)) return MAX_CALL_VARIABLE;
  if (name === WRAP_UP) return MAX_WRAP_UP;
  // How many elements there is room for, all that is sent together decides.
  return WHOLE.test(name) ? MAX_NAMED_BYTES : MAX_NAMED_VALUE;
};

/** Names only, never values: those are a customer's. */
const requireFit = (name: string, value: string): void => {
  const maxLength = roomFor(name);
  if (value.length > maxLength) throw refuse('of this phone system are shorter', { name, maxLength });
  if (!isOneByte(value)) throw refuse('of this phone system are of characters of one byte (Latin-1)', { name });
  const own = (WHOLE.exec(name) ?? ELEMENT.exec(name))?.[1] ?? name;
  if (own === '' || own.length > MAX_NAME || !isOneByte(own))
    throw refuse(`of this phone system have names of 1 to ${MAX_NAME} characters`, { maxLength: MAX_NAME });
};

/** @throws CtiError `INVALID_ARGUMENT` for two names that mean one variable */
export const callDataTranslation = (names: CallDataNames = {}): CallDataTranslation => {
  const there = new Map(Object.entries(names));
  const here = new Map([...there].map(([name, cisco]) => [cisco, name]));
  for (const cisco of here.keys()) requireFit(cisco, '');
  /** Names of the link by named variables and arrays that are theirs alone: whichever of the two the site has made of them, it is read. */
  const whole = new Map<string, string>();
  const inPieces = new Set([...here.keys()].flatMap((cisco) => ELEMENT.exec(cisco)?.[1] ?? []));
  let isTwice = here.size < there.size;
  for (const [cisco, ours] of here) {
    const base = WHOLE.exec(cisco)?.[1] ?? cisco;
    if (ELEMENT.test(cisco) || CALL_VARIABLE.test(base) || base === WRAP_UP) continue;
    isTwice ||= whole.has(base) || (base !== cisco && inPieces.has(base));
    if (!inPieces.has(base)) whole.set(base, ours);
  }
  if (isTwice) throw new CtiError('INVALID_ARGUMENT', 'callData: each variable of the site can be only one name’s.');

  return {
    toCisco(values, known = {}) {
      const callVariables: Partial<Record<CallVariableNumber, string>> = {};
      const namedVariables: { name: string; value: string }[] = [];
      const namedArrays: { name: string; index: number; value: string }[] = [];
      let wrapUpData: string | undefined;
      for (const [ours, value] of Object.entries(values)) {
        const name = there.get(ours) ?? ours;
        requireFit(name, value);
        const number = CALL_VARIABLE.exec(name)?.[1];
        const element = ELEMENT.exec(name);
        const array = WHOLE.exec(name)?.[1];
        if (number !== undefined) callVariables[Number(number) as CallVariableNumber] = value;
        else if (name === WRAP_UP) wrapUpData = value;
        else if (element) namedArrays.push({ name: element[1] ?? '', index: Number(element[2]), value });
        else if (array === undefined) namedVariables.push({ name, value });
        else if (!there.has(ours)) throw refuse('is spread over an array only where option callData says so', { name: ours });
        else {
          namedArrays.push(...spreadOver(array, value, known, MAX_NAMED_VALUE));
          // It has come in the other form, and is not to be read again when this one is empty.
          if (known[array]) namedVariables.push({ name: array, value: '' });
        }
      }
      const bytes = [...namedVariables, ...namedArrays].reduce((sum, { name, value }) => sum + name.length + value.length + 3, 0);
      if (bytes > MAX_NAMED_BYTES)
        throw refuse(`of this phone system are at most ${MAX_NAMED_BYTES} bytes, names and values together`, { maxBytes: MAX_NAMED_BYTES });
      return { callVariables, namedVariables, namedArrays, wrapUpData };
    },
    isMapped: (name) => there.has(name),
    fromCisco(values) {
      const told: Record<string, string> = {};
      for (const [name, value] of Object.entries(values)) {
        const base = ELEMENT.exec(name)?.[1] ?? name;
        const ours = whole.get(base);
        if (ours === undefined) told[here.get(name) ?? name] = value;
        else told[ours] ??= joinedElements(base, values, MAX_NAMED_VALUE) || (values[base] ?? '');
      }
      return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== ''));
    },
  };
};
