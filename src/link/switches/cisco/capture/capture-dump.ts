/** A capture from the bytes of a connection that somebody else has recorded. */
import { CtiError } from '../../../../protocol/error.ts';
import { NEWEST_VERSION, OLDEST_VERSION } from '../codec/index.ts';
import { DEFAULT_MESSAGES } from './limits.ts';
import { type CaptureLine, createRecorder } from './recorder.ts';
import type { CaptureSummary, Sender } from './summary.ts';

export interface DumpOptions {
  /** The bytes of one direction of one connection, from its first or from the beginning of a message. */
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Whose bytes. Default `server`. */
  from?: Sender | undefined;
  /** Protocol version of the session. A client's bytes say it in their OPEN_REQ. */
  version?: number | undefined;
  write(line: CaptureLine): void;
  /** Default 20,000. */
  maxMessages?: number | undefined;
}

/**
 * @throws CtiError as a rejection: `INVALID_ARGUMENT` where the version is missing or none that there is; what reading the bytes rejects with
 * @example await captureDump({ bytes: createReadStream('server.bin'), version: 15, write })
 */
export const captureDump = async ({ bytes, from = 'server', version, write, maxMessages = DEFAULT_MESSAGES }: DumpOptions): Promise<CaptureSummary> => {
  const isKnown = version !== undefined && Number.isInteger(version) && version >= OLDEST_VERSION && version <= NEWEST_VERSION;
  if (!isKnown && (version !== undefined || from === 'server'))
    throw new CtiError('INVALID_ARGUMENT', `A server's bytes do not say their protocol version: name it, ${OLDEST_VERSION} to ${NEWEST_VERSION}.`);
  let isFull = false;
  const recorder = createRecorder({
    write,
    maxMessages,
    full() {
      isFull = true;
    },
    // When the bytes were sent, nobody knows.
    now: () => 0,
  });
  write({ format: 'ringframe-cisco-capture', formatVersion: 1, source: 'dump' });
  const connection = recorder.connection(version);
  for await (const chunk of bytes) {
    connection.push(from, chunk);
    if (isFull) break;
  }
  connection.closed();
  const { summary } = recorder;
  write({ summary });
  return summary;
};
