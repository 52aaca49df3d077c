import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Message, nameOf, ServerMode, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { type RawClient, services } from './raw-client.ts';
import { CUSTOMER, PERIPHERAL, startSite, type TestSite } from './site.ts';

const statusOf = (message: Message): string =>
  message.name === 'FAILURE_CONF' && 'status' in message ? (nameOf(StatusCode, message.status) ?? '') : message.name;

const openRecorder = async (site: TestSite, clientId: string, serverMode: number) => {
  const client = await site.connect();
  await client.open({ servicesRequested: services('SERVER'), clientId });
  return { client, registered: await client.request({ messageType: 'REGISTER_SERVICE_REQ', serverMode, serviceName: 'Cisco:CallRecording' }) };
};

const startRecording = (client: RawClient, callId: number) =>
  client.request({
    ...{ messageType: 'START_RECORDING_REQ', peripheralId: PERIPHERAL, connectionCallId: callId, clientPort: 0, bitRate: 0, packetSize: 0 },
    ...{ connectionDeviceIdType: 0, direction: 2, rtpType: 0, echoCancellation: 0, payloadType: 0, connectionDeviceId: '2001', agentInstrument: '2001' },
  } as Parameters<RawClient['request']>[0]);

const answerTo = ({ invokeId }: Message<'START_RECORDING_REQ'>) => ({ messageType: 'START_RECORDING_CONF', invokeId, sessionId: 33, serverData: 44 }) as const;

describe('recording', () => {
  test('a request is handed to the registered server, and its answer back', async (context) => {
    const site = await startSite(context);
    const agent = await site.openAgent('2001');
    const callId = site.simulator.placeCall({ from: CUSTOMER, to: '2001' });
    assert.equal(statusOf(await startRecording(agent, callId)), 'E_CTI_FUNCTION_NOT_AVAILABLE', 'nobody has registered');
    const { client: recorder, registered } = await openRecorder(site, 'recorder', ServerMode.EXCLUSIVE);
    assert.equal(registered.name, 'REGISTER_SERVICE_CONF');
    const result = startRecording(agent, callId);
    const request = await recorder.event('START_RECORDING_REQ');
    assert.deepEqual([request.clientId, request.clientAddress, request.connectionCallId], ['desk 2001', '127.0.0.1', callId]);
    recorder.send(answerTo(request));
    const confirmed = (await result) as Message<'START_RECORDING_CONF'>;
    assert.deepEqual([confirmed.name, confirmed.sessionId, confirmed.serverData], ['START_RECORDING_CONF', 33, 44]);
    const registeredServiceId = (registered as Message<'REGISTER_SERVICE_CONF'>).registeredServiceId;
    assert.equal((await recorder.request({ messageType: 'UNREGISTER_SERVICE_REQ', registeredServiceId })).name, 'UNREGISTER_SERVICE_CONF');
    assert.deepEqual(site.simulator.state().registeredServices, []);
  });

  test('a server that is alone in its mode, late, or gone', async (context) => {
    const site = await startSite(context);
    const agent = await site.openAgent('2001');
    const callId = site.simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const { client: recorder } = await openRecorder(site, 'recorder', ServerMode.EXCLUSIVE);
    assert.equal(statusOf((await openRecorder(site, 'second', ServerMode.EXCLUSIVE)).registered), 'E_CTI_SERVICE_CONFLICT');
    const late = startRecording(agent, callId);
    await recorder.event('START_RECORDING_REQ');
    site.clock.advance(10_000);
    assert.equal(statusOf(await late), 'E_CTI_TIMEOUT');
    const lost = startRecording(agent, callId);
    await recorder.event('START_RECORDING_REQ');
    recorder.close();
    assert.equal(statusOf(await lost), 'E_CTI_CLIENT_DISCONNECTED');
    await agent.settled();
  });

  test('servers take turns, or all get the request and the first answer counts', async (context) => {
    for (const mode of [ServerMode.ROUND_ROBIN, ServerMode.PARALLEL]) {
      const site = await startSite(context);
      const agent = await site.openAgent('2001');
      const callId = site.simulator.placeCall({ from: CUSTOMER, to: '2001' });
      const recorders = [(await openRecorder(site, 'one', mode)).client, (await openRecorder(site, 'two', mode)).client];
      for (const recorder of recorders) recorder.respond = (message) => (message.name === 'START_RECORDING_REQ' ? answerTo(message) : undefined);
      const seen: string[] = [];
      for (let time = 0; time < 2; time++) {
        seen.push((await startRecording(agent, callId)).name);
        for (const recorder of recorders) await recorder.settled();
      }
      const asked = recorders.map(({ arrived }) => arrived.filter((name) => name === 'START_RECORDING_REQ').length);
      assert.deepEqual(asked, mode === ServerMode.PARALLEL ? [2, 2] : [1, 1]);
      assert.deepEqual(seen, ['START_RECORDING_CONF', 'START_RECORDING_CONF']);
    }
  });

  test('the network records from version 23 on', async (context) => {
    const site = await startSite(context);
    const client = await site.openAll(23);
    const callId = site.simulator.placeCall({ from: CUSTOMER, to: '2001' });
    site.simulator.atPhone('2001').answer();
    const fields = { peripheralId: PERIPHERAL, connectionCallId: callId, connectionDeviceIdType: 0, connectionDeviceId: '2001', agentInstrument: '2001' };
    assert.equal((await client.request({ messageType: 'START_NETWORK_RECORDING_REQ', ...fields })).name, 'START_NETWORK_RECORDING_CONF');
    await client.event('NETWORK_RECORDING_STARTED_EVENT');
    assert.equal((await client.request({ messageType: 'START_NETWORK_RECORDING_REQ', ...fields })).name, 'CONTROL_FAILURE_CONF');
    assert.equal((await client.request({ messageType: 'STOP_NETWORK_RECORDING_REQ', ...fields })).name, 'STOP_NETWORK_RECORDING_CONF');
    await client.event('NETWORK_RECORDING_ENDED_EVENT');
  });
});
