import type { IncomingMessage } from 'node:http';
import { readUpTo } from '../read-up-to.ts';
import { MAX_BODY_BYTES } from './limits.ts';

export const hasBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

export const isForm = ({ headers }: IncomingMessage): boolean =>
  headers['content-type'] === undefined || /^(application\/x-www-form-urlencoded|text\/plain)\s*(;|$)/i.test(headers['content-type']);

/** The body as text; undefined when it is larger than a form may be. Rejects when the client goes away in the middle of it. */
export const readBody = async (request: IncomingMessage): Promise<string | undefined> => (await readUpTo(request, MAX_BODY_BYTES))?.toString('utf8');
