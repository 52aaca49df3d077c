import { parseLaunchUrl } from '../../numbers/parse-launch-url.ts';
import { decodeParameter } from '../../numbers/webfront-number.ts';

const OWN_PARAMETERS: ReadonlySet<string> = new Set(['phonenumber', 'templateid']);

const fragmentOf = (url: string): string => {
  const hash = url.indexOf('#');
  return hash < 0 || parseLaunchUrl(url.slice(hash)) ? '' : url.slice(hash);
};

/**
 * A launch URL without the caller's number, for the address bar. What else stands in it stays; where it was the fragment, that
 * of the page before comes back, which may be a route of the CRM.
 *
 * @param previous the URL before a `hashchange`
 */
export const clearedUrl = (url: string, previous = ''): string => {
  const hash = url.indexOf('#');
  const address = hash < 0 ? url : url.slice(0, hash);
  const fragment = fragmentOf(url) || fragmentOf(previous);
  const question = address.indexOf('?');
  if (question < 0 || !parseLaunchUrl(address)) return address + fragment;
  const kept = address
    .slice(question + 1)
    .split('&')
    .filter((pair) => !OWN_PARAMETERS.has(decodeParameter(pair.split('=')[0] ?? '').toLowerCase()));
  return address.slice(0, question) + (kept.length > 0 ? `?${kept.join('&')}` : '') + fragment;
};
