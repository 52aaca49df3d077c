import type { Hono } from 'hono';
import { editActivity, findActivity, latestActivities, saveActivity } from '../database/activities.ts';
import type { Database } from '../database/database.ts';
import { ApiProblem, notFound } from './api-problem.ts';
import { activityChangeInput, activityIdInput, check, checkCallLog } from './input.ts';
import { jsonBody } from './json-body.ts';
import { LATEST_ACTIVITIES } from './limits.ts';

export const activityRoutes = (app: Hono, database: Database): void => {
  app.get('/api/activities', async (context) => context.json({ activities: await latestActivities(database, LATEST_ACTIVITIES) }));

  app.get('/api/activities/:id', async (context) => {
    const { id } = check(activityIdInput, context.req.param());
    const activity = await findActivity(database, id);
    if (!activity) throw notFound('activity');
    return context.json({ activity });
  });

  /** Saving twice is saving once: the id in the path is the log's own. */
  app.put('/api/activities/:id', async (context) => {
    const { id } = check(activityIdInput, context.req.param());
    const log = checkCallLog(await jsonBody(context));
    if (log.id !== id) throw new ApiProblem(400, 'INVALID_INPUT', 'The id in the path and the id of the log differ.');
    const { activity, created } = await saveActivity(database, log);
    return context.json({ activity }, created ? 201 : 200);
  });

  app.patch('/api/activities/:id', async (context) => {
    const { id } = check(activityIdInput, context.req.param());
    const activity = await editActivity(database, id, check(activityChangeInput, await jsonBody(context)));
    if (!activity) throw notFound('activity');
    return context.json({ activity });
  });
};
