/** From the arguments of a command line to a link that runs until it is told to stop. */
import { parseArgs } from 'node:util';
import { CtiError, isCtiError } from '../../protocol/error.ts';
import { type Link, startLink } from '../start-link.ts';
import { capture } from './capture.ts';
import { readConfig } from './read-config.ts';
import { simulateCisco } from './simulate-cisco.ts';
import { switchTypes } from './switch-types.ts';

const help = `Usage: ringframe-link [--check] CONFIG
       ringframe-link cisco-simulator CONFIG
       ringframe-link capture …

Starts the CTI link: softphones on one side, a phone system on the other.

CONFIG is a file of JSON, for example

  {
    "switch": { "type": "simulator", "agents": [{ "id": "agent-1", "extension": "101" }] },
    "gateway": {
      "origins": ["https://phone.example"],
      "tokens": {
        "issuer": "https://crm.example",
        "audience": "ringframe-link",
        "algorithms": ["HS256"],
        "secret": { "env": "LINK_SECRET" }
      }
    }
  }

Phone systems ("type"): ${Object.keys(switchTypes).join(', ')}.
In the place of any text may stand { "env": "NAME" }, an environment variable, or { "file": "PATH" }, a file's content;
the path is taken from the folder CONFIG is in.

  --check     says whether CONFIG is right, and starts nothing
  --help      this text
  --version   the version

SIGTERM and SIGINT stop it gracefully, a second one at once. Its log goes to standard output, one JSON a line; where it
listens, and why it does not, to standard error. It exits with 0 when it was stopped, with 1 when it could not start.

cisco-simulator starts a simulated CTI Server of Cisco's, capture writes down what a real one says, without the site's data;
each has a --help of its own.
`;

const options = { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's own words name the option.
    throw new CtiError('INVALID_ARGUMENT', `${(error as Error).message.split('. ', 1)[0]}. ringframe-link --help lists what there is.`);
  }
};

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The first signal lets what is under way finish; who cannot wait sends another. */
const stopOnSignals = (link: Link): void => {
  let stopping = false;
  const stop = (signal: 'SIGTERM' | 'SIGINT', number: number) => {
    if (stopping) process.exit(128 + number);
    stopping = true;
    say(`ringframe-link: ${signal}, stopping. Again to end at once.`);
    void link.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', () => stop('SIGTERM', 15));
  process.on('SIGINT', () => stop('SIGINT', 2));
};

/** A CONFIG of such a name is given with its folder: `./capture`. */
const others: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { capture, 'cisco-simulator': simulateCisco };

const run = async (args: readonly string[], version: string): Promise<void> => {
  const [first = '', ...rest] = args;
  if (Object.hasOwn(others, first)) return others[first]?.(rest);
  const { values, positionals } = parse(args);
  if (values.help) return void process.stdout.write(help);
  if (values.version) return void process.stdout.write(`${version}\n`);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new CtiError('INVALID_ARGUMENT', 'name one file with the configuration. ringframe-link --help shows one.');
  const config = await readConfig(path);
  if (values.check) return void process.stdout.write(`${path} is right.\n`);
  const link = await startLink(config);
  stopOnSignals(link);
  say(`ringframe-link ${version} listens on ${link.url}, phone system: ${config.switch.name}`);
};

/** Never rejects: what went wrong is said on standard error, and the exit code is 1. */
export const runCommand = (args: readonly string[], version: string): Promise<void> =>
  run(args, version).catch((error: unknown) => {
    // A stack is for a fault of ours only.
    say(`ringframe-link: ${isCtiError(error) ? error.message : ((error as Error).stack ?? String(error))}`);
    process.exit(1);
  });
