/** The contract's rig for `linkPhone` with the simulator behind the link. */
import { WebSocket } from 'ws';
import { startLink } from '../../../src/link/start-link.ts';
import type { Phone } from '../../../src/phone/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { rigAbilities } from '../../../src/testing/index.ts';
import { createCuttable } from './cuttable.ts';
import type { LinkRig } from './link-rig.ts';
import { createSimulatorWorld, numbers, password } from './simulator-world.ts';
import { signToken, tokenConfig } from './tokens.ts';

export const createSimulatorRig = async (transport: 'websocket' | 'poll'): Promise<LinkRig> => {
  const world = createSimulatorWorld();
  const link = await startLink({
    switch: world.simulator,
    gateway: { origins: [], tokens: tokenConfig, heartbeatMs: 500 },
    http: { port: 0 },
    log: { level: 'silent' },
  });
  const network = await createCuttable(link.port);
  const nowhere = await createCuttable(1);
  await nowhere.close();
  const agents = new Map<Phone, string>();

  return {
    capabilities: world.simulator.capabilities,
    can: rigAbilities,
    numbers,
    logIn: { password },
    wrongLogIn: { password: 'not the password' },
    createPhone({ with: how } = {}) {
      const agentId = world.newAgent({ mandatoryReasons: how === 'mandatoryReasons' });
      const phone = linkPhone({
        url: `ws://127.0.0.1:${how === 'unreachableServer' ? nowhere.port : network.port}/softphone`,
        token: () => signToken(agentId, how === 'wrongPassword' ? { audience: 'somebody else' } : {}),
        agentId,
        transport,
        reconnect: () => 20,
        WebSocket,
      });
      agents.set(phone, agentId);
      return phone;
    },
    call: async (phone, from) => world.call(agents.get(phone) ?? '', from),
    chat: async (phone, from) => world.call(agents.get(phone) ?? '', from, 'chat'),
    vendorCommand: world.vendorCommand,
    vendorEvent: async (phone, event) => world.simulator.vendorEvent(agents.get(phone) ?? '', event),
    memberTalks: async (phone) => world.memberTalks(agents.get(phone) ?? ''),
    memberCalls: async (phone) => world.memberCalls(agents.get(phone) ?? ''),
    memberAsks: async (phone, kind) => world.memberAsks(agents.get(phone) ?? '', kind),
    supervisorComes: async (phone, callId) => world.supervisorComes(agents.get(phone) ?? '', callId),
    received: (_phone, by) => world.received(by),
    farEndsTalk: () => world.farEndsTalk(),
    loseSignalling: async () => network.cut(),
    restoreSignalling: async () => network.restore(),
    async tidy() {
      network.restore();
      world.tidy();
      agents.clear();
    },
    async stop() {
      await network.close();
      await link.stop();
    },
  };
};
