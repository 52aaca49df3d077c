/**
 * What screen readers are told of ringing calls, and when. A new call interrupts, once. What follows is polite: who the
 * CRM thinks it is, a few reminders while it rings, and that it is over.
 */
import type { DesktopCall } from '../softphone/desktop.ts';
import { RING_REMINDER_MS, RING_REMINDERS } from './limits.ts';

export interface Announced {
  first: string;
  again: string;
  /** Empty while nothing was found. */
  found: string;
  over: string;
}

export interface IncomingAnnouncer {
  /** Texts of the two live regions now. Called on each drawing. */
  announce(ringing: readonly DesktopCall[], describe: (call: DesktopCall) => Announced): { alert: string; status: string };
  reset(): void;
}

interface Known {
  words: Announced;
  foundTold: boolean;
  /** `performance.now()` of the next reminder. */
  remindAt: number;
  reminders: number;
}

export const incomingAnnouncer = (): IncomingAnnouncer => {
  const known = new Map<string, Known>();
  let alert = '';
  let status = '';

  const remind = (entry: Known, now: number) => {
    if (now < entry.remindAt || entry.reminders >= RING_REMINDERS) return;
    entry.reminders += 1;
    entry.remindAt = now + RING_REMINDER_MS;
    // A region is read out when its text changes; a trailing space is a change nobody hears.
    status = status === entry.words.again ? `${entry.words.again} ` : entry.words.again;
  };

  return {
    announce: (ringing, describe) => {
      const now = performance.now();
      for (const [id, entry] of known) {
        if (ringing.some((call) => call.id === id)) continue;
        known.delete(id);
        status = entry.words.over;
        if (ringing.length === 0) alert = '';
      }
      for (const call of ringing) {
        const words = describe(call);
        const entry = known.get(call.id);
        if (!entry) {
          known.set(call.id, { words, foundTold: words.found !== '', remindAt: now + RING_REMINDER_MS, reminders: 0 });
          alert = words.first;
          status = words.found;
          continue;
        }
        entry.words = words;
        if (!entry.foundTold && words.found !== '') {
          entry.foundTold = true;
          status = words.found;
        }
        remind(entry, now);
      }
      return { alert, status };
    },
    reset: () => {
      known.clear();
      alert = '';
      status = '';
    },
  };
};
