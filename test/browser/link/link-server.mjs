/**
 * A CTI link over the simulator for browser tests, behind a network that can be cut, with an HTTP door through which a test plays the
 * people outside: `/METHOD?args=[…]`. What waits for something to happen is answered when it has.
 */
import { createServer } from 'node:http';
import { tsImport } from 'tsx/esm/api';

const load = (path) => tsImport(path, import.meta.url);

export const startControlledLink = async () => {
  const { createSimulatorWorld, numbers, password } = await load('../../node/link-gateway/simulator-world.ts');
  const { createCuttable } = await load('../../node/link-gateway/cuttable.ts');
  const { signToken, tokenConfig } = await load('../../node/link-gateway/tokens.ts');
  const { startLink } = await load('../../../src/link/start-link.ts');

  const world = createSimulatorWorld();
  const nowhere = await createCuttable(1);
  await nowhere.close();
  let link;
  let network;
  const farEnds = [];
  const keep = (farEnd) => farEnds.push(farEnd) - 1;

  let page;

  const listen = (port, gateway) =>
    startLink({
      switch: world.simulator,
      gateway: { origins: [page], tokens: tokenConfig, heartbeatMs: 500, ...gateway },
      http: { port },
      log: { level: 'silent' },
    });

  const methods = {
    /** Which origin a page has is known only to the page. */
    async start(origin) {
      await network?.close();
      await link?.stop();
      page = origin;
      link = await listen(0);
      network = await createCuttable(link.port);
      const address = (port) => `ws://127.0.0.1:${port}/softphone`;
      return {
        url: address(network.port),
        nowhere: address(nowhere.port),
        numbers,
        password,
        capabilities: world.simulator.capabilities,
        vendorCommand: world.vendorCommand,
      };
    },
    /** Another link at the same address, with other settings of its gateway. */
    async restart(gateway) {
      await link.stop();
      link = await listen(link.port, gateway);
    },
    newAgent: (how) => world.newAgent(how),
    token: (agentId, claims) => signToken(agentId, claims),
    cut: () => network.cut(),
    restore: () => network?.restore(),
    tidy: () => world.tidy(),
    farEndsTalk: () => world.farEndsTalk(),
    call: (agentId, from, type) => keep(world.call(agentId, from, type)),
    memberTalks: (agentId) => world.memberTalks(agentId),
    memberCalls: (agentId) => world.memberCalls(agentId),
    memberAsks: (agentId, kind) => world.memberAsks(agentId, kind),
    supervisorComes: (agentId, callId) => world.supervisorComes(agentId, callId),
    vendorEvent: (agentId, event) => world.simulator.vendorEvent(agentId, event),
    received: async (by) => keep(await world.received(by)),
    farEnd: (index, method, ...args) => farEnds[index][method](...args),
  };

  const door = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://door');
    const name = pathname.slice(1);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'application/json');
    try {
      if (!Object.hasOwn(methods, name)) throw new Error(`there is no ${name}`);
      const result = await methods[name](...JSON.parse(searchParams.get('args') ?? '[]'));
      response.end(JSON.stringify({ result }));
    } catch (error) {
      response.end(JSON.stringify({ error: String(error) }));
    }
  });
  await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${door.address().port}`,
    async close() {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await network?.close();
      await link?.stop();
    },
  };
};
