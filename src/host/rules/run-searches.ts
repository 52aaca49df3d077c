import { CtiError, isCtiError } from '../../protocol/error.ts';
import { MAX_MATCHES } from '../../protocol/limits.ts';
import type { PopRule, RuleSearch } from '../../protocol/pop-rules.ts';
import { type RecordMatch, type SearchQuery, searchQuerySchema } from '../../protocol/record.ts';
import type { CallValues } from './call-facts.ts';
import { fillTemplate, type ValueScopes } from './fill-template.ts';
import { asAsked, createHits, type Hits, readHits } from './hits.ts';
import { inOrder } from './in-order.ts';
import { directionFits } from './rule-applies.ts';

/** The CRM's own search. */
export type Search = (query: SearchQuery, context: { signal: AbortSignal }) => RecordMatch[] | Promise<RecordMatch[]>;

export interface SearchContext {
  call: CallValues;
  scopes: ValueScopes;
  search: Search;
  signal: AbortSignal;
  onProblem(part: string, error: CtiError): void;
}

const aborted = (signal: AbortSignal) => new CtiError('ABORTED', 'The rules were given up.', { cause: signal.reason });

/** A CRM that does not heed its signal holds nobody up. */
const untilAborted = <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(aborted(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    if (signal.aborted) onAbort();
  });

/** @throws CtiError `MISSING_VALUE`, `TOO_LARGE`, `INVALID_ARGUMENT`. */
const queryOf = (search: RuleSearch, { call, scopes }: SearchContext): SearchQuery => {
  const filled = (template: string | undefined): string | undefined => (template === undefined ? undefined : fillTemplate(template, scopes) || undefined);
  const number = filled(search.number);
  const text = filled(search.text);
  const where = search.where && Object.fromEntries(Object.entries(search.where).map(([field, template]) => [field, fillTemplate(template, scopes)]));
  if ((number ?? text ?? where) === undefined) throw new CtiError('MISSING_VALUE', 'There is nothing to search for: number and text came out empty.');
  const { callId, number: caller, e164 } = call.facts;
  const query: SearchQuery = {
    ...(number !== undefined && { number }),
    ...(number !== undefined && number === caller && e164 && { e164 }),
    ...(text !== undefined && { text }),
    ...(where && { where }),
    ...(search.objectTypes && { objectTypes: search.objectTypes }),
    ...(search.fields && { fields: search.fields }),
    ...(callId !== undefined && { callId }),
    direction: call.direction,
    limit: MAX_MATCHES,
  };
  const [issue] = searchQuerySchema().safeParse(query).error?.issues ?? [];
  if (issue) throw new CtiError('INVALID_ARGUMENT', `With its placeholders filled in, ${issue.path.join('.')} ${issue.message}.`);
  return query;
};

const ask = async (query: SearchQuery, { search, signal }: SearchContext): Promise<RecordMatch[]> => {
  try {
    return readHits(await untilAborted(Promise.resolve(search(query, { signal })), signal));
  } catch (error) {
    if (signal.aborted) throw aborted(signal);
    throw isCtiError(error) ? error : new CtiError('SEARCH_FAILED', "The CRM's search failed.", { cause: error });
  }
};

/**
 * Runs the searches of a rule, one after another, and counts their hits together. A search that lacks a value is left
 * out. Undefined when the number of hits is not known: the CRM failed, or no search could be made, be it that all are for calls of another direction. Taking that for no match would
 * create records that exist.
 *
 * @throws CtiError `ABORTED`.
 */
export const runSearches = async (rule: PopRule, context: SearchContext): Promise<Hits | undefined> => {
  const hits = createHits();
  let made = 0;
  for (const { item, index } of inOrder(rule.searches ?? [])) {
    if (!directionFits(item.direction, context.call.direction)) continue;
    let query: SearchQuery;
    try {
      query = queryOf(item, context);
    } catch (error) {
      context.onProblem(`searches[${index}]`, error as CtiError);
      continue;
    }
    try {
      hits.add(asAsked(await ask(query, context), item));
      made++;
    } catch (error) {
      if (context.signal.aborted) throw error;
      context.onProblem(`searches[${index}]`, error as CtiError);
      return undefined;
    }
  }
  return made === 0 && rule.searches?.length ? undefined : hits;
};
