import { MAX_REPLAY_EVENTS, MAX_REPLAY_LENGTH } from './limits.ts';

/** The last events of a session, as they were sent, for a softphone that has missed some. */
export interface ReplayLog {
  append(seq: number, text: string): void;
  /** The softphone has everything up to this number. */
  release(upTo: number): void;
  /** What came after this number, oldest first; undefined when some of it is kept no more. */
  after(seq: number): readonly string[] | undefined;
}

export const createReplayLog = (): ReplayLog => {
  const kept: { seq: number; text: string }[] = [];
  let length = 0;
  /** Everything up to this number is gone. */
  let gone = 0;
  let last = 0;

  const dropFirst = (count: number) => {
    for (const { seq, text } of kept.splice(0, count)) {
      length -= text.length;
      gone = seq;
    }
  };

  return {
    append(seq, text) {
      kept.push({ seq, text });
      length += text.length;
      last = seq;
      while (kept.length > MAX_REPLAY_EVENTS || (length > MAX_REPLAY_LENGTH && kept.length > 0)) dropFirst(1);
    },
    release(upTo) {
      dropFirst(kept.filter(({ seq }) => seq <= upTo).length);
    },
    after(seq) {
      return seq < gone || seq > last ? undefined : kept.filter((entry) => entry.seq > seq).map(({ text }) => text);
    },
  };
};
