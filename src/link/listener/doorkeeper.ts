/** Who may not announce calls, and why: pages of other origins above all, since every page in the agent's browser can reach a port of this machine. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './answers.ts';

const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Undefined: may come in. `shown`: the token in the URL, if there is one. */
export type Doorkeeper = (headers: IncomingHttpHeaders, shown: string | undefined) => Refusal | undefined;

export interface DoorkeeperOptions {
  /** By which it was configured, `127.0.0.2`; the usual ones are known besides. */
  name: string;
  port: number;
  /** Reached from this machine only. Otherwise by names nobody can list here: then a token is what counts. */
  loopback: boolean;
  token: string | undefined;
}

export const createDoorkeeper = ({ name: ownName, port, loopback, token }: DoorkeeperOptions): Doorkeeper => {
  const names = [...new Set([...LOCAL_NAMES, ownName])];
  const hosts = new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
  const origins = new Set(names.map((name) => new URL(`http://${name}:${port}`).origin));
  const expected = token === undefined ? undefined : digest(token);

  /** A name that somebody makes lead to 127.0.0.1 (DNS rebinding). Programs of the last century send none. */
  const isForeignHost = ({ host }: IncomingHttpHeaders): boolean => loopback && host !== undefined && !hosts.has(host.toLowerCase());

  /**
   * A browser says on whose behalf it asks; a program says nothing. An address that somebody opens, by hand or by a link, is theirs; one to which
   * a page sends its visitor by itself is the page's (Fetch Metadata, `Sec-Fetch-User`).
   */
  const isForeignPage = ({ origin, ...headers }: IncomingHttpHeaders): boolean => {
    if (origin !== undefined) return !origins.has(origin);
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'none' || site === 'same-origin') return false;
    return !(headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document' && headers['sec-fetch-user'] === '?1');
  };

  const hasToken = ({ authorization = '' }: IncomingHttpHeaders, shown: string | undefined): boolean => {
    const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return !expected || [bearer, shown].some((one) => one !== undefined && timingSafeEqual(digest(one), expected));
  };

  return (headers, shown) => {
    if (isForeignHost(headers)) return { status: 403, outcome: 'host', message: `This listener is ${names.join(', ')} at port ${port}, and nobody else.` };
    if (isForeignPage(headers)) return { status: 403, outcome: 'origin', message: 'Pages of other origins may not announce calls.' };
    if (hasToken(headers, shown)) return undefined;
    return { status: 401, outcome: 'token', message: 'This needs listener.token, as Authorization: Bearer … or as the key token.' };
  };
};
