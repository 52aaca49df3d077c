/** Phones that go wrong with more than two people, or with what is kept with a call. */
import { altered, at, type BrokenPhone, picturing, without } from './broken-phone.ts';

const consultationOf = (phone: Parameters<BrokenPhone['break']>[0]) => phone.calls.find(({ consultationFor }) => consultationFor !== undefined)?.id ?? '';

export const brokenConference: readonly BrokenPhone[] = [
  {
    fault: 'leaves the first call on hold when a consultation is cancelled',
    noticedBy: 'cancelConsult ends the consultation and takes the first call back',
    break: (phone) => altered(phone, { cancelConsult: () => phone.hangUp(consultationOf(phone)) }),
  },
  {
    fault: 'cancels a consultation only at its own end',
    noticedBy: 'cancelConsult ends the consultation and takes the first call back',
    break: (phone) =>
      altered(phone, {
        cancelConsult: async (id) => {
          phone.script.event({ type: 'cleared', callId: consultationOf(phone), at: at(), cause: 'normalClearing' });
          await phone.retrieve(id);
        },
      }),
  },
  {
    fault: 'cancels a consultation only once it was answered',
    noticedBy: 'cancelConsult works while the consultation rings, on the first call only',
    break: (phone) =>
      picturing(phone, (call) =>
        phone.calls.some(({ consultationFor, state }) => consultationFor === call.id && state === 'initiated')
          ? { ...call, actions: call.actions.filter((action) => action !== 'cancelConsult') }
          : call,
      ),
  },
  {
    fault: 'does not say who is in a conference',
    noticedBy: 'conference joins the consultation into the first call, with both far ends as its parties',
    break: (phone) => picturing(phone, ({ parties: _, ...call }) => call),
  },
  {
    fault: 'names the parties of a conference the wrong way around',
    noticedBy: 'conference joins the consultation into the first call, with both far ends as its parties',
    break: (phone) => picturing(phone, (call) => (call.parties ? { ...call, parties: [...call.parties].reverse() } : call)),
  },
  {
    fault: 'does not tell of a conference',
    noticedBy: 'conference joins the consultation into the first call, with both far ends as its parties',
    break: (phone) => without(phone, 'conferenced'),
  },
  {
    fault: 'keeps the consultation beside the conference',
    noticedBy: 'conference joins the consultation into the first call, with both far ends as its parties',
    break: (phone) =>
      altered(phone, {
        conference: async (id) => {
          const parties = phone.calls.map(({ remote }) => remote);
          phone.script.event({ type: 'conferenced', by: 'local', callId: id, at: at(), parties });
        },
      }),
  },
  {
    fault: 'offers a conference while the consultation rings',
    noticedBy: 'conference is offered once the consultation was answered, on the first call only',
    break: (phone) =>
      picturing(phone, (call) =>
        call.actions.includes('cancelConsult') ? { ...call, actions: [...new Set([...call.actions, 'conference' as const])] } : call,
      ),
  },
  {
    fault: 'only pretends to make a conference',
    noticedBy: 'in a conference the far ends talk',
    break: (phone) =>
      altered(phone, {
        conference: async (id) => {
          const parties = phone.calls.map(({ remote }) => remote);
          phone.script.event({ type: 'conferenced', by: 'local', callId: id, at: at(), parties });
          phone.script.event({ type: 'cleared', callId: consultationOf(phone), at: at(), cause: 'conference' });
        },
      }),
  },
  {
    fault: 'forgets a party instead of dropping it',
    noticedBy: 'dropParty sends one party out, and the call goes on with the other',
    break: (phone) => altered(phone, { dropParty: async (id, number) => phone.script.partyLeaves(id, number) }),
  },
  {
    fault: 'ends the whole conference when one party is dropped',
    noticedBy: 'dropParty sends one party out, and the call goes on with the other',
    break: (phone) => altered(phone, { dropParty: (id, number) => phone.dropParty(id, number).then(() => phone.hangUp(id)) }),
  },
  {
    fault: 'drops anybody when it does not know the number',
    noticedBy: 'dropParty of somebody who is not in the call rejects INVALID_ARGUMENT and changes nothing',
    break: (phone) =>
      altered(phone, {
        dropParty: (id, number) =>
          phone.dropParty(id, number).catch(() => phone.dropParty(id, phone.calls.find((call) => call.id === id)?.parties?.[0]?.number ?? '')),
      }),
  },
  {
    fault: 'does not notice that a party left',
    noticedBy: 'a party that leaves by itself is told as connectionCleared, and the call goes on',
    break: (phone) => without(phone, 'connectionCleared'),
  },
  {
    fault: 'replaces all call data by what is set',
    noticedBy: 'setCallData sets and takes away by name, leaves the rest, and resolves after updated',
    break: (phone) =>
      altered(phone, {
        setCallData: async (id, data) => {
          const known = phone.calls.find((call) => call.id === id)?.data ?? {};
          const nothing = Object.fromEntries(Object.keys(known).map((name) => [name, '']));
          await phone.setCallData(id, { ...nothing, ...data });
        },
      }),
  },
  {
    fault: 'cuts call data that is too long',
    noticedBy: 'what is not call data, or more than can be kept, rejects INVALID_ARGUMENT, and nothing of it is kept',
    break: (phone) =>
      altered(phone, {
        setCallData: async (id, data) => {
          const long = data && Object.entries(data).find(([, value]) => typeof value === 'string' && value.length > 4_000);
          await phone.setCallData(id, long ? { ...data, [long[0]]: long[1].slice(0, 4_000) } : data);
        },
      }),
  },
];
