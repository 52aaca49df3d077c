import type { Party } from '../../protocol/call.ts';
import { callerOf } from './identity.ts';
import type { JsSipSession, TransferRequestEvent } from './jssip.ts';
import { closeMicrophone } from './microphone.ts';
import type { SipSettings } from './options.ts';
import type { SipCall } from './sip-call.ts';

export interface IncomingTransferContext {
  settings: SipSettings;
  microphone(): Promise<MediaStream>;
  /** The call's own far end was replaced. */
  replaced(call: SipCall, remote: Party): void;
  /** We were made to call `target`. */
  placed(session: JsSipSession, target: { user: string; address: string }, microphone: MediaStream): void;
}

/**
 * The far end asks us to call somebody else (REFER). JsSIP has said 202 already, and reports to the far end how it goes; a
 * refusal reaches it as 603.
 */
export const followRefer = async (call: SipCall, { request, accept, reject }: TransferRequestEvent, context: IncomingTransferContext): Promise<void> => {
  const uri = request.refer_to?.uri;
  const target = { user: uri?.user ?? '', host: uri?.host ?? '' };
  const { uri: far } = call.leg.session.remote_identity;
  let microphone: MediaStream | undefined;
  try {
    if (target.user === '' || !context.settings.acceptTransferTo(target, { user: far.user ?? '', host: far.host })) return reject();
    microphone = await context.microphone();
    let placed: JsSipSession | undefined;
    if (!call.ended) {
      accept(
        (session) => {
          placed = session;
        },
        { mediaStream: microphone, mediaConstraints: { audio: true, video: false }, pcConfig: context.settings.pcConfig },
      );
    }
    if (!placed) return closeMicrophone(microphone);
    context.placed(placed, { user: target.user, address: `sip:${target.user}@${target.host}` }, microphone);
  } catch {
    if (microphone) closeMicrophone(microphone);
    reject();
  }
};

/**
 * Somebody takes the far end's place (INVITE with Replaces, RFC 3891): the call goes on, with another leg. It is answered at
 * once, since the agent has answered it before.
 */
export const followReplaces = async (call: SipCall, { request, accept, reject }: TransferRequestEvent, context: IncomingTransferContext): Promise<void> => {
  const release = call.keepEnd();
  let microphone: MediaStream | undefined;
  try {
    microphone = await context.microphone();
    let fresh: JsSipSession | undefined;
    if (!call.leg.session.isEnded())
      accept((session) => {
        fresh = session;
      });
    if (!fresh) {
      reject();
      closeMicrophone(microphone);
      return release();
    }
    const leg = call.prepare(fresh);
    leg.takeMicrophone(microphone);
    // JsSIP hangs the old leg up as soon as the new one is confirmed.
    fresh.on('confirmed', () => {
      call.continueOn(leg);
      release();
      context.replaced(call, callerOf(request));
    });
    leg.ending.on(release);
    fresh.answer({ mediaStream: microphone, mediaConstraints: { audio: true, video: false }, pcConfig: context.settings.pcConfig });
  } catch {
    if (microphone) closeMicrophone(microphone);
    reject();
    release();
  }
};
