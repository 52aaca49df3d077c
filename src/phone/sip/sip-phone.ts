/** A phone over SIP in the browser (RFC 3261, 7118): JsSIP for the protocol, WebRTC for the sound. */

import { createEmitter } from '../../protocol/emitter.ts';
import type { PhoneCommandName } from '../../protocol/phone-commands.ts';
import { createCallStore } from '../call-store.ts';
import { createPendingCommands } from '../pending-commands.ts';
import type { Phone, PhoneEvents } from '../phone.ts';
import { createAgent } from './agent.ts';
import { createCommands } from './commands.ts';
import { watchLifecycle } from './lifecycle.ts';
import { resolveOptions, type SipPhoneOptions } from './options.ts';
import { createQualityMonitor } from './quality-monitor.ts';
import { createRegistration } from './registration.ts';
import { createSipCalls } from './sip-calls.ts';
import { createSound } from './sound.ts';

const capabilities: readonly PhoneCommandName[] = [
  'dial',
  'answer',
  'reject',
  'hangUp',
  'hold',
  'retrieve',
  'mute',
  'unmute',
  'sendDtmf',
  'blindTransfer',
  'consult',
  'completeTransfer',
  'cancelConsult',
  'setAgentState',
];

/**
 * A phone registered at a SIP server over WebSocket, with its sound in this page. Nothing is connected before `connect`.
 *
 * Its registration is renewed at 45 % of its time, so that the late timers of hidden pages do no harm, and proven again whenever
 * the page wakes up, is shown, or the network returns. There is no worker: making one from a Blob breaks `worker-src 'self'`, and
 * a library has no URL of its own to load one from. A page that has a worker can lend its `timers`.
 *
 * @throws CtiError `INVALID_ARGUMENT` for options that cannot work
 * @example
 * const phone = sipPhone({ server: 'wss://pbx.example/ws', user: 'alice', password });
 * phone.on('call', ({ event, call }) => console.log(event.type, call.state));
 * await phone.connect();
 * await phone.dial({ number: '+46 8 123 456 78' });
 */
export const sipPhone = (options: SipPhoneOptions): Phone => {
  const settings = resolveOptions(options);
  const emitter = createEmitter<PhoneEvents>();
  const pending = createPendingCommands();
  const store = createCallStore({ capabilities, emitter });
  const agent = createAgent((status) => emitter.emit('agent', status));
  const sound = createSound(settings, options, pending, { calls: () => calls.all, blocked: (blocked) => emitter.emit('audio', { blocked }) });
  const quality = createQualityMonitor(
    settings.timers,
    settings.qualityIntervalMs,
    () => calls.all,
    (measured) => emitter.emit('quality', measured),
  );

  let loggedIn = false;
  const followAgent = () => {
    const { state } = registration.status;
    // A connection that is lost for a while logs nobody out.
    loggedIn = state === 'ready' || (loggedIn && state === 'reconnecting');
    agent.follow(loggedIn, store.calls);
  };

  const calls = createSipCalls({
    settings,
    store,
    agent,
    microphone: () => pending.run(sound.microphone),
    play: sound.play,
    connected: () => registration.status.state === 'ready',
    changed() {
      followAgent();
      quality.watch();
    },
  });

  const registration = createRegistration(settings, {
    status(status) {
      emitter.emit('status', status);
      followAgent();
    },
    session: calls.arrived,
    lost() {
      for (const call of calls.all) call.connectionLost();
    },
    restored() {
      for (const call of calls.all) call.connectionRestored();
    },
  });

  const disconnect = (how?: { atOnce: boolean }) => {
    for (const call of calls.all) calls.hangUp(call);
    return registration.disconnect(how);
  };

  let unwatch = () => {};
  let returning = false;
  const lifecycle = {
    awake: registration.wake,
    leaving(mayReturn: boolean) {
      const { state } = registration.status;
      returning = mayReturn && state !== 'disconnected' && state !== 'failed';
      // An open connection keeps a page out of the back/forward cache; what was sent before it closes still leaves.
      void disconnect({ atOnce: true });
    },
    returned() {
      if (returning) registration.connect().catch(() => {});
      returning = false;
    },
  };

  return {
    capabilities,
    get status() {
      return registration.status;
    },
    get calls() {
      return store.calls;
    },
    get agent() {
      return agent.status;
    },
    team: [],
    assistance: [],
    audio: sound.audio,
    on: emitter.on,
    connect: ({ signal } = {}) =>
      pending.run(() => {
        unwatch();
        unwatch = watchLifecycle(lifecycle);
        return registration.connect(signal);
      }),
    disconnect: () =>
      pending.run(() => {
        unwatch();
        return disconnect();
      }),
    async dispose() {
      pending.dispose();
      unwatch();
      quality.stop();
      await disconnect();
      sound.dispose();
      store.dispose();
      emitter.dispose();
    },
    ...createCommands({ capabilities, settings, pending, store, calls, agent, sound, registration }),
  };
};
