/** Stands in for `getUserMedia`: remembers what was opened, and can fail or wait. */
export interface Microphones {
  /** Tracks given out that still run: lights that are on. */
  running(): number;
  readonly opened: number;
  failWith(name: string | undefined): void;
  /** Keeps whoever asks waiting until the returned function is called. */
  block(): () => void;
  restore(): void;
}

export const watchMicrophones = (): Microphones => {
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  const tracks: MediaStreamTrack[] = [];
  let fault: string | undefined;
  let gate = Promise.resolve();
  Object.defineProperty(mediaDevices, 'getUserMedia', {
    configurable: true,
    value: async (constraints: MediaStreamConstraints) => {
      if (fault) throw new DOMException('as the test asked', fault);
      await gate;
      const stream = await original(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    },
  });
  return {
    running: () => tracks.filter(({ readyState }) => readyState === 'live').length,
    get opened() {
      return tracks.length;
    },
    failWith(name) {
      fault = name;
    },
    block() {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    restore: () => void Reflect.deleteProperty(mediaDevices, 'getUserMedia'),
  };
};
