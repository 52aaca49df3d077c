/** Servers that browser tests talk to. Each test file has its own, started when it first asks, because files run side by side. */
import { startStagedServer } from './bridge/staged-server.mjs';
import { startControlledLink } from './link/link-server.mjs';
import { startControlledSipServer } from './sip/sip-server.mjs';

/**
 * One line each: a name and a function that starts it on a free loopback port and tells its address. It ends with this process.
 *
 * @type {Record<string, () => Promise<string>>}
 */
const servers = { sip: startControlledSipServer, staged: startStagedServer, link: startControlledLink };

/** @type {Map<string, Promise<string> | undefined>} */
const running = new Map();

process.on('message', async (asked) => {
  const [, name] = /^\/test-servers\/(\w+)/.exec(asked) ?? [];
  if (!running.has(asked)) running.set(asked, servers[name]?.());
  process.send({ asked, address: await running.get(asked) });
});
process.once('disconnect', () => process.exit());
