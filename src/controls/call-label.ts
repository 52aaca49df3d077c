/** How a call is named to the agent. */
import type { RecordReference } from '../protocol/record.ts';
import type { CallContext, DesktopCall } from '../softphone/desktop.ts';

/** Turns a number into what is shown, for example its national format. Gets the number as received and in E.164. */
export type NumberFormat = (number: string, e164: string | undefined) => string;

/** The record a call is taken to belong to: the chosen one, or the only one that surely fits. */
export const recordOf = ({ record, matches }: CallContext): RecordReference | undefined => {
  if (record) return matches.find((match) => match.recordId === record.recordId) ?? record;
  const strong = matches.filter((match) => match.confidence !== 'weak');
  return strong.length === 1 && matches.length === 1 ? strong[0] : undefined;
};

/** A found record as a reference, without what the search told besides. */
export const referenceOf = ({ recordId, objectType, recordName }: RecordReference): RecordReference => ({ recordId, objectType, recordName });

/** The number to show; empty when withheld. */
export const numberOf = (call: DesktopCall, format?: NumberFormat): string =>
  call.remote.number === '' ? '' : (format?.(call.remote.number, call.context.e164) ?? call.remote.number);

/** The best name there is: the record's, the phone system's, else the number; undefined when nothing is known. */
export const nameOf = (call: DesktopCall, format?: NumberFormat): string | undefined =>
  recordOf(call.context)?.recordName || call.remote.name || numberOf(call, format) || undefined;
