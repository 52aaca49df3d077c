/** Commands under way: none throws at once, all settle, and all are let go when the phone is disposed of (laws 2 and 10). */
import { CtiError, isCtiError } from '../protocol/error.ts';

export interface PendingCommands {
  /**
   * Starts `command` at once and gives its outcome. What it throws becomes a rejection; what is not a `CtiError` becomes
   * `HANDLER_FAILED` with the original as `cause`. Rejects `DISPOSED` as soon as `dispose` is called, and ever after.
   * @param command its signal aborts on `dispose`, to let go of what it waits for
   */
  run<Result>(command: (signal: AbortSignal) => Promise<Result> | Result): Promise<Result>;
  readonly disposed: boolean;
  dispose(): void;
}

const disposedError = () => new CtiError('DISPOSED', 'This phone was disposed of; make a new one.');

const asCtiError = (error: unknown): CtiError =>
  isCtiError(error) ? error : new CtiError('HANDLER_FAILED', 'The phone could not carry out this command because of a fault in it.', { cause: error });

/**
 * @example
 * const commands = createPendingCommands();
 * const hold = (callId: string) => commands.run(async (signal) => {
 *   const call = requireCall(store.calls, callId, 'hold', capabilities);
 *   await wire.hold(call.id, { signal });
 * });
 */
export const createPendingCommands = (): PendingCommands => {
  const controller = new AbortController();
  const abandons = new Set<() => void>();
  return {
    run(command) {
      if (controller.signal.aborted) return Promise.reject(disposedError());
      return new Promise((resolve, reject) => {
        const abandon = () => reject(disposedError());
        abandons.add(abandon);
        const settle = () => abandons.delete(abandon);
        new Promise<Awaited<ReturnType<typeof command>>>((done) => done(command(controller.signal) as never)).then(
          (result) => {
            settle();
            resolve(result);
          },
          (error: unknown) => {
            settle();
            reject(asCtiError(error));
          },
        );
      });
    },
    get disposed() {
      return controller.signal.aborted;
    },
    dispose() {
      if (controller.signal.aborted) return;
      // the rejections first: a command that hears the abort must not settle with an error of its own
      for (const abandon of abandons) abandon();
      abandons.clear();
      controller.abort(disposedError());
    },
  };
};
