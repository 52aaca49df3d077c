/** Another user's phone, on bare JsSIP: it judges ours without sharing any of its code. */
import * as JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { FarEndCall, FarEndEnding } from '../../../src/testing/index.ts';
import type { Account, SipEnvironment } from './environment.ts';

interface Message {
  method?: string;
  status_code?: number;
  getHeader(name: string): string | undefined;
}

/** A call at the far end, with what bare JsSIP shows of it. */
export interface FarCall extends FarEndCall {
  readonly session: RTCSession;
  /** The INVITE it began with. */
  readonly invite: Message;
  readonly muted: Promise<void>;
  /** Resolves when the answer was acknowledged: before that JsSIP refuses requests in the dialog. */
  confirmed(): Promise<void>;
  hold(): Promise<void>;
  retrieve(): Promise<void>;
  heldByPhone(held: boolean): Promise<void>;
  digits(count: number): Promise<string>;
  /** Sum of the energy heard so far, WebRTC's own measure. */
  energy(): Promise<number>;
}

export interface FarEnd {
  readonly ua: JsSIP.UA;
  readonly calls: readonly FarCall[];
  registered(): Promise<void>;
  dial(user: string, extraHeaders?: string[]): Promise<FarCall>;
  received(): Promise<FarCall>;
  /** Hangs everything up and forgets what was not asked for. */
  tidy(): void;
  stop(): Promise<void>;
  /** Whether it follows a REFER. Default true. */
  followsRefer: boolean;
}

/** As it is before a test puts something in its place. */
const openMicrophone = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

const endingOf = (incoming: boolean, cause: string, message: Message | null): FarEndEnding => {
  if (cause === 'Terminated') return 'hungUp';
  if (message?.status_code === 486 || message?.status_code === 600) return 'busy';
  if (message?.status_code === 603) return 'declined';
  return incoming && cause === 'Canceled' ? 'cancelled' : 'other';
};

const farCall = (session: RTCSession, invite: Message, media: () => object): FarCall => {
  let tones = '';
  const looks = new Set<() => void>();
  const look = () => looks.forEach((one) => void one());
  const until = <Found>(find: () => Found | undefined | false) =>
    new Promise<Found>((resolve) => {
      const attempt = () => {
        const found = find();
        if (found === undefined || found === false) return;
        looks.delete(attempt);
        resolve(found);
      };
      looks.add(attempt);
      attempt();
    });
  let ending: FarEndEnding | undefined;
  const over = ({ cause, message }: { cause: string; message: unknown }) => {
    ending = endingOf(String(session.direction) === 'incoming', cause, message as Message | null);
    look();
  };
  session.on('confirmed', look);
  session.on('ended', over);
  session.on('failed', over);
  session.on('hold', look);
  session.on('unhold', look);
  session.on('newDTMF', (event: { originator: unknown; dtmf: { tone: string } }) => {
    if (String(event.originator) !== 'remote') return;
    tones += event.dtmf.tone;
    look();
  });
  // The offer need not wait for candidates that will not come.
  session.on('icecandidate', ({ ready }) => setTimeout(ready, 50));
  const changed = (start: (done: () => void) => boolean) =>
    new Promise<void>((resolve, reject) => {
      if (!start(resolve)) reject(new Error('JsSIP would not change the call'));
    });
  return {
    session,
    invite,
    muted: until(() => session.isMuted().audio).then(() => {}),
    answer: async () => session.answer(media()),
    reject: async (as) => session.terminate({ status_code: as === 'busy' ? 486 : 603 }),
    hangUp: async () => session.terminate(),
    confirmed: () => until(() => session.status === session.C.STATUS_CONFIRMED).then(() => {}),
    ended: () => until(() => ending),
    hold: () => changed((done) => session.hold({}, done)),
    retrieve: () => changed((done) => session.unhold({}, done)),
    heldByPhone: (held) => until(() => session.isOnHold().remote === held).then(() => {}),
    digits: (count) => until(() => tones.length >= count && tones.slice(0, count)),
    async energy() {
      const report = await session.connection.getStats();
      let energy = 0;
      for (const stats of report.values()) if (stats.type === 'inbound-rtp') energy += stats.totalAudioEnergy ?? 0;
      return energy;
    },
  };
};

export const startFarEnd = async (environment: SipEnvironment, { user, password }: Account): Promise<FarEnd> => {
  const ua = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(environment.server)],
    uri: `sip:${user}@${environment.domain}`,
    password,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 1,
  });
  const calls: FarCall[] = [];
  let unasked: FarCall[] = [];
  const waiting: ((call: FarCall) => void)[] = [];
  const sinks: HTMLAudioElement[] = [];
  const microphone = await openMicrophone({ audio: true });
  const clones: MediaStream[] = [];
  /** A stream for each call, since JsSIP switches its tracks on and off. */
  const media = () => {
    const mediaStream = microphone.clone();
    clones.push(mediaStream);
    return { mediaStream, pcConfig: { iceServers: [] } };
  };
  const silence = (stream: MediaStream) => stream.getTracks().forEach((track) => void track.stop());

  ua.on('newRTCSession', ({ session, request, originator }: { session: RTCSession; request: unknown; originator: unknown }) => {
    const call = farCall(session, request as Message, media);
    calls.push(call);
    const play = (connection: RTCPeerConnection) =>
      connection.addEventListener('track', ({ track }) => {
        const sink = new Audio();
        sink.srcObject = new MediaStream([track]);
        sink.play().catch(() => {});
        sinks.push(sink);
      });
    if (session.connection) play(session.connection);
    session.on('peerconnection', ({ peerconnection }) => play(peerconnection));
    session.on('refer', ({ accept, reject }) => (farEnd.followsRefer ? accept(undefined, media()) : reject()));
    session.on('replaces', ({ accept }) => {
      let fresh: RTCSession | undefined;
      accept((made: RTCSession) => {
        fresh = made;
      });
      fresh?.answer(media());
    });
    if (String(originator) !== 'remote' || (request as Message).getHeader('Replaces')) return;
    const next = waiting.shift();
    if (next) next(call);
    else unasked.push(call);
  });

  const registered = () =>
    new Promise<void>((resolve) => {
      if (ua.isRegistered()) resolve();
      else ua.on('registered', () => resolve());
    });

  const farEnd: FarEnd = {
    ua,
    calls,
    followsRefer: true,
    registered,
    async dial(target, extraHeaders = []) {
      await registered();
      ua.call(`sip:${target}@${environment.domain}`, { ...media(), extraHeaders });
      return calls.at(-1) as FarCall;
    },
    received: () => {
      const [call] = unasked.splice(0, 1);
      return call ? Promise.resolve(call) : new Promise((resolve) => waiting.push(resolve));
    },
    tidy() {
      for (const { session } of calls.splice(0)) if (!session.isEnded()) session.terminate();
      for (const sink of sinks.splice(0)) sink.srcObject = null;
      clones.splice(0).forEach(silence);
      unasked = [];
      waiting.length = 0;
      farEnd.followsRefer = true;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        farEnd.tidy();
        silence(microphone);
        ua.on('disconnected', () => resolve());
        ua.stop();
      }),
  };
  ua.start();
  await registered();
  return farEnd;
};
