import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { isCtiError } from '../../src/index.ts';
import { menuTopics } from '../call-centre/cisco-phones.ts';
import type { SitePrograms } from '../call-centre/programs/programs.ts';

const runningInput = z.object({ isRunning: z.boolean() });
const topicInput = z.object({ topic: z.enum(menuTopics) });

/** The other clients of the simulated CTI Server, for the switchboard's page. */
export const addPrograms = (app: Hono, programs: SitePrograms): void => {
  const show = (context: Context): Response => context.json({ programs: programs.list }, 200, { 'Cache-Control': 'no-store' });

  /** What was asked for does not fit, or the phone system refuses it: both are the asker's to know. */
  const attempt = async <Input>(context: Context, schema: z.ZodMiniType<Input>, act: (input: Input) => Promise<void>): Promise<Response> => {
    const { data } = schema.safeParse(await context.req.json().catch(() => undefined));
    if (data === undefined) return context.json({ message: 'The request is not of the known form.' }, 400);
    try {
      await act(data);
      return show(context);
    } catch (error) {
      if (!isCtiError(error)) throw error;
      return context.json({ message: error.message }, 409);
    }
  };

  app.get('/programs', show);
  app.put('/programs/:id', (context) => attempt(context, runningInput, ({ isRunning }) => programs.setRunning(context.req.param('id'), isRunning)));
  app.put('/calls/:callId/topic', (context) => attempt(context, topicInput, ({ topic }) => programs.choose(context.req.param('callId'), topic)));
};
