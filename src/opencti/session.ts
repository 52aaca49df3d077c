/** One page's way to its CRM, which all scripts of the drop-in share: calls wait for it, events come from it. */
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError } from '../protocol/error.ts';
import type { CrmConnection, CrmEvents } from '../softphone/index.ts';
import { MAX_KEPT_EVENTS, MAX_WAITING_CALLS } from './limits.ts';

type Heard = Pick<CrmEvents, 'clickToDial' | 'navigation' | 'workStart' | 'objectUpdate'>;

export interface Session {
  /** Does something with the connection as soon as there is one, in the order of the calls. Rejects when there will be none. */
  run<Result>(act: (crm: CrmConnection) => Promise<Result>): Promise<Result>;
  /** Listeners add up and stay. A click, or work, that nobody heard is told to the first one. */
  on<Name extends keyof Heard>(name: Name, listener: (event: Heard[Name]) => void): void;
}

/** Connects at once. After a failure the next call tries again. */
export const createSession = (connect: () => Promise<CrmConnection>): Session => {
  const emitter = createEmitter<Heard>();
  const heard = new Set<keyof Heard>();
  const kept: { [Name in keyof Heard]?: Heard[Name][] } = { clickToDial: [], workStart: [] };
  let connection: Promise<CrmConnection> | undefined;
  let isReady = false;
  let waiting = 0;

  const tell = <Name extends keyof Heard>(name: Name, event: Heard[Name]): void => {
    const events = heard.has(name) ? undefined : kept[name];
    if (!events) emitter.emit(name, event);
    else if (events.push(event) > MAX_KEPT_EVENTS) events.shift();
  };

  const open = async (): Promise<CrmConnection> => {
    try {
      const crm = await connect();
      for (const name of ['clickToDial', 'navigation', 'workStart', 'objectUpdate'] as const) crm.on(name, (event) => tell(name, event));
      isReady = true;
      return crm;
    } catch (error) {
      connection = undefined;
      throw error;
    }
  };

  connection = open();
  // Pages that never call anything learn it too.
  connection.catch((error: unknown) => console.error(`ringframe: ${error instanceof Error ? error.message : String(error)}`));

  return {
    async run(act) {
      if (!isReady && waiting >= MAX_WAITING_CALLS)
        throw new CtiError('NOT_READY', `${MAX_WAITING_CALLS} calls are waiting for the CRM already; this one was not kept.`);
      waiting += 1;
      try {
        connection ??= open();
        return await act(await connection);
      } finally {
        waiting -= 1;
      }
    },
    on(name, listener) {
      emitter.on(name, listener);
      heard.add(name);
      const early = kept[name]?.splice(0);
      // Later, so that what the page declares below this call is there; and before anything that comes after.
      if (early?.length) queueMicrotask(() => emitter.emitAll(name, early));
    },
  };
};
