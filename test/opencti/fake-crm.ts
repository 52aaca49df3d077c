/** A CRM connection that notes what it is asked, and answers as told. It stands for the real one where only the drop-in's own work is looked at. */
import { createEmitter } from '../../src/protocol/emitter.ts';
import type { CrmConnection, CrmEvents } from '../../src/softphone/index.ts';

export interface FakeCrm {
  connection: CrmConnection;
  /** Methods and arguments, as they came; what is undefined is left out. */
  asked: [method: string, ...args: unknown[]][];
  answer(method: string, act: (...args: unknown[]) => unknown): void;
  emit: ReturnType<typeof createEmitter<CrmEvents>>['emit'];
  /** On a channel somebody has subscribed to. */
  tell(channel: string, message: unknown): void;
}

const plain = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

export const createFakeCrm = (): FakeCrm => {
  const asked: FakeCrm['asked'] = [];
  const answers = new Map<string, (...args: unknown[]) => unknown>();
  const emitter = createEmitter<CrmEvents>();
  const channels = createEmitter<Record<string, unknown>>();
  answers.set('subscribe', (channel, listener) => channels.on(channel as string, listener as () => void));

  const connection = new Proxy({} as CrmConnection, {
    get: (_, method: string) => {
      if (method === 'on') return emitter.on;
      // A connection is no promise, though it may be awaited.
      if (method === 'then') return undefined;
      return async (...args: unknown[]) => {
        asked.push([method, ...args.filter((arg) => typeof arg !== 'function').map(plain)]);
        return answers.get(method)?.(...args);
      };
    },
  });

  return { connection, asked, answer: (method, act) => void answers.set(method, act), emit: emitter.emit, tell: channels.emit };
};
