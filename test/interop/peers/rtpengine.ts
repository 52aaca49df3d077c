import { HOST, RTPENGINE_PORT } from './limits.ts';
import { type PeerProcess, startProcess } from './process.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Translates media between browsers (ICE, DTLS-SRTP) and RTP phones, in user space. */
export const startRtpengine = (): Promise<PeerProcess> =>
  startProcess({
    name: 'rtpengine',
    command: 'rtpengine',
    args: [
      '--foreground',
      '--log-stderr',
      '--log-level=6',
      '--table=-1',
      `--interface=${HOST}`,
      `--listen-ng=${HOST}:${RTPENGINE_PORT}`,
      '--port-min=30000',
      '--port-max=30400',
      '--num-threads=2',
      '--delete-delay=0',
      // Without it rtpengine starts DTLS itself at the offer, before the browser can take part, and most calls stay mute.
      '--dtls-passive',
    ],
    cwd: temporaryFolder('rtpengine'),
    ready: /Startup complete/,
  });
