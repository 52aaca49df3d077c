/** The whole demo in one process: database, CRM, softphone page, customer's phone, attacker's page and phone system. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type CallCentre, type CallCentreSwitch, startCallCentre } from './call-centre/start-call-centre.ts';
import type { SampleCaller } from './crm/database/sample-callers.ts';
import { createCrmApp } from './crm/server/crm-app.ts';
import { openCrm } from './crm/server/open-crm.ts';
import { type PlaceName, places } from './ports.ts';
import { keptPassword, lockFolder } from './server/data-folder.ts';
import { createGate } from './server/gate.ts';
import { type Listening, listen } from './server/listen.ts';
import { attackerApp, customerApp, type DemoWorld, softphoneApp, switchboardApp } from './server/other-apps.ts';
import { startPhoneSystem } from './server/phone-system.ts';

export interface DemoOptions {
  /** Where the database is kept. Default `demo/.data`. */
  dataFolder?: string | undefined;
  /** Preferred ports; 0 is any free one. Default those of ports.ts. */
  ports?: Partial<Record<PlaceName, number>> | undefined;
  /** Sample contacts in an empty database. Default 10,000. */
  contacts?: number | undefined;
  /** A PostgreSQL to use instead of PGlite. Default the environment's `DATABASE_URL`. */
  databaseUrl?: string | undefined;
  /** Adds `PUT /api/faults` to the CRM, which switches the database off and on. Default false. */
  faults?: boolean | undefined;
  /** The call centre's phone system. Default `simulator`. */
  switch?: CallCentreSwitch | undefined;
  /** Told of each step, for people. */
  onProgress?: ((text: string) => void) | undefined;
}

export interface Demo {
  /** Origins, without a slash at the end. */
  crmUrl: string;
  softphoneUrl: string;
  customerUrl: string;
  attackerUrl: string;
  /** `ws://…` */
  sipUrl: string;
  switchboardUrl: string;
  callCentre: CallCentre;
  /** Users of the phone system. */
  agent: { user: string; password: string };
  customer: { user: string; password: string };
  /** Which database it is, for people. */
  database: string;
  /** Sample contacts that were created now; 0 when the database had some. */
  created: number;
  /** Places that are not at their preferred port, because somebody else is. */
  moved: { place: PlaceName; name: string; preferred: number; port: number }[];
  /** Ends everything and closes the database. May be called twice. */
  close(): Promise<void>;
}

export const DEFAULT_CONTACTS = 10_000;
const pageNames = ['crm', 'softphone', 'customer', 'attacker', 'switchboard'] as const;

/** Runs the closers in reverse, each even if another fails. */
const closeAll = async (closers: (() => Promise<unknown>)[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const close of closers.splice(0).reverse()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything of the demo could be closed.');
};

/** Like `Promise.all`, but nothing is under way any more when it rejects, so that what did start can be closed. */
const allOrNothing = async <Results extends readonly unknown[]>(work: { [Index in keyof Results]: Promise<Results[Index]> }): Promise<Results> => {
  await Promise.allSettled(work);
  return (await Promise.all(work)) as unknown as Results;
};

/**
 * @example
 * const demo = await startDemo({ dataFolder, contacts: 50, ports: anyPorts });
 * await page.goto(demo.crmUrl);
 * await demo.close();
 */
export const startDemo = async (options: DemoOptions = {}): Promise<Demo> => {
  const { dataFolder = fileURLToPath(new URL('.data', import.meta.url)), onProgress = () => {} } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const portOf = (name: PlaceName) => options.ports?.[name] ?? places[name].port;
  try {
    closers.push(await lockFolder(dataFolder));

    const gates = { crm: createGate(), softphone: createGate(), customer: createGate(), attacker: createGate(), switchboard: createGate() };
    const listening: Partial<Record<PlaceName, Pick<Listening, 'port'>>> = {};
    for (const name of pageNames) {
      const server = await listen(gates[name].handler, { interfaces: places[name].interfaces, port: portOf(name) });
      closers.push(server.close);
      listening[name] = server;
    }
    const urlOf = (name: PlaceName) => `http://${places[name].hostname}:${listening[name]?.port}`;

    const agent = { user: 'agent', password: await keptPassword(dataFolder) };
    // The customer's page asks for its password each time it is opened; nobody keeps it.
    const customer = { user: 'customer', password: randomBytes(18).toString('base64url') };
    const phoneSystem = await startPhoneSystem({ port: portOf('sip'), agent, customer, pages: [urlOf('softphone'), urlOf('customer')] });
    closers.push(phoneSystem.close);
    listening.sip = phoneSystem;
    const callCentre = await startCallCentre({
      switch: options.switch,
      port: portOf('link'),
      listenerPort: portOf('listener'),
      softphoneOrigin: urlOf('softphone'),
      switchboardOrigin: urlOf('switchboard'),
    });
    closers.push(callCentre.close);
    listening.link = { port: Number(new URL(callCentre.url).port) };

    const world: DemoWorld = {
      ...{ crmUrl: urlOf('crm'), softphoneUrl: urlOf('softphone'), customerUrl: urlOf('customer'), attackerUrl: urlOf('attacker') },
      ...{ switchboardUrl: urlOf('switchboard'), sipUrl: phoneSystem.url, agent, customer, callCentre },
    };
    let callers: readonly SampleCaller[] = [];
    const url = options.databaseUrl ?? process.env.DATABASE_URL;
    const [crm, softphonePage, customerPage, attackerPage, switchboardPage] = await allOrNothing([
      openCrm({ folder: `${dataFolder}/database`, url: url || undefined, contacts: options.contacts ?? DEFAULT_CONTACTS, onProgress }).then((opened) => {
        closers.push(opened.database.close);
        callers = opened.callers;
        return opened;
      }),
      softphoneApp(world),
      // Asked for only when the gate is open, and so the database.
      customerApp(world, () => callers),
      attackerApp(world),
      switchboardApp(world, () => callers),
    ]);
    gates.crm.open(await createCrmApp(world, crm.database, options.faults ?? false));
    gates.softphone.open(softphonePage);
    gates.customer.open(customerPage);
    gates.attacker.open(attackerPage);
    gates.switchboard.open(switchboardPage);

    const moved = (Object.keys(places) as PlaceName[]).flatMap((place) => {
      const [preferred, port] = [portOf(place), listening[place]?.port];
      return preferred !== 0 && port !== undefined && port !== preferred ? [{ place, name: places[place].name, preferred, port }] : [];
    });
    return { ...world, database: crm.database.kind, created: crm.created, moved, close: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
};
