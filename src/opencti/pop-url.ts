/**
 * Classic speaks of targets as relative URLs. `searchAndGetScreenPopUrl` writes a target that has none of its own as one that
 * only `screenPop` reads again; the id of a record as a path, `/003…`, is read as that record.
 */
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import type { KnownRecords } from './known-records.ts';

const PREFIX = '/ringframe-pop/';
/** An id of Salesforce: 15 or 18 letters and digits, and never without a digit. */
const SALESFORCE_ID = /^(?=.*\d)([a-z\d]{15}|[a-z\d]{18})$/i;

export const popUrlOf = (target: ScreenPopTarget): string => (target.type === 'url' ? target.url : PREFIX + encodeURIComponent(JSON.stringify(target)));

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const parse = (json: string): ScreenPopTarget | undefined => {
  try {
    return JSON.parse(json) as ScreenPopTarget;
  } catch {
    return undefined;
  }
};

/** What it is not, the CRM's side refuses. */
export const targetOfUrl = (url: string, records: KnownRecords): ScreenPopTarget => {
  const written = url.startsWith(PREFIX) ? parse(decode(url.slice(PREFIX.length))) : undefined;
  if (written) return written;
  const [, path = ''] = /^\/([^?#]+)/.exec(url) ?? [];
  const recordId = decode(path);
  const objectType = records.typeOf(recordId);
  if (objectType !== undefined) return { type: 'record', recordId, objectType };
  return records.has(recordId) || SALESFORCE_ID.test(recordId) ? { type: 'record', recordId } : { type: 'url', url };
};
