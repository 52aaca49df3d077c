/**
 * `sforce.console`, which pages load beside `sforce.interaction`. There is no console of tabs to drive here, so whatever is
 * called answers that it did nothing. Messages between pages are real: they cross as messages of a channel.
 */
import type { PlainData } from '../protocol/plain-data.ts';
import { isFunction } from './arguments.ts';
import type { Session } from './session.ts';

const CTI_EVENT = 'CTIEvent';

type ConsoleMethod = (...given: unknown[]) => void;

const reply = (given: readonly unknown[], answer: object): void => {
  const callback = given.filter(isFunction).at(-1);
  if (callback) queueMicrotask(() => callback(answer));
};

const inert: ConsoleMethod = (...given) => reply(given, { success: false, result: false, error: 'Ringframe has no console.' });

/** `session` is asked for on use: the script that makes one may be loaded after this one. */
export const createConsole = (session: () => Session | undefined): object => {
  const ends = new Map<unknown, Promise<() => void>>();

  const publish = (channel: unknown, message: unknown, given: readonly unknown[]): void => {
    const published = session()?.run((crm) => crm.publish(String(channel), message as PlainData));
    if (!published) inert(...given);
    published?.then(
      () => reply(given, { success: true, result: true }),
      (error: Error) => reply(given, { success: false, result: false, error: error.message }),
    );
  };

  const methods: Record<string, ConsoleMethod> = {
    sendCTIMessage: (...given) => publish(CTI_EVENT, given[0], given),
    fireEvent: (...given) => publish(given[0], given[1], given),
    addEventListener(channel, listener) {
      const running = session();
      if (!isFunction(listener) || !running) return;
      const ending = running.run((crm) => crm.subscribe(String(channel), (message) => listener({ message })));
      ending.catch((error: Error) => console.error(`ringframe: sforce.console.addEventListener: ${error.message}`));
      ends.set(listener, ending);
    },
    removeEventListener(_, listener) {
      ends.get(listener)?.then(
        (end) => end(),
        () => {},
      );
      ends.delete(listener);
    },
  };

  // Any name is a method: of those of the real one, pages call whichever they like. But it is no promise.
  const isKnown = (name: string | symbol): boolean => typeof name === 'symbol' || ['then', 'toJSON'].includes(name) || name in methods;
  return new Proxy(methods, { get: (target, name) => (isKnown(name) ? Reflect.get(target, name) : inert) });
};
