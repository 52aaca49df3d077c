import type { SipMessage } from './jssip.ts';

/**
 * Seconds the registrar granted: the `expires` of the contact that is ours, else the Expires header (RFC 3261 §10.2.4),
 * else what was asked for. Other devices of the same user are listed in the answer too.
 */
export const grantedSeconds = (response: SipMessage, isOurs: (contact: string) => boolean, askedSeconds: number): number => {
  const contacts = response.getHeaders('Contact').flatMap((header) => header.slice(0, 8_000).split(/,(?=[^>]*(?:<|$))/));
  const ours = contacts.find(isOurs) ?? (contacts.length === 1 ? contacts[0] : undefined);
  const text = /;\s*expires\s*=\s*"?(\d{1,9})/i.exec(ours ?? '')?.[1] ?? /^\s*(\d{1,9})/.exec(response.getHeader('Expires') ?? '')?.[1];
  const seconds = text === undefined ? askedSeconds : Number.parseInt(text, 10);
  return seconds > 0 ? seconds : askedSeconds;
};

/** `Retry-After` in milliseconds, capped at a minute: an agent does not wait longer without wondering. */
export const retryAfterMs = (response: SipMessage | null): number | undefined => {
  const seconds = /^\s*(\d{1,9})/.exec(response?.getHeader('Retry-After') ?? '')?.[1];
  return seconds === undefined ? undefined : Math.min(60, Number.parseInt(seconds, 10)) * 1_000;
};
