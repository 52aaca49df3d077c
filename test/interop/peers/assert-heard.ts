import assert from 'node:assert/strict';
import { longestMs, type Recording, soundWindows, strongestHz } from './recording.ts';
import { BARESIP_TONE_HZ, BROWSER_TONE_HZ, SIPP_TONE_HZ } from './tone.ts';

const HEARD_MS = 500;

/** At least half a second of sound in one piece. */
export const assertSound = (recording: Recording): void => {
  const heardMs = longestMs(soundWindows(recording), true);
  assert.ok(heardMs >= HEARD_MS, `${heardMs} ms of sound were heard, and not ${HEARD_MS}`);
};

/** Sound, and of the microphone of a page in Chromium: no other's tone, nor one's own. */
export const assertHeardPage = (recording: Recording): void => {
  assertSound(recording);
  assert.equal(strongestHz(recording, [BROWSER_TONE_HZ, BARESIP_TONE_HZ, SIPP_TONE_HZ]), BROWSER_TONE_HZ, 'the tone of the page is the strongest');
};
