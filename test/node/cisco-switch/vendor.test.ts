/** What only a CTI Server has a name for, from softphone to server and back. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectCisco, miscellaneous, vendorRequests } from '../../../src/link/switches/cisco/index.ts';
import type { VendorEvent } from '../../../src/protocol/vendor.ts';
import { CUSTOMER, startSite } from './site.ts';

const refused = (code: string, command: Promise<unknown>) => assert.rejects(command, { code });
const oneSide = { ports: { b: false } } as const;

describe('vendor commands of a Cisco site', () => {
  it('are none unless the site opens them', async (test) => {
    const { subject } = await startSite(test, oneSide);
    assert.ok(!subject.capabilities.includes('vendorCommand'));
    await refused('NOT_SUPPORTED', subject.execute('1001', 'vendorCommand', { name: 'QUERY_DEVICE_INFO_REQ' }));
  });

  it('are requests by their names, for the agent who asks', async (test) => {
    const { subject } = await startSite(test, oneSide, { vendorRequests: ['QUERY_DEVICE_INFO_REQ', 'QUERY_AGENT_STATE_REQ'] });
    const device = await subject.execute('1001', 'vendorCommand', { name: 'QUERY_DEVICE_INFO_REQ', params: { reserved: 0 } });
    assert.ok(device && typeof device === 'object' && 'maxActiveCalls' in device && !('invokeId' in device));
    const agent = await subject.execute('1002', 'vendorCommand', { name: 'QUERY_AGENT_STATE_REQ', params: { mrdId: null, icmAgentId: null } });
    assert.equal((agent as { agentId?: string }).agentId, '1002');
    await refused('NOT_SUPPORTED', subject.execute('1001', 'vendorCommand', { name: 'USER_MESSAGE_REQ', params: { distribution: 3, text: 'x' } }));
    await refused('NOT_SUPPORTED', subject.execute('1001', 'vendorCommand', { name: 'constructor' }));
  });

  it('speak for nobody else, and touch no other’s calls', async (test) => {
    const { subject, simulator, calls, until } = await startSite(test, oneSide, { vendorRequests });
    simulator.placeCall({ from: CUSTOMER, to: '2002' });
    await until(() => calls('1002')[0]);
    const [foreign] = simulator.state().calls;
    const ask = (name: string, params: Record<string, string | number | null>) => subject.execute('1001', 'vendorCommand', { name, params });
    await refused('REFUSED', ask('QUERY_AGENT_STATISTICS_REQ', { agentId: '1002' }));
    await refused('REFUSED', ask('QUERY_DEVICE_INFO_REQ', { agentInstrument: '2002', reserved: 0 }));
    await refused('NO_SUCH_CALL', ask('SNAPSHOT_CALL_REQ', { connectionCallId: foreign?.callId ?? 0, connectionDeviceIdType: 0 }));
    await refused('INVALID_ARGUMENT', subject.execute('1001', 'vendorCommand', { name: 'QUERY_DEVICE_INFO_REQ', params: [1] }));
    await refused('INVALID_ARGUMENT', ask('CLIENT_EVENT_REPORT_REQ', { state: 'none', text: 'x' }));
  });
});

describe('vendor commands about a call', () => {
  it('name it as softphones do, and no call of anybody else’s', async (test) => {
    const { subject, simulator, calls, until } = await startSite(test, oneSide, { vendorRequests });
    const callId = simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const call = await until(() => calls('1001')[0]);
    const params = { callId: call.id };
    const snapshot = await subject.execute('1001', 'vendorCommand', { name: 'SNAPSHOT_CALL_REQ', params });
    assert.equal((snapshot as { ani?: string }).ani, CUSTOMER);
    await subject.execute('1001', 'vendorCommand', { name: 'BAD_CALL_REQ', params });
    assert.deepEqual(
      simulator.state().reports.map(({ kind, text }) => [kind, text]),
      [['badCall', String(callId)]],
    );
    await refused('NO_SUCH_CALL', subject.execute('1002', 'vendorCommand', { name: 'SNAPSHOT_CALL_REQ', params }));
    await refused('NO_SUCH_CALL', subject.execute('1001', 'vendorCommand', { name: 'SNAPSHOT_CALL_REQ', params: { callId: 1 } }));
  });
});

describe('vendor events of a Cisco site', () => {
  it('tell what other users and the site write, each agent’s supervisor what is for supervisors alone', async (test) => {
    const { subject, simulator } = await startSite(
      test,
      { ...oneSide, teams: [{ id: 1, supervisors: ['1003'], members: ['1001', '1002'] }] },
      { agents: ['1001', '1002', '1003'].map((id) => ({ id, supervises: id === '1003' })), vendorRequests: ['USER_MESSAGE_REQ'] },
    );
    const told: [agentId: string, event: VendorEvent][] = [];
    const all = new Promise<void>((resolve) =>
      subject.on('line', ({ agentId, event }) => {
        if (event.type === 'vendorEvent') told.push([agentId, event.vendorEvent]);
        if (told.length === 7) resolve();
      }),
    );
    await new Promise<void>((resolve) => {
      const look = () => void (subject.snapshot('1003')?.team?.length === 2 && resolve());
      subject.on('line', look);
      look();
    });
    const agent = connectCisco({
      ...{ sides: [{ host: simulator.host, port: simulator.ports.a }], clientId: 'finesse', peripheralId: 5_000, agentId: '1001' },
      services: ['clientEvents'],
    });
    test.after(() => agent.close());
    await agent.opened();
    const other = miscellaneous(agent);
    await other.sendMessage({ to: 'all', text: 'Fire drill at ten' });
    await other.sendMessage({ to: 'supervisor', text: 'Please come' });
    simulator.sendText('Maintenance tonight');
    await all;
    const toldTo = (text: string) => told.filter(([, { data }]) => (data as { text?: string }).text === text).map(([agentId]) => agentId);
    assert.deepEqual(toldTo('Fire drill at ten'), ['1001', '1002', '1003']);
    assert.deepEqual(toldTo('Please come'), ['1003']);
    assert.deepEqual(toldTo('Maintenance tonight'), ['1001', '1002', '1003']);
    assert.deepEqual(told[0]?.[1], { name: 'USER_MESSAGE_EVENT', data: { to: 'all', from: 'finesse', text: 'Fire drill at ten' } });
  });
});
