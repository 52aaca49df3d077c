/** Asks the CRM whose number it is. */

import type { LaunchRequest } from '../../numbers/parse-launch-url.ts';
import { isWithheld } from '../../numbers/withheld.ts';
import { MAX_MATCHES, SEARCH_TIMEOUT_MS } from '../../protocol/limits.ts';
import type { RecordMatch } from '../../protocol/record.ts';
import type { LaunchOptions } from './launch-options.ts';
import { withDeadline } from './with-deadline.ts';

/** E.164, where the CRM wants it. The library of number plans is large, and WebFront's way needs none of it. */
const toE164 = async (number: string, defaultCountry: string): Promise<string | undefined> => {
  const { normalizeNumber } = await import('../../numbers/index.ts');
  return normalizeNumber(number, { defaultCountry }).e164;
};

export const hasNumber = (launch: LaunchRequest): launch is LaunchRequest & { number: string } => launch.number !== undefined && !isWithheld(launch.number);

/** @throws whatever the CRM throws; CtiError `TIMEOUT` after five seconds. */
export const findMatches = async (launch: LaunchRequest, { crm, defaultCountry }: LaunchOptions, signal: AbortSignal): Promise<RecordMatch[]> => {
  if (!crm.search || !hasNumber(launch)) return [];
  const { number, match } = launch;
  const e164 = defaultCountry !== undefined && match === 'suffix' ? await toE164(number, defaultCountry) : undefined;
  const query = { number, match, direction: 'inbound', ...(e164 && { e164 }) } as const;
  const found: unknown = await withDeadline(async (context) => crm.search?.(query, context), SEARCH_TIMEOUT_MS, signal);
  if (!Array.isArray(found)) throw new TypeError("The CRM's search gave something else than a list of matches.");
  return found.slice(0, MAX_MATCHES);
};
