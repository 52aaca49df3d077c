import { CtiError } from '../../protocol/error.ts';

export interface Speaker {
  /** Plays this and nothing else; `undefined` is silence. */
  play(stream: MediaStream | undefined): void;
  /** @throws CtiError `NOT_SUPPORTED` where the browser has one output only, `INVALID_ARGUMENT` for a device it does not know */
  select(deviceId: string | undefined): Promise<void>;
  readonly blocked: boolean;
  unlock(): Promise<void>;
  dispose(): void;
}

type Sink = { setSinkId?(deviceId: string): Promise<void> };

/** Plays the far end. The element is made when there is something to play, and never put into the document. */
export const createSpeaker = (given: HTMLAudioElement | undefined, onBlocked: (blocked: boolean) => void, initial?: string): Speaker => {
  let element = given;
  let sinkIsSet = initial === undefined;
  let blocked = false;

  const setBlocked = (now: boolean) => {
    if (now === blocked) return;
    blocked = now;
    onBlocked(blocked);
  };

  const made = () => {
    if (!element) {
      element = document.createElement('audio');
      element.autoplay = true;
    }
    if (!sinkIsSet) {
      sinkIsSet = true;
      // Chosen in the options; a device that has gone since must not cost the sound.
      void (element as Sink).setSinkId?.(initial ?? '').catch(() => {});
    }
    return element;
  };

  const start = async (audio: HTMLAudioElement) => {
    try {
      await audio.play();
      setBlocked(false);
    } catch (error) {
      // Anything else is a stream that was replaced or ended before it began.
      if ((error as Error).name === 'NotAllowedError') setBlocked(true);
    }
  };

  return {
    play(stream) {
      if (!stream && !element) return;
      const audio = made();
      if (audio.srcObject === (stream ?? null)) return;
      audio.srcObject = stream ?? null;
      if (stream) void start(audio);
      else setBlocked(false);
    },
    async select(deviceId) {
      const audio: Sink = made();
      if (!audio.setSinkId) {
        if (deviceId === undefined) return;
        throw new CtiError('NOT_SUPPORTED', 'This browser plays sound on the system’s default device only.');
      }
      try {
        sinkIsSet = true;
        await audio.setSinkId(deviceId ?? '');
      } catch (cause) {
        const denied = (cause as Error).name === 'NotAllowedError';
        const message = denied ? 'The frame this page is in needs allow="speaker-selection".' : 'There is no such speaker; it may have been unplugged.';
        throw new CtiError(denied ? 'PERMISSION_DENIED' : 'INVALID_ARGUMENT', message, { cause });
      }
    },
    get blocked() {
      return blocked;
    },
    async unlock() {
      if (element?.srcObject) await start(element);
      else setBlocked(false);
    },
    dispose() {
      if (element) {
        element.pause();
        element.srcObject = null;
      }
    },
  };
};
