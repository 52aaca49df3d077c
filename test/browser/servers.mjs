import { startStagedServer } from './bridge/staged-server.mjs';
import { browserNames } from './browsers.mjs';
import { startControlledLink } from './link/link-server.mjs';
import { startControlledSipServer } from './sip/sip-server.mjs';

/**
 * Servers that browser tests talk to. One line each: a name and a function that starts it on a free loopback port. Each browser
 * has its own, because they run side by side. Tests read the addresses with `fetch('/test-servers.json')` (see test-servers.ts).
 *
 * @typedef {{ url: string, close(): Promise<void> | void }} TestServer
 * @type {Record<string, () => Promise<TestServer>>}
 */
const servers = { sip: startControlledSipServer, staged: startStagedServer, link: startControlledLink };

/** @returns {import('@web/dev-server-core').Plugin} */
export const testServers = () => {
  /** @type {Map<string, TestServer>} */
  const running = new Map();
  return {
    name: 'test-servers',
    async serverStart() {
      for (const browser of browserNames(process.env.BROWSER)) {
        for (const [name, start] of Object.entries(servers)) running.set(`${browser}/${name}`, await start());
      }
    },
    async serverStop() {
      for (const server of running.values()) await server.close();
      running.clear();
    },
    serve({ path }) {
      if (path !== '/test-servers.json') return undefined;
      const urls = Object.fromEntries([...running].map(([name, { url }]) => [name, url]));
      return { body: JSON.stringify(urls), type: 'json' };
    },
  };
};
