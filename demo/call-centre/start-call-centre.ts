/** The demo's call centre: a simulated phone system, or CTI Server, behind a real CTI link, with its generic listener, its routing and its API. */
import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { createSimulator, type Link, type LinkConfig, type Switch, startLink } from '../../src/link/index.ts';
import type { AgentReason, AgentReasons } from '../../src/protocol/agent.ts';
import { isCtiError } from '../../src/protocol/error.ts';
import { candidatePorts } from '../ports.ts';
import { callCentreAgents } from './agents.ts';
import { startCiscoSite } from './cisco-site.ts';
import type { CtiServer } from './programs/program.ts';
import { type SitePrograms, startPrograms } from './programs/programs.ts';

/** Calls to it go to whoever has been ready for the longest. */
export const QUEUE = { number: '7100', name: 'Sales' } as const;
/** Calls to these ask the link where to go. */
export const ROUTE_POINTS = { first: '6486', last: '6488' } as const;

/** Long enough for a page, short enough that a token somebody copied is soon worth nothing. */
const TOKEN_LIFE = '10m';
const ISSUER = 'ringframe-demo';
const AUDIENCE = 'ringframe-link';

const reasonsOf = (...labels: string[]): AgentReason[] => labels.map((label) => ({ code: label, label }));

const reasons: AgentReasons = {
  notReady: reasonsOf('Break', 'Meeting', 'Training'),
  logOut: reasonsOf('End of shift'),
  wrapUp: reasonsOf('Solved', 'Call back', 'Order', 'Complaint'),
};

interface PhoneSystem {
  phoneSystem: Switch;
  ctiServer?: CtiServer;
  close(): Promise<void>;
}

const simulatedPhoneSystem = (): PhoneSystem => ({
  phoneSystem: createSimulator({
    agents: callCentreAgents.map(({ id, name, extension }) => ({
      id,
      name,
      extension,
      queues: [QUEUE.number],
      loggedIn: true,
      workMode: 'manualIn',
      reasons,
      ...(id === 'agent-1' && { supervises: ['agent-2'] }),
    })),
    queues: [{ ...QUEUE, ringMs: 20_000 }],
    routePoints: [{ ...ROUTE_POINTS, otherwise: QUEUE.number, deadlineMs: 2_000 }],
    times: { transferReturnMs: 20_000 },
  }),
  // It ends with the link that it is a part of.
  close: async () => {},
});

const ciscoPhoneSystem = async (): Promise<PhoneSystem> => {
  const { phoneSystem, server, close } = await startCiscoSite({ queue: QUEUE, routePoint: ROUTE_POINTS.first, reasons });
  return { phoneSystem, ctiServer: server, close };
};

export interface CallCentre {
  /** `http://127.0.0.1:4606` */
  url: string;
  /** For softphones: `ws://…`. */
  softphoneUrl: string;
  /** Where the generic listener is; undefined when its port is taken. */
  listenerUrl: string | undefined;
  /** Of the API, for the switchboard. */
  apiKey: string;
  /** Where the simulated CTI Server listens, side A and side B; undefined for another phone system. */
  ctiServer: readonly string[] | undefined;
  /** Its other clients, where there is one. */
  programs: SitePrograms | undefined;
  tokenFor(agentId: string): Promise<string>;
  close(): Promise<void>;
}

/** Phone systems the call centre can have. */
export const callCentreSwitches = ['simulator', 'cisco'] as const;
export type CallCentreSwitch = (typeof callCentreSwitches)[number];

export interface CallCentreOptions {
  /** Default `simulator`. */
  switch?: CallCentreSwitch | undefined;
  port: number;
  /** Of the generic listener. */
  listenerPort: number;
  softphoneOrigin: string;
  switchboardOrigin: string;
}

const isTaken = (error: unknown, key: string): boolean => isCtiError(error, 'UNREACHABLE') && error.details?.key === key;

/** On the preferred ports or the next candidates; without the listener where its own is taken, which callers of it have built in. */
const startOnFreePorts = async (config: LinkConfig, { port, listenerPort }: CallCentreOptions): Promise<Link> => {
  let listener: LinkConfig['listener'] = { address: `http://localhost:${listenerPort}/` };
  for (const candidate of candidatePorts(port)) {
    for (;;) {
      try {
        return await startLink({ ...config, http: { port: candidate }, listener });
      } catch (error) {
        if (listener && isTaken(error, 'listener.address')) listener = undefined;
        else if (isTaken(error, 'http.port')) break;
        else throw error;
      }
    }
  }
  throw new Error('No free port was found for the CTI link.');
};

const newKey = (): string => randomBytes(32).toString('base64url');

export const startCallCentre = async (options: CallCentreOptions): Promise<CallCentre> => {
  const secret = randomBytes(32);
  const [apiKey, phonesKey] = [newKey(), newKey()];
  const { phoneSystem, ctiServer, close } = await (options.switch === 'cisco' ? ciscoPhoneSystem() : simulatedPhoneSystem());
  const link = await startOnFreePorts(
    {
      switch: phoneSystem,
      gateway: {
        origins: [options.softphoneOrigin],
        tokens: { issuer: ISSUER, audience: AUDIENCE, algorithms: ['HS256'], secret: secret.toString('base64url') },
      },
      api: {
        clients: [
          { name: 'switchboard', key: apiKey, scopes: ['read', 'events', 'control', 'announce', 'simulate'] },
          ...(ctiServer ? [{ name: 'followed-phones', key: phonesKey, scopes: ['announce' as const] }] : []),
        ],
        origins: [options.switchboardOrigin],
      },
      log: { level: 'warn' },
    },
    options,
  ).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await link.stop();
    await close();
  };
  const programs =
    ctiServer &&
    (await startPrograms({
      ...{ server: ctiServer, apiUrl: `${link.url}/api/v1`, apiKey: phonesKey, listenerUrl: link.listenerUrl },
      agentIds: callCentreAgents.map(({ id }) => id),
    }).catch(async (error: unknown) => {
      await stop();
      throw error;
    }));
  return {
    url: link.url,
    softphoneUrl: `${link.url.replace('http:', 'ws:')}/softphone`,
    listenerUrl: link.listenerUrl,
    apiKey,
    ctiServer: ctiServer?.sides.map(({ host, port }) => `${host}:${port}`),
    programs,
    tokenFor: (agentId) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(agentId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(TOKEN_LIFE)
        .sign(new TextEncoder().encode(secret.toString('base64url'))),
    async close() {
      await programs?.close();
      await stop();
    },
  };
};
