/** Phones that get the agent wrong. */
import { CtiError } from '../../../../src/index.ts';
import type { Phone } from '../../../../src/phone/index.ts';
import type { FakePhone } from '../../../../src/testing/index.ts';
import { altered, type BrokenPhone } from './broken-phone.ts';

/** Whatever the agent is asked for is refused with another code. */
const coded = (phone: FakePhone, change: (code: string) => string): Phone => {
  const recoded = (promise: Promise<void>) => promise.catch((error: CtiError) => Promise.reject(new CtiError(change(error.code), 'no')));
  return altered(phone, {
    logIn: (request) => recoded(phone.logIn(request)),
    logOut: (request) => recoded(phone.logOut(request)),
  });
};

export const brokenAgent: readonly BrokenPhone[] = [
  {
    fault: 'disconnects when the agent logs out',
    noticedBy: 'logOut logs the agent out and leaves the phone connected, logIn logs in again, and both resolve after their events',
    break: (phone) => altered(phone, { logOut: () => phone.disconnect() }),
  },
  {
    fault: 'resolves logIn before the agent is logged in',
    noticedBy: 'logOut logs the agent out and leaves the phone connected, logIn logs in again, and both resolve after their events',
    break: (phone) =>
      altered(phone, {
        logIn: async (request) => {
          phone.script.holdUpNext('logIn');
          void phone.logIn(request).catch(() => undefined);
        },
      }),
  },
  {
    fault: 'logs in twice',
    noticedBy: 'who is logged in cannot log in, who is logged out can neither log out nor be ready: INVALID_STATE, and nothing changes',
    break: (phone) => altered(phone, { logIn: (request) => (phone.agent.state === 'loggedOut' ? phone.logIn(request) : Promise.resolve()) }),
  },
  {
    fault: 'makes agents ready who are logged out',
    noticedBy: 'who is logged in cannot log in, who is logged out can neither log out nor be ready: INVALID_STATE, and nothing changes',
    break: (phone) =>
      altered(phone, {
        setAgentState: async (request) => {
          if (phone.agent.state === 'loggedOut') phone.script.agent(request);
          else await phone.setAgentState(request);
        },
      }),
  },
  {
    fault: 'takes any password of an agent',
    noticedBy: 'logging in with a wrong password rejects UNAUTHORIZED and logs nobody in',
    break: (phone) => altered(phone, { logIn: (request) => phone.logIn({ ...request, password: 'a password' }) }),
  },
  {
    fault: 'says INVALID_STATE where it is not connected',
    noticedBy: 'logIn and logOut before connect reject NOT_CONNECTED',
    break: (phone) => coded(phone, (code) => (code === 'NOT_CONNECTED' ? 'INVALID_STATE' : code)),
  },
  {
    fault: 'makes every agent work after a call',
    noticedBy: 'with the work mode autoIn the agent is ready after a call',
    break: (phone) => {
      phone.on('call', ({ event }) => {
        if (event.type === 'cleared') phone.script.agent({ state: 'workingAfterCall' });
        if (event.type === 'cleared') phone.script.agent({ state: 'ready' });
      });
      return phone;
    },
  },
  {
    fault: 'does not heed the work mode',
    noticedBy: 'with the work mode manualIn the agent works after a call, until ready is asked for',
    break: (phone) => altered(phone, { logIn: (request) => phone.logIn({ ...request, workMode: 'autoIn' }) }),
  },
  {
    fault: 'makes agents work after calls they never had',
    noticedBy: 'a call that was never answered leads to no work after it',
    break: (phone) => {
      phone.on('call', ({ event, call }) => {
        if (event.type === 'cleared' && call.establishedAt === undefined) phone.script.agent({ state: 'workingAfterCall' });
      });
      return phone;
    },
  },
  {
    fault: 'leaves the agent at work after the wrap-up',
    noticedBy: 'wrapUp ends the work after the call, and resolves after the event',
    break: (phone) => altered(phone, { wrapUp: async () => undefined }),
  },
  {
    fault: 'wraps up calls that still run',
    noticedBy: 'wrapUp of a call that still runs rejects INVALID_STATE and changes nothing',
    break: (phone) => altered(phone, { wrapUp: async (request) => (phone.calls.some(({ id }) => id === request.callId) ? undefined : phone.wrapUp(request)) }),
  },
  {
    fault: 'makes everybody ready after a wrap-up',
    noticedBy: 'after wrapUp the agent is in the state that was asked for during the call',
    break: (phone) =>
      altered(phone, {
        wrapUp: async (request) => {
          await phone.wrapUp(request);
          phone.script.agent({ state: 'ready' });
        },
      }),
  },
  {
    fault: 'takes an agent who gives no reason',
    noticedBy: 'not ready without a mandatory reason, or with an unknown one, rejects INVALID_ARGUMENT; with one it is done',
    break: (phone) => altered(phone, { setAgentState: (request) => phone.setAgentState({ ...request, reason: request.reason || 'LUNCH' }) }),
  },
  {
    fault: 'takes reasons that do not exist',
    noticedBy: 'not ready without a mandatory reason, or with an unknown one, rejects INVALID_ARGUMENT; with one it is done',
    break: (phone) => altered(phone, { setAgentState: (request) => phone.setAgentState({ ...request, reason: request.reason && 'LUNCH' }) }),
  },
  {
    fault: 'logs out without asking why',
    noticedBy: 'logging out without a mandatory reason, or with an unknown one, rejects INVALID_ARGUMENT; with one it is done',
    break: (phone) => altered(phone, { logOut: () => phone.logOut({ reason: 'HOME' }) }),
  },
  {
    fault: 'lets agents go on without a wrap-up',
    noticedBy: 'where wrapping up is mandatory, the agent is not ready before it, nor by a code that does not exist',
    break: (phone) =>
      altered(phone, {
        setAgentState: async (request) => {
          if (phone.agent.state === 'workingAfterCall') phone.script.agent(request);
          else await phone.setAgentState(request);
        },
      }),
  },
  {
    fault: 'takes wrap-up codes that do not exist',
    noticedBy: 'where wrapping up is mandatory, the agent is not ready before it, nor by a code that does not exist',
    break: (phone) => altered(phone, { wrapUp: (request) => phone.wrapUp({ ...request, code: request.code && 'SOLD' }) }),
  },
];
