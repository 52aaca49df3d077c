import type { Call, CallCause, Party } from '../../protocol/call.ts';
import { CtiError } from '../../protocol/error.ts';
import type { CallEvent } from '../call-event.ts';
import type { CallStore } from '../call-store.ts';
import type { Agent } from './agent.ts';
import { dataFromHeaders } from './call-data.ts';
import { calledOf, callerOf } from './identity.ts';
import { followRefer, followReplaces, type IncomingTransferContext } from './incoming-transfer.ts';
import type { JsSipSession, UaEvents } from './jssip.ts';
import type { SipSettings } from './options.ts';
import { createSipCall, type SipCall, type SipCallContext } from './sip-call.ts';
import { BUSY_HERE, TEMPORARILY_UNAVAILABLE } from './status-codes.ts';

/** The calls of the phone with the SIP behind them. */
export interface SipCalls {
  /** A session JsSIP has made, ours or of somebody who calls. */
  arrived(event: UaEvents['newRTCSession']): void;
  /** Takes up a session we have made, with its microphone, and tells of it. @throws CtiError when it ended in that very moment */
  originated(session: JsSipSession, made: OutgoingCall): Call;
  /** @throws CtiError `NO_SUCH_CALL` */
  get(callId: string): SipCall;
  readonly all: readonly SipCall[];
  hangUp(call: SipCall): void;
}

export interface OutgoingCall {
  address: string;
  remote: Party;
  microphone: MediaStream;
  cause?: CallCause | undefined;
  consultationFor?: string | undefined;
  data?: Record<string, string> | undefined;
}

export interface SipCallsContext {
  settings: SipSettings;
  store: CallStore;
  agent: Agent;
  microphone(): Promise<MediaStream>;
  play(stream: MediaStream | undefined): void;
  connected(): boolean;
  /** After each event. */
  changed(): void;
}

export const createSipCalls = ({ settings, store, agent, microphone, play, connected, changed }: SipCallsContext): SipCalls => {
  const calls = new Map<string, SipCall>();
  const callIds = new WeakMap<JsSipSession, string>();

  const report = (event: CallEvent) => {
    store.apply(event);
    changed();
  };

  /** What is heard: the latest connected call, else one we dialled whose network plays something. */
  const soundChanged = () => {
    const heard = (state: Call['state']) => {
      const streams = store.calls.filter((call) => call.state === state).map(({ id }) => calls.get(id)?.leg.heard);
      return streams.filter((stream) => stream !== undefined).at(-1);
    };
    play(heard('connected') ?? heard('initiated'));
  };

  const add = (session: JsSipSession, address?: string): SipCall => {
    const id = callIds.get(session) ?? '';
    const call = createSipCall(session, { id, address }, context);
    calls.set(id, call);
    return call;
  };

  const originated: SipCalls['originated'] = (session, { address, microphone: stream, ...told }) => {
    const call = add(session, address);
    call.leg.takeMicrophone(stream);
    report({ type: 'originated', callId: call.id, at: Date.now(), ...told });
    const dialled = store.find(call.id);
    if (!dialled) throw new CtiError('INVALID_STATE', 'The call was hung up in the moment it was made.');
    return dialled;
  };

  const transfers: IncomingTransferContext = {
    settings,
    microphone,
    placed: (session, { user, address }, stream) => void originated(session, { address, remote: { number: user }, microphone: stream, cause: 'transfer' }),
    replaced(call, remote) {
      report({ type: 'transferred', callId: call.id, at: Date.now(), remote, cause: 'transfer' });
      const { session, signalling } = call.leg;
      const now = store.find(call.id);
      if (now?.muted) session.mute({ audio: true });
      if (now?.state === 'held') void signalling.reoffer((done) => session.hold({}, done)).catch(() => {});
    },
  };

  const context: SipCallContext = {
    settings,
    report,
    soundChanged,
    connected,
    refer: (call, event) => void followRefer(call, event, transfers),
    replaces: (call, event) => void followReplaces(call, event, transfers),
    over: ({ id }) => void calls.delete(id),
  };

  return {
    arrived({ originator, session, request }) {
      callIds.set(session, request.call_id);
      // Our own calls are taken up where they are made; one with Replaces continues another.
      if (originator !== 'remote' || request.getHeader('Replaces') !== undefined) return;
      if (settings.rejectWhenNotReady && agent.wish !== 'ready') {
        return session.terminate({ status_code: settings.rejectWhenNotReady === 'busy' ? BUSY_HERE : TEMPORARILY_UNAVAILABLE });
      }
      const { id: callId } = add(session);
      const called = calledOf(request);
      const data = dataFromHeaders(request, settings.dataHeaders);
      report({ type: 'delivered', callId, at: Date.now(), direction: 'inbound', remote: callerOf(request), ...(called && { called }), data });
      // A call that cannot be shown, such as one that hunts back under the id it was refused with, must not ring unseen.
      if (!store.find(callId)) {
        calls.delete(callId);
        session.terminate({ status_code: TEMPORARILY_UNAVAILABLE });
      }
    },
    originated,
    get(callId) {
      const call = calls.get(callId);
      if (!call) throw new CtiError('NO_SUCH_CALL', 'There is no call with this id.');
      return call;
    },
    get all() {
      return [...calls.values()];
    },
    hangUp(call) {
      const state = store.find(call.id)?.state;
      if (state === 'alerting') call.end('busy', BUSY_HERE);
      else call.end(state === 'initiated' ? 'callCancelled' : 'normalClearing');
    },
  };
};
