/** Frames as they come, stripped, a line of JSON each; and what they add up to. */
import { createFramer, HEADER_BYTES, NEWEST_VERSION, OLDEST_VERSION } from '../codec/index.ts';
import { readU4 } from '../codec/read.ts';
import { framePartsOf } from './frame-parts.ts';
import { createStripper } from './strip-frame.ts';
import { type CaptureSummary, createTally, type Sender } from './summary.ts';

/** One line of the file. */
export type CaptureLine =
  | { format: 'ringframe-cisco-capture'; formatVersion: 1; source: 'session' | 'dump'; services?: readonly string[] | undefined }
  /** `ms` since the capture began; `connection` counts from 1, a connection to the server is one; `frame` in hexadecimal digits, the header included. */
  | { ms: number; connection: number; from: Sender; version: number; type: number; name: string; frame: string; problem?: string | undefined }
  | { ms: number; connection: number; event: 'opened' | 'closed' | 'unreadable' }
  | { summary: CaptureSummary };

export interface CapturedConnection {
  /** The next bytes of one direction, split anywhere. */
  push(from: Sender, bytes: Uint8Array): void;
  closed(): void;
}

export interface Recorder {
  /** @param version where it is known; else OPEN_REQ says it. What comes before is counted, and not written. */
  connection(version?: number): CapturedConnection;
  readonly messages: number;
  readonly summary: CaptureSummary;
}

export interface RecorderOptions {
  write(line: CaptureLine): void;
  maxMessages: number;
  /** Called once, with the message that was one too many left out. */
  full(): void;
  now?: (() => number) | undefined;
}

const OPEN_REQ = 3;
/** VersionNumber follows the InvokeID. */
const VERSION_AT = HEADER_BYTES + 4;

const isVersion = (version: number): boolean => version >= OLDEST_VERSION && version <= NEWEST_VERSION;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');

export const createRecorder = ({ write, maxMessages, full, now = Date.now }: RecorderOptions): Recorder => {
  const stripper = createStripper();
  const tally = createTally();
  const startedAt = now();
  let messages = 0;
  let connections = 0;
  let isFull = false;

  return {
    connection(given) {
      connections += 1;
      const connection = connections;
      const ms = (): number => Math.round(now() - startedAt);
      let version = given;
      const frame = (from: Sender, bytes: Uint8Array): void => {
        if (isFull) return;
        if (messages >= maxMessages) {
          isFull = true;
          full();
          return;
        }
        messages += 1;
        const type = readU4(bytes, 4);
        if (type === OPEN_REQ && bytes.length >= VERSION_AT + 4 && isVersion(readU4(bytes, VERSION_AT))) version = readU4(bytes, VERSION_AT);
        if (version === undefined) {
          tally.reset('a message before OPEN_REQ, of a version that nobody has said');
          return;
        }
        const { name, problem } = tally.count(bytes, version, framePartsOf(bytes, version));
        const stripped = stripper.strip(bytes, version);
        write({ ms: ms(), connection, from, version, type: readU4(stripped, 4), name, frame: hex(stripped), ...(problem !== undefined && { problem }) });
      };
      const framer = (from: Sender) =>
        createFramer({
          frame: (bytes) => frame(from, bytes),
          reset() {
            tally.reset(`a length that no message has, from the ${from}`);
            write({ ms: ms(), connection, event: 'unreadable' });
          },
        });
      const framers = { server: framer('server'), client: framer('client') };
      write({ ms: ms(), connection, event: 'opened' });
      return {
        push: (from, bytes) => framers[from].push(bytes),
        closed() {
          if (framers.server.pendingBytes > 0) tally.reset('the end of the stream inside a message, from the server');
          write({ ms: ms(), connection, event: 'closed' });
        },
      };
    },
    get messages() {
      return messages;
    },
    get summary() {
      return tally.summary;
    },
  };
};
