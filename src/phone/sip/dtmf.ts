import { CtiError } from '../../protocol/error.ts';
import type { Ending } from './ending.ts';
import type { JsSipSession } from './jssip.ts';
import { TONE_GAP_MS, TONE_MS, TONE_PAUSE_MS, TONE_SLACK_MS } from './limits.ts';
import type { SipSettings } from './options.ts';
import type { Signalling } from './signalling.ts';
import { createTimer, waitWithin } from './timer.ts';

export interface Tones {
  /** Resolves when the last tone was sent. Calls queue. */
  send(digits: string): Promise<void>;
}

const ended = () => new CtiError('INVALID_STATE', 'The call ended before all tones were sent.');

const senderOf = (session: JsSipSession) => session.connection?.getSenders().find(({ track }) => track?.kind === 'audio')?.dtmf ?? undefined;

/** Both ends named telephone-event (RFC 4733 §2.4) in their SDP, so tones in the audio stream will be understood. */
const negotiated = (session: JsSipSession) => /\btelephone-event\//i.test(session.connection?.remoteDescription?.sdp ?? '') && senderOf(session) !== undefined;

export const createTones = (session: JsSipSession, signalling: Signalling, ending: Ending, { dtmf, timers }: Pick<SipSettings, 'dtmf' | 'timers'>): Tones => {
  let queue: Promise<unknown> = Promise.resolve();

  const inAudio = (digits: string) =>
    new Promise<void>((resolve, reject) => {
      const sender = senderOf(session);
      if (!sender?.canInsertDTMF) return reject(new CtiError('NOT_SUPPORTED', 'The far end takes no tones in the audio stream.'));
      const timer = createTimer(timers);
      const settle = (act: () => void) => () => {
        off();
        timer.clear();
        sender.removeEventListener('tonechange', changed);
        act();
      };
      const finish = settle(resolve);
      const changed = ({ tone }: RTCDTMFToneChangeEvent) => tone === '' && sender.toneBuffer === '' && finish();
      sender.addEventListener('tonechange', changed);
      const off = ending.on(settle(() => reject(ended())));
      const pauses = digits.split(',').length - 1;
      timer.set(finish, (digits.length - pauses) * (TONE_MS + TONE_GAP_MS) + pauses * TONE_PAUSE_MS + TONE_SLACK_MS);
      sender.insertDTMF(digits, TONE_MS, TONE_GAP_MS);
    });

  const inSignalling = async (digits: string) => {
    for (const digit of digits) {
      if (session.isEnded()) throw ended();
      if (digit === ',') {
        await waitWithin(ending, timers, TONE_PAUSE_MS);
        continue;
      }
      const answer = await signalling.request('INFO', {
        headers: ['Content-Type: application/dtmf-relay'],
        body: `Signal=${digit}\r\nDuration=${TONE_MS}\r\n`,
      });
      if (answer.status_code >= 300) {
        const details = { status: answer.status_code, reason: answer.reason_phrase };
        throw new CtiError('REFUSED', 'The far end does not take tones.', { details });
      }
    }
  };

  return {
    send(digits) {
      const run = () => (dtmf === 'rfc4733' || (dtmf === 'auto' && negotiated(session)) ? inAudio(digits) : inSignalling(digits));
      const result = queue.then(run);
      queue = result.catch(() => {});
      return result;
    },
  };
};
