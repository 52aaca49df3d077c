import { fork } from 'node:child_process';
import { on } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./server-process.mjs', import.meta.url));

/**
 * The address of a server for a test file is at `/test-servers/NAME?session=ID` (see test-servers.ts). The servers are in a process
 * of their own: they keep time with heartbeats, and this one may compile something for seconds.
 *
 * @returns {import('@web/dev-server-core').Plugin}
 */
export const testServers = () => {
  let child;
  return {
    name: 'test-servers',
    serverStart() {
      child = fork(program, { execArgv: ['--import', 'tsx'] });
    },
    serverStop() {
      child.disconnect();
    },
    async serve({ url }) {
      if (!url.startsWith('/test-servers/')) return undefined;
      const answers = on(child, 'message', { close: ['exit'] });
      child.send(url);
      for await (const [{ asked, address }] of answers) if (asked === url) return { body: address, type: 'text' };
      return undefined;
    },
  };
};
