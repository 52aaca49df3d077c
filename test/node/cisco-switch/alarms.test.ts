/** That the link's session with the CTI Server opens and closes is an alarm, where the site wants one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VendorEvent } from '../../../src/protocol/vendor.ts';
import { startSite } from './site.ts';

describe('alarms of a Cisco site’s connection', () => {
  it('row 67: are told to every agent, a loss behind the status, and raised at the CTI Server too', async (test) => {
    const { subject, simulator, until } = await startSite(test, {}, { connectionAlarms: true });
    const raised: string[] = [];
    simulator.on('alarm', ({ event, clientId }) => raised.push(`${event} ${clientId}`));
    const told: [agentId: string, event: VendorEvent][] = [];
    const states = new Set<string>();
    subject.on('line', ({ agentId, event }) => {
      if (event.type !== 'vendorEvent') return;
      told.push([agentId, event.vendorEvent]);
      if (told.length <= 3) states.add(subject.status.state);
    });
    await simulator.takeSideDown('a');
    await until(() => told.length === 6);
    const reasons = told.slice(0, 3).map(([, { data }]) => (data as { reason?: string }).reason);
    assert.ok(reasons.every((reason) => reason !== undefined && reason !== ''));
    assert.deepEqual(
      told.map(([agentId, { name, data }]) => [agentId, name, { ...(data as object), reason: undefined }]),
      [
        ...['1001', '1002', '1003'].map((id) => [id, 'CONNECTION_ALARM', { what: 'closed', side: 'A', reason: undefined }]),
        ...['1001', '1002', '1003'].map((id) => [id, 'CONNECTION_ALARM', { what: 'opened', side: 'B', reason: undefined }]),
      ],
    );
    assert.deepEqual([...states], ['lost']);
    assert.deepEqual(raised, ['closed ringframe', 'opened ringframe']);
  });

  it('are none unless the site wants them', async (test) => {
    const { subject, simulator, until } = await startSite(test);
    const raised: string[] = [];
    const told: string[] = [];
    simulator.on('alarm', ({ event }) => raised.push(event));
    subject.on('line', ({ event }) => {
      if (event.type === 'vendorEvent') told.push(event.vendorEvent.name);
    });
    const lost = until(() => subject.status.state === 'lost');
    await simulator.takeSideDown('a');
    await lost;
    await until(() => subject.status.state === 'up');
    assert.deepEqual([raised, told], [[], []]);
  });
});
