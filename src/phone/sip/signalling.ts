/**
 * Stands between a JsSIP session and its dialog. JsSIP hangs up when a re-INVITE is refused, when a request stays unanswered
 * and when the connection drops while one is under way; a conversation must not end for that (phone.ts, law 8). So every
 * request in the dialog passes here, and its failure becomes ours: a refusal rejects the command and puts things back as they
 * were, silence means that signalling is lost. Only 481 ends the call: the far end no longer knows it.
 */
import { CtiError } from '../../protocol/error.ts';
import type { Ending } from './ending.ts';
import type { InDialogHandlers, InDialogOptions, JsSipSession, SipResponse } from './jssip.ts';
import { DIALOG_PROBE_TIMEOUT_MS, GLARE_RETRIES, GLARE_WAIT_MS, REOFFER_POLL_MS, REOFFER_POLLS, REOFFER_TIMEOUT_MS } from './limits.ts';
import type { Timers } from './options.ts';
import { makeOffersPatient, type PatientOffers } from './patient-offers.ts';
import { createTimer, waitWithin } from './timer.ts';

export interface Signalling {
  readonly lost: boolean;
  /** The connection went away. What waits for an answer is rejected. */
  lose(): void;
  /** Sends a request in the dialog. Resolves with whatever final answer comes, rejects `NOT_CONNECTED` if none will. */
  request(method: string, options?: { headers?: string[]; body?: string }): Promise<SipResponse>;
  /**
   * Runs `start`, which makes JsSIP send a re-INVITE, and resolves when the far end has agreed. When it has not, `undo` is run
   * (its re-INVITE is not sent), and the promise rejects `REFUSED` with `details: { status, reason }`, or `NOT_CONNECTED`.
   */
  reoffer(start: (done: () => void) => boolean, undo?: () => boolean): Promise<void>;
  /** Whether the far end can be reached in this dialog again. A re-INVITE also tells it where to reach us. */
  probe(): Promise<'up' | 'lost' | 'gone'>;
}

const notConnected = () => new CtiError('NOT_CONNECTED', 'The far end cannot be reached at present; the conversation may still go on.');

const refusal = ({ status_code: status, reason_phrase: reason }: SipResponse) =>
  new CtiError('REFUSED', `The far end refused the change (${status}).`, { details: { status, reason } });

const statusOf = (error: unknown) => (error instanceof CtiError ? error.details?.status : undefined);

/** Answers to OPTIONS that only the far end itself gives, whatever it thinks of OPTIONS. */
const fromFarEnd = (status: number) => (status >= 200 && status < 300) || [405, 415, 420, 486, 488, 501].includes(status);

