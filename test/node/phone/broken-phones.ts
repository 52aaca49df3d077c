/** Phones that break one law each, made of the fake phone, to prove that the contract notices. */
import { type Call, CtiError } from '../../../src/index.ts';
import type { CallEvent, Phone, PhoneEvents } from '../../../src/phone/index.ts';
import type { FakePhone, FakePhoneOptions } from '../../../src/testing/index.ts';

export interface BrokenPhone {
  /** What is wrong with it. */
  fault: string;
  /** A case that has to notice. */
  noticedBy: string;
  break(phone: FakePhone): Phone;
  options?: FakePhoneOptions;
}

/** The phone with some members replaced; the others go to the original, which does not use `this`. */
const altered = (phone: FakePhone, change: Partial<Phone>): Phone => Object.create(phone, Object.getOwnPropertyDescriptors(change)) as Phone;

type CallListener = (payload: PhoneEvents['call']) => void;

/** Replaces what `call` listeners get. */
const hearing = (phone: FakePhone, tell: (listener: CallListener, payload: PhoneEvents['call']) => void, change: Partial<Phone> = {}): Phone =>
  altered(phone, {
    ...change,
    on: (name, listener) => (name === 'call' ? phone.on('call', (payload) => tell(listener as CallListener, payload)) : phone.on(name, listener)),
  });

/** Every picture of a call goes through `picture`. */
const picturing = (phone: FakePhone, picture: (call: Call) => Call): Phone => {
  const change = {
    get calls() {
      return phone.calls.map(picture);
    },
  };
  const wrapped = hearing(phone, (listener, { event, call }) => listener({ event, call: picture(call) }));
  return Object.create(wrapped, Object.getOwnPropertyDescriptors(change)) as Phone;
};

const without = (phone: FakePhone, type: CallEvent['type']): Phone =>
  hearing(phone, (listener, payload) => {
    if (payload.event.type !== type) listener(payload);
  });

const plainly = <Method extends (...args: never[]) => Promise<unknown>>(method: Method): Method =>
  ((...args: never[]) => method(...args).catch((error: unknown) => Promise.reject(new Error(String(error))))) as Method;

const at = () => Date.now();

