/** What a desktop manager offers its CRM, and when: the CRM takes the first offer to mean that it has been told of all calls. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { startLink } from '../../../src/link/start-link.ts';
import { createSimulator } from '../../../src/link/switches/simulator/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { attachPhone } from '../../../src/softphone/index.ts';
import { agentOptions } from '../link/call-center.ts';
import { createCuttable } from '../link-gateway/cuttable.ts';
import { signToken, tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { createSmallCrm } from './small-crm.ts';

/** A page that is loaded while its link cannot be reached, with a call that goes on. */
const reloaded = async (promised?: readonly ['dial']) => {
  const simulator = createSimulator({ agents: [agentOptions('one', '101')], queues: [{ number: '800' }] });
  const link = await startLink({ switch: simulator, gateway: { origins: [], tokens: tokenConfig }, http: { port: 0 }, log: { level: 'silent' } });
  const network = await createCuttable(link.port);
  network.cut();
  const callId = simulator.placeCall({ from: '+46812345678', to: '101' });
  const told: string[] = [];
  const { crm } = createSmallCrm();
  crm.serve = (commands) => void told.push(`offer ${Object.keys(commands).length > 0}`);
  crm.publishCall = ({ call }) => void told.push(call.id);
  const url = `ws://127.0.0.1:${network.port}/softphone`;
  const phone = linkPhone({ url, token: () => signToken('one'), reconnect: () => 20, transport: 'websocket', WebSocket, capabilities: promised });
  const desktop = attachPhone(phone, crm);
  let problems = 0;
  desktop.on('problem', () => {
    problems += 1;
  });
  await until('it cannot connect', () => problems > 0);
  return {
    ...{ network, callId, told, desktop },
    async close() {
      await desktop.dispose();
      await network.close();
      await link.stop();
    },
  };
};

test('a phone that cannot reach its link yet offers nothing, so that its calls are not taken for lost; then its calls, and what can be done', async () => {
  const { network, callId, told, desktop, close } = await reloaded();
  assert.deepEqual([told, desktop.status.state], [[], 'reconnecting']);
  network.restore();
  await until('the offer', () => told.length > 1);
  assert.deepEqual(told, [callId, 'offer true']);
  await close();
  assert.deepEqual(told.slice(2), [callId, 'offer false'], 'once each');
});

test('a phone that was promised commands offers them at once, since it says itself why they cannot be given', async () => {
  const { told, close } = await reloaded(['dial']);
  await until('the offer', () => told.length > 0);
  assert.deepEqual(told, ['offer true']);
  await close();
});
