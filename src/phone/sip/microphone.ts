import { CtiError } from '../../protocol/error.ts';

const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};

const explain = (cause: unknown): CtiError => {
  const name = (cause as { name?: unknown } | undefined)?.name;
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    const framed = typeof window !== 'undefined' && window.parent !== window;
    const where = framed
      ? 'the frame this page is in needs allow="microphone", and the browser must not block it for the site'
      : 'allow it for this site in the browser';
    return new CtiError('PERMISSION_DENIED', `The microphone may not be used: ${where}.`, { cause });
  }
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new CtiError('NO_MICROPHONE', 'No microphone was found. Connect one and try again.', { cause });
  if (name === 'NotReadableError' || name === 'AbortError')
    return new CtiError('NO_MICROPHONE', 'The microphone could not be opened. Another program may be using it.', { cause });
  return new CtiError('MEDIA_FAILED', 'The browser could not open the microphone.', { cause });
};

/**
 * Opens the microphone for one call. Whoever gets the stream stops it. When the signal aborts first, the promise rejects with
 * its reason at once, and a stream that still comes is stopped: no microphone stays open unseen.
 *
 * @param deviceId a missing one is replaced by the default, unless `exact`: a call matters more than a headset that was unplugged
 * @throws CtiError `NO_MICROPHONE`, `PERMISSION_DENIED`, `MEDIA_FAILED`
 */
export const openMicrophone = (deviceId: string | undefined, signal: AbortSignal, { exact = false } = {}): Promise<MediaStream> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const { mediaDevices } = navigator;
    if (!mediaDevices) return reject(new CtiError('PERMISSION_DENIED', 'Browsers give the microphone to secure pages only: serve this one over https.'));
    const aborted = () => reject(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    const audio = deviceId === undefined ? true : { deviceId: exact ? { exact: deviceId } : { ideal: deviceId } };
    mediaDevices
      .getUserMedia({ audio, video: false })
      .then((stream) => (signal.aborted ? stop(stream) : resolve(stream)))
      .catch((error: unknown) => reject(explain(error)))
      .finally(() => signal.removeEventListener('abort', aborted));
  });

/** Turns the microphone's light off. */
export const closeMicrophone = stop;
