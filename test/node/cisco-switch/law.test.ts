/** The Cisco switch keeps the law, with a CTI Server that confirms before the events, and one that does so after them. */

import { startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { createCiscoSwitch } from '../../../src/link/switches/cisco/switch/cisco-switch.ts';
import { type LawRig, switchLaw } from '../link/switch-law.ts';

const open =
  (more: { confirmations?: 'before' | 'after'; version?: number } = {}) =>
  async (): Promise<LawRig> => {
    const { confirmations = 'before', version = 25 } = more;
    const simulator = await startCiscoSimulator({
      agents: [{ id: '1001', password: 'secret' }, { id: '1002' }],
      devices: ['2001', '2002'],
      otherwiseOutside: { does: 'answer', afterMs: 5 },
      desk: { wrapUpIncoming: 'none', wrapUpOutgoing: 'none' },
      ports: { b: false },
      confirmations,
    });
    const subject = createCiscoSwitch({
      sides: [{ host: '127.0.0.1', port: simulator.ports.a }],
      clientId: 'ringframe',
      peripheralId: 5_000,
      protocolVersions: { oldest: version, newest: version },
      agents: [{ id: '1001' }, { id: '1002', instrument: '2002' }],
      reconnect: () => ({ side: 0, waitMs: 5 }),
    });
    let callers = 0;
    return {
      subject,
      agents: [
        { id: '1001', number: '2001', logIn: { password: 'secret', extension: '2001' } },
        { id: '1002', number: '2002', logIn: {} },
      ],
      numbers: { answers: '+46811111111', nobody: '999' },
      async call(to) {
        callers += 1;
        const from = `+46700000${100 + callers}`;
        simulator.placeCall({ from, to });
        // Its number stays, whatever call it is in by then.
        const callId = () => simulator.state().calls.find(({ parties }) => parties.some(({ number }) => number === from))?.callId ?? 0;
        return { hangUp: async () => simulator.hangUpOutside(callId(), from) };
      },
      loseLink: () => simulator.takeSideDown('a', 'crash'),
      restoreLink: () => simulator.bringSideUp('a'),
      async holdAtPhone(agentId) {
        simulator.atPhone(agentId === '1001' ? '2001' : '2002').hold();
      },
      async close() {
        await subject.stop();
        await simulator.stop();
      },
    };
  };

switchLaw('Cisco', open());
switchLaw('Cisco, which confirms after the events', open({ confirmations: 'after' }));
switchLaw('Cisco, version 15', open({ version: 15 }));
