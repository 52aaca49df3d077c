/**
 * A recorder, by the service Server: whoever asks the CTI Server to record a call is served here. It is simulated: it records nothing and keeps a list.
 * That a call is recorded goes into the call's data, so that everybody who has the call sees it.
 */
import { CtiError } from '../../../src/index.ts';
import {
  type CiscoConnection,
  callDataUpdate,
  connectCisco,
  type RecordingHandlers,
  StatusCode,
  serverService,
} from '../../../src/link/switches/cisco/index.ts';
import { siteVariables } from '../cisco-phones.ts';
import { type CtiServer, opened, type Program } from './program.ts';

/** As many as the list has room for: the latest. */
const MAX_RECORDINGS = 1_000;
/** The recorder's own, which comes back with the request to stop: it needs none. */
const SERVER_DATA = 0;

interface Recording {
  sessionId: number;
  connection: CiscoConnection;
  /** Milliseconds since 1970. */
  startedAt: number;
  stoppedAt?: number | undefined;
}

export const startRecorder = async (server: CtiServer, signal: AbortSignal): Promise<Program> => {
  const session = connectCisco({ ...server, clientId: 'recorder', services: ['server', 'callDataUpdate'] });
  const data = callDataUpdate(session);
  /** Oldest first. */
  const recordings: Recording[] = [];
  let count = 0;

  const mark = ({ connection }: Recording, value: string): Promise<void> =>
    data.set(connection, { namedVariables: [{ name: siteVariables.recording, value }] });
  const stop = async (recording: Recording): Promise<void> => {
    recording.stoppedAt = Date.now();
    // A call that is over has nobody who would see it.
    await mark(recording, '').catch(() => undefined);
  };

  const handlers: RecordingHandlers = {
    async start({ peripheralId, connectionCallId, connectionDeviceIdType, connectionDeviceId }) {
      count += 1;
      const connection = { peripheralId, connectionCallId, connectionDeviceIdType, connectionDeviceId };
      const recording: Recording = { sessionId: count, connection, startedAt: Date.now() };
      await mark(recording, String(recording.sessionId));
      recordings.push(recording);
      if (recordings.length > MAX_RECORDINGS) recordings.shift();
      return { sessionId: recording.sessionId, serverData: SERVER_DATA };
    },
    async stop({ sessionId }) {
      const recording = recordings.find((one) => one.sessionId === sessionId && one.stoppedAt === undefined);
      if (!recording) throw new CtiError('INVALID_ARGUMENT', 'There is no such recording.', { details: { status: StatusCode.E_CTI_INVALID_CALLID } });
      await stop(recording);
    },
  };
  await opened(session, signal, () => serverService(session).register({ name: 'recorder' }, handlers));
  const running = (): Recording[] => recordings.filter(({ stoppedAt }) => stoppedAt === undefined);
  return {
    get note() {
      return `${recordings.length} so far, ${running().length} going on`;
    },
    async close() {
      await Promise.all(running().map(stop));
      await session.close();
    },
  };
};
