/**
 * The ringing sound, made here so that no file has to be loaded. One turn of it is put into a buffer that loops by
 * itself: timers slow down in a hidden tab, audio does not.
 */
import { RING_MAX_MS, SOUND_START_GRACE_MS } from './limits.ts';

export interface RingTone {
  /** Starts, or changes the pattern. `waiting` is the short quiet one for an agent who is in a call. */
  start(pattern: RingPattern): void;
  stop(): void;
  /** 0 to 1. */
  setVolume(volume: number): void;
  /** True while the browser holds the sound back. */
  readonly blocked: boolean;
  /** Call it from a click. */
  unlock(): Promise<void>;
  /** Stops and gives the audio device back. */
  close(): void;
}

export type RingPattern = 'ringing' | 'waiting';

interface Burst {
  /** Seconds from the start of the turn. */
  at: number;
  /** In seconds. */
  length: number;
  frequencies: readonly number[];
}

/** A soft double ring every three seconds; a single knock every six. Frequencies in hertz. */
const patterns: Record<RingPattern, { lengthSeconds: number; level: number; bursts: readonly Burst[] }> = {
  ringing: {
    lengthSeconds: 3,
    level: 0.22,
    bursts: [
      { at: 0, length: 0.42, frequencies: [587.33, 739.99] },
      { at: 0.5, length: 0.62, frequencies: [587.33, 880] },
    ],
  },
  waiting: { lengthSeconds: 6, level: 0.07, bursts: [{ at: 0, length: 0.25, frequencies: [587.33] }] },
};

/** Fades that keep a burst from clicking, in seconds. */
const ATTACK = 0.02;
const RELEASE = 0.12;

const sampleOf = (burst: Burst, time: number): number => {
  const into = time - burst.at;
  const left = burst.length - into;
  if (into < 0 || left < 0) return 0;
  const envelope = Math.min(1, into / ATTACK, left / RELEASE);
  return (envelope * burst.frequencies.reduce((sum, frequency) => sum + Math.sin(2 * Math.PI * frequency * into), 0)) / burst.frequencies.length;
};

/** One turn of a pattern as audio. */
export const ringBuffer = (context: BaseAudioContext, pattern: RingPattern): AudioBuffer => {
  const { lengthSeconds, level, bursts } = patterns[pattern];
  const buffer = context.createBuffer(1, Math.round(lengthSeconds * context.sampleRate), context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < samples.length; index += 1) {
    const time = index / context.sampleRate;
    samples[index] = level * bursts.reduce((sum, burst) => sum + sampleOf(burst, time), 0);
  }
  return buffer;
};

/** @param onBlockedChange Told when the browser begins or ceases to hold the sound back. */
export const ringTone = (onBlockedChange: () => void): RingTone => {
  let context: AudioContext | undefined;
  let gain: GainNode | undefined;
  let source: AudioBufferSourceNode | undefined;
  let playing: RingPattern | undefined;
  let volume = 1;
  let blocked = false;
  let startTimer: ReturnType<typeof setTimeout> | undefined;
  let endTimer: ReturnType<typeof setTimeout> | undefined;

  const setBlocked = (value: boolean) => {
    if (value === blocked) return;
    blocked = value;
    onBlockedChange();
  };
  const open = (): AudioContext => {
    if (context) return context;
    const opened = new AudioContext();
    gain = opened.createGain();
    gain.gain.value = volume;
    gain.connect(opened.destination);
    opened.addEventListener('statechange', () => {
      if (opened.state === 'running') setBlocked(false);
    });
    context = opened;
    return opened;
  };
  const silence = () => {
    clearTimeout(startTimer);
    clearTimeout(endTimer);
    source?.stop();
    source?.disconnect();
    source = undefined;
    playing = undefined;
  };
  const stop = () => {
    if (!playing) return;
    silence();
    setBlocked(false);
    // An idle context would keep the audio device awake, and with it a laptop.
    void context?.suspend().catch(() => undefined);
  };

  return {
    start: (pattern) => {
      if (playing === pattern || typeof AudioContext === 'undefined') return;
      silence();
      playing = pattern;
      const opened = open();
      source = opened.createBufferSource();
      source.buffer = ringBuffer(opened, pattern);
      source.loop = true;
      if (gain) source.connect(gain);
      source.start();
      // Where the page may not play yet this stays pending, which is not an error but the state `blocked`.
      void opened.resume().catch(() => undefined);
      startTimer = setTimeout(() => setBlocked(opened.state !== 'running'), SOUND_START_GRACE_MS);
      endTimer = setTimeout(stop, RING_MAX_MS);
    },
    stop,
    setVolume: (value) => {
      volume = Math.min(1, Math.max(0, value));
      if (gain) gain.gain.value = volume;
    },
    get blocked() {
      return blocked;
    },
    unlock: async () => {
      await context?.resume();
    },
    close: () => {
      silence();
      blocked = false;
      void context?.close().catch(() => undefined);
      context = undefined;
      gain = undefined;
    },
  };
};
