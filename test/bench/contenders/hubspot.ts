/** `@hubspot/calling-extensions-sdk`, both ends of which are in its package. It has no answers: a message each way stands for a call. */
import CallingExtensions from '@hubspot/calling-extensions-sdk';
import type { Contender, HostSide } from './contender.ts';

/** The parts of the SDK that are used here; its own types leave out the host's side. */
interface Sdk {
  iFrameManager: { sendMessage(message: { type: string; data: unknown }): void };
  outgoingCall(data: unknown): void;
  sendMessage(message: { type: string }): void;
}

/** Two of these answer each other's unknown types with ERROR, which is unknown too, for ever; a real host has to leave that out as well. */
const start = (options: unknown): Sdk => {
  const sdk = new (CallingExtensions as unknown as new (options: unknown) => Sdk)(options);
  const send = sdk.sendMessage.bind(sdk);
  sdk.sendMessage = (message) => {
    if (message.type !== 'ERROR') send(message);
  };
  return sdk;
};

export const hubspot: Contender = {
  name: 'hubspot',
  host: ({ src, container }) =>
    new Promise((resolve) => {
      container.id = 'hubspot';
      const waiting: ((value: unknown) => void)[] = [];
      const side: HostSide = {
        onEvent: () => {},
        call: (payload) =>
          new Promise((answer) => {
            waiting.push(answer);
            sdk.iFrameManager.sendMessage({ type: 'DIAL_NUMBER', data: payload });
          }),
      };
      const sdk = start({
        iFrameOptions: { src, width: '100px', height: '100px', hostElementSelector: '#hubspot' },
        eventHandlers: {
          onReady: () => resolve(side),
          defaultEventHandler: (_: unknown, { type, data }: { type: string; data: unknown }) => {
            if (type === 'OUTGOING_CALL_STARTED') waiting.shift()?.(data);
            else if (type === 'INCOMING_CALL') side.onEvent();
          },
        },
      });
    }),
  guest: () =>
    new Promise((resolve) => {
      const sdk = start({
        eventHandlers: {
          onReady: () => resolve({ event: (payload) => sdk.iFrameManager.sendMessage({ type: 'INCOMING_CALL', data: payload }) }),
          onDialNumber: (data: unknown) => sdk.outgoingCall(data),
          defaultEventHandler: () => {},
        },
      });
    }),
};
