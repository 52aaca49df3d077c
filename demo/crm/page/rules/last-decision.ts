/** What the rules decided about the last call, in whichever window it came, and why. No values of the call are in it. */
import type { PopDecision } from 'ringframe/host';
import type { Phone } from '../phone/phone.ts';

export interface LastDecision {
  at: number;
  rule: string | undefined;
  decision: PopDecision['decision'];
  count: number;
  trace: PopDecision['trace'];
  problems: { place: string; message: string }[];
}

export interface Decisions {
  readonly last: LastDecision | undefined;
  /** Gives back its end. */
  onDecision(listener: () => void): () => void;
}

const channel = new BroadcastChannel('demo-crm-decisions');

export const createDecisions = (phone: Phone): Decisions => {
  const listeners = new Set<() => void>();
  let last: LastDecision | undefined;
  const take = (decision: LastDecision): void => {
    last = decision;
    for (const listener of listeners) listener();
  };
  channel.onmessage = ({ data }: MessageEvent<LastDecision>) => take(data);
  phone.on('popDecision', ({ rule, decision, count, trace, problems }) => {
    const told = problems.map(({ place, error }) => ({ place, message: error.message }));
    const next: LastDecision = { at: Date.now(), rule, decision, count, trace, problems: told };
    channel.postMessage(next);
    take(next);
  });
  return {
    get last() {
      return last;
    },
    onDecision(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
