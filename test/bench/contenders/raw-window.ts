/** What most softphone SDKs use: window.postMessage, with the origin checks it cannot do without. */
import type { Contender, HostSide } from './contender.ts';

export const rawWindow: Contender = {
  name: 'raw-window',
  host: ({ src, open }) =>
    new Promise((resolve) => {
      const frame = open();
      const origin = new URL(src).origin;
      const waiting = new Map<number, (value: unknown) => void>();
      let lastId = 0;
      const side: HostSide = {
        onEvent: () => {},
        call: (payload) =>
          new Promise((answer) => {
            lastId += 1;
            waiting.set(lastId, answer);
            frame.contentWindow?.postMessage({ raw: 'call', id: lastId, payload }, origin);
          }),
      };
      addEventListener('message', ({ data, source, origin: from }) => {
        if (source !== frame.contentWindow || from !== origin) return;
        if (data.raw === 'ready') resolve(side);
        else if (data.raw === 'event') side.onEvent();
        else if (data.raw === 'call') {
          waiting.get(data.id)?.(data.payload);
          waiting.delete(data.id);
        }
      });
    }),
  guest: async () => {
    const host = document.referrer ? new URL(document.referrer).origin : '*';
    addEventListener('message', ({ data, source, origin }) => {
      if (source === parent && origin === host && data.raw === 'call') parent.postMessage(data, host);
    });
    parent.postMessage({ raw: 'ready' }, host);
    return { event: (payload) => parent.postMessage({ raw: 'event', payload }, host) };
  },
};
