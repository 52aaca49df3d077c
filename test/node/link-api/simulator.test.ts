/** The simulator, driven through the API as a small page would drive it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DrivenSwitch, isDriven } from '../../../src/link/api/routes/driven-switch.ts';
import { createPhonesSwitch } from '../link-gateway/phones-switch.ts';
import { until } from '../link-gateway/until.ts';
import { type ApiRig, startApiLink } from './api-rig.ts';

let rig: ApiRig;
before(async () => {
  rig = await startApiLink();
});
after(() => rig.stop());

/** The compiler's own check: the API says of the simulator what the simulator is. */
const driven = (): DrivenSwitch => rig.simulator;

const ringing = '+46800000001';
const calls = (agentId: string) => rig.simulator.snapshot(agentId)?.calls ?? [];
const done = async (path: string, body: unknown = {}) => {
  const { status, body: said } = await rig.post(`/simulator${path}`, body);
  assert.equal(status, 204, `${path}: ${JSON.stringify(said)}`);
};
const place = async (body: object): Promise<string> => {
  const { status, body: placed } = await rig.post('/simulator/calls', body);
  assert.equal(status, 201, JSON.stringify(placed));
  return placed.callId as unknown as string;
};
const stateOf = (callId: string) => rig.simulator.snapshotAll().calls.find(({ ids }) => ids.includes(callId));

describe('row 69: a call made by hand through the API', () => {
  test('rings at the agent with its data, is redirected to a queue, and dropped', async () => {
    const callId = await place({ from: '+46700000001', to: '101', name: 'Caller', data: { customer: '17' } });
    assert.deepEqual(
      [calls('one')[0]?.id, calls('one')[0]?.data, calls('one')[0]?.remote],
      [callId, { customer: '17' }, { number: '+46700000001', name: 'Caller' }],
    );
    await done(`/calls/${callId}/redirect`, { to: '800' });
    assert.deepEqual([calls('one').length, rig.simulator.snapshotAll().queues[0]?.waiting], [0, 1]);
    const { body } = await rig.get('/simulator/state');
    assert.deepEqual(body, JSON.parse(JSON.stringify(rig.simulator.snapshotAll())));
    await done(`/calls/${callId}/drop`, { cause: 'networkCongestion' });
    assert.equal(stateOf(callId), undefined);
  });

  test('is held, retrieved, handed on and hung up by its outside party', async () => {
    const callId = await place({ from: '+46700000001', to: '101' });
    await rig.simulator.execute('one', 'answer', { callId });
    await done(`/calls/${callId}/hold`);
    assert.equal(calls('one')[0]?.remoteState, 'held');
    await done(`/calls/${callId}/retrieve`);
    assert.equal(calls('one')[0]?.remoteState, 'connected');
    await done(`/calls/${callId}/transfer`, { to: '102' });
    await until('it rings', () => calls('two')[0]?.state === 'alerting');
    await rig.simulator.execute('two', 'answer', { callId: calls('two')[0]?.id ?? '' });
    for (const { id } of rig.simulator.snapshotAll().calls) await done(`/calls/${id}/drop`);
    const other = await place({ from: '+46700000001', to: '103' });
    await done(`/calls/${other}/hangUp`);
    assert.equal(calls('three').length, 0);
  });

  test('to an outside number rings there until it is answered or refused', async () => {
    const dial = async () => {
      const { id } = await rig.simulator.execute('one', 'dial', { number: ringing });
      await until('it rings', () => calls('one')[0]?.remoteState === 'alerting');
      return id;
    };
    const id = await dial();
    await done(`/calls/${id}/answer`);
    assert.equal(calls('one')[0]?.state, 'connected');
    await done(`/calls/${id}/hangUp`, { number: ringing });
    const again = await dial();
    await done(`/calls/${again}/refuse`, { as: 'declined' });
    assert.equal(calls('one').length, 0);
  });

  test('may be a chat, in which the outside party writes', async () => {
    const callId = await place({ from: 'visitor', to: '102', type: 'chat' });
    await rig.simulator.execute('two', 'answer', { callId });
    const heard: string[] = [];
    const off = rig.simulator.on('line', ({ agentId, event }) => event.type === 'message' && heard.push(`${agentId}: ${event.message.text}`));
    await done(`/calls/${callId}/write`, { text: 'Is anybody there?' });
    off();
    assert.deepEqual(heard, ['two: Is anybody there?']);
    await done(`/calls/${callId}/drop`);
  });
});

test('the simulator is what the API takes for one, and nothing else is', () => {
  assert.ok(isDriven(driven()));
  assert.equal(isDriven(createPhonesSwitch()), false);
});

