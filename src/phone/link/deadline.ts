/** One deadline at a time: setting it replaces the one before. */
export interface Deadline {
  set(callback: () => void, ms: number): void;
  clear(): void;
  readonly running: boolean;
}

export const createDeadline = (): Deadline => {
  let handle: ReturnType<typeof setTimeout> | undefined;
  const clear = () => {
    clearTimeout(handle);
    handle = undefined;
  };
  return {
    set(callback, ms) {
      clear();
      handle = setTimeout(() => {
        handle = undefined;
        callback();
      }, ms);
    },
    clear,
    get running() {
      return handle !== undefined;
    },
  };
};
