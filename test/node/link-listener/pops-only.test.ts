/** A call centre in which calls are only announced (Pega's simple telephony), from the first request to the log in the CRM. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PopRule } from '../../../src/index.ts';
import { createNoPhoneSystem } from '../../../src/link/switches/none/index.ts';
import { outcomeOf } from '../link/line-witness.ts';
import { requestFor } from '../link/request-for.ts';
import { tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { everyCommand } from '../phone/every-command.ts';
import { startAnnouncingLink } from './announcing-link.ts';
import { openRuled } from './ruling-crm.ts';

const rules: PopRule[] = [
  { name: 'All', branches: { none: { decision: 'doAction', action: { type: 'runAction', name: 'note', params: { ani: '[[cti.ani]+]' } } } } },
];

const open = async (config: Parameters<typeof startAnnouncingLink>[0] = {}, agents?: string[]) => {
  const own = await startAnnouncingLink({ listener: { agents: { key: 'agentid' } }, ...config }, createNoPhoneSystem({ agents }));
  const phone = own.unconnected('anna');
  const ruled = openRuled(phone, { rules });
  await until('the softphone', () => phone.status.state === 'ready');
  return { own, phone, ruled };
};
const call = '/?agentid=anna&callid=a&ani=%2B46702007722';

describe('row 44: a link that only pops', () => {
  test('pops and logs a call, and no button is there for anybody to press', async () => {
    const { own, phone, ruled } = await open();
    await own.send(call);
    await ruled.untilDone(1);
    assert.deepEqual(ruled.done, [{ action: 'note', params: { ani: '+46702007722' } }]);
    const [ringing] = ruled.desktop.calls;
    assert.deepEqual([phone.capabilities, ringing?.actions, ruled.served, phone.agent.state], [[], [], [], 'ready']);
    await until('click-to-dial to be refused', () => ruled.clickToDial.reason !== undefined || undefined);
    assert.deepEqual(ruled.clickToDial, { enabled: false, reason: 'The phone cannot dial.' });

    await own.send(`${call}&event=established`);
    await until('the answer', () => phone.calls[0]?.state === 'connected' || undefined);
    assert.deepEqual(ruled.desktop.calls[0]?.actions, []);
    await own.send(`${call}&event=ended`);
    await until('the log', () => ruled.logs.length > 0 || undefined);
    const [log] = ruled.logs;
    assert.deepEqual(
      [log?.callId, log?.answered, log?.cause, log?.number, log?.agent, log?.e164],
      ['a', true, 'normalClearing', '+46702007722', 'anna', '+46702007722'],
    );
    assert.deepEqual(log?.data, { agentid: 'anna', callid: 'a' });
    assert.deepEqual(phone.calls, []);
    await own.stop();
  });

  test('refuses every command, whoever gives it', async () => {
    const { own, phone } = await open();
    const full = await own.softphone('bert', everyCommand);
    await own.send(call.replace('anna', 'bert'));
    await until('the call', () => full.calls.length > 0 || undefined);
    assert.deepEqual(full.calls[0]?.actions, []);
    for (const [who, command] of [
      [phone, phone.dial({ number: '+4681' })],
      [full, full.dial({ number: '+4681' })],
      [full, full.hangUp('a')],
      [full, full.setAgentState({ state: 'notReady' })],
    ] as const)
      assert.match((await outcomeOf(command)) ?? 'done', /^(NOT_SUPPORTED|INVALID_STATE)$/, who.status.state);
    await own.stop();
  });

  test('grants nothing to whoever asks the phone system itself', async () => {
    const none = createNoPhoneSystem();
    assert.equal(await outcomeOf(none.execute('anna', 'hangUp', { callId: 'a' })), 'NOT_CONNECTED');
    await none.start();
    for (const name of everyCommand)
      assert.equal(await outcomeOf(none.execute('anna', name, requestFor(name as never, 'a', '1') as never)), 'NOT_SUPPORTED', name);
    await none.stop();
    assert.deepEqual([none.status, await none.route('r', '1')], [{ state: 'stopped' }, false]);
  });
});

describe('whose call it is', () => {
  test('a key of the request says, in any case, and nobody else sees it', async () => {
    const { own, phone, ruled } = await open({ listener: { agents: { key: 'AgentId' } } });
    const bert = await own.softphone('bert');
    await own.send('/?agentID=bert&ani=1');
    await own.send('/?ani=2');
    await own.send('/?agentid=anna&ani=3');
    await ruled.untilDone(1);
    assert.deepEqual(
      [bert.calls, phone.calls].map((calls) => calls.map(({ remote }) => remote.number)),
      [['1'], ['3']],
    );
    await own.stop();
  });

  test('the one agent of this machine has all of them, also when the softphone comes later', async () => {
    const { own, phone } = await open({ listener: { agents: { agent: 'bert' } } });
    await own.send('/?ani=1&callid=a');
    const bert = await own.softphone('bert');
    assert.deepEqual([bert.calls.map(({ id }) => id), phone.calls], [['a'], []]);
    await own.stop();
  });

  test('all who are connected have them, and all hear of the end', async () => {
    const { own, phone } = await open({ listener: { agents: 'all' } });
    const bert = await own.softphone('bert');
    await own.send('/?ani=1&callid=a');
    await until('the calls', () => (phone.calls.length === 1 && bert.calls.length === 1) || undefined);
    assert.equal(phone.calls[0]?.id, bert.calls[0]?.id);
    await own.send('/?callid=a&event=ended');
    await until('the ends', () => phone.calls.length + bert.calls.length === 0 || undefined);
    await own.stop();
  });

  test('more of a call may be told without naming its agent again', async () => {
    const { own, phone } = await open();
    await own.send('/?agentid=anna&callid=a&ani=1');
    await own.send('/?callid=a&order=7&event=established');
    await until('the answer', () => phone.calls[0]?.state === 'connected' || undefined);
    assert.deepEqual(phone.calls[0]?.data, { agentid: 'anna', callid: 'a', order: '7' });
    assert.equal(phone.calls[0]?.remote.number, '1', 'what is not said again stays');
    await own.stop();
  });

  test('agents that are not configured have no line', async () => {
    const { own } = await open({}, ['anna']);
    const bert = own.unconnected('bert');
    await assert.rejects(bert.connect());
    await own.send('/?agentid=bert&ani=1');
    assert.deepEqual(await own.metric('ringframe_listener_requests_total'), ['ringframe_listener_requests_total{outcome="ignored"} 1']);
    await own.stop();
  });
});

test('who leaves is no error: there is no state to change where there are no phones', async () => {
  const { own, phone } = await open({ gateway: { origins: [], tokens: tokenConfig, resumeWindowMs: 0 } });
  await phone.dispose();
  await until('the session to be forgotten', async () => (await own.metric('ringframe_softphones{')).every((line) => line.endsWith(' 0')));
  assert.deepEqual(
    own.log.filter((line) => line.includes('"level":50')),
    [],
  );
  await own.stop();
});

test('a request that is repeated pops once', async () => {
  const { own, phone, ruled } = await open();
  for (let index = 0; index < 3; index++) await own.send(call);
  await own.send('/?agentid=anna&callid=b&ani=2');
  await ruled.untilDone(2);
  assert.deepEqual([phone.calls.map(({ id }) => id), ruled.done.length], [['a', 'b'], 2]);
  await own.stop();
});

test('a call that nobody ends is taken off, and its log claims no conversation and no reason', async () => {
  const { own, phone, ruled } = await open({ announcements: { forgetAfterMs: 1_000 } });
  await own.send(`${call}&event=established`);
  await until('the call', () => phone.calls[0]?.state === 'connected' || undefined);
  await until('the log', () => ruled.logs.length > 0 || undefined);
  assert.deepEqual(phone.calls, []);
  assert.deepEqual([ruled.logs[0]?.durationSeconds, ruled.logs[0]?.cause, ruled.logs[0]?.endedAt], [0, 'unknown', ruled.logs[0]?.answeredAt]);
  await own.stop();
});

test('after a broken connection the announced call is there again, once', async () => {
  const { own, phone, ruled } = await open();
  await own.send(call);
  await ruled.untilDone(1);
  await phone.disconnect();
  await phone.connect();
  assert.deepEqual(
    phone.calls.map(({ id, state }) => [id, state]),
    [['a', 'alerting']],
  );
  await own.stop();
});
