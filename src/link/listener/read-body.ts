import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from './limits.ts';

export const hasBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

export const isForm = ({ headers }: IncomingMessage): boolean =>
  headers['content-type'] === undefined || /^(application\/x-www-form-urlencoded|text\/plain)\s*(;|$)/i.test(headers['content-type']);

/** The body as text; undefined when it is larger than a form may be. Rejects when the client goes away in the middle of it. */
export const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
