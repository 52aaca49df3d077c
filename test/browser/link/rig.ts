import type { Call } from '../../../src/index.ts';
import type { Phone } from '../../../src/phone/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { type FarEndCall, type FarEndEnding, type PhoneRig, rigAbilities } from '../../../src/testing/index.ts';
import { ask, type LinkEnvironment } from './link-door.ts';

const farEnd = (index: number): FarEndCall => {
  const does = <Result = void>(method: string, ...args: unknown[]) => ask<Result>('farEnd', index, method, ...args);
  return {
    answer: () => does('answer'),
    reject: (as) => does('reject', as),
    hangUp: () => does('hangUp'),
    ended: () => does<FarEndEnding>('ended'),
    hold: () => does('hold'),
    retrieve: () => does('retrieve'),
    heldByPhone: (held) => does('heldByPhone', held),
    digits: (count) => does<string>('digits', count),
    write: (text) => does('write', text),
    read: () => does<string>('read'),
    shown: () => does<string>('shown'),
  };
};

/** The agent's phone is `linkPhone` in this page; the link, its phone system and everybody outside are in another process. */
export const linkRig = ({ url, nowhere, numbers, password, capabilities, vendorCommand }: LinkEnvironment, transport: 'websocket' | 'poll'): PhoneRig => {
  const agents = new Map<Phone, Promise<string>>();
  const agentOf = (phone: Phone) => agents.get(phone) ?? Promise.reject(new Error('not a phone of this rig'));
  return {
    capabilities,
    can: rigAbilities,
    numbers,
    logIn: { password },
    wrongLogIn: { password: 'not the password' },
    createPhone({ with: how } = {}) {
      // Asked for by the token, and not by the constructor, which must not touch the network.
      let agentId: Promise<string> | undefined;
      const agent = () => {
        agentId ??= ask<string>('newAgent', { mandatoryReasons: how === 'mandatoryReasons' });
        agents.set(phone, agentId);
        return agentId;
      };
      const phone = linkPhone({
        url: how === 'unreachableServer' ? nowhere : url,
        token: async () => ask<string>('token', await agent(), how === 'wrongPassword' ? { expiresIn: -60 } : {}),
        transport,
        reconnect: () => 50,
      });
      return phone;
    },
    call: async (phone, from) => farEnd(await ask<number>('call', await agentOf(phone), from)),
    chat: async (phone, from) => farEnd(await ask<number>('call', await agentOf(phone), from, 'chat')),
    vendorCommand,
    vendorEvent: async (phone, event) => ask('vendorEvent', await agentOf(phone), event),
    memberTalks: async (phone) => ask<string>('memberTalks', await agentOf(phone)),
    memberCalls: async (phone) => ask<Call[]>('memberCalls', await agentOf(phone)),
    memberAsks: async (phone, kind) => ask('memberAsks', await agentOf(phone), kind),
    supervisorComes: async (phone, callId) => ask('supervisorComes', await agentOf(phone), callId),
    received: async (_phone, by) => farEnd(await ask<number>('received', by)),
    farEndsTalk: () => ask('farEndsTalk'),
    loseSignalling: () => ask('cut'),
    restoreSignalling: () => ask('restore'),
    async tidy() {
      await ask('restore');
      await ask('tidy');
      agents.clear();
    },
  };
};
