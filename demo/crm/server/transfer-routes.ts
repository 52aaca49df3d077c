import type { Hono } from 'hono';
import type { Database } from '../database/database.ts';
import { keepTransfer, takeTransfer } from '../database/transfers.ts';
import { notFound } from './api-problem.ts';
import { check, checkTransferWork, takeTransferInput, transferIdInput } from './input.ts';
import { jsonBody } from './json-body.ts';

/** The work of a call that is handed on waits here for whoever takes the call. */
export const transferRoutes = (app: Hono, database: Database): void => {
  app.post('/api/transfers', async (context) => context.json({ id: await keepTransfer(database, checkTransferWork(await jsonBody(context))) }, 201));

  /** For one call only: whoever saw the id go by cannot have the work a second time. */
  app.put('/api/transfers/:id/call', async (context) => {
    const { id } = check(transferIdInput, context.req.param());
    const { callId } = check(takeTransferInput, await jsonBody(context));
    const work = await takeTransfer(database, id, callId);
    if (!work) throw notFound('work for this call');
    return context.json({ work });
  });
};
