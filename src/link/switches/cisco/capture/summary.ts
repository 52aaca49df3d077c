/** What a capture has seen, in counts: what a site can look at before it sends anything, and what is looked at first by who gets it. */
import { type CodecError, decodeMessage, encodeMessage } from '../codec/index.ts';
import type { FramePart } from './frame-parts.ts';
import { MAX_KINDS } from './limits.ts';
import { isMessageType } from './strip-frame.ts';

/** Who sent a message. */
export type Sender = 'server' | 'client';

export interface CaptureSummary {
  /** Protocol versions of the sessions. */
  versions: readonly number[];
  messages: number;
  /** By the guide's name. */
  byName: Readonly<Record<string, number>>;
  /** Message types for which the guide has no name. */
  unknownTypes: Readonly<Record<string, number>>;
  /** Types that have a name but no public layout: their bodies are opaque. */
  opaque: Readonly<Record<string, number>>;
  /** As `AGENT_STATE_EVENT tag 312, 2 bytes`. */
  unknownTags: Readonly<Record<string, number>>;
  /** Frames that are no message of their version, as `AGENT_STATE_EVENT BAD_FRAME at byte 44`. */
  problems: Readonly<Record<string, number>>;
  /** Messages that are other bytes when they are written again: fields in another order, texts without a NUL. */
  writtenOtherwise: Readonly<Record<string, number>>;
  /** Connections whose bytes could not be read on, by reason. */
  resets: Readonly<Record<string, number>>;
}

export interface Tally {
  count(frame: Uint8Array, version: number, parts: readonly FramePart[]): { name: string; problem?: string | undefined };
  reset(reason: string): void;
  readonly summary: CaptureSummary;
}

const areSame = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, index) => byte === other[index]);

const nameOfType = (type: number | undefined): string => (type === undefined || !isMessageType(type) ? 'no message' : `type ${type}`);

export const createTally = (): Tally => {
  const versions = new Set<number>();
  const counts = { byName: {}, unknownTypes: {}, opaque: {}, unknownTags: {}, problems: {}, writtenOtherwise: {}, resets: {} } as Record<
    'byName' | 'unknownTypes' | 'opaque' | 'unknownTags' | 'problems' | 'writtenOtherwise' | 'resets',
    Record<string, number>
  >;
  let messages = 0;

  const add = (kind: keyof typeof counts, what: string | number): void => {
    const of = counts[kind];
    const key = what in of || Object.keys(of).length < MAX_KINDS ? what : 'others';
    of[key] = (of[key] ?? 0) + 1;
  };

  return {
    count(frame, version, parts) {
      messages += 1;
      versions.add(version);
      try {
        const message = decodeMessage(frame, { version });
        const { name, messageType } = message;
        add('byName', name);
        if (name === 'UNKNOWN') add('unknownTypes', isMessageType(messageType) ? messageType : 'no message type');
        else if ('body' in message) add('opaque', name);
        else for (const { tag, key, start, end } of parts) if (tag && key === undefined) add('unknownTags', `${name} tag ${tag.number}, ${end - start} bytes`);
        if (!areSame(encodeMessage(message, { version }), frame)) add('writtenOtherwise', name);
        return { name };
      } catch (error) {
        // The codec's errors say where, and never what.
        const { code, details } = error as CodecError;
        const name = nameOfType(details?.messageType);
        const problem = `${name} ${code}${details?.offset === undefined ? '' : ` at byte ${details.offset}`}${details?.field === undefined ? '' : ` in ${details.field}`}`;
        add('problems', problem);
        return { name, problem };
      }
    },
    reset: (reason) => add('resets', reason),
    get summary() {
      return { versions: [...versions], messages, ...counts };
    },
  };
};
