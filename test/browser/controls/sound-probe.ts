/** Listens to what a page plays: each new AudioContext gets a tap on everything that goes through its gains. */
export interface SoundProbe {
  /** Contexts made since. */
  readonly contexts: readonly AudioContext[];
  /** Loudest sample of the next `durationMs`. */
  loudest(durationMs?: number): Promise<number>;
  restore(): void;
}

/** @param held Makes contexts that stay suspended until `allow` is called, as under a strict autoplay rule. */
export const probeSound = (held = false): SoundProbe & { allow(): void } => {
  const Original = globalThis.AudioContext;
  const taps: AnalyserNode[] = [];
  const contexts: AudioContext[] = [];
  let allowed = !held;

  class Probed extends Original {
    constructor() {
      super();
      contexts.push(this);
      if (!allowed) void super.suspend();
    }
    override createGain(): GainNode {
      const gain = super.createGain();
      const tap = super.createAnalyser();
      tap.fftSize = 2_048;
      gain.connect(tap);
      taps.push(tap);
      return gain;
    }
    override get state(): AudioContextState {
      return allowed ? super.state : 'suspended';
    }
    override async resume(): Promise<void> {
      if (allowed) await super.resume();
    }
  }
  globalThis.AudioContext = Probed;

  return {
    contexts,
    allow: () => {
      allowed = true;
    },
    loudest: async (durationMs = 700) => {
      const samples = new Float32Array(2_048);
      const deadline = performance.now() + durationMs;
      let peak = 0;
      while (performance.now() < deadline) {
        for (const tap of taps) {
          if (tap.context.state !== 'running') continue;
          tap.getFloatTimeDomainData(samples);
          peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), peak);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return peak;
    },
    restore: () => {
      globalThis.AudioContext = Original;
      for (const context of contexts) void context.close().catch(() => undefined);
    },
  };
};
