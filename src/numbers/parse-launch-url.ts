import { MAX_LAUNCH_URL_LENGTH, MAX_NUMBER_LENGTH, MAX_SHORT_DIGITS, MAX_TEMPLATE_ID_LENGTH } from './limits.ts';
import { decodeParameter, readWebFrontNumber } from './webfront-number.ts';

/** `power`: `…/#/power?…`. `cti`: `…/CTI.aspx?…`. */
export type LaunchRoute = 'power' | 'cti';

/** What a phone system asks of the CRM by opening a URL. */
export interface LaunchRequest {
  kind: 'launch';
  route: LaunchRoute;
  /** Decoded, without `^`. Missing when there is none or an empty one, as for a caller who shows no number. */
  number?: string | undefined;
  /** How stored numbers are to be compared with it. */
  match: 'suffix' | 'exact';
  /** The form to open; goes before a default one. */
  templateId?: string | undefined;
  /** Under six digits of which only the end has to fit: extensions find other people's numbers too. Worth a word to the agent. */
  mayMatchMany: boolean;
}

/** Why a launch URL cannot be followed. */
export type LaunchProblem =
  /** More than 4,096 characters, a number of more than 250, or a template id of more than 255. */
  | 'tooLong'
  /** `%phoneNumber%` or the like is still there: the phone system does not know this syntax. */
  | 'placeholder'
  /** One parameter with two different values. */
  | 'repeated'
  /** Something in a number or an id that is in none. */
  | 'unreadable';

export type LaunchParameter = 'phoneNumber' | 'templateid';

/** A launch URL that cannot be followed. It must be shown to somebody: it means that the phone system is not set up right. */
export interface MalformedLaunch {
  kind: 'malformed';
  route: LaunchRoute;
  problem: LaunchProblem;
  parameter?: LaunchParameter | undefined;
  /** What to do, in English, without anything of the URL. */
  message: string;
}

const POWER = '/power';
const CTI = '/cti.aspx';

interface Parts {
  route: LaunchRoute;
  /** The text after each `?` that counts. */
  queries: string[];
}

/** Finds the route with plain string functions, so that the length can be checked after it: a long URL of another kind is none of ours. */
const partsOf = (url: string): Parts | undefined => {
  const hash = url.indexOf('#');
  const page = hash < 0 ? url : url.slice(0, hash);
  const question = page.indexOf('?');
  const path = question < 0 ? page : page.slice(0, question);
  const isCti = `/${path.slice(-CTI.length)}`.toLowerCase().endsWith(CTI);

  const fragment = hash < 0 ? '' : url.slice(hash + 1);
  const afterRoute = fragment.slice(POWER.length);
  const inFragment = afterRoute.startsWith('/') ? afterRoute.slice(1) : afterRoute;
  const isPower = fragment.slice(0, POWER.length).toLowerCase() === POWER && (inFragment === '' || inFragment.startsWith('?'));

  if (!isCti && !isPower) return undefined;
  const queries = [...(isPower ? [inFragment.slice(1)] : []), ...(isCti && question >= 0 ? [page.slice(question + 1)] : [])];
  return { route: isCti ? 'cti' : 'power', queries };
};

/** All values of a parameter, still encoded, whatever the case of its name. */
const valuesOf = (queries: readonly string[], parameter: LaunchParameter): string[] =>
  queries
    .flatMap((query) => query.split('&'))
    .flatMap((pair) => {
      const [name = '', ...value] = pair.split('=');
      return decodeParameter(name).toLowerCase() === parameter.toLowerCase() ? [value.join('=')] : [];
    });

/** Asked of the text before decoding: `%ca` of `%callerId%` would pass for an escape. An escaped text never ends in a bare `%`. */
const RAW_PLACEHOLDER = /^(?:\^|%5e)?(?:\+|%2b|%20)*%[a-z_][\w .-]*%$/i;
/** The same escaped, and the ways of other products: `{n}`, `${n}`, `$(n)`, `[[n]]`, `<n>`, `$n`. */
const PLACEHOLDER = /^\^?[\s+]*(?:%[a-z_][\w .-]*%|\$?\{+[a-z_][\w .-]*\}+|\$\([a-z_][\w .-]*\)|\[+[a-z_][\w .-]*\]+|<[a-z_][\w .-]*>|\$[a-z_]\w*)$/i;

