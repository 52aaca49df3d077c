import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { loadOpenCtiRoutes } from '../../server/open-cti.ts';
import { pageApp } from '../../server/page-app.ts';
import type { CrmConfig } from '../api-types.ts';
import type { Database } from '../database/database.ts';
import { withFaults } from '../database/with-faults.ts';
import { addApi } from './add-api.ts';

export interface CrmAddresses {
  crmUrl: string;
  softphoneUrl: string;
  customerUrl: string;
  attackerUrl: string;
  switchboardUrl?: string | undefined;
}

/** The CRM: its page, and its API before one database. */
export const createCrmApp = async (addresses: CrmAddresses, database: Database, faults: boolean): Promise<Hono> => {
  const faulty = faults ? withFaults(database) : undefined;
  const policy = () => ({ frames: [addresses.softphoneUrl] });
  const app = await pageApp({
    folder: 'crm/page',
    origin: () => addresses.crmUrl,
    policy,
    // Views have paths of their own; the page reads them.
    alsoAt: Object.fromEntries(['/contacts/:id', '/calls', '/rules', '/requests/new', '/webfront/CTI.aspx', '/CTI.aspx'].map((path) => [path, policy])),
    config: (): CrmConfig => ({
      softphoneUrl: addresses.softphoneUrl,
      customerUrl: addresses.customerUrl,
      attackerUrl: addresses.attackerUrl,
      switchboardUrl: addresses.switchboardUrl,
      database: database.kind,
      faults,
    }),
  });
  const openCtiRoutes = await loadOpenCtiRoutes();
  // Softphones written for Open CTI compute these addresses from the CRM's own.
  app.use((context, next) => Promise.resolve(openCtiRoutes(context.req.raw) ?? next()));
  const callCenter = await readFile(new URL('../call-center.xml', import.meta.url), 'utf8');
  app.get('/call-center.xml', (context) => context.body(callCenter, 200, { 'Content-Type': 'application/xml; charset=utf-8' }));
  addApi(app, faulty ?? database, faulty);
  return app;
};
