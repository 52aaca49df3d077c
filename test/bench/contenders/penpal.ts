/** penpal alone: no schema, no deadline, no capability, and an unawaited call where it has no event. */
import { connect, WindowMessenger } from 'penpal';
import type { Contender, HostSide } from './contender.ts';

export const penpal: Contender = {
  name: 'penpal',
  host: async ({ src, open }) => {
    const frame = open();
    const side: HostSide = { onEvent: () => {}, call: () => Promise.reject(new Error('not connected')) };
    const messenger = new WindowMessenger({ remoteWindow: frame.contentWindow as Window, allowedOrigins: [new URL(src).origin] });
    const remote = await connect<{ echo(payload: unknown): unknown }>({ messenger, methods: { event: () => side.onEvent() } }).promise;
    side.call = (payload) => remote.echo(payload);
    return side;
  },
  guest: async () => {
    const messenger = new WindowMessenger({ remoteWindow: parent, allowedOrigins: [new URL(document.referrer).origin] });
    const remote = await connect<{ event(payload: unknown): void }>({ messenger, methods: { echo: (payload: unknown) => payload } }).promise;
    return { event: (payload) => void remote.event(payload) };
  },
};
