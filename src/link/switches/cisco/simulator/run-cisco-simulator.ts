/** The simulator as a process of its own: what `ringframe-link cisco-simulator CONFIG` runs. */

import { type CiscoSimulator, startCiscoSimulator } from './cisco-simulator.ts';
import { checkCiscoSimulatorConfig } from './config.ts';

/**
 * Starts the simulator from a parsed JSON configuration, and stops it when the process is asked to end.
 * @throws CtiError as a rejection: `INVALID_ARGUMENT` that names every key that is wrong, `UNREACHABLE` for a port that cannot be opened
 * @example
 * const { ports } = await runCiscoSimulator(JSON.parse(readFileSync(path, 'utf8')));
 * console.log(`sides on ${ports.a} and ${ports.b}`);
 */
export const runCiscoSimulator = async (config: unknown): Promise<CiscoSimulator> => {
  const simulator = await startCiscoSimulator(checkCiscoSimulatorConfig(config));
  const stop = (): void => void simulator.stop();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return {
    ...simulator,
    get ports() {
      return simulator.ports;
    },
    stop() {
      process.removeListener('SIGTERM', stop);
      process.removeListener('SIGINT', stop);
      return simulator.stop();
    },
  };
};
