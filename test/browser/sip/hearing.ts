/** Sound as a listener measures it: energy, never packets, since a held call still sends packets of silence. */
import { until } from './until.ts';

const samplesOf = async (stream: MediaStream, ms: number): Promise<number> => {
  const context = new AudioContext();
  await context.resume();
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  }
  await context.close();
  return loudest;
};

/** Far above the noise of a codec, far below the fake microphone's beep. */
const AUDIBLE = 1e-5;

/** Loudest energy within the time; the fake microphone of Chromium beeps once a second. */
export const loudness = async (element: HTMLAudioElement, ms = 1_500): Promise<number> => {
  const stream = element.srcObject;
  return stream instanceof MediaStream && stream.getAudioTracks().length > 0 ? samplesOf(stream, ms) : 0;
};

export const hearsSomething = (element: HTMLAudioElement) => until('sound at the agent', async () => (await loudness(element)) > AUDIBLE, 10_000);
export const isSilent = async (element: HTMLAudioElement) => (await loudness(element)) < AUDIBLE;

/** Energy a far end hears, per second. */
export const heardByFarEnd = async (call: { energy(): Promise<number> }, ms = 1_500): Promise<number> => {
  const before = await call.energy();
  await new Promise((resolve) => setTimeout(resolve, ms));
  return ((await call.energy()) - before) / (ms / 1_000);
};

const HEARD = 1e-4;
export const farEndHears = (call: { energy(): Promise<number> }) => until('sound at the far end', async () => (await heardByFarEnd(call)) > HEARD, 10_000);
/** What was still on its way when the sound was switched off is let through first. */
export const farEndIsSilent = (call: { energy(): Promise<number> }) =>
  until('silence at the far end', async () => (await heardByFarEnd(call)) < HEARD / 10, 10_000);
