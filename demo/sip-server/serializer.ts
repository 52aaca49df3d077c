import type { SipMessage } from './message.ts';

/** Writes a message (RFC 3261 §7). Content-Length is always computed, so that a body that was changed cannot be cut short. */
export const serializeMessage = (message: SipMessage): string => {
  const startLine = message.kind === 'request' ? `${message.method} ${message.uri} SIP/2.0` : `SIP/2.0 ${message.status} ${message.reason}`;
  const headers = message.headers.filter((header) => header.name.toLowerCase() !== 'content-length').map((header) => `${header.name}: ${header.value}`);
  return [startLine, ...headers, `Content-Length: ${Buffer.byteLength(message.body, 'utf8')}`, '', message.body].join('\r\n');
};
