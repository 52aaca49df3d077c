/** Call variables, named (ECC) variables and arrays: what travels with a call, in the names of ours. */
import type { NamedArrayElement, NamedVariable } from '../codec/index.ts';
import { given } from './connection.ts';

export type CallVariableNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
type CallVariableField = `callVariable${CallVariableNumber}`;

export interface CiscoCallData {
  /** At most 40 characters each. */
  callVariables?: Readonly<Partial<Record<CallVariableNumber, string>>> | undefined;
  /** At most 39 characters. */
  wrapUpData?: string | undefined;
  /** Names of at most 32 and values of at most 210 characters, all together 2,000 bytes; the site must have configured them. */
  namedVariables?: readonly NamedVariable[] | undefined;
  /** Elements of arrays, each with its index from 0. */
  namedArrays?: readonly NamedArrayElement[] | undefined;
  /** At most 131 bytes. */
  userToUserInfo?: Uint8Array | undefined;
}

/** As fields of a message. The codec checks every limit before a byte is sent. */
export const dataFields = ({ callVariables = {}, wrapUpData, namedVariables, namedArrays, userToUserInfo }: CiscoCallData) => ({
  ...(Object.fromEntries(
    Object.entries(callVariables)
      .filter(([, value]) => value !== undefined)
      .map(([number, value]) => [`callVariable${number}`, value]),
  ) as Partial<Record<CallVariableField, string>>),
  ...given({ callWrapupData: wrapUpData, namedVariables, namedArrays, userToUserInfo }),
});

const CALL_VARIABLES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** Any message that carries call data. */
export type WithCallData = Partial<Record<CallVariableField, string>> & {
  callWrapupData?: string;
  namedVariables?: readonly NamedVariable[];
  namedArrays?: readonly NamedArrayElement[];
};

/**
 * The data of an event or a snapshot as one list of values by name: `callVariable1`, `callWrapupData`, a variable by its own name, an array's
 * element as `name[3]`.
 * @example callDataOf(event) // { callVariable1: '17', 'user.account': 'A-1' }
 */
export const callDataOf = (message: WithCallData): Record<string, string> =>
  Object.fromEntries([
    ...CALL_VARIABLES.flatMap((number) => {
      const value = message[`callVariable${number}` as CallVariableField];
      return value === undefined ? [] : [[`callVariable${number}`, value]];
    }),
    ...(message.callWrapupData === undefined ? [] : [['callWrapupData', message.callWrapupData]]),
    ...(message.namedVariables ?? []).map(({ name, value }) => [name, value]),
    ...(message.namedArrays ?? []).map(({ name, index, value }) => [`${name}[${index}]`, value]),
  ]);
