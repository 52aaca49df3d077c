/** `ringframe-link cisco-simulator CONFIG`: a CTI Server of Cisco's, simulated, as a process of its own. */
import { CtiError, isCtiError } from '../../protocol/error.ts';
import { runCiscoSimulator } from '../switches/cisco/index.ts';
import { readJsonFile, refuse } from './read-json-file.ts';

export const simulatorHelp = `Usage: ringframe-link cisco-simulator CONFIG

Starts a simulated CTI Server of Cisco's for any client that speaks GED-188, protocol versions 13 to 25. CONFIG is a file of JSON, for example

  {
    "ports": { "a": 42027, "b": 43027 },
    "agents": [{ "id": "1001", "loggedInAt": "2001", "ready": true, "skillGroups": [1] }],
    "skillGroups": [{ "number": 1, "dialedNumber": "800" }]
  }

SIGTERM and SIGINT stop it.
`;

/** @throws CtiError as a rejection: `INVALID_ARGUMENT` that names the file and every key that is wrong, `UNREACHABLE` for a port that cannot be opened */
export const simulateCisco = async ([path, ...more]: readonly string[]): Promise<void> => {
  if (path === '--help' || path === '-h') return void process.stdout.write(simulatorHelp);
  if (path === undefined || path.startsWith('-') || more.length > 0)
    throw new CtiError('INVALID_ARGUMENT', 'cisco-simulator takes one file with its configuration. ringframe-link cisco-simulator --help shows one.');
  const config = await readJsonFile(path, '{ "agents": … }');
  const { host, ports } = await runCiscoSimulator(config).catch((error: unknown) => {
    const problems = isCtiError(error, 'INVALID_ARGUMENT') ? (error.details?.problems as string[] | undefined) : undefined;
    if (problems) return refuse(path, problems);
    throw error;
  });
  const sides = [`side A on ${host}:${ports.a}`, ...(ports.b === undefined ? [] : [`side B on ${host}:${ports.b}`])];
  process.stderr.write(`ringframe-link cisco-simulator: ${sides.join(', ')}\n`);
};