export const createSignalling = (session: JsSipSession, ending: Ending, timers: Timers, tell: { lost(): void }): Signalling => {
  const send = session.sendRequest.bind(session);
  const terminate = session.terminate.bind(session);
  let lost = false;
  let probing = false;
  /** A re-INVITE JsSIP is made to prepare but that must not leave: the way to reset its idea of hold. */
  let swallow: (() => void) | undefined;
  let offer: { resolve(): void; reject(error: CtiError): void } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let offers: PatientOffers | undefined = session.connection ? makeOffersPatient(session.connection) : undefined;
  session.on('peerconnection', ({ peerconnection }) => {
    offers = makeOffersPatient(peerconnection);
  });

  const lose = () => {
    if (!lost) {
      lost = true;
      tell.lost();
    }
    offer?.reject(notConnected());
  };

  const failed = (error: CtiError) => offer?.reject(error);

  const guarded = (method: string, handlers: InDialogHandlers): InDialogHandlers => ({
    ...handlers,
    onErrorResponse: (response) => {
      if (method === 'INVITE') failed(refusal(response));
      // A session refresh: who does not know UPDATE (RFC 3311) is asked by re-INVITE.
      else if (method === 'UPDATE') void signalling.reoffer((done) => session.renegotiate({}, done)).catch(() => {});
      else handlers.onErrorResponse?.(response);
    },
    onTransportError: () => {
      lose();
      if (method !== 'INVITE' && method !== 'UPDATE') handlers.onTransportError?.();
    },
    onRequestTimeout: () => {
      lose();
      if (method === 'REFER') handlers.onRequestTimeout?.();
    },
    onDialogError: (response) => {
      if (response?.status_code === 481 || !response) handlers.onDialogError?.(response);
      else lose();
    },
  });

  session.sendRequest = (method: string, options: InDialogOptions = {}) => {
    if (method === 'ACK' || method === 'BYE' || method === 'NOTIFY' || !session.isEstablished()) return send(method, options);
    if (method === 'INVITE' && swallow) return void swallow();
    if (lost && !probing) {
      // Nothing may be sent; the one who asked hears it a moment later, as it would from a dead connection.
      queueMicrotask(() => guarded(method, options.eventHandlers ?? {}).onTransportError?.());
      return { cseq: 0 };
    }
    return send(method, { ...options, eventHandlers: guarded(method, options.eventHandlers ?? {}) });
  };

  session.terminate = (options = {}) => {
    if (options.cause === 'WebRTC Error' && offer) return failed(new CtiError('MEDIA_FAILED', 'The browser could not change the audio of the call.'));
    // JsSIP ends a call whose session timer was not refreshed in time. While sound flows it is the signalling that died.
    if (options.reason_phrase === 'Session Timer Expired' && /^(connected|completed)$/.test(session.connection?.iceConnectionState ?? '')) return lose();
    terminate(options);
  };

  // Two offers at once: JsSIP answers 491 but takes the other offer all the same, which ruins its own.
  const refuseGlare = ({ reject }: { reject(options: { status_code: number }): void }) => {
    if (offer) reject({ status_code: 491 });
  };
  session.on('reinvite', refuseGlare);
  session.on('update', ({ request, reject }) => request.body && refuseGlare({ reject }));
  ending.on(() => failed(new CtiError('INVALID_STATE', 'The call ended meanwhile.')));

  const wait = (ms: number) => waitWithin(ending, timers, ms);

  const readyToOffer = async () => {
    for (let polls = 0; polls < REOFFER_POLLS && session.isEstablished(); polls += 1) {
      if (session.isReadyToReOffer()) return;
      await wait(REOFFER_POLL_MS);
    }
    throw new CtiError('INVALID_STATE', session.isEnded() ? 'The call ended meanwhile.' : 'Another change of this call is still under way.');
  };

  const putBack = async (undo: (() => boolean) | undefined) => {
    if (session.isEnded()) return;
    offers?.forget();
    if (!undo) return;
    await new Promise<void>((resolve) => {
      const off = ending.on(() => resolve());
      swallow = () => {
        off();
        resolve();
      };
      // Not possible while the far end still owes an answer; then signalling is lost, and `probe` sends what holds.
      if (!undo()) resolve();
    });
    swallow = undefined;
    offers?.forget();
  };

  const attempt = async (start: (done: () => void) => boolean) => {
    await readyToOffer();
    const answerBy = createTimer(timers);
    await new Promise<void>((resolve, reject) => {
      offer = { resolve, reject };
      answerBy.set(lose, REOFFER_TIMEOUT_MS);
      if (!start(resolve)) reject(new CtiError('INVALID_STATE', 'The call is not in a state in which this can be changed.'));
    }).finally(() => {
      answerBy.clear();
      offer = undefined;
    });
  };

  const signalling: Signalling = {
    get lost() {
      return lost;
    },
    lose,
    request: (method, { headers = [], body } = {}) =>
      new Promise((resolve, reject) => {
        const silent = () => {
          lose();
          reject(notConnected());
        };
        send(method, {
          extraHeaders: headers,
          body: body ?? null,
          eventHandlers: {
            onSuccessResponse: resolve,
            onErrorResponse: resolve,
            onTransportError: silent,
            onRequestTimeout: silent,
            onDialogError: (response) => (response ? resolve(response) : reject(notConnected())),
          },
        });
      }),
    reoffer(start, undo) {
      const run = async () => {
        for (let retries = 0; ; retries += 1) {
          try {
            return await attempt(start);
          } catch (error) {
            await putBack(undo);
            if (statusOf(error) !== 491 || retries === GLARE_RETRIES || session.isEnded()) throw error;
            const [least, most] = GLARE_WAIT_MS[session.direction];
            await wait(least + Math.random() * (most - least));
          }
        }
      };
      const result = queue.then(run);
      queue = result.catch(() => {});
      return result;
    },
    async probe() {
      if (probing) return 'lost';
      probing = true;
      try {
        const silence = wait(DIALOG_PROBE_TIMEOUT_MS).then(() => undefined);
        const answer = await Promise.race([signalling.request('OPTIONS', { headers: ['Accept: application/sdp'] }), silence]);
        if (answer?.status_code === 481) return 'gone';
        if (!answer || !fromFarEnd(answer.status_code)) return 'lost';
        await signalling.reoffer((done) => session.renegotiate({}, done));
        lost = false;
        return 'up';
      } catch (error) {
        return statusOf(error) === 481 ? 'gone' : 'lost';
      } finally {
        probing = false;
      }
    },
  };
  return signalling;
};
