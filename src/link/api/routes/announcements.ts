/** Calls that another system tells of. */
import * as z from 'zod/mini';
import { id, oneOf } from '../../../protocol/schema.ts';
import { type Announce, announcementSchema } from '../../announcements/announcement.ts';
import { problem } from '../problem.ts';
import { type Route, route } from '../route.ts';

const announcedShape = () => z.object({ callId: id(), outcome: oneOf(['announced', 'updated', 'ended', 'ignored']), agentIds: z.array(id()) });

export const announcementRoutes = (announce: Announce): Route[] => [
  route({
    method: 'post',
    path: '/announcements',
    operationId: 'announceCall',
    summary: 'Tells agents of a call that the phone system does not tell of, as the generic listener does.',
    scope: 'announce',
    body: announcementSchema,
    answer: { status: 200, description: 'What became of it, and which lines were told.', schema: announcedShape },
    run({ client, body }) {
      const { agentIds } = body;
      if (client.agents && !agentIds) throw problem(403, 'UNAUTHORIZED', 'This key is for some agents only: name them in agentIds.');
      for (const agentId of agentIds ?? []) client.requireAgent(agentId);
      return announce(body);
    },
  }),
];
