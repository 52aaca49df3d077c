import { CtiError } from '../../protocol/error.ts';
import type { PhoneStatus } from '../phone.ts';
import { waitMsOf } from '../reconnect.ts';
import { grantedSeconds, retryAfterMs } from './granted-seconds.ts';
import { type JsSipUa, loadJsSip, type SipResponse, type UaEvents } from './jssip.ts';
import { NEVER_SECONDS, NO_ANSWER_TIMEOUT_SECONDS, REFRESH_SHARE, REGISTER_TIMEOUT_MS, UNREGISTER_TIMEOUT_MS, WAKE_PROBE_TIMEOUT_MS } from './limits.ts';
import type { SipSettings } from './options.ts';
import { createSipSocket } from './socket.ts';
import { createTimer } from './timer.ts';
import { createWaiters } from './waiters.ts';

export interface RegistrationEvents {
  status(status: PhoneStatus): void;
  session(event: UaEvents['newRTCSession']): void;
  /** The connection is gone; every dialog with it, until proven otherwise. */
  lost(): void;
  /** Registered, for the first time or again. */
  restored(): void;
}

export interface Registration {
  readonly status: PhoneStatus;
  /** Present once connected for the first time. */
  readonly ua: JsSipUa | undefined;
  connect(signal?: AbortSignal): Promise<void>;
  /** `atOnce`: without waiting for the answer, for a page that goes. */
  disconnect(how?: { atOnce?: boolean }): Promise<void>;
  /** The page was asleep or the network changed: make sure that the connection still is one. */
  wake(): void;
}

const refusedForGood = new Set([401, 403, 404, 407]);

