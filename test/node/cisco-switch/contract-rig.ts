/** The phone contract's rig for `linkPhone` with a Cisco site behind the link: gateway, switch, and a simulated CTI Server. */
import { WebSocket } from 'ws';
import { startLink } from '../../../src/link/start-link.ts';
import { createCiscoSwitch, startCiscoSimulator } from '../../../src/link/switches/cisco/index.ts';
import type { Phone } from '../../../src/phone/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { type PhoneRig, type RigAbility, rigAbilities } from '../../../src/testing/index.ts';
import { createCuttable } from '../link-gateway/cuttable.ts';
import { signToken, tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { createFarEnds, numbers } from './far-ends.ts';

const mandatory = { notReady: true, logOut: true, wrapUp: true };

export interface CiscoRig extends PhoneRig {
  stop(): Promise<void>;
}

/** GED-188 has no chats and no commands of any name, and tells nothing of what somebody outside does with the call. */
export const lacking: readonly RigAbility[] = ['chats', 'vendor', 'farEndHolds'];

/** Half of them are the teams of the other half, and the supervisors: the first and the first of the other half supervise each other. */
const AGENTS = 180;
const STRICT = 10;
const partnerOf = (index: number) => (index + AGENTS / 2) % AGENTS;
const instrumentOf = (index: number) => String(2_000 + index);
/** A phone that is unplugged: nobody is transferred there. */
const UNPLUGGED = '2999';
const password = 'a password';
const reasons = {
  notReady: [{ code: 12, label: 'Lunch' }],
  logOut: [{ code: 40, label: 'Going home' }],
  wrapUp: [
    { code: 'SOLD', label: 'Sold' },
    { code: 'LATER', label: 'Call back' },
  ],
};

export const createCiscoRig = async (confirmations: 'before' | 'after'): Promise<CiscoRig> => {
  const staff = Array.from({ length: AGENTS + STRICT }, (_, index) => ({ id: index < AGENTS ? `a${index}` : `s${index}`, instrument: instrumentOf(index) }));
  const indexOf = (phone: Phone) => staff.findIndex(({ instrument }) => instrument === phones.get(phone));
  const partner = (phone: Phone) => ({ id: `a${partnerOf(indexOf(phone))}`, instrument: instrumentOf(partnerOf(indexOf(phone))) });
  const simulator = await startCiscoSimulator({
    agents: staff.map(({ id, instrument }) => ({ id, password, loggedInAt: instrument, ready: true })),
    devices: [UNPLUGGED],
    teams: staff.slice(0, AGENTS).map(({ id }, index) => ({ id: index + 1, supervisors: [id], members: [`a${partnerOf(index)}`] })),
    outside: { [numbers.first]: { does: 'ring' }, [numbers.second]: { does: 'ring' }, [numbers.notFound]: { does: 'fail', cause: 'destNotObtainable' } },
    ports: { b: false },
    confirmations,
  });
  simulator.setInService(UNPLUGGED, false);
  const subject = createCiscoSwitch({
    sides: [{ host: simulator.host, port: simulator.ports.a }],
    clientId: 'ringframe',
    peripheralId: 5_000,
    reasons,
    agents: staff.map((agent, index) => ({ ...agent, ...(index < AGENTS ? { supervises: true } : { reasons: { ...reasons, mandatory } }) })),
  });
  const link = await startLink({
    switch: subject,
    gateway: { origins: [], tokens: tokenConfig, heartbeatMs: 500 },
    http: { port: 0 },
    log: { level: 'silent' },
  });
  await until('the teams', () => staff.slice(0, AGENTS).every(({ id }) => subject.snapshot(id)?.team));
  const farEnds = await createFarEnds(simulator);
  const network = await createCuttable(link.port);
  const nowhere = await createCuttable(1);
  await nowhere.close();
  const phones = new Map<Phone, string>();
  const free = { plain: staff.slice(0, AGENTS), strict: staff.slice(AGENTS) };

  return {
    capabilities: [
      ...(['dial', 'answer', 'hangUp', 'hold', 'retrieve', 'sendDtmf', 'blindTransfer', 'consult', 'completeTransfer', 'cancelConsult'] as const),
      ...(['conference', 'dropParty', 'setCallData', 'wrapUp', 'logIn', 'logOut', 'setAgentState'] as const),
      ...(['superviseCall', 'setMemberState', 'requestAssistance'] as const),
    ],
    can: rigAbilities.filter((ability) => !lacking.includes(ability)),
    numbers: { ...numbers, refusesTransfer: UNPLUGGED },
    logIn: { password },
    wrongLogIn: { password: 'not the password' },
    createPhone({ with: how } = {}) {
      const agent = (how === 'mandatoryReasons' ? free.strict : free.plain).shift();
      if (!agent) throw new Error('the rig has no agent left');
      const phone = linkPhone({
        url: `ws://127.0.0.1:${how === 'unreachableServer' ? nowhere.port : network.port}/softphone`,
        token: () => signToken(agent.id, how === 'wrongPassword' ? { audience: 'somebody else' } : {}),
        agentId: agent.id,
        transport: 'websocket',
        reconnect: () => 20,
        WebSocket,
      });
      phones.set(phone, agent.instrument);
      return phone;
    },
    call: async (phone, from) => farEnds.call(from, phones.get(phone) ?? ''),
    async memberTalks(phone) {
      const { id, instrument } = partner(phone);
      farEnds.call('first', instrument);
      simulator.atPhone(instrument).answer();
      return until('the call', () => subject.snapshot(id)?.calls.find(({ state }) => state === 'connected')?.id);
    },
    memberCalls: async (phone) => subject.snapshot(partner(phone).id)?.calls ?? [],
    async memberAsks(phone, kind) {
      await subject.execute(partner(phone).id, 'requestAssistance', { kind });
    },
    async supervisorComes(phone, callId) {
      await subject.execute(partner(phone).id, 'superviseCall', { agentId: staff[indexOf(phone)]?.id ?? '', callId, how: 'whisper' });
    },
    received: (_phone, by) => farEnds.received(by),
    farEndsTalk: () => farEnds.talk(),
    loseSignalling: async () => network.cut(),
    restoreSignalling: async () => network.restore(),
    async tidy() {
      network.restore();
      farEnds.tidy();
      phones.clear();
    },
    async stop() {
      await farEnds.stop();
      await network.close();
      await link.stop();
      await simulator.stop();
    },
  };
};
