/** Sounds the peers play: a steady sine each, so that it can be told who is heard. */

/** Heard from the browsers, from baresip, and from sipp. All far enough apart to be told from each other. */
export const BROWSER_TONE_HZ = 440;
export const BARESIP_TONE_HZ = 700;
export const SIPP_TONE_HZ = 1_000;

const AMPLITUDE = 0.4;

const sine = (frequencyHz: number, rateHz: number, seconds: number): Int16Array =>
  Int16Array.from({ length: rateHz * seconds }, (_, index) => Math.round(AMPLITUDE * 32_767 * Math.sin((2 * Math.PI * frequencyHz * index) / rateHz)));

/** A mono WAV file with 16 bits a sample. */
export const toneWav = (frequencyHz: number, rateHz: number, seconds: number): Buffer => {
  const samples = sine(frequencyHz, rateHz, seconds);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(rateHz * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
};

/** One sample as ITU-T G.711 µ-law. */
const toMuLaw = (sample: number): number => {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 132;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
};

/** Raw G.711 µ-law at 8 kHz, as sipp streams it. */
export const toneMuLaw = (frequencyHz: number, seconds: number): Buffer => Buffer.from(Array.from(sine(frequencyHz, 8_000, seconds), toMuLaw));
