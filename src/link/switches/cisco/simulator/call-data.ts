/** The data of a call: call variables, named variables and arrays, and what the network said of it. */
import type { NamedArrayElement, NamedVariable } from '../codec/index.ts';
import { MAX_CALL_NAMED_BYTES } from './limits.ts';
import { refused } from './refusal.ts';

export const callVariableNames = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `callVariable${number}` as CallVariable);
type CallVariable = `callVariable${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

const writable = ['ani', 'callerEnteredDigits', ...callVariableNames, 'callWrapupData', 'customerPhoneNumber', 'customerAccountNumber'] as const;
export type TextField = (typeof writable)[number] | 'dnis' | 'dialedNumber';
export type Texts = { [Field in TextField]?: string };

export interface CallData {
  texts: Texts;
  userToUserInfo: Uint8Array | undefined;
  readonly named: Map<string, string>;
  /** Elements by their index, by the array's name. */
  readonly arrays: Map<string, Map<number, string>>;
  readonly routerKey: { day: number; callId: number };
  /** CalledPartyDisposition, 0 while the call lasts. */
  disposition: number;
}

/** What a request, or whoever places a call, says of a call's data. */
export interface CallDataChange {
  texts: Texts;
  userToUserInfo?: Uint8Array | undefined;
  named: readonly NamedVariable[];
  arrays: readonly NamedArrayElement[];
}

export interface CallDataRules {
  namedVariables: ReadonlySet<string> | undefined;
  namedArrays: ReadonlyMap<string, number> | undefined;
  protectedVariables: ReadonlySet<string>;
}

export const emptyCallData = (routerKey: CallData['routerKey'], texts: Texts = {}): CallData => ({
  texts,
  userToUserInfo: undefined,
  named: new Map(),
  arrays: new Map(),
  routerKey,
  disposition: 0,
});

/** The data a consultation begins with, and a call that goes on from another. */
export const copyCallData = (from: CallData, routerKey: CallData['routerKey'], texts: Texts): CallData => ({
  ...from,
  texts: { ...from.texts, ...texts },
  named: new Map(from.named),
  arrays: new Map([...from.arrays].map(([name, elements]) => [name, new Map(elements)])),
  routerKey,
});

/** What a request brings, as it was decoded: its lengths have been checked against the layout. */
export const changeIn = (request: object): CallDataChange => {
  const fields = request as Record<string, unknown> & { namedVariables?: NamedVariable[]; namedArrays?: NamedArrayElement[]; userToUserInfo?: Uint8Array };
  const { namedVariables: named = [], namedArrays: arrays = [], userToUserInfo, numNamedVariables, numNamedArrays } = fields;
  if (numNamedVariables !== named.length) throw refused('E_CTI_INVALID_NUM_NAMED_VARIABLES');
  if (numNamedArrays !== arrays.length) throw refused('E_CTI_INVALID_NUM_NAMED_ARRAYS');
  const texts: Texts = {};
  for (const field of writable) if (typeof fields[field] === 'string') texts[field] = fields[field];
  return { texts, named, arrays, ...(userToUserInfo && { userToUserInfo }) };
};

/** Names and values have their NULs, elements their index besides. */
const variableBytes = (name: string, value: string | undefined): number => (value === undefined ? 0 : name.length + value.length + 2);
const elementBytes = (name: string, value: string | undefined): number => (value === undefined ? 0 : name.length + value.length + 3);

const namedBytes = (named: ReadonlyMap<string, string>, arrays: CallData['arrays']): number => {
  let bytes = 0;
  for (const [name, value] of named) bytes += variableBytes(name, value);
  for (const [name, elements] of arrays) for (const value of elements.values()) bytes += elementBytes(name, value);
  return bytes;
};

/** @throws Refusal when the site has no such variables, or the client may not write them */
export const requireWritable = ({ texts, named, arrays }: CallDataChange, rules: CallDataRules): void => {
  const { namedVariables, namedArrays, protectedVariables } = rules;
  for (const field of Object.keys(texts)) if (protectedVariables.has(field)) throw refused('E_CTI_PROTECTED_VARIABLE');
  for (const { name } of named) {
    if (namedArrays?.has(name)) throw refused('E_CTI_SCALAR_FUNCTION_ON_ARRAY');
    if (namedVariables && !namedVariables.has(name)) throw refused('E_CTI_NAMED_VARIABLE_NOT_CONFIGURED');
    if (protectedVariables.has(name)) throw refused('E_CTI_PROTECTED_VARIABLE');
  }
  for (const { name, index } of arrays) {
    const size = namedArrays?.get(name);
    if (size === undefined && namedVariables?.has(name)) throw refused('E_CTI_ARRAY_FUNCTION_ON_SCALAR');
    if (size === undefined && namedArrays) throw refused('E_CTI_NAMED_ARRAY_NOT_CONFIGURED');
    if (size !== undefined && index >= size) throw refused('E_CTI_INVALID_ARRAY_INDEX');
    if (protectedVariables.has(name)) throw refused('E_CTI_PROTECTED_VARIABLE');
  }
};

/** @throws Refusal when all together would not fit a message; then nothing has changed */
export const applyChange = (data: CallData, { texts, named, arrays, userToUserInfo }: CallDataChange): void => {
  const next = copyCallData(data, data.routerKey, texts);
  for (const { name, value } of named) next.named.set(name, value);
  for (const { name, index, value } of arrays) {
    const elements = next.arrays.get(name) ?? new Map<number, string>();
    next.arrays.set(name, elements.set(index, value));
  }
  if (namedBytes(next.named, next.arrays) > MAX_CALL_NAMED_BYTES) throw refused('E_CTI_TOO_MUCH_DATA');
  data.texts = next.texts;
  for (const [name, value] of next.named) data.named.set(name, value);
  for (const [name, elements] of next.arrays) data.arrays.set(name, elements);
  if (userToUserInfo) data.userToUserInfo = userToUserInfo;
};

/** The data of a call that becomes part of another: where all together would not fit, what the call has already stays. @returns what was taken over */
export const applyWhatFits = (data: CallData, change: CallDataChange): CallDataChange => {
  let room = MAX_CALL_NAMED_BYTES - namedBytes(data.named, data.arrays);
  const fits = (bytes: number): boolean => {
    if (bytes > room) return false;
    room -= bytes;
    return true;
  };
  const named = change.named.filter(({ name, value }) => fits(variableBytes(name, value) - variableBytes(name, data.named.get(name))));
  const arrays = change.arrays.filter(({ name, index, value }) => fits(elementBytes(name, value) - elementBytes(name, data.arrays.get(name)?.get(index))));
  const kept = { ...change, named, arrays };
  applyChange(data, kept);
  return kept;
};

/** All that is known of it, as a change to a call that knows nothing. */
export const wholeOf = ({ texts, named, arrays, userToUserInfo }: CallData): CallDataChange => ({
  texts,
  userToUserInfo,
  named: [...named].map(([name, value]) => ({ name, value })),
  arrays: [...arrays].flatMap(([name, elements]) => [...elements].map(([index, value]) => ({ index, name, value }))),
});

/** As fields of a message; which of the texts the message has is for its layout to say. */
export const dataFields = ({ texts, named, arrays, userToUserInfo }: CallDataChange, without: readonly TextField[] = []) => {
  const fields: Texts = { ...texts };
  for (const field of without) delete fields[field];
  return {
    ...fields,
    ...(userToUserInfo && { userToUserInfo }),
    ...(named.length > 0 && { namedVariables: named }),
    ...(arrays.length > 0 && { namedArrays: arrays }),
  };
};
