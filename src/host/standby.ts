/** The page that is shown when the softphone does not say in time that it has started: the vendor's word for a bad day. */
import { originOf } from '../bridge/origin.ts';
import { CtiError } from '../protocol/error.ts';
import { MAX_STANDBY_TIMEOUT_MS } from '../protocol/limits.ts';
import { frameUrl } from './frame.ts';
import type { MountOptions, StandbyOptions } from './softphone.ts';
import type { SoftphoneState } from './softphone-state.ts';

/** @throws CtiError `INVALID_ARGUMENT` when `src` is not https (or http on loopback), or `timeoutMs` is nothing a timer takes: it would fire at once. */
export const checkStandby = ({ src, timeoutMs }: StandbyOptions): { origin: string } => {
  if (!(timeoutMs >= 0 && timeoutMs <= MAX_STANDBY_TIMEOUT_MS))
    throw new CtiError('INVALID_ARGUMENT', `standby.timeoutMs must be from 0 to ${MAX_STANDBY_TIMEOUT_MS} ms.`);
  return { origin: originOf(src, document.baseURI) };
};

export const watchStandby = (
  { src, timeoutMs, origin, openCti }: StandbyOptions & Pick<MountOptions, 'openCti'> & { origin: string },
  frame: HTMLIFrameElement,
  state: SoftphoneState,
) => {
  let isShown = false;
  let tell: ((origin: string) => void) | undefined;

  /** Out of the document and in again: the page before is gone at once, or it would answer in the place of this one, from another origin. */
  const show = (): void => {
    const { parentNode, nextSibling } = frame;
    frame.remove();
    frame.src = frameUrl({ src, openCti });
    parentNode?.insertBefore(frame, nextSibling);
  };

  const timer = setTimeout(() => {
    stopListening();
    isShown = true;
    show();
    tell?.(origin);
    state.emit('standby', { src });
  }, timeoutMs);
  const stopListening = state.on('initialized', () => {
    clearTimeout(timer);
    stopListening();
  });

  return {
    /** From then on the frame is of this origin. */
    onShown(listener: (origin: string) => void): void {
      tell = listener;
      if (isShown) listener(origin);
    },
    dispose: (): void => clearTimeout(timer),
  };
};