/** Keeps the phone connected and registered, from `connect` to `disconnect`. One JsSIP user agent for all its life. */
export const createRegistration = (settings: SipSettings, tell: RegistrationEvents): Registration => {
  const { timers, reconnect } = settings;
  const address = `sip:${settings.user}@${settings.domain}`;
  const waiters = createWaiters();
  const answerBy = createTimer(timers);
  const refresh = createTimer(timers);
  const again = createTimer(timers);
  let status: PhoneStatus = { state: 'disconnected' };
  let ua: JsSipUa | undefined;
  let wanted = false;
  let refusals = 0;
  let unregistered = () => {};
  let closing: Promise<void> | undefined;

  const become = (next: PhoneStatus) => {
    status = next;
    tell.status(next);
  };

  const idle = () => {
    for (const timer of [answerBy, refresh, again]) timer.clear();
  };

  const unreachable = (details?: Record<string, unknown>, message = 'The SIP server cannot be reached. Trying again.') =>
    new CtiError('UNREACHABLE', message, { details });

  const retrying = (attempt: number, error: CtiError) => {
    become({ state: 'reconnecting', attempt, error });
    waiters.reject(error);
  };

  const socket = createSipSocket(settings, {
    lost() {
      idle();
      tell.lost();
    },
    failed(attempt) {
      if (!wanted) return;
      retrying(attempt, unreachable());
      // JsSIP would wait for ever; told to connect it clears its own timer and leaves the waiting to our socket.
      if (wanted) ua?.transport.connect();
    },
  });

  const giveUp = (error: CtiError) => {
    wanted = false;
    idle();
    if (socket.open) tell.lost();
    ua?.transport.disconnect();
    become({ state: 'failed', error });
    waiters.reject(error);
  };

  /** Any message from the server proves the connection; a renewal that succeeds is not told by JsSIP. */
  const register = (withinMs: number) => {
    const before = socket.heard;
    answerBy.set(() => {
      if (socket.heard === before || status.state !== 'ready') socket.fail();
    }, withinMs);
    ua?.register();
  };

  const renew = (periodMs: number) => {
    refresh.set(() => {
      renew(periodMs);
      register(REGISTER_TIMEOUT_MS);
    }, periodMs);
  };

  const registered = ({ response }: { response: SipResponse }) => {
    idle();
    socket.settled();
    refusals = 0;
    const seconds = grantedSeconds(response, (contact) => contact.includes(`:${ua?.contact.uri.user}@`), settings.registerExpiresSeconds);
    renew(seconds * 1_000 * REFRESH_SHARE);
    become({ state: 'ready', address });
    waiters.resolve();
    tell.restored();
  };

  const refused = ({ response, cause }: UaEvents['registrationFailed']) => {
    if (!wanted) return;
    if (!response) {
      // A connection error has been dealt with by the socket.
      if (cause === 'Request Timeout') socket.fail();
      return;
    }
    const details = { status: response.status_code, reason: response.reason_phrase };
    if (refusedForGood.has(response.status_code))
      return giveUp(new CtiError('UNAUTHORIZED', 'The SIP server refused this user name or password. Check the settings, then connect again.', { details }));
    idle();
    refusals += 1;
    const waitMs = retryAfterMs(response);
    // The connection itself is good and running calls need it, so only the registration is tried again.
    again.set(() => register(REGISTER_TIMEOUT_MS), waitMsOf(reconnect, { attempt: refusals, random: Math.random(), retryAfterMs: waitMs }));
    retrying(refusals, unreachable(details, 'The SIP server does not accept registrations at present. Trying again.'));
  };

  const hurry = () => {
    if (again.running) {
      again.clear();
      register(REGISTER_TIMEOUT_MS);
    } else socket.hurry();
  };

  const build = async (): Promise<JsSipUa> => {
    const { UA } = await loadJsSip(settings.jssip);
    const agent = new UA({
      sockets: socket.face,
      uri: address,
      ...settings.credentials,
      ...(settings.displayName === undefined ? {} : { display_name: settings.displayName }),
      ...(settings.instanceId === undefined ? {} : { instance_id: settings.instanceId }),
      register: false,
      register_expires: settings.registerExpiresSeconds,
      session_timers: settings.sessionTimers,
      no_answer_timeout: NO_ANSWER_TIMEOUT_SECONDS,
      connection_recovery_min_interval: NEVER_SECONDS,
      connection_recovery_max_interval: NEVER_SECONDS,
      user_agent: 'Ringframe',
    });
    agent.on('connected', () => register(REGISTER_TIMEOUT_MS));
    agent.on('registered', registered);
    agent.on('registrationFailed', refused);
    // JsSIP's own renewal would come later than ours; with a listener it leaves that to us.
    agent.on('registrationExpiring', () => register(REGISTER_TIMEOUT_MS));
    agent.on('unregistered', () => unregistered());
    agent.on('newRTCSession', tell.session);
    return agent;
  };

  const open = async () => {
    wanted = true;
    refusals = 0;
    become({ state: 'connecting' });
    try {
      await closing;
      if (!ua) {
        const built = await build();
        ua ??= built;
      }
    } catch (error) {
      wanted = false;
      const failure = error instanceof CtiError ? error : new CtiError('INVALID_ARGUMENT', 'JsSIP refused the settings of sipPhone.', { cause: error });
      become({ state: 'failed', error: failure });
      waiters.reject(failure);
      return;
    }
    if (wanted) ua.transport.connect();
  };

  const close = async (atOnce: boolean) => {
    const wasRegistered = ua?.isRegistered() === true && socket.open;
    idle();
    if (wasRegistered && atOnce) ua?.unregister();
    else if (wasRegistered) {
      await new Promise<void>((resolve) => {
        unregistered = resolve;
        answerBy.set(resolve, UNREGISTER_TIMEOUT_MS);
        ua?.unregister();
      });
      unregistered = () => {};
      answerBy.clear();
    }
    ua?.transport.disconnect();
  };

  const disconnect: Registration['disconnect'] = async ({ atOnce = false } = {}) => {
    if (!wanted && status.state === 'disconnected') return closing;
    wanted = false;
    waiters.reject(new CtiError('ABORTED', 'The phone was told to disconnect.'));
    closing ??= close(atOnce).finally(() => {
      closing = undefined;
      if (!wanted) become({ state: 'disconnected' });
    });
    return closing;
  };

  return {
    get status() {
      return status;
    },
    get ua() {
      return ua;
    },
    connect(signal) {
      if (signal?.aborted) return Promise.reject(new CtiError('ABORTED', 'The caller gave up before the phone began to connect.'));
      if (wanted && status.state === 'ready') return Promise.resolve();
      const done = waiters.add(signal, () => {
        if (waiters.empty && status.state !== 'ready') void disconnect();
      });
      if (wanted) hurry();
      else void open();
      return done;
    },
    disconnect,
    wake() {
      if (!wanted) return;
      if (status.state === 'ready') register(WAKE_PROBE_TIMEOUT_MS);
      else hurry();
    },
  };
};
