/**
 * Several browsers of one kind as one launcher of the test runner: as many test files run at once, each in a browser of its own.
 * Pages of one browser would share its focus, its devices and its storage, and those in the background would be slowed down.
 *
 * @param {import('@web/test-runner-chrome').ChromeLauncher[]} launchers
 * @returns {import('@web/test-runner').BrowserLauncher}
 */
export const sideBySide = (launchers) => {
  const [{ name, type }] = launchers;
  /** Which browser has which session. */
  const busy = new Map();
  const idle = () => launchers.find((launcher) => ![...busy.values()].includes(launcher));
  return {
    name,
    type,
    concurrency: launchers.length,
    initialize: async (...options) => {
      for (const launcher of launchers) await launcher.initialize(...options);
    },
    stop: async () => {
      await Promise.all(launchers.map((launcher) => launcher.stop()));
    },
    async startSession(id, url) {
      const launcher = idle();
      busy.set(id, launcher);
      await launcher.startSession(id, url).catch((error) => {
        busy.delete(id);
        throw error;
      });
    },
    stopSession: (id) =>
      busy
        .get(id)
        .stopSession(id)
        .finally(() => busy.delete(id)),
    isActive: (id) => busy.get(id)?.isActive(id) ?? false,
    getBrowserUrl: (id) => busy.get(id).getBrowserUrl(id),
    /** The commands of `@web/test-runner-commands` ask for it. */
    getPage: (id) => busy.get(id).getPage(id),
  };
};
