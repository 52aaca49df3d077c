import { type Parameters, parseParameters, splitOutside } from './syntax.ts';
import { parseHostPort } from './uri.ts';

/** One hop of a Via (RFC 3261 §20.42). */
export interface Via {
  transport: string;
  host: string;
  port: number | undefined;
  parameters: Parameters;
}

/** `undefined` when it is malformed. */
export const parseVia = (value: string): Via | undefined => {
  const parts = splitOutside(value, ';');
  const [first = '', ...rest] = parts ?? [];
  const match = /^SIP[ \t]*\/[ \t]*2\.0[ \t]*\/[ \t]*([0-9A-Za-z-]{1,16})[ \t]+(\S+)$/i.exec(first);
  const address = parseHostPort(match?.[2] ?? '');
  const parameters = parseParameters(rest);
  if (match?.[1] === undefined || !address || !parameters) return undefined;
  return { transport: match[1].toUpperCase(), ...address, parameters };
};

/** What every branch made after RFC 2543 begins with. */
export const MAGIC_COOKIE = 'z9hG4bK';

/** Notes where a request really came from (RFC 3261 §18.2.1, RFC 3581). A browser's own sent-by is a made-up name. */
export const withSource = (value: string, via: Via, source: { address: string; port: number }): string => {
  const filled = value.replace(/;[ \t]*rport[ \t]*(?=;|$)/i, `;rport=${source.port}`);
  return via.parameters.has('received') || via.host === source.address ? filled : `${filled};received=${source.address}`;
};
