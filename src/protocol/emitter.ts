/** Events by name, in order, to listeners that cannot hurt each other. Both sides and every phone promise the same. */

export interface Emitter<Events> {
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void;
  /** Several at once: nothing that a listener causes comes between them. */
  emitAll<Name extends keyof Events>(name: Name, events: readonly Events[Name][]): void;
  /** What was emitted before still arrives; after that nobody listens and nothing is emitted. May be called twice. */
  dispose(): void;
}

/** A listener's error is the page's, not ours: it goes where uncaught errors go, and to a later turn where there is no such place. */
const report = (error: unknown): void => {
  const { reportError } = globalThis as { reportError?: (error: unknown) => void };
  if (typeof reportError === 'function') reportError(error);
  else
    queueMicrotask(() => {
      throw error;
    });
};

const tellOne = (listener: (event: never) => void, event: unknown): void => {
  try {
    listener(event as never);
  } catch (error) {
    report(error);
  }
};

/**
 * Listeners are called at once and in the order of their subscription. What a listener emits waits until all have
 * heard what is being told, so that everybody hears events in the order in which they happened.
 *
 * `replay` tells a new listener, at once, what it would otherwise have missed: the current value or values of an event.
 *
 * @example
 * const emitter = createEmitter<PhoneEvents>();
 * const off = emitter.on('status', (status) => render(status));
 * emitter.emit('status', { state: 'connecting' });
 */
export const createEmitter = <Events>(replay: { [Name in keyof Events]?: () => Iterable<Events[Name]> } = {}): Emitter<Events> => {
  type Subscription = { name: keyof Events; listener: (event: never) => void };
  const subscriptions = new Set<Subscription>();
  const waiting: { name: keyof Events; event: unknown }[] = [];
  let telling = false;
  let disposed = false;

  const tell = (): void => {
    if (telling) return;
    telling = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      for (const subscription of [...subscriptions]) {
        if (subscription.name === next.name && subscriptions.has(subscription)) tellOne(subscription.listener, next.event);
      }
    }
    telling = false;
    if (disposed) subscriptions.clear();
  };

  const emitAll: Emitter<Events>['emitAll'] = (name, events) => {
    if (disposed) return;
    for (const event of events) waiting.push({ name, event });
    tell();
  };

  return {
    on(name, listener) {
      if (disposed) return () => {};
      const subscription: Subscription = { name, listener };
      subscriptions.add(subscription);
      for (const event of (Object.hasOwn(replay, name) ? replay[name]?.() : undefined) ?? []) tellOne(listener, event);
      return () => void subscriptions.delete(subscription);
    },
    emit: (name, event) => emitAll(name, [event]),
    emitAll,
    dispose() {
      disposed = true;
      if (!telling) subscriptions.clear();
    },
  };
};
