/** What the link puts between itself and a phone system keeps the law, with all of it in use. */
import { createAnnouncements } from '../../../src/link/announcements/index.ts';
import { withDialPlan } from '../../../src/link/dial-plan/index.ts';
import type { Switch } from '../../../src/link/switch.ts';
import { createSimulator } from '../../../src/link/switches/simulator/index.ts';
import { createDialPlan } from '../../../src/numbers/index.ts';
import { agentOptions, smallCallCenter } from '../link/call-center.ts';
import { type LawRig, switchLaw } from '../link/switch-law.ts';

const open = (wrap: (phoneSystem: Switch) => Switch) => async (): Promise<LawRig> => {
  const simulator = createSimulator({
    ...smallCallCenter,
    agents: [agentOptions('one', '101', { loggedIn: false, password: 'secret' }), agentOptions('two', '102', { loggedIn: false })],
    otherwiseOutside: { does: 'answer', afterMs: 5 },
  });
  let callers = 0;
  return {
    subject: wrap(simulator),
    agents: [
      { id: 'one', number: '101', logIn: { password: 'secret' } },
      { id: 'two', number: '102', logIn: {} },
    ],
    numbers: { answers: '+46811111111', nobody: '999' },
    async call(to) {
      const callId = simulator.placeCall({ from: `+4670000000${++callers}`, to });
      return { hangUp: async () => simulator.hangUpCaller(callId) };
    },
    loseLink: async () => simulator.failLink('the test'),
    restoreLink: async () => simulator.restoreLink(),
    async holdAtPhone(agentId) {
      const callId = simulator.snapshotAll().agents.find((agent) => agent.agentId === agentId)?.calls[0]?.id ?? '';
      simulator.atPhone(agentId, 'hold', { callId });
    },
    close: () => simulator.stop(),
  };
};

const plan = createDialPlan({ defaultCountry: 'SE', incoming: [{ prefix: '+4670', replaceWith: '070' }], outgoing: [{ prefix: '+', replaceWith: '00' }] });

switchLaw('a phone system to which calls can be announced', open(createAnnouncements));
switchLaw(
  'a phone system behind a dial plan',
  open((phoneSystem) => withDialPlan(createAnnouncements(phoneSystem), plan)),
);
