import type { PhoneCommandName } from '../../../src/index.ts';
import { createSimulator } from '../../../src/link/switches/simulator/index.ts';
import { agentOptions, smallCallCenter } from './call-center.ts';
import { type LawRig, switchLaw } from './switch-law.ts';

const open =
  (more = {}) =>
  async (): Promise<LawRig> => {
    const simulator = createSimulator({
      ...smallCallCenter,
      agents: [agentOptions('one', '101', { loggedIn: false, password: 'secret' }), agentOptions('two', '102', { loggedIn: false })],
      otherwiseOutside: { does: 'answer', afterMs: 5 },
      ...more,
    });
    let callers = 0;
    return {
      subject: simulator,
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

switchLaw('the simulator', open());
switchLaw('the simulator, which thinks about each command', open({ times: { commandMs: [1, 4], setUpMs: 2 } }));
const plain: PhoneCommandName[] = ['logIn', 'logOut', 'setAgentState', 'dial', 'answer', 'hangUp', 'hold', 'retrieve', 'mute', 'unmute', 'sendDtmf'];
switchLaw('the simulator, without consultations', open({ capabilities: plain }));
