/**
 * A CTI link over the simulator for browser tests, behind a network that can be cut, with an HTTP door through which a test plays the
 * people outside: `/METHOD?args=[…]`. What waits for something to happen is answered when it has.
 */
import { createServer } from 'node:http';
import { startLink } from '../../../src/link/start-link.ts';
import { createCuttable } from '../../node/link-gateway/cuttable.ts';
import { createSimulatorWorld, numbers, password } from '../../node/link-gateway/simulator-world.ts';
import { signToken, tokenConfig } from '../../node/link-gateway/tokens.ts';
import { NOBODYS_PORT } from '../nobodys-port.mjs';

export const startControlledLink = async () => {
  const world = createSimulatorWorld();
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
        nowhere: address(NOBODYS_PORT),
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
  return `http://127.0.0.1:${door.address().port}`;
};
