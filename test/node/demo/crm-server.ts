import { createCrmApp } from '../../../demo/crm/server/crm-app.ts';
import { openCrm } from '../../../demo/crm/server/open-crm.ts';
import { createGate } from '../../../demo/server/gate.ts';
import { listen } from '../../../demo/server/listen.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface CrmServer {
  url: string;
  close(): Promise<void>;
}

/** The demo's CRM by itself, on a free port, with a new database. */
export const startCrm = async (options: { contacts?: number; faults?: boolean } = {}): Promise<CrmServer> => {
  const folder = await temporaryFolder();
  const gate = createGate();
  const server = await listen(gate.handler, { interfaces: ['127.0.0.1'], port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  const { database } = await openCrm({ folder: folder.path, url: undefined, contacts: options.contacts ?? 50, onProgress: () => {} });
  const others = { softphoneUrl: 'http://127.0.0.1:1', customerUrl: 'http://127.0.0.1:2', attackerUrl: 'http://127.0.0.1:3' };
  gate.open(await createCrmApp({ crmUrl: url, ...others }, database, options.faults ?? false));
  return {
    url,
    close: async () => {
      await server.close();
      await database.close();
      await folder.remove();
    },
  };
};
