/** What the listener answers. */
import type { ServerResponse } from 'node:http';
import { RETRY_AFTER_SECONDS } from './limits.ts';
import type { ListenerOutcome } from './metrics.ts';

const PAGE = '<html><head></head></html>';
const HEADERS = { 'cache-control': 'no-cache', pragma: 'no-cache', expires: '0', expiresabsolute: '-1', 'content-length': PAGE.length };

/** What USD's listener answers, to the letter, whatever became of the call. */
export const reply = (response: ServerResponse): void => void response.writeHead(200, HEADERS).end(PAGE);

/** A request that announces nothing because something is wrong with it. */
export interface Refusal {
  status: number;
  outcome: ListenerOutcome;
  message: string;
  headers?: Readonly<Record<string, string>> | undefined;
}

/** The connection ends with it: what is left of the request is not read. */
export const sendRefusal = (response: ServerResponse, { status, message, headers }: Refusal): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close', ...headers }).end(`${message}\n`);
};

export const wrongMethod: Refusal = {
  status: 405,
  outcome: 'method',
  message: 'Calls are announced by GET, or by POST of a form.',
  headers: { allow: 'GET, POST' },
};
export const tooFast: Refusal = {
  status: 429,
  outcome: 'flood',
  message: 'Too many requests in a short time. No call was announced.',
  headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
};
export const noForm: Refusal = { status: 415, outcome: 'form', message: 'The body has to be a form, application/x-www-form-urlencoded.' };
export const tooLarge: Refusal = { status: 413, outcome: 'tooLarge', message: 'The form is larger than this listener takes. No call was announced.' };
export const invalid = (message: string): Refusal => ({ status: 400, outcome: 'invalid', message });
export const fault: Refusal = { status: 500, outcome: 'fault', message: 'The call could not be announced because of a fault in the link.' };
