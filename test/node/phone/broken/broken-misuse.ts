/** Phones that take what they should refuse, and phones whose listeners suffer. */
import { CtiError } from '../../../../src/index.ts';
import { altered, at, type BrokenPhone, type CallListener, plainly } from './broken-phone.ts';

export const brokenMisuse: readonly BrokenPhone[] = [
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
];
