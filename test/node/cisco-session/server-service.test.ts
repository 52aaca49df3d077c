/** The Server Service: an application that serves recording requests keeps its place through every loss, and answers who has asked. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EncodableMessage, StatusCode } from '../../../src/link/switches/cisco/codec/index.ts';
import { serverService } from '../../../src/link/switches/cisco/services/index.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { connection, PERIPHERAL } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';

describe('server service', () => {
  const serving = { services: ['server'], peripheralId: PERIPHERAL } as const;
  const registers = {
    REGISTER_SERVICE_REQ: () => ({ messageType: 'REGISTER_SERVICE_CONF', registeredServiceId: 50 }) as const,
    UNREGISTER_SERVICE_REQ: () => ({ messageType: 'UNREGISTER_SERVICE_CONF' }) as const,
  };
  const start: EncodableMessage<'START_RECORDING_REQ'> = {
    ...{
      messageType: 'START_RECORDING_REQ',
      invokeId: 9_001,
      peripheralId: PERIPHERAL,
      clientPort: 20_000,
      bitRate: 64,
      packetSize: 20,
      direction: 0,
      rtpType: 0,
    },
    ...{ echoCancellation: 0, payloadType: 0, ...connection(9), clientId: 'desk', clientAddress: '127.0.0.1' },
  };
  const stop: EncodableMessage<'STOP_RECORDING_REQ'> = {
    ...{ messageType: 'STOP_RECORDING_REQ', invokeId: 9_002, peripheralId: PERIPHERAL, clientPort: 20_000, sessionId: 70, serverData: 71, direction: 0 },
    ...{ ...connection(9), clientId: 'desk', clientAddress: '127.0.0.1' },
  };

  it('registers, serves recording requests, and unregisters', async (test) => {
    const server = await startServer(test, registers);
    const session = openSession(test, [server.port], serving);
    await session.opened();
    const recorded: unknown[] = [];
    const service = await serverService(session).register(
      { name: 'recorder', mode: 'roundRobin' },
      {
        async start({ connectionCallId }) {
          recorded.push(connectionCallId);
          return { sessionId: 70, serverData: 71 };
        },
        stop: ({ sessionId }) => void recorded.push(sessionId),
      },
    );
    const registered = await server.next('REGISTER_SERVICE_REQ');
    assert.deepEqual([registered.serviceName, registered.serverMode, service.registeredServiceId], ['recorder', 1, 50]);
    server.peers[0]?.send(start);
    const started = await server.next('START_RECORDING_CONF');
    assert.deepEqual([started.invokeId, started.sessionId, started.serverData, started.clientId, started.clientAddress], [9_001, 70, 71, 'desk', '127.0.0.1']);
    server.peers[0]?.send(stop);
    assert.equal((await server.next('STOP_RECORDING_CONF')).invokeId, 9_002);
    assert.deepEqual(recorded, [9, 70]);
    await service.unregister();
    assert.equal((await server.next('UNREGISTER_SERVICE_REQ')).registeredServiceId, 50);
    assert.equal(service.registeredServiceId, undefined);
    const ignored = heard(session, 'START_RECORDING_REQ');
    server.peers[0]?.send(start);
    await ignored;
    assert.equal(recorded.length, 2);
  });

  it('refuses what the handler refuses', async (test) => {
    const server = await startServer(test, registers);
    const session = openSession(test, [server.port], serving);
    await session.opened();
    await serverService(session).register(
      { name: 'recorder' },
      {
        start() {
          throw new Error('disk full');
        },
        stop: () => Promise.reject(new CtiError('INVALID_STATE', 'no such recording', { details: { status: StatusCode.E_CTI_INVALID_OBJECT_STATE } })),
      },
    );
    server.peers[0]?.send(start);
    server.peers[0]?.send(stop);
    const [first, second] = [await server.next('FAILURE_CONF'), await server.next('FAILURE_CONF')];
    assert.deepEqual([first, second].map((failure) => ('status' in failure ? [failure.invokeId, failure.status] : [])).sort(), [
      [9_001, 17],
      [9_002, 38],
    ]);
  });

  it('answers no request of a connection that is gone, and says no where the handler gives no numbers', async (test) => {
    const server = await startServer(test, registers);
    const session = openSession(test, [server.port], serving);
    await session.opened();
    let finish: (() => void) | undefined;
    const handler = {
      start: () => new Promise<{ sessionId: number; serverData: number }>((resolve) => (finish = () => resolve({ sessionId: 1, serverData: 1 }))),
      stop: () => undefined,
    };
    await serverService(session).register({ name: 'recorder' }, handler);
    const asked = heard(session, 'START_RECORDING_REQ');
    server.peers[0]?.send(start);
    await asked;
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    finish?.();
    // Its number may be another request's by now: the next answer is this one's.
    server.peers[1]?.send({ ...stop, invokeId: 4 });
    await server.next('STOP_RECORDING_CONF');
    assert.equal(server.requests('START_RECORDING_CONF').length, 0);

    handler.start = () => Promise.resolve({} as never);
    server.peers[1]?.send(start);
    const failure = await server.next('FAILURE_CONF');
    assert.deepEqual(['status' in failure && failure.status, failure.invokeId], [17, 9_001]);
  });

  it('serves one registration at a time', async (test) => {
    const server = await startServer(test, registers);
    const session = openSession(test, [server.port], serving);
    await session.opened();
    const handlers = { start: () => ({ sessionId: 1, serverData: 1 }), stop: () => undefined };
    const service = serverService(session);
    const first = await service.register({ name: 'recorder' }, handlers);
    await assert.rejects(service.register({ name: 'archive' }, handlers), { code: 'INVALID_STATE' });
    await first.unregister();
    await service.register({ name: 'archive' }, handlers);
    server.answer({ REGISTER_SERVICE_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_SERVICE_CONFLICT }) });
    await assert.rejects(serverService(session).register({ name: 'recorder' }, handlers), { details: { status: 85, statusName: 'E_CTI_SERVICE_CONFLICT' } });
  });

  it('registers again when the server has not yet noticed that the former session is gone', async (test) => {
    const server = await startServer(test, registers);
    const session = openSession(test, [server.port], { ...serving, heartbeatMs: 20 });
    await session.opened();
    const service = await serverService(session).register({ name: 'recorder' }, { start: () => ({ sessionId: 1, serverData: 1 }), stop: () => undefined });
    let conflicts = 3;
    server.answer({
      REGISTER_SERVICE_REQ: () =>
        conflicts-- > 0
          ? { messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_SERVICE_CONFLICT }
          : { messageType: 'REGISTER_SERVICE_CONF', registeredServiceId: 52 },
    });
    const problem = heard(session, 'problem');
    server.peers[0]?.destroy();
    assert.equal((await problem).error.details?.statusName, 'E_CTI_SERVICE_CONFLICT');
    await heard(session, 'REGISTER_SERVICE_CONF');
    assert.equal(service.registeredServiceId, 52);
    assert.equal(server.requests('REGISTER_SERVICE_REQ').length, 5);
  });

  it('that is ended while it is registered again is not left at the server', async (test) => {
    const server = await startServer(test, registers);
    const session = openSession(test, [server.port], serving);
    await session.opened();
    const service = await serverService(session).register({ name: 'recorder' }, { start: () => ({ sessionId: 1, serverData: 1 }), stop: () => undefined });
    await server.next('REGISTER_SERVICE_REQ');
    server.answer({ REGISTER_SERVICE_REQ: () => undefined });
    server.peers[0]?.destroy();
    const { invokeId } = await server.next('REGISTER_SERVICE_REQ');
    const ended = service.unregister();
    server.peers[1]?.send({ messageType: 'REGISTER_SERVICE_CONF', invokeId, registeredServiceId: 53 });
    assert.equal((await server.next('UNREGISTER_SERVICE_REQ')).registeredServiceId, 53);
    await ended;
    assert.equal(service.registeredServiceId, undefined);
  });

  it('that is given up before the server has confirmed it is taken back when it does', async (test) => {
    const server = await startServer(test, { ...registers, REGISTER_SERVICE_REQ: () => undefined });
    const session = openSession(test, [server.port], serving);
    await session.opened();
    const service = serverService(session);
    const handlers = { start: () => ({ sessionId: 1, serverData: 1 }), stop: () => undefined };
    await assert.rejects(service.register({ name: 'recorder' }, handlers, { timeoutMs: 20 }), { code: 'TIMEOUT' });
    const { invokeId } = await server.next('REGISTER_SERVICE_REQ');
    server.peers[0]?.send({ messageType: 'REGISTER_SERVICE_CONF', invokeId, registeredServiceId: 54 });
    assert.equal((await server.next('UNREGISTER_SERVICE_REQ')).registeredServiceId, 54);
    server.answer(registers);
    await service.register({ name: 'recorder' }, handlers);
  });

  it('registers again after every opening', async (test) => {
    const server = await startServer(test, registers);
    const session = openSession(test, [server.port], serving);
    await session.opened();
    const service = await serverService(session).register({ name: 'recorder' }, { start: () => ({ sessionId: 1, serverData: 1 }), stop: () => undefined });
    server.answer({ REGISTER_SERVICE_REQ: () => ({ messageType: 'REGISTER_SERVICE_CONF', registeredServiceId: 51 }) });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    assert.equal(service.registeredServiceId, undefined);
    await session.opened();
    assert.equal(service.registeredServiceId, 51);
  });

  it('asks others to record', async (test) => {
    const server = await startServer(test, {
      START_RECORDING_REQ: () => ({ messageType: 'START_RECORDING_CONF', sessionId: 70, serverData: 71 }),
      STOP_RECORDING_REQ: () => ({ messageType: 'STOP_RECORDING_CONF' }),
    });
    const session = openSession(test, [server.port], { services: ['clientControl'], peripheralId: PERIPHERAL });
    await session.opened();
    const service = serverService(session);
    const { sessionId, serverData } = await service.startRecording({ ...connection(9), agentId: '1001', clientPort: 20_000 });
    await service.stopRecording({ ...connection(9), sessionId, serverData });
    const [started, stopped] = [await server.next('START_RECORDING_REQ'), await server.next('STOP_RECORDING_REQ')];
    assert.deepEqual([started.connectionCallId, started.agentId, started.clientPort], [9, '1001', 20_000]);
    assert.deepEqual([stopped.connectionCallId, stopped.sessionId, stopped.serverData], [9, 70, 71]);
  });
});