test('the wire to the phone system is cut, and mended; what the agent did meanwhile at the desk phone is true after it', async () => {
  const callId = await place({ from: '+46700000001', to: '101' });
  await done('/failLink', { reason: 'cable' });
  const { body } = await rig.get('/status');
  assert.match(JSON.stringify(body), /"status":\{"state":"lost","reason":"cable"\}/);
  assert.equal(calls('one')[0]?.signalling, 'lost');
  await done('/agents/one/commands/answer', { callId });
  assert.equal(calls('one')[0]?.state, 'alerting', 'nobody could tell the link');
  await done('/restoreLink');
  if (rig.simulator.status.state !== 'up') await done('/restoreLink');
  assert.deepEqual([calls('one')[0]?.state, calls('one')[0]?.signalling], ['connected', 'up']);
  await done('/failRouting', { reason: 'the routing client' });
  assert.match(JSON.stringify((await rig.get('/status')).body), /"partial":"the routing client"/);
  await done('/restoreLink');
  await done(`/calls/${callId}/drop`);
});

test('a wrap-up at the desk phone, and a vendor’s event, arrive', async () => {
  const callId = await place({ from: '+46700000001', to: '103' });
  await done('/agents/three/commands/answer', { callId });
  await done(`/calls/${callId}/hangUp`);
  await done('/agents/three/commands/wrapUp', { callId, code: 'sold' });
  const { body } = await rig.get('/simulator/wrapUps');
  assert.match(JSON.stringify(body), new RegExp(`"agentId":"three".*"${callId}"|"${callId}".*"agentId":"three"`));
  const heard: unknown[] = [];
  const off = rig.simulator.on('line', ({ event }) => event.type === 'vendorEvent' && heard.push(event.vendorEvent));
  await done('/agents/three/vendorEvent', { name: 'Wallboard', data: { waiting: 3 } });
  off();
  assert.deepEqual(heard, [{ name: 'Wallboard', data: { waiting: 3 } }]);
});

describe('what cannot happen', () => {
  const refused: [string, unknown, number, string][] = [
    ['/calls', { from: '1' }, 400, 'INVALID_ARGUMENT'],
    ['/calls', { from: '1', to: '101', patienceMs: -1 }, 400, 'INVALID_ARGUMENT'],
    ['/calls', { from: '1', to: '101', patienceMs: 1e12 }, 400, 'INVALID_ARGUMENT'],
    ['/calls', { from: '1', to: '()' }, 422, 'INVALID_NUMBER'],
    ['/calls', { from: '1', to: '101', data: { x: 'x'.repeat(3_000) } }, 400, 'INVALID_ARGUMENT'],
    ['/calls/nobody/hangUp', {}, 404, 'NO_SUCH_CALL'],
    ['/calls/nobody/drop', { cause: 'boredom' }, 400, 'INVALID_ARGUMENT'],
    ['/calls/nobody/refuse', { as: 'asleep' }, 400, 'INVALID_ARGUMENT'],
    ['/failLink', {}, 400, 'INVALID_ARGUMENT'],
    ['/agents/nobody/commands/logOut', {}, 404, 'REFUSED'],
    ['/agents/nobody/vendorEvent', { name: 'x' }, 404, 'REFUSED'],
    ['/agents/one/commands/hold', { callId: 'nobody' }, 404, 'NO_SUCH_CALL'],
  ];
  for (const [path, body, status, code] of refused) {
    test(`${path} ${JSON.stringify(body).slice(0, 60)}: ${status} ${code}`, async () => {
      const answer = await rig.post(`/simulator${path}`, body);
      assert.deepEqual([answer.status, answer.body.code], [status, code], answer.body.message);
    });
  }
});

test('a phone system that cannot be driven has none of it, and does not say so in the document', async () => {
  const other = await startApiLink({ link: { switch: createPhonesSwitch() } });
  try {
    assert.equal((await other.get('/simulator/state')).status, 404);
    assert.doesNotMatch(await (await other.fetch('/openapi.json')).text(), /"\/api\/v1\/simulator\//);
    assert.equal((await other.get('/status')).status, 200);
  } finally {
    await other.stop();
  }
});

test('a call that another system tells of reaches the agents named, and is ended by its id', async () => {
  const announce = (body: object) => rig.post('/announcements', body);
  const { status, body } = await announce({
    agentIds: ['two'],
    ani: '1234',
    dnis: '4355',
    type: 'phonecall',
    callId: 'crm-1',
    data: { customerid: '49383433' },
  });
  assert.deepEqual([status, body], [200, { callId: 'crm-1', outcome: 'announced', agentIds: ['two'] }]);
  const line = async () => (await rig.get('/agents/two')).body.calls as unknown as { id: string; data: object; remote: { number: string }; called: object }[];
  const [call] = await line();
  assert.deepEqual([call?.remote.number, call?.called, call?.data], ['1234', { number: '4355' }, { customerid: '49383433' }]);
  assert.equal((await announce({ callId: 'crm-1', state: 'ended' })).body.outcome as unknown, 'ended');
  assert.deepEqual(await line(), []);
  for (const wrong of [{ state: 'ended' }, { agentIds: 'two', ani: '1' }, { agentIds: [''], ani: '1' }, { ani: 1 }, { direction: 'sideways' }]) {
    const refused = await announce(wrong);
    assert.deepEqual([refused.status, refused.body.code], [400, 'INVALID_ARGUMENT'], JSON.stringify(wrong));
  }
});
