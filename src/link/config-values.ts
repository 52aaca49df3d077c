/** What values of a configuration look like, and how it is said that one does not. Each part of the link keeps its own section in a `config.ts` beside itself. */
import * as z from 'zod/mini';
import { commandParams, type PhoneCommandName } from '../protocol/phone-commands.ts';

/** A text that is not empty, or has at least so many characters. */
export const string = (min = 1, what = 'must be a text') =>
  z.string(what).check(z.minLength(min, min > 1 ? `must have at least ${min} characters` : 'must not be empty'));

export const integer = (min: number, max: number) => {
  const wanted = `must be a whole number from ${min} to ${max}`;
  return z.number(wanted).check(z.refine((value) => Number.isInteger(value) && value >= min && value <= max, wanted));
};

export const flag = () => z.boolean('must be true or false');

export const oneOf = <const Values extends readonly string[]>(values: Values) => z.enum(values, `must be one of ${values.join(', ')}`);

/** An object with these keys and no others. */
export const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject(shape, 'must be an object');

const originWanted = 'must be an origin as location.origin shows it, such as "https://phone.example": no path, no trailing slash, no wildcard';
const isOrigin = (value: string): boolean => URL.canParse(value) && new URL(value).origin === value && /^https?:/.test(value);
export const origin = () => z.string(originWanted).check(z.refine(isOrigin, originWanted));

/** Of our own HTTP server. */
export const path = () => z.string('must be a text').check(z.regex(/^\/[\w\-./]*[\w-]$/, 'must be a path such as /softphone'));

const httpsWanted = 'must be an https address';
const isHttps = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
};
const hasCredentials = (value: string): boolean => URL.canParse(value) && `${new URL(value).username}${new URL(value).password}` !== '';
/** Of somebody else's server. Unencrypted only on loopback, and never with a password in it: `fetch` takes no such address. */
export const httpsUrl = () =>
  z.string('must be a text').check(
    z.refine(isHttps, httpsWanted),
    z.refine((value) => !hasCredentials(value), 'must have no user name and no password'),
  );

export const commandName = () =>
  z.custom<PhoneCommandName>((name) => typeof name === 'string' && Object.hasOwn(commandParams, name), 'must be the name of a command');
