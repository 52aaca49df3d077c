import type { Hono } from 'hono';
import { countByCompany } from '../database/contacts.ts';
import type { Database } from '../database/database.ts';
import { directoryPage } from '../database/directory.ts';
import { check, companyInput, directoryInput } from './input.ts';
import { MAX_DIRECTORY_PAGE } from './limits.ts';

export const directoryRoutes = (app: Hono, database: Database): void => {
  app.get('/api/directory', async (context) => {
    const { page = 0, size = MAX_DIRECTORY_PAGE } = check(directoryInput, context.req.query());
    return context.json(await directoryPage(database, page, size));
  });

  app.get('/api/contact-count', async (context) => {
    const { company } = check(companyInput, context.req.query());
    return context.json({ count: await countByCompany(database, company) });
  });
};
