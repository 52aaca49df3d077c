/** Finished calls that the agent may still complete, newest first. */
import type { LogStatus } from '../protocol/call-log.ts';
import type { CallContext, WrapUp } from './desktop.ts';

/** More finished calls than this and the oldest are completed as they are. */
const MAX_OPEN = 20;

export interface WrapUpsOptions {
  contextOf(callId: string): CallContext;
  onChange(wrapUp: WrapUp, open: boolean): void;
}

export const createWrapUps = ({ contextOf, onChange }: WrapUpsOptions) => {
  let open: readonly WrapUp[] = [];
  /** Calls whose notes, disposition or record changed after their log was sent. */
  const touched = new Set<string>();

  const current = (wrapUp: WrapUp): WrapUp => ({ ...wrapUp, call: { ...wrapUp.call, context: contextOf(wrapUp.callId) } });
  const replace = (wrapUp: WrapUp): void => {
    open = open.map((known) => (known.callId === wrapUp.callId ? wrapUp : known));
    onChange(current(wrapUp), true);
  };
  const close = (callId: string): void => {
    const wrapUp = open.find((known) => known.callId === callId);
    if (!wrapUp) return;
    open = open.filter((known) => known !== wrapUp);
    touched.delete(callId);
    onChange(current(wrapUp), false);
  };

  return {
    get all(): readonly WrapUp[] {
      return open.map(current);
    },
    find(callId: string): WrapUp | undefined {
      const wrapUp = open.find((known) => known.callId === callId);
      return wrapUp && current(wrapUp);
    },
    /** Those that must be completed to make room for one more. */
    get overdue(): readonly WrapUp[] {
      return open.slice(MAX_OPEN - 1);
    },
    open(wrapUp: WrapUp): void {
      open = [wrapUp, ...open];
      onChange(current(wrapUp), true);
    },
    touch: (callId: string): void => void (open.some((known) => known.callId === callId) && touched.add(callId)),
    isTouched: (callId: string): boolean => touched.has(callId),
    /** A log came further; the wrap-up it belongs to shows it. */
    follow(log: LogStatus): void {
      const wrapUp = open.find(({ callId }) => log.id.startsWith(`${callId}/`));
      if (wrapUp) replace({ ...wrapUp, log });
    },
    close,
  };
};
