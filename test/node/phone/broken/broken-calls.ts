/** Phones that get the course of a call wrong. */
import { type Call, CtiError } from '../../../../src/index.ts';
import type { Phone } from '../../../../src/phone/index.ts';
import { altered, at, type BrokenPhone, hearing, picturing, without } from './broken-phone.ts';

export const brokenCalls: readonly BrokenPhone[] = [
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
];
