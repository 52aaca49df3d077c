import { aReason } from './a-reason.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection } from './expect.ts';

export const logInCases: readonly CaseDefinition[] = [
  {
    name: 'logOut logs the agent out and leaves the phone connected, logIn logs in again, and both resolve after their events',
    requires: ['logIn', 'logOut'],
    async run({ connected, act, rig }) {
      const { phone, witness } = await connected();
      await act('logOut', () => phone.logOut({ reason: aReason(phone, 'logOut') }));
      expectEqual([phone.agent.state, phone.status.state], ['loggedOut', 'ready'], 'states of agent and phone');
      expectEqual(witness.marked.agents.at(-1), phone.agent, 'law 3: last agent event when logOut resolved');
      await act('logIn', () => phone.logIn(rig.logIn));
      expect(phone.agent.state === 'ready' || phone.agent.state === 'notReady', `the agent who logged in is ${phone.agent.state}`);
      expectEqual(witness.marked.agents.at(-1), phone.agent, 'law 3: last agent event when logIn resolved');
    },
  },
  {
    name: 'who is logged in cannot log in, who is logged out can neither log out nor be ready: INVALID_STATE, and nothing changes',
    requires: ['logIn', 'logOut'],
    async run({ connected, act, within, rig }) {
      const { phone, witness } = await connected();
      const refused = async (name: string, command: () => Promise<unknown>) => {
        const [events, { state }] = [witness.count, phone.agent];
        await within(`${name} to reject`, expectRejection(`${name} of an agent who is ${state}`, command, 'INVALID_STATE'));
        expectEqual([witness.count, phone.agent.state], [events, state], `number of events, and the agent’s state, after ${name}`);
      };
      await refused('logIn', () => phone.logIn(rig.logIn));
      await act('logOut', () => phone.logOut({ reason: aReason(phone, 'logOut') }));
      await refused('logOut', () => phone.logOut({ reason: aReason(phone, 'logOut') }));
      if (rig.capabilities.includes('setAgentState')) await refused('setAgentState', () => phone.setAgentState({ state: 'ready' }));
    },
  },
  {
    name: 'logging in with a wrong password rejects UNAUTHORIZED and logs nobody in',
    requires: ['logIn', 'logOut'],
    needs: ['wrongLogIn'],
    async run({ connected, act, within, rig }) {
      const { phone } = await connected();
      await act('logOut', () => phone.logOut({ reason: aReason(phone, 'logOut') }));
      await within(
        'logIn to reject',
        expectRejection('logIn with a wrong password', () => phone.logIn(rig.wrongLogIn), 'UNAUTHORIZED'),
      );
      expectEqual(phone.agent.state, 'loggedOut', 'the agent’s state');
    },
  },
  {
    name: 'logIn and logOut before connect reject NOT_CONNECTED',
    requires: ['logIn', 'logOut'],
    async run({ create, within, rig }) {
      const { phone } = create();
      for (const [name, command] of Object.entries({ logIn: () => phone.logIn(rig.logIn), logOut: () => phone.logOut() })) {
        await within(`${name} to reject`, expectRejection(name, command, 'NOT_CONNECTED'));
      }
    },
  },
];
