/** The pages beside the CRM: nothing but files and addresses. */
import type { Hono } from 'hono';
import { isCallCentreAgent } from '../call-centre/agents.ts';
import { menuTopics, otherPhones } from '../call-centre/cisco-phones.ts';
import { type CallCentre, QUEUE, ROUTE_POINTS } from '../call-centre/start-call-centre.ts';
import type { SampleCaller } from '../crm/database/sample-callers.ts';
import type { PagePolicy } from './content-security-policy.ts';
import { pageApp } from './page-app.ts';
import type { Account } from './phone-system.ts';
import { addPlainFiles } from './plain-files.ts';
import { addPrograms } from './program-routes.ts';

/** What the demo's servers know of each other. Addresses are origins, without a slash at the end. */
export interface DemoWorld {
  crmUrl: string;
  softphoneUrl: string;
  customerUrl: string;
  attackerUrl: string;
  sipUrl: string;
  switchboardUrl: string;
  callCentre: CallCentre;
  agent: Account;
  customer: Account;
}

/** Name of the Trusted Types policy that Lit creates. */
const LIT = 'lit-html';
/** Where the softphone page can be framed by anybody, as most vendors' pages can: then only Ringframe stands in the way. */
export const UNPROTECTED_PATH = '/framed-by-anyone';

/** Where the two softphones written for Salesforce Open CTI are. */
export const OPEN_CTI_PATH = '/open-cti';

export const softphoneApp = async (world: DemoWorld): Promise<Hono> => {
  // The agent may name any phone system in the settings.
  const policy: PagePolicy = { connects: ['ws:', 'wss:', world.callCentre.url], trustedTypes: [LIT] };
  const app = await pageApp({
    folder: 'softphone',
    origin: () => world.softphoneUrl,
    policy: () => ({ ...policy, embeddedBy: [world.crmUrl] }),
    alsoAt: { [UNPROTECTED_PATH]: () => ({ ...policy, embeddedBy: 'anyone' }), '/call-centre': () => ({ ...policy, embeddedBy: [world.crmUrl] }) },
    config: () => ({
      ...{ crmOrigins: [world.crmUrl], sip: { server: world.sipUrl, ...world.agent }, link: world.callCentre.softphoneUrl },
      ...(world.callCentre.programs && { hasRecorder: true }),
    }),
  });
  // Whoever opens the page is the agent: a vendor's server would know by a login.
  app.get('/token', async (context) => {
    const agent = context.req.query('agent');
    if (!isCallCentreAgent(agent)) return context.json({ message: 'There is no such agent.' }, 404);
    return context.json({ token: await world.callCentre.tokenFor(agent) }, 200, { 'Cache-Control': 'no-store' });
  });
  // They load the script of Open CTI from the CRM that shows them.
  await addPlainFiles(app, { folder: 'softphone/open-cti', at: OPEN_CTI_PATH, policy: () => ({ embeddedBy: [world.crmUrl], scripts: [world.crmUrl] }) });
  return app;
};

export const customerApp = (world: DemoWorld, callers: () => readonly SampleCaller[]): Promise<Hono> =>
  pageApp({
    folder: 'customer',
    origin: () => world.customerUrl,
    policy: () => ({ connects: [world.sipUrl], trustedTypes: [LIT] }),
    config: () => ({ crmUrl: world.crmUrl, sip: { server: world.sipUrl, ...world.customer }, agent: { user: world.agent.user }, callers: callers() }),
  });

export const attackerApp = (world: DemoWorld): Promise<Hono> =>
  pageApp({
    folder: 'attacker',
    origin: () => world.attackerUrl,
    policy: () => ({ frames: [world.softphoneUrl] }),
    config: () => ({ crmUrl: world.crmUrl, softphoneUrl: world.softphoneUrl, unprotectedPath: UNPROTECTED_PATH }),
  });

export const switchboardApp = async (world: DemoWorld, callers: () => readonly SampleCaller[]): Promise<Hono> => {
  const { url, apiKey, listenerUrl, programs } = world.callCentre;
  const app = await pageApp({
    folder: 'switchboard',
    origin: () => world.switchboardUrl,
    policy: () => ({ connects: [url] }),
    config: () => ({
      ...{ apiUrl: `${url}/api/v1`, apiKey, listenerUrl, crmUrl: world.crmUrl, queue: QUEUE.number, routePoints: ROUTE_POINTS, callers: callers() },
      ...(programs && { cisco: { phones: otherPhones, topics: menuTopics } }),
    }),
  });
  if (programs) addPrograms(app, programs);
  return app;
};
