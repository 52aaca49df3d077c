/** An agent with two phones at the simulator: the softphone behind the link, and one on the desk. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { isCtiError } from '../../../src/index.ts';
import { type Link, startLink } from '../../../src/link/start-link.ts';
import { createSimulator, type Simulator } from '../../../src/link/switches/simulator/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { type Cuttable, createCuttable } from './cuttable.ts';
import { signToken, tokenConfig } from './tokens.ts';
import { until } from './until.ts';

let simulator: Simulator;
let link: Link;
let network: Cuttable;
before(async () => {
  simulator = createSimulator({
    agents: ['anna', 'bert', 'carl', 'dora'].map((id, index) => ({ id, extension: String(101 + index), loggedIn: id === 'anna' })),
    devices: ['190'],
  });
  link = await startLink({ switch: simulator, gateway: { origins: [], tokens: tokenConfig, heartbeatMs: 500 }, http: { port: 0 }, log: { level: 'silent' } });
  network = await createCuttable(link.port);
});
after(async () => {
  await network.close();
  await link.stop();
});

const phoneOf = (agentId: string) =>
  linkPhone({ url: `ws://127.0.0.1:${network.port}/softphone`, token: () => signToken(agentId), reconnect: () => 20, WebSocket });

test('row 64: after a socket that was killed in a call, the state is the phone system’s again within five seconds', async () => {
  const phone = phoneOf('anna');
  await phone.connect();
  await phone.setAgentState({ state: 'ready' });
  const callId = simulator.placeCall({ from: '+46812345601', to: '101', data: { customer: '17' } });
  await until('the call', () => phone.calls[0]?.state === 'alerting');
  await phone.answer(callId);

  network.cut();
  await until('the loss', () => phone.status.state === 'reconnecting');
  assert.deepEqual([phone.calls[0]?.signalling, phone.calls[0]?.actions], ['lost', ['hangUp']], 'no button that would do nothing');
  simulator.atPhone('anna', 'hold', { callId });
  simulator.atPhone('anna', 'setCallData', { callId, data: { customer: '18' } });
  const second = simulator.placeCall({ from: '+46812345602', to: '101' });
  const restoredAt = performance.now();
  network.restore();
  await until('the state', () => phone.status.state === 'ready' && phone.calls.length === 2);
  assert.ok(performance.now() - restoredAt < 5_000);
  assert.deepEqual(phone.calls, simulator.snapshot('anna')?.calls);
  assert.deepEqual(phone.agent, simulator.snapshot('anna')?.agent);
  assert.deepEqual(
    phone.calls.map(({ id, state, data }) => [id, state, data.customer]),
    [
      [callId, 'held', '18'],
      [second, 'alerting', undefined],
    ],
  );
  await phone.dispose();
});

describe('row 39: an agent who logs in', () => {
  const errorOf = async (action: Promise<unknown>) => {
    const error = await action.then(
      () => assert.fail('it was allowed'),
      (reason: unknown) => reason,
    );
    assert.ok(isCtiError(error));
    return [error.code, error.details?.code];
  };

  test('and is logged in at another extension, is told so', async () => {
    simulator.atPhone('bert', 'logIn', { extension: '190' });
    const phone = phoneOf('bert');
    await phone.connect();
    assert.notEqual(phone.agent.state, 'loggedOut', 'it shows');
    assert.deepEqual(await errorOf(phone.logIn({ extension: '102' })), ['INVALID_STATE', 'AGENT_LOGGED_IN']);
    await phone.logOut();
    await phone.logIn({ extension: '102' });
    await phone.dispose();
  });

  test('where somebody else is logged in, is told so', async () => {
    simulator.atPhone('carl', 'logIn', { extension: '190' });
    const phone = phoneOf('dora');
    await phone.connect();
    assert.deepEqual(await errorOf(phone.logIn({ extension: '190' })), ['INVALID_STATE', 'EXTENSION_IN_USE']);
    await phone.logIn();
    assert.notEqual(phone.agent.state, 'loggedOut');
    await phone.dispose();
  });
});
