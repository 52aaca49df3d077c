/** A CTI Server that opens, answers a few requests, and sends whatever bytes it is given. It remembers nothing, so that a test can weigh the session. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import {
  createFramer,
  decodeMessage,
  type EncodableMessage,
  encodeMessage,
  type Message,
  type MessageName,
} from '../../../src/link/switches/cisco/codec/index.ts';
import { agentIs, callIs, callsAre } from './messages.ts';
import { openConf } from './scripted-server.ts';

export interface CarelessServer {
  readonly port: number;
  /** To the connection that was made last. */
  write(bytes: Uint8Array): void;
  /** Closes its half of it, perhaps in the middle of a message, and leaves the other half open. */
  end(): void;
  /** Resets it, as a host does that knows nothing of it. */
  reset(): void;
  /** Whether a connection is open still, on either half. */
  openConnections(): Promise<number>;
}

/** So that the services have something to do at every opening, and what is told of these may be about somebody. */
const answers: { [Name in MessageName]?: (request: Message<Name>) => object } = {
  OPEN_REQ: (request) => openConf(request),
  HEARTBEAT_REQ: () => ({ messageType: 'HEARTBEAT_CONF' }),
  CLOSE_REQ: () => ({ messageType: 'CLOSE_CONF' }),
  REGISTER_SERVICE_REQ: () => ({ messageType: 'REGISTER_SERVICE_CONF', registeredServiceId: 1 }),
  QUERY_AGENT_STATE_REQ: ({ agentId = '' }) => agentIs(agentId, 3, '3001'),
  SNAPSHOT_DEVICE_REQ: () => callsAre({ callId: 1, state: 3, device: '3001' }),
  SNAPSHOT_CALL_REQ: () => callIs('v'),
};

export const startCarelessServer = async (test: TestContext, version: number): Promise<CarelessServer> => {
  let current: Socket | undefined;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    current = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    // Half open, and the other half is closed: only now it is over.
    socket.on('end', () => socket.end());
    const framer = createFramer({
      frame(bytes) {
        const request = decodeMessage(bytes, { version });
        const answer = (answers[request.name as MessageName] as ((request: unknown) => object) | undefined)?.(request);
        const { invokeId } = request as { invokeId?: number };
        if (answer && !socket.destroyed) socket.write(encodeMessage({ invokeId, ...answer } as EncodableMessage, { version }));
      },
      reset: (reason) => socket.destroy(reason),
    });
    socket.on('data', framer.push);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    current?.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    write: (bytes) => void current?.write(bytes),
    end: () => void current?.end(),
    // What was written goes out first.
    reset: () => void current?.write('', () => current?.resetAndDestroy()),
    openConnections: () => promisify(server.getConnections.bind(server))(),
  };
};
