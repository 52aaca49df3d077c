import * as JsSIP from 'jssip';
import { type SipPhoneOptions, sipPhone } from '../../../src/phone/sip/index.ts';
import type { PhoneRig } from '../../../src/testing/index.ts';
import type { SipEnvironment } from './environment.ts';
import type { FarEnds } from './far-ends.ts';

/** Options of the agent's phone for tests: it comes back quickly. */
export const agentOptions = ({ server, domain, agent }: SipEnvironment): SipPhoneOptions => ({
  server,
  domain,
  ...agent,
  jssip: JsSIP,
  reconnect: () => 200,
});

const capabilities = [
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
] as const;

/** The agent's phone is `sipPhone`; its far ends are bare JsSIP. */
export const sipRig = (environment: SipEnvironment, farEnds: () => FarEnds): PhoneRig => {
  const { kill, start } = environment;
  return {
    capabilities,
    can: [
      'wrongPassword',
      'unreachableServer',
      ...(kill && start ? (['signallingLoss'] as const) : []),
      'unknownNumber',
      'farEndHolds',
      'seesHold',
      'hearsDigits',
      'refusesTransfer',
      'farEndsTalk',
    ],
    numbers: { first: environment.first.user, second: environment.second.user, notFound: environment.unknownUser, refusesTransfer: environment.unknownUser },
    async prepare() {
      await Promise.all([farEnds().first.registered(), farEnds().second.registered()]);
    },
    async tidy() {
      await start?.();
      farEnds().tidy();
    },
    createPhone({ with: fault } = {}) {
      const options = { ...agentOptions(environment), dtmf: 'info' as const };
      if (fault === 'wrongPassword') return sipPhone({ ...options, password: 'not the password' });
      return sipPhone(fault === 'unreachableServer' ? { ...options, server: environment.nowhere } : options);
    },
    call: (_phone, from) => farEnds()[from].dial(environment.agent.user),
    received: (_phone, by) => farEnds()[by].received(),
    farEndsTalk: async () => {
      const { first, second } = farEnds();
      const joined = () =>
        first.calls.some(({ session }) => session.isEstablished() && session.remote_identity.uri.user === environment.second.user) &&
        second.calls.some(({ session }) => session.isEstablished() && session.remote_identity.uri.user === environment.first.user);
      while (!joined()) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    ...(kill && start ? { loseSignalling: () => kill(), restoreSignalling: () => start() } : {}),
  };
};
