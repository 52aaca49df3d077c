/** Phones that hold, sound or transfer in a wrong way. */
import { CtiError } from '../../../../src/index.ts';
import { altered, at, type BrokenPhone, picturing, without } from './broken-phone.ts';

export const brokenFeatures: readonly BrokenPhone[] = [
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
    fault: 'dials while it talks',
    noticedBy: 'dialling holds the call that is connected, first',
    break: (phone) =>
      altered(phone, {
        dial: async (request) => {
          const callId = 'dialled while talking';
          const call = phone.script.event({ type: 'originated', callId, at: at(), remote: { number: request.number } });
          return call ?? phone.dial(request);
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
];
