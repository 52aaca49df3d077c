import { readFile } from 'node:fs/promises';

/** What a peer heard, as samples from -1 to 1. */
export interface Recording {
  readonly rateHz: number;
  readonly samples: Float32Array;
}

/** Reads a mono 16-bit WAV file; one whose lengths were not filled in at the end is read to its end. */
export const readRecording = async (path: string): Promise<Recording> => {
  const file = await readFile(path);
  let rateHz = 0;
  let offset = 12;
  while (offset + 8 <= file.length) {
    const name = file.toString('latin1', offset, offset + 4);
    const length = file.readUInt32LE(offset + 4);
    const start = offset + 8;
    if (name === 'fmt ') {
      rateHz = file.readUInt32LE(start + 4);
      if (file.readUInt16LE(start + 2) !== 1 || file.readUInt16LE(start + 14) !== 16) throw new Error(`${path} is not mono with 16 bits`);
    }
    if (name === 'data') {
      const end = length === 0 ? file.length : Math.min(start + length, file.length);
      const count = Math.floor((end - start) / 2);
      return { rateHz, samples: Float32Array.from({ length: count }, (_, index) => file.readInt16LE(start + 2 * index) / 32_768) };
    }
    offset = start + length + (length % 2);
  }
  throw new Error(`${path} has no sound in it`);
};

const WINDOW_MS = 100;

/** Far below our tones (0.28), far above what silence becomes in a codec. */
const SOUND_LEVEL = 0.02;

/** For each tenth of a second: whether there was sound, by its root mean square. */
export const soundWindows = ({ rateHz, samples }: Recording): boolean[] => {
  const size = (rateHz * WINDOW_MS) / 1_000;
  return Array.from({ length: Math.floor(samples.length / size) }, (_, index) => {
    const part = samples.subarray(index * size, (index + 1) * size);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / size) > SOUND_LEVEL;
  });
};

/** The longest run of windows with sound, or without, in milliseconds. */
export const longestMs = (windows: readonly boolean[], sound: boolean): number => {
  let longest = 0;
  let run = 0;
  for (const window of windows) {
    run = window === sound ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest * WINDOW_MS;
};

/** Which of some frequencies is the strongest in a recording (Goertzel's filter over all of it). */
export const strongestHz = ({ rateHz, samples }: Recording, frequenciesHz: readonly number[]): number | undefined => {
  const power = (frequencyHz: number): number => {
    const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / rateHz);
    let previous = 0;
    let beforeThat = 0;
    for (const sample of samples) [previous, beforeThat] = [sample + coefficient * previous - beforeThat, previous];
    return previous ** 2 + beforeThat ** 2 - coefficient * previous * beforeThat;
  };
  return frequenciesHz.map((frequencyHz) => ({ frequencyHz, power: power(frequencyHz) })).sort((a, b) => b.power - a.power)[0]?.frequencyHz;
};
