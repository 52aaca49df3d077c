/** The softphone of this page, one of several: the agent chooses. Whoever listens here hears whichever is mounted. */
import type { Call, LogStatus } from 'ringframe';
import type { Softphone, SoftphoneHostEvents } from 'ringframe/host';
import { keep, kept, type SoftphoneKind } from './softphone-kinds.ts';

export interface Phone {
  readonly kind: SoftphoneKind;
  /** Undefined while the one that was chosen is not in the page yet. */
  readonly softphone: Softphone | undefined;
  readonly calls: readonly Call[];
  readonly pendingLogs: readonly LogStatus[];
  /** Takes the softphone off the page and puts this one in its place. Rejects when that cannot be mounted. */
  choose(kind: SoftphoneKind): Promise<void>;
  /** Told of each softphone that is mounted, the present one included. Gives back its end. */
  onMounted(listener: (softphone: Softphone) => void): () => void;
  on<Name extends keyof SoftphoneHostEvents>(name: Name, listener: (event: SoftphoneHostEvents[Name]) => void): () => void;
}

export const createPhone = (mount: (kind: SoftphoneKind) => Promise<Softphone>): Phone & { start(): Promise<void> } => {
  const listeners = new Set<(softphone: Softphone) => void>();
  let kind = kept();
  let softphone: Softphone | undefined;
  /** Only the latest of several choices is mounted. */
  let latest = 0;

  const start = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    softphone?.dispose();
    softphone = undefined;
    const mounted = await mount(kind);
    if (mine !== latest) return mounted.dispose();
    softphone = mounted;
    for (const listener of listeners) listener(mounted);
  };
  const onMounted = (listener: (softphone: Softphone) => void): (() => void) => {
    listeners.add(listener);
    if (softphone) listener(softphone);
    return () => listeners.delete(listener);
  };

  return {
    get kind() {
      return kind;
    },
    get softphone() {
      return softphone;
    },
    get calls() {
      return softphone?.calls ?? [];
    },
    get pendingLogs() {
      return softphone?.pendingLogs ?? [];
    },
    start,
    choose(next) {
      kind = next;
      keep(next);
      return start();
    },
    onMounted,
    on(name, listener) {
      let end = (): void => {};
      // A softphone that was taken off the page has forgotten its listeners itself.
      const stop = onMounted((mounted) => {
        end = mounted.on(name, listener);
      });
      return () => {
        stop();
        end();
      };
    },
  };
};
