import { createTones, type Tones } from './dtmf.ts';
import { type Ending, watchEnd } from './ending.ts';
import type { EndEvent, JsSipSession, SipResponse, TransferRequestEvent } from './jssip.ts';
import { closeMicrophone } from './microphone.ts';
import type { SipSettings } from './options.ts';
import { createSignalling, type Signalling } from './signalling.ts';
import { createTimer } from './timer.ts';

/** One JsSIP session with what belongs to it: its dialog, its microphone, what is heard. A call may change its leg when the far end is replaced. */
export interface Leg {
  readonly session: JsSipSession;
  readonly signalling: Signalling;
  readonly ending: Ending;
  readonly tones: Tones;
  /** What the far end says, once there is something. */
  readonly heard: MediaStream | undefined;
  /** Takes the stream over: it is stopped with the leg, at once when that is over already. */
  takeMicrophone(stream: MediaStream): void;
  /** Replaces it in the running call. */
  changeMicrophone(stream: MediaStream): Promise<void>;
  readonly hasMicrophone: boolean;
}

export interface LegEvents {
  /** A provisional answer to our INVITE, from 180 on. */
  progress(response: SipResponse): void;
  established(): void;
  /** Never before, and never again after. */
  ended(event: EndEvent): void;
  heldByRemote(held: boolean): void;
  heard(): void;
  signallingLost(): void;
  refer(event: TransferRequestEvent): void;
  replaces(event: TransferRequestEvent): void;
}

export const createLeg = (session: JsSipSession, settings: SipSettings, tell: LegEvents): Leg => {
  const { timers } = settings;
  const ending = watchEnd(session);
  const signalling = createSignalling(session, ending, timers, { lost: tell.signallingLost });
  const quiet = createTimer(timers);
  let microphone: MediaStream | undefined;
  let heard: MediaStream | undefined;
  let over = false;

  const listenTo = (connection: RTCPeerConnection) =>
    connection.addEventListener('track', ({ track, streams }) => {
      heard = streams[0] ?? new MediaStream([track]);
      tell.heard();
    });
  // An outgoing session has made its connection before anybody could listen.
  if (session.connection) listenTo(session.connection);
  session.on('peerconnection', ({ peerconnection }) => listenTo(peerconnection));
  // SIP has no trickle: the offer leaves when candidates have stopped coming, not when the browser has given up on all servers.
  session.on('icecandidate', ({ ready }) => quiet.set(ready, settings.iceGatheringTimeoutMs));
  session.on('progress', ({ originator, response }) => originator === 'remote' && response && tell.progress(response));
  session.on('confirmed', tell.established);
  session.on('hold', ({ originator }) => originator === 'remote' && tell.heldByRemote(true));
  session.on('unhold', ({ originator }) => originator === 'remote' && tell.heldByRemote(false));
  session.on('refer', tell.refer);
  session.on('replaces', tell.replaces);
  ending.on((event) => {
    over = true;
    quiet.clear();
    if (microphone) closeMicrophone(microphone);
    tell.ended(event);
  });

  return {
    session,
    signalling,
    ending,
    tones: createTones(session, signalling, ending, settings),
    get heard() {
      return heard;
    },
    get hasMicrophone() {
      return microphone !== undefined && !over;
    },
    takeMicrophone(stream) {
      if (over) closeMicrophone(stream);
      else microphone = stream;
    },
    async changeMicrophone(stream) {
      const sender = session.connection?.getSenders().find(({ track }) => track?.kind === 'audio');
      const [track] = stream.getAudioTracks();
      if (over || !sender || !track) return closeMicrophone(stream);
      // Mute and hold live in the track JsSIP switches off and on.
      track.enabled = sender.track?.enabled ?? true;
      const before = microphone;
      microphone = stream;
      await sender.replaceTrack(track);
      if (before) closeMicrophone(before);
      if (over) closeMicrophone(stream);
    },
  };
};
