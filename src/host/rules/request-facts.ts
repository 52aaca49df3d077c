import { parseAddress } from '../../numbers/address.ts';
import { plainText } from '../../numbers/plain-text.ts';
import { isWithheld } from '../../numbers/withheld.ts';
import { MAX_NUMBER_LENGTH } from '../../protocol/limits.ts';
import type { SearchAndPop } from '../../protocol/search-and-pop.ts';
import type { CallFacts } from './call-facts.ts';

/** Digits and what is written between them. Only the form is looked at: the library that knows what numbers mean is larger than the host. */
const numberForm = /^\+?[\d*#][\d\s*#().\-/·•~_]*$/;
const addressForm = /^(sips?|tel|callto):/i;

/**
 * What `searchParams` is. Open CTI has one text for numbers, names and case numbers, but a CRM looks for each in its own way;
 * digits that are not certain to be somebody's number are looked for as both. Nothing is looked for when the caller is withheld.
 */
const sought = ({ searchParams, e164 }: SearchAndPop): Pick<CallFacts, 'number' | 'text'> => {
  if (searchParams.length > MAX_NUMBER_LENGTH) return e164 === undefined ? { text: searchParams } : { number: e164 };
  if (e164 !== undefined) return { number: searchParams };
  const plain = plainText(searchParams).slice(0, MAX_NUMBER_LENGTH);
  const { user, host } = parseAddress(plain);
  if (host === 'anonymous.invalid' || (isWithheld(user) && (user !== '' || host === undefined))) return {};
  if (addressForm.test(plain) || (numberForm.test(user) && user.startsWith('+'))) return { number: searchParams };
  return numberForm.test(user) ? { number: searchParams, text: searchParams } : { text: searchParams };
};

/** A request to search and pop as facts for rules. */
export const requestFacts = (request: SearchAndPop): CallFacts => {
  const { callId, callType = 'inbound', type, e164, called, data } = request;
  return {
    ...sought(request),
    direction: callType,
    ...(e164 !== undefined && { e164 }),
    ...(type !== undefined && { type }),
    ...(callId !== undefined && { callId }),
    ...(called !== undefined && { dnis: called }),
    ...(data && { data }),
  };
};
