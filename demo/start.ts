/**
 * `npm start`: the demo. Flags: `--no-open` leaves the browser alone, `--data FOLDER` keeps the database elsewhere,
 * `--contacts N` creates another number of sample contacts, `--faults` adds a switch for the database, `--switch cisco` puts a
 * simulated CTI Server of Cisco's into the call centre.
 */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CallCentreSwitch, callCentreSwitches } from './call-centre/start-call-centre.ts';
import { openBrowser } from './server/open-browser.ts';
import { type Demo, startDemo } from './start-demo.ts';

export { type Demo, type DemoOptions, startDemo } from './start-demo.ts';

const contactCount = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100_000) throw new Error('--contacts takes a whole number from 1 to 100000.');
  return count;
};

const switchNamed = (name: string | undefined): CallCentreSwitch | undefined => {
  const known = callCentreSwitches.find((one) => one === name);
  if (name !== undefined && !known) throw new Error(`--switch takes ${callCentreSwitches.join(' or ')}.`);
  return known;
};

const ctiServerLine = ({ callCentre: { ctiServer } }: Demo): string =>
  ctiServer === undefined
    ? ''
    : `\n    CTI Server            ${ctiServer.join(' and ')}   (Cisco's, simulated: GED-188, for any client of it)
    Other programs there  at the switchboard: stop and start them, and see in the CRM what each is for`;

const listenerHint = ({ callCentre: { listenerUrl } }: Demo): string =>
  listenerUrl === undefined ? '' : `\n       Or from a command line: curl "${listenerUrl}?ani=%2B46812345678&type=phonecall"`;

const welcome = (demo: Demo): string => `
  Ringframe demo is ready. What to click first:

    1. CRM                ${demo.crmUrl}
       Open it and allow the microphone: the softphone is docked on the right.
    2. Customer's phone   ${demo.customerUrl}
       Open it in a second window and press Call.
    3. Answer in the CRM: the caller's contact opens, and the call is in its timeline when you hang up.

  A call centre without sound in the page
    4. In the CRM's menu at the top choose "Call centre, agent 1"; in a second window, agent 2.
    5. Switchboard        ${demo.switchboardUrl}
       Place calls, put callers through, pick up at the desk phones.${listenerHint(demo)}

  Also there
    Open CTI softphones   in the CRM's menu at the top, where it says how the phone stands
    Softphone page        ${demo.softphoneUrl}   (it sits in a frame of the CRM)
    Attacker's page       ${demo.attackerUrl}   (tries to command the softphone, and is refused)
    Phone system          ${demo.sipUrl}   (the demo's own SIP server)${ctiServerLine(demo)}
    Database              ${demo.database}

  Ctrl+C ends it. Everything stays on this machine.
`;

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      'no-open': { type: 'boolean', default: false },
      faults: { type: 'boolean', default: false },
      data: { type: 'string' },
      contacts: { type: 'string' },
      switch: { type: 'string' },
    },
  });
  const stopping = new AbortController();
  const signalled = new Promise<void>((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        stopping.abort();
        settle();
      });
    }
  });
  const demo = await startDemo({
    contacts: contactCount(values.contacts),
    faults: values.faults,
    switch: switchNamed(values.switch),
    dataFolder: values.data === undefined ? undefined : resolve(values.data),
    onProgress: (text) => console.log(`  ${text}`),
  });
  for (const { name, preferred, port } of demo.moved) console.log(`  Port ${preferred} is taken: the ${name} is at ${port} instead.`);
  if (!stopping.signal.aborted) {
    console.log(welcome(demo));
    if (!values['no-open']) openBrowser(demo.crmUrl);
  }
  await signalled;
  console.log('  Closing …');
  await demo.close();
};

// Imported by a test it only exports.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  run().catch((error: unknown) => {
    console.error(`\n  The demo could not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}
