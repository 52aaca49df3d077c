/** The latest events, as they are told: for streams that come back, for diagnostics, and for whoever listens now. */
import { randomBytes } from 'node:crypto';
import type { EventData, EventType, LinkEvent } from './event.ts';
import { MAX_KEPT_EVENTS, MAX_KEPT_LENGTH } from './limits.ts';

export interface Entry extends Pick<LinkEvent, 'id' | 'type' | 'agentId'> {
  /** The whole event as JSON, made once for all who hear it. */
  text: string;
}

export interface Journal {
  /** Of the last event; of none yet, what comes before the first. */
  readonly lastId: string;
  append<Type extends EventType>(type: Type, data: EventData[Type], agentId?: string): void;
  /** What came after this event, oldest first. Undefined when it is not of this journal, or something after it is kept no more. */
  after(id: string): readonly Entry[] | undefined;
  /** The last of those that fit, oldest first. */
  latest(count: number, fits: (entry: Entry) => boolean): readonly Entry[];
  onEntry(listener: (entry: Entry) => void): () => void;
}

export interface JournalOptions {
  now?: (() => number) | undefined;
  maxEvents?: number | undefined;
  maxLength?: number | undefined;
}

export const createJournal = ({ now = Date.now, maxEvents = MAX_KEPT_EVENTS, maxLength = MAX_KEPT_LENGTH }: JournalOptions = {}): Journal => {
  /** A link that was started anew has other events under the same numbers. */
  const prefix = randomBytes(6).toString('base64url');
  const listeners = new Set<(entry: Entry) => void>();
  let kept: Entry[] = [];
  /** Where in `kept` the oldest is; those before it are removed many at once. */
  let first = 0;
  let length = 0;
  let count = 0;

  const idOf = (number: number) => `${prefix}.${number}`;

  const dropOldest = () => {
    length -= kept[first]?.text.length ?? 0;
    first += 1;
    if (first < maxEvents) return;
    kept = kept.slice(first);
    first = 0;
  };

  return {
    get lastId() {
      return idOf(count);
    },
    append(type, data, agentId) {
      count += 1;
      const id = idOf(count);
      const about = { id, type, timestamp: new Date(now()).toISOString(), ...(agentId !== undefined && { agentId }) };
      const entry: Entry = { id, type, agentId, text: JSON.stringify({ ...about, data }) };
      kept.push(entry);
      length += entry.text.length;
      while (kept.length - first > maxEvents || (length > maxLength && kept.length > first)) dropOldest();
      for (const listener of [...listeners]) listener(entry);
    },
    after(id) {
      const number = id.startsWith(`${prefix}.`) ? id.slice(prefix.length + 1) : '';
      if (!/^\d{1,15}$/.test(number)) return undefined;
      const missed = count - Number(number);
      if (missed < 0 || missed > kept.length - first) return undefined;
      return kept.slice(kept.length - missed);
    },
    latest(most, fits) {
      const found: Entry[] = [];
      for (let index = kept.length - 1; index >= first && found.length < most; index -= 1) {
        const entry = kept[index];
        if (entry && fits(entry)) found.push(entry);
      }
      return found.reverse();
    },
    onEntry(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
