import type { CallCause } from '../../protocol/call.ts';
import { CtiError } from '../../protocol/error.ts';
import type { CallEvent } from '../call-event.ts';
import { causeOfBye, causeOfCancel, causeOfJsSip, causeOfStatus } from './causes.ts';
import type { EndEvent, JsSipSession, TransferRequestEvent } from './jssip.ts';
import { createLeg, type Leg } from './leg.ts';
import type { SipSettings } from './options.ts';
import { createRecovery } from './recovery.ts';

/** A call and the SIP behind it. What happens there is reported as CSTA events; what is asked for is done there. */
export interface SipCall {
  readonly id: string;
  /** `sip:` address without parameters by which the far end can be reached by others. Known for calls we made. */
  readonly address: string | undefined;
  readonly leg: Leg;
  answer(microphone: MediaStream): Promise<void>;
  hold(): Promise<void>;
  retrieve(): Promise<void>;
  setMuted(muted: boolean): void;
  /** Ends it whatever state it is in, with `status` when it has not been answered. */
  end(cause: CallCause, status?: number): void;
  /** The connection is lost, or back. */
  connectionLost(): void;
  connectionRestored(): void;
  /** Until the returned function is called, an end is kept back: it may turn out to be part of a transfer. */
  keepEnd(): () => void;
  /** A second leg for the same call, not yet its own. */
  prepare(session: JsSipSession): Leg;
  /** Goes on with a prepared leg, which is connected. The one before no longer counts. */
  continueOn(leg: Leg): void;
  readonly ended: boolean;
}

export interface SipCallContext {
  settings: SipSettings;
  report(event: CallEvent): void;
  /** Something is heard, or no longer. */
  soundChanged(): void;
  /** Registered, so that a lost dialog may be tried. */
  connected(): boolean;
  refer(call: SipCall, event: TransferRequestEvent): void;
  replaces(call: SipCall, event: TransferRequestEvent): void;
  /** After `cleared`. */
  over(call: SipCall): void;
}

type WithoutId<Event> = Event extends unknown ? Omit<Event, 'callId' | 'at'> : never;
type Told = WithoutId<CallEvent>;

const causeOfEnd = ({ originator, message, cause }: EndEvent, signallingLost: boolean): CallCause => {
  if (originator === 'remote' && message) {
    if ('status_code' in message) return causeOfStatus(message.status_code);
    const reason = message.getHeader('Reason');
    return cause === 'Canceled' ? causeOfCancel(reason) : causeOfBye(reason);
  }
  return signallingLost ? 'signallingLost' : causeOfJsSip(cause);
};

export const createSipCall = (session: JsSipSession, about: { id: string; address: string | undefined }, context: SipCallContext): SipCall => {
  const { settings } = context;
  const { id } = about;
  const outgoing = session.direction === 'outgoing';
  let established = false;
  let ourCause: CallCause | undefined;
  let kept = 0;
  let keptEnd: (() => void) | undefined;
  let over = false;
  let settleAnswer = (_error?: CtiError) => {};

  const report = (event: Told) => context.report({ ...event, callId: id, at: Date.now() });

  const clear = (cause: CallCause) => {
    if (over) return;
    over = true;
    recovery.stop();
    if (outgoing && !established && ourCause === undefined) report({ type: 'failed', cause });
    report({ type: 'cleared', cause });
    settleAnswer(new CtiError('INVALID_STATE', 'The call ended before it could be answered.'));
    context.soundChanged();
    context.over(call);
  };

  const makeLeg = (of: JsSipSession): Leg => {
    const mine = () => call.leg.session === of;
    const made = createLeg(of, settings, {
      progress: ({ status_code }) => {
        if (status_code === 182) report({ type: 'queued' });
        else if (status_code >= 180) report({ type: 'delivered', direction: 'outbound' });
      },
      established() {
        if (!mine()) return;
        established = true;
        report({ type: 'established' });
        context.soundChanged();
        settleAnswer();
      },
      ended(event) {
        if (!mine()) return;
        const cause = ourCause ?? causeOfEnd(event, made.signalling.lost);
        if (kept > 0 && ourCause === undefined) keptEnd = () => clear(cause);
        else clear(cause);
      },
      heldByRemote: (held) => mine() && report({ type: held ? 'held' : 'retrieved', by: 'remote' }),
      heard: context.soundChanged,
      signallingLost() {
        if (!mine() || !established) return;
        report({ type: 'updated', signalling: 'lost' });
        if (context.connected()) recovery.start();
      },
      refer: (event) => context.refer(call, event),
      replaces: (event) => context.replaces(call, event),
    });
    return made;
  };

  const recovery = createRecovery(settings.timers, () => leg.signalling.probe(), {
    up: () => report({ type: 'updated', signalling: 'up' }),
    gone: () => call.end('signallingLost'),
  });

  const call: SipCall = {
    id,
    address: about.address,
    get leg() {
      return leg;
    },
    get ended() {
      return over;
    },
    answer: (microphone) =>
      new Promise((resolve, reject) => {
        settleAnswer = (error) => (error ? reject(error) : resolve());
        leg.takeMicrophone(microphone);
        leg.session.answer({ mediaStream: microphone, mediaConstraints: { audio: true, video: false }, pcConfig: settings.pcConfig });
      }),
    async hold() {
      const { session: held, signalling } = leg;
      await signalling.reoffer(
        (done) => held.hold({}, done),
        () => held.unhold(),
      );
      report({ type: 'held', by: 'local' });
      context.soundChanged();
    },
    async retrieve() {
      const { session: held, signalling } = leg;
      await signalling.reoffer(
        (done) => held.unhold({}, done),
        () => held.hold(),
      );
      report({ type: 'retrieved', by: 'local' });
      context.soundChanged();
    },
    setMuted(muted) {
      leg.session[muted ? 'mute' : 'unmute']({ audio: true });
      report({ type: 'updated', muted });
    },
    end(cause, status) {
      ourCause ??= cause;
      if (leg.session.isEnded()) return clear(cause);
      leg.session.terminate(status === undefined ? {} : { status_code: status });
    },
    connectionLost() {
      leg.signalling.lose();
      recovery.stop();
      // Its transaction died with the connection: it can neither be answered nor refused any more.
      if (!outgoing && !established) call.end('signallingLost');
    },
    connectionRestored() {
      if (leg.signalling.lost) recovery.start();
    },
    keepEnd() {
      kept += 1;
      let released = false;
      return () => {
        if (released) return;
        released = true;
        kept -= 1;
        if (kept === 0) keptEnd?.();
      };
    },
    prepare: (fresh) => makeLeg(fresh),
    continueOn(next) {
      leg = next;
      keptEnd = undefined;
      context.soundChanged();
    },
  };
  let leg = makeLeg(session);
  return call;
};
