/** `ringframe-link capture`: what a CTI Server says, written to a file without the site's data. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { CtiError } from '../../protocol/error.ts';
import { problemsOf } from '../config.ts';
import {
  type CiscoCaptureLine,
  type CiscoCaptureSummary,
  type CiscoService,
  captureDump,
  captureSession,
  ciscoServices,
  MAX_CAPTURE_SECONDS,
  MAX_CAPTURED_MESSAGES,
} from '../switches/cisco/index.ts';
import { type CaptureConfig, captureOptionsSchema } from './cisco-options.ts';
import { isObject, readJsonFile, refuse } from './read-json-file.ts';

export const captureHelp = `Usage: ringframe-link capture --out FILE [--services NAMES] [--device ID]… [--seconds N] [--messages N] CONFIG
       ringframe-link capture --out FILE --dump BYTES --protocol VERSION [--from server|client] [--messages N]

Writes down what a Cisco CTI Server says, so that it can be checked what of GED-188 is understood. Numbers, names, ids, passwords and call
data are taken out: each is replaced, by chance, by another of the same length and kind, the same by the same. Nothing is changed at the site.

CONFIG is a file of JSON, a link's own with "switch": { "type": "cisco", … }, or

  { "sides": [{ "host": "cti-a.example", "port": 42027 }], "clientId": "capture", "password": { "env": "CTI_PASSWORD" } }

  --services   what to ask for, with commas between. Default allEvents. There are: ${ciscoServices.join(', ')}
  --device     with peripheralMonitor: a device to follow; with clientControl: one to look at. As often as there are devices
  --seconds    ends after so many seconds. Default 600
  --messages   ends after so many messages. Default 20000
  --dump       the bytes of one direction of a connection, recorded by another program, instead of CONFIG
  --protocol   the protocol version of that connection, 13 to 25
`;

const options = {
  out: { type: 'string' },
  services: { type: 'string' },
  device: { type: 'string', multiple: true },
  seconds: { type: 'string' },
  messages: { type: 'string' },
  dump: { type: 'string' },
  protocol: { type: 'string' },
  from: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const LIMITS = { seconds: MAX_CAPTURE_SECONDS, messages: MAX_CAPTURED_MESSAGES } as const;
const HINT = 'ringframe-link capture --help lists what there is.';

const wrong = (problem: string): CtiError => new CtiError('INVALID_ARGUMENT', `${problem}. ${HINT}`);

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw wrong((error as Error).message.split('. ', 1)[0] ?? '');
  }
};

const wholeNumber = (text: string | undefined, name: keyof typeof LIMITS): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > LIMITS[name]) throw wrong(`--${name} takes a whole number from 1 to ${LIMITS[name]}`);
  return value;
};

const servicesFrom = (text: string | undefined): CiscoService[] | undefined => {
  const names = text?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !(ciscoServices as readonly string[]).includes(name));
  if (unknown !== undefined) throw wrong(`--services does not know ${unknown}`);
  return names as CiscoService[] | undefined;
};

const ofTheSwitch = ['type', 'agents', 'name', 'reasons', 'callData', 'rejectTo', 'vendorRequests', 'connectionAlarms'];

/** What stands in a link's configuration for its switch is a session all the same. */
const readCaptureConfig = async (path: string): Promise<CaptureConfig> => {
  const file = await readJsonFile(path, '{ "sides": …, "clientId": … }');
  const isLinks = isObject(file.switch) && file.switch.type === 'cisco';
  const session = isLinks ? Object.fromEntries(Object.entries(file.switch as object).filter(([key]) => !ofTheSwitch.includes(key))) : file;
  const { data, error } = captureOptionsSchema().safeParse(session);
  return data ?? refuse(path, problemsOf(error, isLinks ? ['switch'] : []));
};

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const listOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, count]) => `    ${what}: ${count}\n`)
    .join('');

/** For people; the same stands in the file, as its last line. */
const inWords = ({ messages, versions, byName, unknownTypes, opaque, unknownTags, problems, writtenOtherwise, resets }: CiscoCaptureSummary): string => {
  const parts: [string, Readonly<Record<string, number>>][] = [
    ['messages', byName],
    ['message types that nobody has a name for', unknownTypes],
    ['messages without a public layout', opaque],
    ['fields whose tag the layout does not have', unknownTags],
    ['frames that could not be read', problems],
    ['messages that would be written otherwise', writtenOtherwise],
    ['connections that could not be read on', resets],
  ];
  const shown = parts.filter(([, counts]) => Object.keys(counts).length > 0).map(([title, counts]) => `  ${title}\n${listOf(counts)}`);
  return `${plural(messages, 'message')}, protocol version ${versions.join(', ') || 'unknown'}\n${shown.join('')}`;
};

/** A file that is there is somebody's. */
const openFile = async (path: string) => {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await new Promise<void>((resolve, reject) => {
    file.once('open', () => resolve());
    file.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(wrong(`--out ${path} ${code === 'EEXIST' ? 'is there already, and is not overwritten' : `cannot be written (${code})`}`)),
    );
  });
  return { write: (line: CiscoCaptureLine) => void file.write(`${JSON.stringify(line)}\n`), close: () => finished(file.end()) };
};

const say = (text: string): void => void process.stderr.write(`ringframe-link capture: ${text}\n`);

/** @throws CtiError as a rejection: `INVALID_ARGUMENT` that says which option or key is wrong, and those of the session */
export const capture = async (args: readonly string[]): Promise<void> => {
  const { values, positionals } = parse(args);
  if (values.help) return void process.stdout.write(captureHelp);
  const { out, dump, device: devices = [], from = 'server' } = values;
  if (out === undefined) throw wrong('--out names the file to write');
  if ((positionals.length === 1) === (dump !== undefined) || positionals.length > 1) throw wrong('name one CONFIG, or a --dump');
  if (from !== 'server' && from !== 'client') throw wrong('--from is server or client');
  const seconds = wholeNumber(values.seconds, 'seconds');
  const maxMessages = wholeNumber(values.messages, 'messages');
  const services = servicesFrom(values.services);
  if (dump !== undefined && from === 'server' && values.protocol === undefined) throw wrong("--protocol is needed: a server's bytes do not say it");
  const config = await (positionals[0] === undefined ? undefined : readCaptureConfig(positionals[0]));
  if (dump !== undefined) await stat(dump).catch(({ code }: NodeJS.ErrnoException) => Promise.reject(wrong(`--dump ${dump} cannot be read (${code})`)));

  const file = await openFile(out);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const summary = config
      ? await captureSession({
          ...{ ...config, services: services ?? config.services ?? ['allEvents'] },
          ...{ devices, seconds, maxMessages, signal: stopping.signal, write: file.write, tell: say },
        })
      : await captureDump({
          ...{ bytes: createReadStream(dump ?? ''), from, maxMessages, write: file.write },
          ...(values.protocol !== undefined && { version: Number(values.protocol) }),
        });
    process.stdout.write(inWords(summary));
  } catch (error) {
    await file.close();
    // There is nothing in it that is worth a look, and the next attempt may have its name.
    await rm(out);
    throw error;
  } finally {
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
  }
  await file.close();
  say(`written to ${out}. Look at it before you send it: it has no numbers, names or call data of yours in it.`);
};
