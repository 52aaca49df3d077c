/** The contract's rig for `linkPhone`: a real gateway, a network that can be cut, and fake phones as the lines of its phone system. */
import { WebSocket } from 'ws';
import { type LinkPhone, type LinkPhoneOptions, linkPhone } from '../../../src/phone/link/index.ts';
import type { FakePhone, PhoneRig } from '../../../src/testing/index.ts';
import { createFakeRig } from '../phone/fake-phone-rig.ts';
import { type Cuttable, createCuttable } from './cuttable.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';

export interface LinkRig extends PhoneRig {
  stop(): Promise<void>;
}

/** How signalling is lost: the way to the link, or the phone system behind it. */
export type Loss = 'network' | 'phoneSystem';

export const createLinkRig = async (transport: 'websocket' | 'poll', loss: Loss = 'network'): Promise<LinkRig> => {
  const gateway: TestGateway = await startGateway({ heartbeatMs: 500 });
  const network: Cuttable = await createCuttable(gateway.link.port);
  const nowhere = await createCuttable(1);
  await nowhere.close();
  let fault: 'wrongPassword' | 'unreachableServer' | undefined;
  let agents = 0;

  const wrap = (fake: FakePhone): LinkPhone => {
    const agentId = `agent-${++agents}`;
    void gateway.phoneSystem.add(agentId, fake);
    const forged = fault === 'wrongPassword';
    const options: LinkPhoneOptions = {
      url: `ws://127.0.0.1:${fault === 'unreachableServer' ? nowhere.port : network.port}/softphone`,
      token: () => signToken(agentId, forged ? { secret: 'another secret, which is not the one of this link' } : {}),
      transport,
      reconnect: () => 20,
      WebSocket,
    };
    return linkPhone(options);
  };
  const base = createFakeRig({}, wrap);

  /** The token says who the agent is, so that nobody logs in another. */
  const { agentId: _, ...logIn } = base.logIn ?? {};
  return {
    ...base,
    logIn,
    wrongLogIn: { ...logIn, password: 'not the password' },
    createPhone(how) {
      fault = how?.with === 'mandatoryReasons' ? undefined : how?.with;
      return base.createPhone(fault ? {} : how);
    },
    async loseSignalling() {
      if (loss === 'network') network.cut();
      else gateway.phoneSystem.lose('the CTI server does not answer');
    },
    async restoreSignalling() {
      network.restore();
      gateway.phoneSystem.restore();
    },
    async tidy() {
      network.restore();
      if (loss === 'phoneSystem') gateway.phoneSystem.restore();
      await base.tidy?.();
    },
    async stop() {
      await network.close();
      await gateway.link.stop();
    },
  };
};
