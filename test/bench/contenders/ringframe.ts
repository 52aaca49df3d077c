/** Ringframe's own links with everything on: pinning, hello, capabilities, deadlines, caps and schemas at both receivers. */
import { createHostLink } from '../../../src/host/host-link.ts';
import { callSchema } from '../../../src/protocol/call.ts';
import type { CallMessage } from '../../../src/protocol/events.ts';
import { DEFAULT_LIMITS } from '../../../src/protocol/limits.ts';
import { answer } from '../../../src/protocol/method.ts';
import { PROTOCOL_VERSIONS, SOFTWARE } from '../../../src/protocol/version.ts';
import { createCrmLink } from '../../../src/softphone/crm-link.ts';
import type { Contender, HostSide } from './contender.ts';

/** A call of the size of the payload in both directions, which no method of the protocol happens to have. */
const echo = answer(callSchema);
/** The rate is counted as always; only the figure is out of reach, since this is a flood. */
const limits = { ...DEFAULT_LIMITS, maxPendingCalls: 1_000, messagesPerSecond: 10_000_000, messageBurst: 10_000_000 };
const common = { connectTimeoutMs: 10_000, heartbeatIntervalMs: 5_000, limits, logger: console };

export const ringframe: Contender = {
  name: 'ringframe',
  host: ({ src, open }) =>
    new Promise((resolve) => {
      const side: HostSide = { onEvent: () => {}, call: (payload) => link.request('echo', echo, payload as never) };
      const link = createHostLink({
        ...common,
        frame: open(),
        origin: new URL(src).origin,
        services: new Map(),
        exists: () => false,
        onHello: () => {},
        onStatus: ({ state }) => state === 'ready' && resolve(side),
        onEvent: () => side.onEvent(),
      });
    }),
  guest: () =>
    new Promise((resolve) => {
      const link = createCrmLink({
        ...common,
        hostWindow: parent,
        allowedOrigins: [new URL(document.referrer).origin],
        hello: () => ({ protocol: [...PROTOCOL_VERSIONS], software: { ...SOFTWARE }, wants: [], serves: ['echo'], limits, calls: [] }),
        service: (name) => (name === 'echo' ? { params: callSchema, handler: (call: never) => call } : undefined),
        exists: () => true,
        onEvent: () => {},
        onStatus: ({ state }) => state === 'ready' && resolve({ event: (call) => link.send('call', { event: 'updated', call } as CallMessage) }),
      });
    }),
};
