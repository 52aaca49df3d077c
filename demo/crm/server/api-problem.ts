import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type * as z from 'zod/mini';
import type { ApiError, FieldErrors } from '../api-types.ts';
import { RETRY_AFTER_SECONDS } from './limits.ts';

/** A refusal with a reason for whoever asked. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly issues: string[] | undefined;
  readonly fieldErrors: FieldErrors | undefined;

  constructor(status: ContentfulStatusCode, code: string, message: string, issues?: string[], fieldErrors?: FieldErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = issues;
    this.fieldErrors = fieldErrors;
  }
}

export const notFound = (what: string) => new ApiProblem(404, 'NOT_FOUND', `There is no such ${what}.`);

/** A record that will never be saved as it is. */
export const fieldsRefused = (fieldErrors: FieldErrors) =>
  new ApiProblem(
    422,
    'FIELDS_REFUSED',
    `The CRM refuses ${Object.keys(fieldErrors).slice(0, 20).join(', ')}; \`fieldErrors\` says why.`,
    undefined,
    fieldErrors,
  );

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
  const body = (code: string, message: string): ApiError => ({ error: { code, message } });
  if (error instanceof ApiProblem) {
    // The rest of a body that is too large is not read, so the connection is of no further use.
    const headers: Record<string, string> = error.status === 413 ? { Connection: 'close' } : {};
    const { code, message, issues, fieldErrors } = error;
    const answer: ApiError = { error: { code, message, ...(issues && { issues }), ...(fieldErrors && { fieldErrors }) } };
    return context.json(answer, error.status, headers);
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
