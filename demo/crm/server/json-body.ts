import type { Context } from 'hono';
import { ApiProblem } from './api-problem.ts';

/** The JSON of a request. A form of another site cannot send this content type without asking first. */
export const jsonBody = async (context: Context): Promise<unknown> => {
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
    throw new ApiProblem(415, 'NOT_JSON', 'Send JSON, with the header content-type: application/json.');
  }
  try {
    return await context.req.json();
  } catch {
    throw new ApiProblem(400, 'INVALID_JSON', 'The body is not valid JSON.');
  }
};
