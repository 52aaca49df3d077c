/** A capture at a CTI Server: a session that asks for what it is told to, changes nothing, and writes down what is said. */
import { CtiError } from '../../../../protocol/error.ts';
import { clientControl, peripheralMonitor, supervisor } from '../services/index.ts';
import { type CiscoOptions, type CiscoSession, connectCisco } from '../session/index.ts';
import { checkOptions } from '../session/options.ts';
import { DEFAULT_MESSAGES, DEFAULT_SECONDS } from './limits.ts';
import { type CaptureLine, createRecorder } from './recorder.ts';
import type { CaptureSummary } from './summary.ts';
import { openTap } from './tap.ts';

export interface CaptureOptions extends CiscoOptions {
  /** Told line by line, the summary last. */
  write(line: CaptureLine): void;
  /** Devices to monitor (`peripheralMonitor`), and to look at once (`clientControl`), where these services are asked for. */
  devices?: readonly string[] | undefined;
  /** Ends by itself. Default 600. */
  seconds?: number | undefined;
  /** Default 20,000. */
  maxMessages?: number | undefined;
  /** Ends it early. */
  signal?: AbortSignal | undefined;
  /** What could not be asked for, and that the session was opened or lost. For people: no values. */
  tell?: ((text: string) => void) | undefined;
}

/** Asks for what does not come by itself. Nothing of it changes anything at the site. */
const ask = async (session: CiscoSession, devices: readonly string[], tell: (text: string) => void): Promise<void> => {
  const granted = session.grant?.granted ?? [];
  const attempt = (what: string, work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      (error: Error) => tell(`${what} was not answered: ${error.message}`),
    );
  if (granted.includes('supervisor')) {
    const teams = supervisor(session);
    await attempt(
      'the list of teams',
      teams.listTeams().then((ids) => Promise.all(ids.map((id) => teams.monitorTeam(id)))),
    );
  }
  const monitors = peripheralMonitor(session);
  const control = clientControl(session);
  for (const [index, deviceId] of devices.entries()) {
    if (granted.includes('peripheralMonitor')) await attempt(`the monitor of device ${index + 1}`, monitors.monitorDevice({ deviceId }));
    if (!granted.includes('clientControl')) continue;
    await attempt(`the query of device ${index + 1}`, control.queryDevice({ agentInstrument: deviceId }));
    await attempt(`the snapshot of device ${index + 1}`, control.snapshotDevice({ agentInstrument: deviceId }));
  }
};

/**
 * Writes down what a CTI Server says, with a site's numbers, names, ids and call data taken out. Ends when its time or its messages are
 * up, or `signal` aborts.
 * @throws CtiError as a rejection: what made the session `failed`; `INVALID_ARGUMENT` naming options that are wrong
 * @example await captureSession({ sides, clientId: 'capture', password, services: ['allEvents'], write: (line) => file.write(`${JSON.stringify(line)}\n`) })
 */
export const captureSession = async (options: CaptureOptions): Promise<CaptureSummary> => {
  const { write, devices = [], seconds = DEFAULT_SECONDS, maxMessages = DEFAULT_MESSAGES, signal, tell = () => {}, tls, ...sessionOptions } = options;
  checkOptions(options);
  let end: (error?: CtiError) => void = () => {};
  const ended = new Promise<CtiError | undefined>((resolve) => {
    end = resolve;
  });
  const recorder = createRecorder({ write, maxMessages, full: () => end() });
  write({ format: 'ringframe-cisco-capture', formatVersion: 1, source: 'session', services: options.services });
  let whyNot = 'Check host and port of its sides.';
  const unreachable = ({ message }: CtiError): void => {
    whyNot = message;
    tell(message);
  };
  const taps = await Promise.all(sessionOptions.sides.map((server) => openTap({ server, tls, recorder, unreachable })));
  const stop = (): void => end();
  const timer = setTimeout(stop, seconds * 1_000);
  signal?.addEventListener('abort', stop);
  let session: CiscoSession | undefined;
  try {
    if (signal?.aborted) stop();
    session = connectCisco({ ...sessionOptions, sides: taps.map(({ address }) => address) });
    const mine = session;
    session.on('status', (status) => {
      if (status.state === 'up') tell(`the session is open at side ${status.side}, protocol version ${status.version}`);
      if (status.state === 'lost') tell(`the session is lost: ${status.reason}`);
      if (status.state === 'failed') end(status.error);
    });
    void session.opened().then(
      () => ask(mine, devices, tell),
      () => undefined,
    );
    const failure = await ended;
    if (failure) throw failure;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    await session?.close();
    await Promise.all(taps.map((tap) => tap.close()));
  }
  const { summary } = recorder;
  if (summary.messages === 0) throw new CtiError('UNREACHABLE', `The CTI Server has said nothing. ${whyNot}`);
  write({ summary });
  return summary;
};
