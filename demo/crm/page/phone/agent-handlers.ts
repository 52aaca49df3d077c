/** What this CRM can do for an agent of the call centre, beside what it does for every softphone: sessions, and screen transfer. */
import type { Crm } from 'ringframe/host';
import type { SessionSpace } from '../sessions/session-space.ts';
import { createHandOver } from './hand-over.ts';
import type { Phone } from './phone.ts';
import { pathOfTarget } from './pop-path.ts';

export const createAgentHandlers = (phone: Phone, space: SessionSpace, pop: (path: string) => Promise<void>): Crm => ({
  async screenPop(target, { session }) {
    const path = await pathOfTarget(target);
    if (session) await space.open(path, session);
    else if (!(await space.place(target))) await pop(path);
  },
  beforeSessionClose: (session, context) => space.mayClose(session, context),
  ...createHandOver(phone, space),
});
