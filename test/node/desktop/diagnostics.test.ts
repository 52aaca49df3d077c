/** Row 69: what happened, for an agent who is asked. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDiagnostics } from '../../../src/softphone/diagnostics.ts';
import { until } from '../link-gateway/until.ts';
import { customer, openDesk } from './open-desk.ts';

describe('diagnostics', () => {
  test('row 69: the last events with their data, of a fake call made by hand', async () => {
    const desk = await openDesk();
    const callId = await desk.ring({ name: 'Somebody', data: { order: '4711' } });
    await desk.desktop.answer(callId);
    await desk.desktop.hangUp(callId);
    await until('the log', () => desk.saved.length > 0);
    const calls = desk.desktop.diagnostics.entries.filter(({ name }) => name === 'call').map(({ data }) => data as { event: string; call: { data: object } });
    assert.deepEqual(
      calls.filter(({ event }) => event !== 'updated').map(({ event, call }) => [event, call.data]),
      ['delivered', 'established', 'cleared'].map((event) => [event, { order: '4711' }]),
    );
    const { entries } = desk.desktop.diagnostics;
    assert.ok(entries.every(({ at }, index) => at >= (entries[index - 1]?.at ?? 0)));
  });

  test('row 69: a hundred of them, and the latest', async () => {
    const desk = await openDesk();
    for (let number = 1; number <= 130; number++) desk.simulator.vendorEvent('one', { name: `event ${number}` });
    await until('the last event', () => desk.events('vendorEvent').length === 130);
    const names = desk.desktop.diagnostics.entries.map(({ data }) => (data as { name: string }).name);
    assert.deepEqual([names.length, names[0], names.at(-1)], [100, 'event 31', 'event 130']);
  });

  test('row 69: as text, numbers, names, notes and call data are masked, unless they are asked for', async () => {
    const desk = await openDesk();
    const callId = await desk.ring({ name: 'Somebody Else', data: { 'customer number': '99887766' } });
    await desk.desktop.answer(callId);
    await desk.desktop.setContext(callId, { notes: 'Wants a refund' });
    const chat = await desk.ring({ type: 'chat', from: '+46800000055' });
    await desk.desktop.answer(chat);
    await desk.desktop.sendMessage(chat, 'call me at 0700 123 456');
    await desk.desktop.disconnect();

    const masked = desk.desktop.diagnostics.text();
    const secrets = [customer, '812345678', 'Somebody Else', '99887766', 'Wants a refund', '+46800000055', '0700', 'Contact 1'];
    for (const secret of secrets) assert.ok(!masked.includes(secret), `${secret} is told`);
    for (const plain of [callId, 'established', 'connected', '•••78', 'contact/1', 'disconnected', '"state":"ready"'])
      assert.ok(masked.includes(plain), `${plain} is missing`);
    const unmasked = desk.desktop.diagnostics.text({ unmasked: true });
    for (const secret of secrets) if (secret !== '812345678') assert.ok(unmasked.includes(secret), `${secret} is missing`);
    assert.equal(masked.split('\n').length, desk.desktop.diagnostics.entries.length, 'one event a line');
    assert.match(masked, /^\d{4}-\d\d-\d\dT[\d:.]+Z [a-zA-Z]+ \{/);
  });

  test('row 69: colleagues have names too, wherever one is told; only a vendor’s event is known by its own', () => {
    const diagnostics = createDiagnostics();
    const remote = { number: customer, name: 'Somebody Else' };
    const calls = [{ id: 'c', state: 'connected', remote }];
    diagnostics.note('team', { member: { agentId: 'two', name: 'Somebody Else', address: '102', agent: { state: 'busy', since: 1 }, calls } });
    diagnostics.note('assistance', { id: 'a', kind: 'assist', state: 'taken', agentId: 'two', name: 'Somebody Else', at: 1, takenBy: remote });
    diagnostics.note('call', { event: 'updated', call: { id: 'c', supervisor: remote } });
    diagnostics.note('vendorEvent', { name: 'recording', data: { name: 'Somebody Else' } });
    const text = diagnostics.text();
    assert.ok(!text.includes('Somebody') && !text.includes(customer), text);
    assert.match(text, /"name":"recording"/);
    assert.match(text, /"state":"busy".*"state":"connected"/);
  });

  test('row 69: problems are told by their codes, and a number in their words is masked', async () => {
    const desk = await openDesk();
    desk.crm.search = () => Promise.reject(new Error('of the test'));
    await desk.ring();
    await until('the problem', () => desk.events('problem').length > 0);
    assert.match(desk.desktop.diagnostics.text(), /problem \{"during":"search","error":\{"code":"HANDLER_FAILED","message":"[^"]+"\}/);
  });
});