export const brokenPhones: readonly BrokenPhone[] = [
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
    fault: 'takes incoming calls for outgoing ones',
    noticedBy: 'an incoming call is delivered and alerting, and offers what can be done',
    break: (phone) => picturing(phone, (call) => ({ ...call, direction: 'outbound' })),
  },
  {
    fault: 'offers too little',
    noticedBy: 'an incoming call is delivered and alerting, and offers what can be done',
    break: (phone) => picturing(phone, (call) => ({ ...call, actions: call.actions.filter((action) => action !== 'reject') })),
  },
  {
    fault: 'offers too much',
    noticedBy: 'a caller who gives up clears the call with callCancelled',
    break: (phone) => picturing(phone, (call) => (call.state === 'alerting' ? { ...call, actions: [...call.actions, 'hold'] } : call)),
  },
  {
    fault: 'answers without telling when',
    noticedBy: 'answer connects the call and resolves after established',
    break: (phone) => picturing(phone, ({ establishedAt: _, ...call }) => call),
  },
  {
    fault: 'resolves answer before the call is established',
    noticedBy: 'answer connects the call and resolves after established',
    break: (phone) => altered(phone, { answer: async (id) => void phone.answer(id).catch(() => undefined) }),
  },
  {
    fault: 'keeps cleared calls',
    noticedBy: 'when the caller hangs up, the call is cleared with normalClearing',
    break: (phone) => {
      const gone: Call[] = [];
      phone.on('call', ({ call }) => void (call.state === 'null' && gone.push(call)));
      return Object.create(phone, { calls: { get: () => [...phone.calls, ...gone] } }) as Phone;
    },
  },
  {
    fault: 'does not know why a call ended',
    noticedBy: 'when the caller hangs up, the call is cleared with normalClearing',
    break: (phone) => picturing(phone, (call) => (call.cause === 'normalClearing' ? { ...call, cause: 'unknown' } : call)),
  },
  {
    fault: 'tells cleared twice',
    noticedBy: 'a caller who gives up clears the call with callCancelled',
    break: (phone) =>
      hearing(phone, (listener, payload) => {
        listener(payload);
        if (payload.event.type === 'cleared') listener(payload);
      }),
  },
  {
    fault: 'never tells cleared',
    noticedBy: 'hangUp ends the call at both ends',
    break: (phone) => without(phone, 'cleared'),
  },
  {
    fault: 'hangs up only at its own end',
    noticedBy: 'hangUp ends the call at both ends',
    break: (phone) => altered(phone, { hangUp: async (id) => void phone.script.event({ type: 'cleared', callId: id, at: at(), cause: 'normalClearing' }) }),
  },
  {
    fault: 'declines where it should be busy',
    noticedBy: 'reject tells the caller busy, if not said otherwise',
    break: (phone) => altered(phone, { reject: (id) => phone.reject(id, 'declined') }),
  },
  {
    fault: 'is always busy',
    noticedBy: 'reject as declined tells the caller declined',
    break: (phone) => altered(phone, { reject: (id) => phone.reject(id, 'busy') }),
  },
  {
    fault: 'declines when a ringing call is hung up',
    noticedBy: 'hangUp of a ringing call rejects it as busy',
    break: (phone) =>
      altered(phone, {
        hangUp: (id) => (phone.calls.some((call) => call.id === id && call.state === 'alerting') ? phone.reject(id, 'declined') : phone.hangUp(id)),
      }),
  },
  {
    fault: 'takes a caller who gives up for an ordinary end',
    noticedBy: 'a caller who gives up clears the call with callCancelled',
    break: (phone) => picturing(phone, (call) => (call.cause === 'callCancelled' ? { ...call, cause: 'normalClearing' } : call)),
  },
  {
    fault: 'answers a second call without holding the first',
    noticedBy: 'a second call rings beside the first, and answering it holds the first',
    break: (phone) =>
      altered(phone, {
        answer: async (id) => {
          if (!phone.script.event({ type: 'established', callId: id, at: at() })) await phone.answer(id);
        },
      }),
  },
  {
    fault: 'drops the first call when a second is rejected',
    noticedBy: 'a second call that is rejected leaves the first as it is',
    break: (phone) =>
      altered(phone, {
        reject: async (id, as) => {
          for (const call of phone.calls) await (call.id === id ? phone.reject(id, as) : phone.hangUp(call.id));
        },
      }),
  },
  {
    fault: 'gives every call the same id',
    noticedBy: 'ids are not used again',
    break: (phone) => {
      const real = () => phone.calls[0]?.id ?? 'none';
      const picture = (call: Call): Call => ({ ...call, id: 'call' });
      const heard = hearing(phone, (listener, { event, call }) => listener({ event: { ...event, callId: 'call' }, call: picture(call) }));
      const change: Partial<Phone> = {
        get calls() {
          return phone.calls.map(picture);
        },
        reject: (_, as) => phone.reject(real(), as),
      };
      return Object.create(heard, Object.getOwnPropertyDescriptors(change)) as Phone;
    },
  },
  {
    fault: 'does not say that the far end rings',
    noticedBy: 'a dialled call is originated, delivered and established',
    break: (phone) => picturing(phone, (call) => (call.state === 'initiated' ? { ...call, remoteState: 'null' } : call)),
  },
  {
    fault: 'is connected as soon as it dials',
    noticedBy: 'a dialled call is originated, delivered and established',
    break: (phone) => picturing(phone, (call) => (call.state === 'initiated' ? { ...call, state: 'connected' } : call)),
  },
  {
    fault: 'never fails',
    noticedBy: 'a busy far end makes the call failed, then cleared with busy',
    break: (phone) => without(phone, 'failed'),
  },
  {
    fault: 'takes a refusal for an ordinary end',
    noticedBy: 'a far end that declines makes the call failed, then cleared with a cause other than normalClearing',
    break: (phone) => picturing(phone, (call) => (call.cause === 'blocked' ? { ...call, cause: 'normalClearing' } : call)),
  },
  {
    fault: 'takes a wrong number for a busy one',
    noticedBy: 'a number nobody has makes the call failed, then cleared with destNotObtainable',
    break: (phone) => picturing(phone, (call) => (call.cause === 'destNotObtainable' ? { ...call, cause: 'busy' } : call)),
  },
  {
    fault: 'lets the far end ring on after hangUp',
    noticedBy: 'hangUp before the answer cancels the call at the far end',
    break: (phone) => altered(phone, { hangUp: async (id) => void phone.script.event({ type: 'cleared', callId: id, at: at(), cause: 'callCancelled' }) }),
  },
  {
    fault: 'cannot hang up before the far end rings',
    noticedBy: 'hangUp right after dial ends the call',
    break: (phone) =>
      altered(phone, {
        hangUp: (id) =>
          phone.calls.some((call) => call.id === id && call.state === 'initiated' && call.remoteState === 'null')
            ? Promise.reject(new CtiError('INVALID_STATE', 'too early'))
            : phone.hangUp(id),
      }),
  },
  {
    fault: 'does not notice that the far end of a dialled call hung up',
    noticedBy: 'when the far end hangs up a dialled call, it is cleared with normalClearing',
    break: (phone) =>
      hearing(phone, (listener, payload) => {
        if (payload.event.type !== 'cleared' || payload.call.direction !== 'outbound') listener(payload);
      }),
  },
  {
    fault: 'resolves hold before the call is held',
    noticedBy: 'hold and retrieve change the agent’s state only, and resolve after their events',
    break: (phone) =>
      altered(phone, {
        hold: async (id) => {
          const known = phone.calls.find((call) => call.id === id);
          if (!known?.actions.includes('hold')) return phone.hold(id);
          void phone.script.holdUpNext('hold').asked.then(() => undefined);
          void phone.hold(id).catch(() => undefined);
        },
      }),
  },
  {
    fault: 'holds without telling the far end',
    noticedBy: 'the far end notices hold and retrieve',
    break: (phone) => altered(phone, { hold: async (id) => void phone.script.event({ type: 'held', by: 'local', callId: id, at: at() }) }),
  },
  {
    fault: 'takes a far end that holds for an agent who holds',
    noticedBy: 'a far end that holds and retrieves changes its own state only',
    break: (phone) => picturing(phone, (call) => (call.remoteState === 'held' ? { ...call, state: 'held' } : call)),
  },
  {
    fault: 'retrieves one call without holding the other',
    noticedBy: 'retrieving one call holds the other',
    break: (phone) =>
      altered(phone, {
        retrieve: async (id) => {
          if (!phone.script.event({ type: 'retrieved', by: 'local', callId: id, at: at() })) await phone.retrieve(id);
        },
      }),
  },
  {
    fault: 'cannot hang up a held call',
    noticedBy: 'a held call can be hung up',
    break: (phone) =>
      altered(phone, {
        hangUp: (id) =>
          phone.calls.some((call) => call.id === id && call.state === 'held') ? Promise.reject(new CtiError('INVALID_STATE', 'held')) : phone.hangUp(id),
      }),
  },
  {
    fault: 'does not show that it is muted',
    noticedBy: 'mute and unmute change muted and swap their actions',
    break: (phone) => picturing(phone, (call) => ({ ...call, muted: false })),
  },
  {
    fault: 'sends tones backwards',
    noticedBy: 'tones arrive in the order in which they were sent',
    break: (phone) => altered(phone, { sendDtmf: (id, digits) => phone.sendDtmf(id, [...digits].reverse().join('')) }),
  },
  {
    fault: 'sends anything as tones',
    noticedBy: 'tones that do not exist are refused with INVALID_ARGUMENT',
    break: (phone) => altered(phone, { sendDtmf: (id, digits) => phone.sendDtmf(id, digits.replace(/[^0-9]/g, '').slice(0, 64) || '0') }),
  },
  {
    fault: 'does not tell of a transfer',
    noticedBy: 'a blind transfer makes the call transferred, then cleared, and the new party rings',
    break: (phone) => without(phone, 'transferred'),
  },
  {
    fault: 'hangs up where it should transfer',
    noticedBy: 'after a blind transfer the far ends talk',
    break: (phone) => altered(phone, { blindTransfer: (id) => phone.hangUp(id) }),
  },
  {
    fault: 'drops the call when a transfer is refused',
    noticedBy: 'a refused blind transfer leaves the call as it was',
    break: (phone) =>
      altered(phone, {
        blindTransfer: (id, number) => phone.blindTransfer(id, number).catch((error: unknown) => phone.hangUp(id).then(() => Promise.reject(error))),
      }),
  },
  {
    fault: 'does not link a consultation',
    noticedBy: 'consult holds the call and dials another, linked to it',
    break: (phone) => picturing(phone, ({ consultationFor: _, ...call }) => call),
  },
  {
    fault: 'offers completeTransfer on the consultation',
    noticedBy: 'completeTransfer is offered once the consultation was answered, on the first call only',
    break: (phone) =>
      picturing(phone, (call) =>
        call.consultationFor === undefined
          ? { ...call, actions: call.actions.filter((action) => action !== 'completeTransfer') }
          : { ...call, actions: [...call.actions, 'completeTransfer'] },
      ),
  },
  {
    fault: 'keeps the consultation after the transfer',
    noticedBy: 'completeTransfer makes both calls transferred, then cleared',
    break: (phone) =>
      altered(phone, {
        completeTransfer: async (id) => {
          phone.script.event({ type: 'transferred', callId: id, at: at(), cause: 'transfer' });
          phone.script.event({ type: 'cleared', callId: id, at: at(), cause: 'transfer' });
        },
      }),
  },
  {
    fault: 'ends both calls instead of connecting them',
    noticedBy: 'after completeTransfer the far ends talk',
    break: (phone) =>
      altered(phone, {
        completeTransfer: async () => {
          for (const { id } of phone.calls) {
            phone.script.event({ type: 'transferred', callId: id, at: at(), cause: 'transfer' });
            phone.script.event({ type: 'cleared', callId: id, at: at(), cause: 'transfer' });
          }
        },
      }),
  },
  {
    fault: 'drops everything when a consultation is hung up',
    noticedBy: 'a consultation can be hung up and the first call retrieved',
    break: (phone) =>
      altered(phone, {
        hangUp: async (id) => {
          await phone.hangUp(id);
          for (const call of phone.calls) await phone.hangUp(call.id);
        },
      }),
  },
  {
    fault: 'takes unknown calls for calls in the wrong state',
    noticedBy: 'commands for an unknown call reject NO_SUCH_CALL',
    break: (phone) =>
      altered(phone, { mute: (id) => (phone.calls.some((call) => call.id === id) ? phone.mute(id) : Promise.reject(new CtiError('INVALID_STATE', 'no'))) }),
  },
  {
    fault: 'does nothing, and says nothing, about calls that are over',
    noticedBy: 'a call that was cleared is unknown',
    break: (phone) => altered(phone, { reject: async (id, as) => (phone.calls.some((call) => call.id === id) ? phone.reject(id, as) : undefined) }),
  },
  {
    fault: 'calls INVALID_STATE what it does not grant',
    noticedBy: 'commands that are not granted reject NOT_SUPPORTED',
    options: { capabilities: ['dial', 'answer', 'reject', 'hangUp'] },
    break: (phone) => altered(phone, { hold: () => Promise.reject(new CtiError('INVALID_STATE', 'no')) }),
  },
  {
    fault: 'mutes calls that ring',
    noticedBy: 'while a call rings, what does not fit rejects INVALID_STATE and changes nothing',
    break: (phone) =>
      altered(phone, {
        mute: async (id) => {
          const ringing = phone.calls.some((call) => call.id === id && call.state === 'alerting');
          if (ringing) phone.script.event({ type: 'updated', callId: id, at: at(), muted: true });
          else await phone.mute(id);
        },
      }),
  },
  {
    fault: 'tells of a change although it refuses',
    noticedBy: 'while a call is connected, what does not fit rejects INVALID_STATE and changes nothing',
    break: (phone) =>
      altered(phone, {
        answer: (id) => {
          const refused = phone.calls.some((call) => call.id === id && call.state === 'connected');
          if (refused) phone.script.event({ type: 'updated', callId: id, at: at(), data: { tried: 'yes' } });
          return phone.answer(id);
        },
      }),
  },
  {
    fault: 'sends tones to a far end on hold',
    noticedBy: 'while a call is held, what does not fit rejects INVALID_STATE and changes nothing',
    break: (phone) =>
      altered(phone, {
        sendDtmf: async (id, digits) => (phone.calls.some((call) => call.id === id && call.state === 'held') ? undefined : phone.sendDtmf(id, digits)),
      }),
  },
  {
    fault: 'dials anything',
    noticedBy: 'what cannot be dialled rejects INVALID_NUMBER and starts no call',
    break: (phone) => altered(phone, { dial: (request) => phone.dial({ number: request.number.replace(/\D/g, '').slice(0, 20) || '0' }) }),
  },
  {
    fault: 'transfers to anything',
    noticedBy: 'a transfer to what cannot be dialled rejects INVALID_NUMBER and leaves the call as it is',
    break: (phone) => altered(phone, { blindTransfer: (id, number) => phone.blindTransfer(id, number.replace(/\D/g, '') || '0') }),
  },
  {
    fault: 'says UNREACHABLE where it was never connected',
    noticedBy: 'dial before connect rejects NOT_CONNECTED',
    break: (phone) =>
      altered(phone, { dial: (request) => (phone.status.state === 'ready' ? phone.dial(request) : Promise.reject(new CtiError('UNREACHABLE', 'no'))) }),
  },
  {
    fault: 'throws at once',
    noticedBy: 'no method throws at once, whatever it is given',
    break: (phone) =>
      altered(phone, {
        hold: (id) => {
          if (!phone.calls.some((call) => call.id === id)) throw new CtiError('NO_SUCH_CALL', 'no');
          return phone.hold(id);
        },
      }),
  },
  {
    fault: 'rejects with ordinary errors',
    noticedBy: 'commands for an unknown call reject NO_SUCH_CALL',
    break: (phone) => altered(phone, { retrieve: plainly(phone.retrieve) }),
  },
  {
    fault: 'lets a listener that throws stop the others',
    noticedBy: 'a listener that throws disturbs neither the phone nor other listeners',
    break: (phone) => {
      const listeners: CallListener[] = [];
      phone.on('call', (payload) => {
        for (const listener of listeners) listener(payload);
      });
      return altered(phone, {
        on: (name, listener) => {
          if (name !== 'call') return phone.on(name, listener);
          listeners.push(listener as CallListener);
          return () => void (listeners.includes(listener as CallListener) && listeners.splice(listeners.indexOf(listener as CallListener), 1));
        },
      });
    },
  },
  {
    fault: 'does not let listeners go',
    noticedBy: 'a listener that left hears nothing more, and leaving twice does no harm',
    break: (phone) =>
      altered(phone, {
        on: (name, listener) => {
          phone.on(name, listener);
          return () => undefined;
        },
      }),
  },
  {
    fault: 'tells later listeners what came later first',
    noticedBy: 'a command from within a listener works, and all listeners hear the events in one order',
    break: (phone) => {
      let listeners = 0;
      return altered(phone, {
        on: (name, listener) => {
          if (name !== 'call' || listeners++ < 2) return phone.on(name, listener);
          return phone.on('call', (payload) => {
            const tell = () => (listener as CallListener)(payload);
            if (payload.event.type === 'delivered') setTimeout(tell, 20);
            else tell();
          });
        },
      });
    },
  },
  {
    fault: 'tells of events before it applies them',
    noticedBy: 'a caller who gives up clears the call with callCancelled',
    break: (phone) => {
      let calls = phone.calls;
      phone.on('call', () =>
        queueMicrotask(() =>
          queueMicrotask(() => {
            calls = phone.calls;
          }),
        ),
      );
      return Object.create(phone, { calls: { get: () => calls } }) as Phone;
    },
  },
  {
    fault: 'changes the calls it handed out',
    noticedBy: 'a caller who gives up clears the call with callCancelled',
    break: (phone) => {
      const calls: Call[] = [];
      const refilled = () => {
        calls.splice(0, calls.length, ...phone.calls);
        return calls;
      };
      return Object.create(phone, { calls: { get: refilled } }) as Phone;
    },
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
