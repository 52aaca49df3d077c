import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { PROCESS_TIMEOUT_MS } from './limits.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { BROWSER_TONE_HZ, toneWav } from './tone.ts';

export type BrowserName = 'chromium' | 'firefox';

/** Its microphone is a steady tone; allowed without asking; audio plays without a click. */
const startChromium = async (): Promise<Browser> => {
  const folder = temporaryFolder('chromium');
  const microphone = join(folder, 'tone.wav');
  await writeFile(microphone, toneWav(BROWSER_TONE_HZ, 48_000, 2));
  return launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    timeout: PROCESS_TIMEOUT_MS,
    args: [
      '--no-sandbox',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
      '--allow-loopback-in-peer-connection',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
};

const startFirefox = (): Promise<Browser> =>
  launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    timeout: PROCESS_TIMEOUT_MS,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.loopback': true,
      'media.autoplay.default': 0,
      // A fake microphone does not lift the hiding of addresses, as the permission for a real one does.
      'media.peerconnection.ice.obfuscate_host_addresses': false,
    },
  });

export const startBrowser = (name: BrowserName): Promise<Browser> => (name === 'firefox' ? startFirefox() : startChromium());
