import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type * as z from 'zod/mini';
import type { ApiError } from '../api-types.ts';
import { RETRY_AFTER_SECONDS } from './limits.ts';

/** A refusal with a reason for whoever asked. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly issues: string[] | undefined;

  constructor(status: ContentfulStatusCode, code: string, message: string, issues?: string[]) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = issues;
  }
}

export const notFound = (what: string) => new ApiProblem(404, 'NOT_FOUND', `There is no such ${what}.`);

/** Names each field with what is wrong with it; never its value. */
export const invalidInput = (error: z.core.$ZodError) =>
  new ApiProblem(
    400,
    'INVALID_INPUT',
    'The request is not of the documented form; `issues` says where.',
    error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'request'}: ${message}`),
  );

/** SQLSTATE classes of a database that cannot work now: connection, resources, operator intervention, and what sockets say. */
const isDown = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    error.name === 'DatabaseDown' ||
    /^(08|53|57|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE)/.test(code) ||
    /timeout exceeded|connection terminated|is closed/i.test(error.message)
  );
};

/** The answer to a request that failed. What is not the asker's doing goes to the console, without numbers or names: only its kind. */
export const problemResponse = (error: unknown, context: Context): Response => {
  const body = (code: string, message: string, issues?: string[]): ApiError => ({ error: { code, message, ...(issues && { issues }) } });
  if (error instanceof ApiProblem) {
    // The rest of a body that is too large is not read, so the connection is of no further use.
    const headers: Record<string, string> = error.status === 413 ? { Connection: 'close' } : {};
    return context.json(body(error.code, error.message, error.issues), error.status, headers);
  }
  if (isDown(error)) {
    return context.json(body('DATABASE_DOWN', 'The database cannot be reached. Nothing was changed; try again later.'), 503, {
      'Retry-After': String(RETRY_AFTER_SECONDS),
    });
  }
  const kind = error instanceof Error ? `${error.name}${'code' in error ? ` ${String(error.code)}` : ''}` : typeof error;
  console.error(`CRM: ${context.req.method} failed (${kind})`);
  return context.json(body('INTERNAL', 'Something went wrong in the CRM. Its console says more.'), 500);
};
