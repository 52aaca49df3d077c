/** The reference: two bare MessagePorts and nothing else. */
import type { Contender, HostSide } from './contender.ts';

export const rawPort: Contender = {
  name: 'raw-port',
  host: ({ open }) =>
    new Promise((resolve) => {
      const frame = open();
      addEventListener('message', function ready({ source, ports }) {
        const [port] = ports;
        if (source !== frame.contentWindow || !port) return;
        removeEventListener('message', ready);
        const waiting = new Map<number, (value: unknown) => void>();
        let lastId = 0;
        const side: HostSide = {
          onEvent: () => {},
          call: (payload) =>
            new Promise((answer) => {
              lastId += 1;
              waiting.set(lastId, answer);
              port.postMessage({ id: lastId, payload });
            }),
        };
        port.onmessage = ({ data }) => {
          if (data.id === undefined) side.onEvent();
          else {
            waiting.get(data.id)?.(data.payload);
            waiting.delete(data.id);
          }
        };
        resolve(side);
      });
    }),
  guest: async () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => port1.postMessage(data);
    parent.postMessage('port', '*', [port2]);
    return { event: (payload) => port1.postMessage({ payload }) };
  },
};
