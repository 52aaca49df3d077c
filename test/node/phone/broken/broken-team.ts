/** Phones that get teams, supervision or requests for help wrong. */
import type { Assistance } from '../../../../src/index.ts';
import type { Phone } from '../../../../src/phone/index.ts';
import type { FakePhone } from '../../../../src/testing/index.ts';
import { altered, type BrokenPhone } from './broken-phone.ts';

/** Replaces what listeners of `assistance` get. */
const hearingOfHelp = (phone: FakePhone, tell: (listener: (assistance: Assistance) => void, assistance: Assistance) => void): Phone =>
  altered(phone, {
    on: (name, listener) =>
      name === 'assistance' ? phone.on('assistance', (one) => tell(listener as (assistance: Assistance) => void, one)) : phone.on(name, listener),
  });

export const brokenTeam: readonly BrokenPhone[] = [
  {
    fault: 'changes the team without a word',
    noticedBy: 'the team has who is in it, with the state and the calls of each, and what the agent’s own line keeps stays there',
    break: (phone) => altered(phone, { on: (name, listener) => (name === 'team' ? () => undefined : phone.on(name, listener)) }),
  },
  {
    fault: 'shows the supervisor what the agent can do',
    noticedBy: 'the team has who is in it, with the state and the calls of each, and what the agent’s own line keeps stays there',
    break: (phone) => {
      const team = phone.script.team;
      phone.script.team = ({ member, ...change }) =>
        team({ ...change, ...(member && { member: { ...member, calls: member.calls.map((call) => ({ ...call, data: { customer: '17' } })) } }) });
      return phone;
    },
  },
  {
    fault: 'barges in where it is to listen',
    noticedBy: 'superviseCall resolves with a call of the supervisor’s own, and a silent monitor is noticed by nobody',
    break: (phone) => altered(phone, { superviseCall: (request) => phone.superviseCall({ ...request, how: 'bargeIn' }) }),
  },
  {
    fault: 'never gets further than whispering',
    noticedBy: 'the way of supervision changes in one call, from whisper to barge-in to intercept, and each shows',
    break: (phone) => altered(phone, { superviseCall: (request) => phone.superviseCall({ ...request, how: 'whisper' }) }),
  },
  {
    fault: 'supervises whomever it is told to',
    noticedBy: 'who is not in the team is refused, a call that is not the agent’s is unknown, and nothing happens',
    break: (phone) => altered(phone, { superviseCall: (request) => phone.superviseCall({ ...request, agentId: phone.team[0]?.agentId ?? request.agentId }) }),
  },
  {
    fault: 'never logs anybody out',
    noticedBy: 'setMemberState changes the agent’s state, and resolves after it was told',
    break: (phone) => altered(phone, { setMemberState: async (request) => (request.state === 'loggedOut' ? undefined : phone.setMemberState(request)) }),
  },
  {
    fault: 'does not say that somebody has come',
    noticedBy: 'help that was asked for is told as asked, as taken when the supervisor has come, and as over with its call',
    break: (phone) => hearingOfHelp(phone, (listener, assistance) => assistance.state === 'taken' || listener(assistance)),
  },
  {
    fault: 'takes every request for the agent’s own',
    noticedBy: 'help that an agent of the team asks for is told to the supervisor',
    break: (phone) => hearingOfHelp(phone, (listener, assistance) => listener({ ...assistance, agentId: 'agent' })),
  },
];
