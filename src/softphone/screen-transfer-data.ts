/**
 * What travels with a call that is handed on: one text of JSON among its call data (protocol §12). Keys are of one letter, because some phone systems
 * carry 96 bytes in all. Whoever reads it has it from another page by way of the phone system, and believes nothing of it unchecked.
 */
import type { Call } from '../protocol/call.ts';
import { isPlainObject } from '../protocol/is-map.ts';
import { MAX_ID_LENGTH, MAX_NAME_LENGTH, MAX_NUMBER_LENGTH, MAX_TEXT_LENGTH } from '../protocol/limits.ts';
import type { RecordReference } from '../protocol/record.ts';

/** The name of that text. Reserved: no call data of anybody else's has it. */
export const TRANSFER_DATA = 'ringframe.transfer';

export interface TransferData {
  /** Somebody is asked about the call and may see the record; the call, and the work, are not theirs yet. */
  look: boolean;
  transferId?: string | undefined;
  record?: RecordReference | undefined;
  notes?: string | undefined;
  draft?: string | undefined;
  /** Address of the agent who wrote it. */
  from?: string | undefined;
}

/** A record's name stays behind: it is a person's, and the CRM knows it. */
export const writeTransfer = ({ look, transferId, record, notes, draft, from }: TransferData): string =>
  JSON.stringify({
    k: look ? 'c' : undefined,
    i: transferId,
    r: record?.recordId,
    t: record?.objectType,
    n: notes || undefined,
    d: draft || undefined,
    f: from || undefined,
  });

/** The same JSON for a phone system whose texts have one byte a character: what is beyond Latin-1 as `\uXXXX`. */
export const narrowed = (json: string): string => json.replace(/[^\0-\xff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isText = (value: unknown, max: number): value is string | undefined =>
  value === undefined || (typeof value === 'string' && value !== '' && value.length <= max);

/** Undefined when there is none, and when any part of it is not as documented. */
export const readTransfer = (data: Readonly<Record<string, string>>): TransferData | undefined => {
  const text = Object.hasOwn(data, TRANSFER_DATA) ? data[TRANSFER_DATA] : undefined;
  if (!text || text.length > MAX_TEXT_LENGTH) return undefined;
  const value = parse(text);
  if (!isPlainObject(value)) return undefined;
  const { k, i, r, t, n, d, f } = value;
  if (k !== undefined && k !== 'c') return undefined;
  if (!isText(i, MAX_ID_LENGTH) || !isText(r, MAX_ID_LENGTH) || !isText(t, MAX_NAME_LENGTH)) return undefined;
  if (!isText(n, MAX_TEXT_LENGTH) || !isText(d, MAX_TEXT_LENGTH) || !isText(f, MAX_NUMBER_LENGTH)) return undefined;
  if (k === undefined && i === undefined && r === undefined && n === undefined && d === undefined) return undefined;
  const record = r === undefined ? undefined : { recordId: r, objectType: t };
  // A CRM that has the work tells it itself.
  if (i !== undefined) return { look: k === 'c', transferId: i, record, from: f };
  return { look: k === 'c', record, notes: n, draft: d, from: f };
};

/** Call data as people and the CRM's log see them: what travels for the softphones alone is none of theirs. */
const withoutTransfer = (data: Record<string, string>): Record<string, string> => {
  if (!Object.hasOwn(data, TRANSFER_DATA)) return data;
  const { [TRANSFER_DATA]: _, ...rest } = data;
  return rest;
};

export const callWithoutTransfer = (call: Call): Call => {
  const data = withoutTransfer(call.data);
  return data === call.data ? call : { ...call, data };
};