/** Some products put braces around an id, and many an id begins with a letter. */
const BRACED_GUID = /^\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}$/i;

const isPlaceholder = (raw: string): boolean =>
  RAW_PLACEHOLDER.test(raw) || (PLACEHOLDER.test(decodeParameter(raw)) && !BRACED_GUID.test(decodeParameter(raw)));

const advice: Record<LaunchProblem, (subject: string) => string> = {
  tooLong: (subject) => `${subject} is far too long. Check what the phone system puts into its launch URL.`,
  placeholder: (subject) =>
    `${subject} is still a placeholder: the phone system put nothing in its place. Write it in the syntax of that product; in a batch file, write each % twice and put the URL in quotes.`,
  repeated: (subject) => `${subject} stands there more than once, with different values. Leave one of them in the launch URL.`,
  unreadable: (subject) => `${subject} has characters that it cannot have. Check how the phone system encodes its launch URL.`,
};

/**
 * Reads a launch URL of either kind; `undefined` when the URL is of another kind. Never throws.
 *
 * Parameters are taken on both routes, in any case, decoded leniently; without either of the two it is a page like any other. Caps: 4,096 characters, 250 of them number.
 *
 * @param url absolute or relative, such as `location.href`
 * @example
 * parseLaunchUrl('https://crm.example/#/power?phoneNumber=^%2B0702007722');
 * // { kind: 'launch', route: 'power', number: '+0702007722', match: 'exact', mayMatchMany: false }
 * parseLaunchUrl('https://crm.example/webfront/CTI.aspx?templateid=4cf10508-c474-94fd-55df-28cb7a6f3fb3')?.kind; // 'launch'
 * parseLaunchUrl('https://crm.example/#/power?phoneNumber=%phoneNumber%'); // { kind: 'malformed', problem: 'placeholder', … }
 * parseLaunchUrl('https://crm.example/#/contacts'); // undefined
 */
export const parseLaunchUrl = (url: string): LaunchRequest | MalformedLaunch | undefined => {
  const parts = partsOf(url);
  if (!parts) return undefined;
  const { route, queries } = parts;
  const malformed = (problem: LaunchProblem, parameter?: LaunchParameter): MalformedLaunch => ({
    kind: 'malformed',
    route,
    problem,
    ...(parameter && { parameter }),
    message: advice[problem](parameter ?? 'The launch URL'),
  });
  const capped = queries.map((query) => query.slice(0, MAX_LAUNCH_URL_LENGTH));
  const [allNumbers, allTemplates] = [valuesOf(capped, 'phoneNumber'), valuesOf(capped, 'templateid')];
  if (allNumbers.length + allTemplates.length === 0) return undefined;
  if (url.length > MAX_LAUNCH_URL_LENGTH) return malformed('tooLong');

  const [numbers, templates] = [allNumbers.filter(Boolean), allTemplates.filter(Boolean)];
  if (numbers.some(isPlaceholder)) return malformed('placeholder', 'phoneNumber');
  if (templates.some(isPlaceholder)) return malformed('placeholder', 'templateid');
  const [number = '', ...otherNumbers] = numbers.map(decodeParameter);
  const [template = '', ...otherTemplates] = templates.map((raw) => decodeParameter(raw).trim());
  if (otherNumbers.some((other) => other !== number)) return malformed('repeated', 'phoneNumber');
  if (otherTemplates.some((other) => other !== template)) return malformed('repeated', 'templateid');

  const query = readWebFrontNumber(numbers[0] ?? '');
  if (query.number.length > MAX_NUMBER_LENGTH) return malformed('tooLong', 'phoneNumber');
  if (/\p{Cc}/u.test(query.number)) return malformed('unreadable', 'phoneNumber');
  const templateId = template.replace(/^\{(.*)\}$/, '$1');
  if (templateId.length > MAX_TEMPLATE_ID_LENGTH) return malformed('tooLong', 'templateid');
  if (!/^[\w.:-]*$/.test(templateId)) return malformed('unreadable', 'templateid');

  const digits = query.number.replace(/\D/g, '').length;
  return {
    kind: 'launch',
    route,
    ...(query.number && { number: query.number }),
    match: query.match,
    ...(templateId && { templateId }),
    mayMatchMany: query.number !== '' && query.match === 'suffix' && digits < MAX_SHORT_DIGITS,
  };
};
