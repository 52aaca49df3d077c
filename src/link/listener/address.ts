/** Where the listener listens: a whole URL, as it stands in USD's options. */
import { isIP } from 'node:net';
import { CtiError } from '../../protocol/error.ts';

export interface ListenAddress {
  /** Addresses to listen on. */
  hosts: readonly string[];
  /** 0 takes a free one. */
  port: number;
  /** As it stands in the URL: `localhost`, `[::1]`. */
  name: string;
}

const LOOPBACK_HOSTS = ['127.0.0.1', '::1'];

export const isLoopback = (hosts: readonly string[]): boolean => hosts.every((host) => host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host));

/** Undefined for what is no such address. */
export const readAddress = (text: string): ListenAddress | undefined => {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, pathname, search, hash, username, password } = new URL(text);
  if (protocol !== 'http:' || hostname === '' || pathname !== '/' || `${search}${hash}${username}${password}` !== '') return undefined;
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host !== 'localhost' && isIP(host) === 0) return undefined;
  return { hosts: host === 'localhost' ? LOOPBACK_HOSTS : [host], port: port === '' ? 80 : Number(port), name: hostname };
};

/** @throws CtiError `INVALID_ARGUMENT` */
export const requireAddress = (text: string): ListenAddress => {
  const address = readAddress(text);
  if (!address) throw new CtiError('INVALID_ARGUMENT', 'listener.address must be an address such as http://localhost:5000/.');
  return address;
};
