/** Notices what a constructor must not touch (law 1), by standing in for it while the constructor runs. */

const watchedGlobals = [
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'fetch',
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'RTCPeerConnection',
  'AudioContext',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
] as const;

const watch = (owner: object, name: string, touched: string[], label = name): (() => void) => {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  const original = (owner as Record<string, unknown>)[name];
  if (typeof original !== 'function') return () => {};
  const standIn = new Proxy(original as (...args: unknown[]) => unknown, {
    apply(target, self, args) {
      touched.push(label);
      return Reflect.apply(target, self, args);
    },
    construct(target, args) {
      touched.push(label);
      return Reflect.construct(target, args) as object;
    },
  });
  Object.defineProperty(owner, name, { value: standIn, configurable: true, writable: true });
  return () => {
    if (own) Object.defineProperty(owner, name, own);
    else Reflect.deleteProperty(owner, name);
  };
};

/** @returns what `construct` gave, and the names of what it touched, at once or in the microtasks right after. */
export const whileConstructing = async <Made>(construct: () => Made): Promise<{ made: Made; touched: readonly string[] }> => {
  const touched: string[] = [];
  const restore = watchedGlobals.map((name) => watch(globalThis, name, touched));
  const { mediaDevices } = (globalThis as { navigator?: { mediaDevices?: object } }).navigator ?? {};
  if (mediaDevices) restore.push(watch(mediaDevices, 'getUserMedia', touched, 'the microphone'));
  try {
    const made = construct();
    for (let turn = 0; turn < 5; turn++) await undefined;
    return { made, touched };
  } finally {
    for (const undo of restore) undo();
  }
};
