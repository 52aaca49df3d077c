/** Phones that come, go and lose signalling in a wrong way. */
import { CtiError } from '../../../../src/index.ts';
import type { Phone } from '../../../../src/phone/index.ts';
import { altered, at, type BrokenPhone, picturing } from './broken-phone.ts';

export const brokenConnection: readonly BrokenPhone[] = [
  {
    fault: 'connects when constructed',
    noticedBy: 'constructing a phone connects nothing and starts nothing',
    break: (phone) => {
      void phone.connect();
      return phone;
    },
  },
  {
    fault: 'starts a timer when constructed',
    noticedBy: 'constructing a phone connects nothing and starts nothing',
    break: (phone) => {
      clearTimeout(setTimeout(() => undefined, 1));
      return phone;
    },
  },
  {
    fault: 'resolves connect before it is ready',
    noticedBy: 'connect resolves when the phone is ready, and tells so before',
    break: (phone) => altered(phone, { connect: async () => void phone.connect().catch(() => undefined) }),
  },
  {
    fault: 'refuses a second connect',
    noticedBy: 'a second connect joins the first',
    break: (phone) => {
      let connecting = false;
      return altered(phone, {
        connect: (options) => {
          if (connecting) return Promise.reject(new CtiError('INVALID_STATE', 'once only'));
          connecting = true;
          return phone.connect(options);
        },
      });
    },
  },
  {
    fault: 'does not look at the signal of connect',
    noticedBy: 'connect with a signal that was aborted rejects ABORTED and leaves the phone disconnected',
    break: (phone) => altered(phone, { connect: () => phone.connect() }),
  },
  {
    fault: 'looks at the signal of connect only at the start',
    noticedBy: 'an abort while connecting rejects ABORTED, and the phone can be connected afterwards',
    break: (phone) => altered(phone, { connect: (options) => (options?.signal?.aborted ? phone.connect(options) : phone.connect()) }),
  },
  {
    fault: 'calls every failure to connect REFUSED',
    noticedBy: 'a wrong password rejects UNAUTHORIZED and gives up',
    break: (phone) => altered(phone, { connect: () => phone.connect().catch(() => Promise.reject(new CtiError('REFUSED', 'no'))) }),
  },
  {
    fault: 'gives up when the server cannot be reached',
    noticedBy: 'a server that cannot be reached rejects UNREACHABLE, and the phone keeps trying until disconnect',
    break: (phone) =>
      altered(phone, {
        connect: () => phone.connect().catch((error: unknown) => phone.disconnect().then(() => Promise.reject(error))),
      }),
  },
  {
    fault: 'stays connected after disconnect',
    noticedBy: 'after disconnect the phone is disconnected and can connect again',
    break: (phone) => altered(phone, { disconnect: async () => undefined }),
  },
  {
    fault: 'leaves calls up when it disconnects',
    noticedBy: 'disconnect hangs up calls',
    break: (phone) => altered(phone, { disconnect: async () => undefined }),
  },
  {
    fault: 'resolves setAgentState without doing it',
    noticedBy: 'setAgentState changes the agent and resolves after the event',
    break: (phone) => altered(phone, { setAgentState: async () => undefined }),
  },
  {
    fault: 'hides that signalling is lost',
    noticedBy: 'lost signalling in a call is visible at once, the call lives on, and only hangUp is left',
    break: (phone) => picturing(phone, (call) => ({ ...call, signalling: 'up' })),
  },
  {
    fault: 'ends calls when signalling is lost',
    noticedBy: 'lost signalling in a call is visible at once, the call lives on, and only hangUp is left',
    break: (phone) => {
      phone.on('status', ({ state }) => {
        if (state === 'reconnecting') for (const { id } of phone.calls) phone.script.event({ type: 'cleared', callId: id, at: at(), cause: 'signallingLost' });
      });
      return phone;
    },
  },
  {
    fault: 'cannot hang up while signalling is lost',
    noticedBy: 'hangUp works while signalling is lost',
    break: (phone) =>
      altered(phone, { hangUp: (id) => (phone.status.state === 'reconnecting' ? Promise.reject(new CtiError('NOT_CONNECTED', 'no')) : phone.hangUp(id)) }),
  },
  {
    fault: 'says REFUSED where it is not connected',
    noticedBy: 'dial while signalling is lost rejects NOT_CONNECTED',
    break: (phone) =>
      altered(phone, { dial: (request) => (phone.status.state === 'ready' ? phone.dial(request) : Promise.reject(new CtiError('REFUSED', 'no'))) }),
  },
  {
    fault: 'does not say that it is back',
    noticedBy: 'the phone comes back by itself, and takes calls again',
    break: (phone) => {
      let lost = false;
      phone.on('status', ({ state }) => {
        lost ||= state === 'reconnecting';
      });
      const status = () => (lost ? ({ state: 'reconnecting', attempt: 1 } as const) : phone.status);
      return Object.create(phone, { status: { get: status } }) as Phone;
    },
  },
  {
    fault: 'leaves calls up when it is disposed of',
    noticedBy: 'dispose ends calls at both ends, and may be called twice',
    break: (phone) => altered(phone, { dispose: async () => undefined }),
  },
  {
    fault: 'refuses a second dispose',
    noticedBy: 'dispose ends calls at both ends, and may be called twice',
    break: (phone) => {
      let disposed = false;
      return altered(phone, {
        dispose: () => {
          if (disposed) return Promise.reject(new CtiError('DISPOSED', 'once only'));
          disposed = true;
          return phone.dispose();
        },
      });
    },
  },
  {
    fault: 'works on after dispose',
    noticedBy: 'after dispose every command rejects DISPOSED and nothing is told',
    break: (phone) => altered(phone, { setAgentState: async () => undefined }),
  },
  {
    fault: 'cannot be disposed of before it was connected',
    noticedBy: 'a phone that was never connected can be disposed of',
    break: (phone) =>
      altered(phone, { dispose: () => (phone.status.state === 'disconnected' ? Promise.reject(new CtiError('NOT_CONNECTED', 'no')) : phone.dispose()) }),
  },
  {
    fault: 'says ABORTED to those who wait for connect when it is disposed of',
    noticedBy: 'dispose while connecting rejects connect with DISPOSED',
    break: (phone) => altered(phone, { dispose: () => phone.disconnect().then(() => phone.dispose()) }),
  },
  {
    fault: 'leaves commands pending when it is disposed of',
    noticedBy: 'dispose rejects a command under way with DISPOSED',
    break: (phone) =>
      altered(phone, {
        answer: (id) => phone.answer(id).catch((error: CtiError) => (error.code === 'DISPOSED' ? new Promise<never>(() => undefined) : Promise.reject(error))),
      }),
  },
];
