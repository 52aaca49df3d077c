import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';
import type { Database } from '../database/database.ts';
import type { FaultyDatabase } from '../database/with-faults.ts';
import { activityRoutes } from './activity-routes.ts';
import { ApiProblem, notFound, problemResponse } from './api-problem.ts';
import { contactRoutes } from './contact-routes.ts';
import { directoryRoutes } from './directory-routes.ts';
import { check } from './input.ts';
import { jsonBody } from './json-body.ts';
import { MAX_BODY_BYTES } from './limits.ts';
import { recordRoutes } from './record-routes.ts';
import { rulesRoutes } from './rules-routes.ts';
import { transferRoutes } from './transfer-routes.ts';

const faultInput = z.object({ database: z.enum(['up', 'down']) });

/** The CRM's API, under `/api/`. `faults` adds a switch for the database, for tests. */
export const addApi = (app: Hono, database: Database, faults?: FaultyDatabase): void => {
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => {
        throw new ApiProblem(413, 'TOO_LARGE', `A request may have ${MAX_BODY_BYTES} bytes at most.`);
      },
    }),
    async (context, next) => {
      await next();
      context.header('Cache-Control', 'no-store');
      context.header('X-Content-Type-Options', 'nosniff');
    },
  );
  app.onError(problemResponse);
  contactRoutes(app, database);
  activityRoutes(app, database);
  recordRoutes(app, database);
  directoryRoutes(app, database);
  rulesRoutes(app, database);
  transferRoutes(app, database);
  if (faults) {
    app.put('/api/faults', async (context) => {
      const { database: state } = check(faultInput, await jsonBody(context));
      faults.setDown(state === 'down');
      return context.json({ database: state });
    });
  }
  app.all('/api/*', () => {
    throw notFound('address in this API');
  });
};
