/** TLS to the CTI Server: encrypted, verified always, and every way in which it does not come about told so that a person can act on it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { allEvents, clientControl } from '../../../src/link/switches/cisco/services/index.ts';
import { type CiscoOptions, type CiscoSession, type CiscoTls, connectCisco } from '../../../src/link/switches/cisco/session/index.ts';
import { type CiscoSimulator, type CiscoSimulatorTls, startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { createCiscoSwitch } from '../../../src/link/switches/cisco/switch/index.ts';
import { isCtiError } from '../../../src/protocol/error.ts';
import { createAuthority } from './certificates.ts';
import { eager, heard, host, reached, startServer } from './rig.ts';

const DAY_MS = 86_400_000;
const PERIPHERAL = 5_000;
const authority = createAuthority('The authority of the site');
const stranger = createAuthority('Another authority');
const trusted: CiscoTls = { ca: authority.cert };
const good = authority.issue({ names: ['cti.example', host] });

const startSite = async (test: TestContext, tls: CiscoSimulatorTls | undefined): Promise<CiscoSimulator> => {
  const simulator = await startCiscoSimulator({ agents: [{ id: '1001', loggedInAt: '2001', ready: true }], ...(tls && { tls }) });
  test.after(() => simulator.stop());
  return simulator;
};
const open = (test: TestContext, ports: readonly number[], tls: CiscoOptions['tls'], more: Partial<CiscoOptions> = {}): CiscoSession => {
  const session = connectCisco({
    ...{ sides: ports.map((port) => ({ host, port })), clientId: 'ringframe', services: ['allEvents', 'clientControl'], peripheralId: PERIPHERAL },
    ...{ reconnect: eager, tls, ...more },
  });
  test.after(() => session.close());
  return session;
};
const portsOf = ({ ports: { a, b = 0 } }: CiscoSimulator): number[] => [a, b];
/** How the first attempt fails. */
const refusal = async (test: TestContext, port: number, tls: CiscoOptions['tls'], more: Partial<CiscoOptions> = {}) => {
  const session = open(test, [port], tls, { reconnect: ({ attempt }) => ({ side: 0, waitMs: attempt > 1 ? 60_000 : 0 }), ...more });
  const { error } = await reached(session, 'lost');
  assert.equal(error.code, 'UNREACHABLE');
  return { code: error.details?.code, message: error.message };
};

describe('a session over TLS', () => {
  it('hears and does what any other does, in both widths, and goes on at the other side', async (test) => {
    for (const version of [15, 25]) {
      const simulator = await startSite(test, good);
      const session = open(test, portsOf(simulator), trusted, { protocolVersions: { oldest: version, newest: version } });
      const events = allEvents(session, { lines: [{ agentId: '1001' }] });
      const snapshots: (string | undefined)[] = [];
      events.on('snapshot', ({ agent, calls }) => snapshots.push([agent?.state.value, ...calls.map(({ state }) => state.value)].join(' ')));
      assert.equal((await session.opened()).side, 'A');
      const ringing = heard(session, 'CALL_DELIVERED_EVENT');
      simulator.placeCall({ from: '+46812345678', to: '2001' });
      await clientControl(session).answer(await ringing);
      await simulator.takeSideDown('a', 'crash');
      await reached(session, 'lost');
      assert.equal((await session.opened()).side, 'B');
      assert.deepEqual(snapshots, ['ready', 'busy connected']);
      await session.close();
    }
  });

  it('carries a switch of the link', async (test) => {
    const simulator = await startSite(test, good);
    const site = createCiscoSwitch({
      ...{ sides: portsOf(simulator).map((port) => ({ host, port })), tls: trusted, clientId: 'link', peripheralId: PERIPHERAL, reconnect: eager },
      agents: [{ id: 'anna', agentId: '1001', supervises: true }],
    });
    test.after(() => site.stop());
    await site.start();
    assert.deepEqual([site.status.state, site.snapshot('anna')?.agent.state], ['up', 'ready']);
  });

  it('knows a server by a name of its own for each side, and one that has signed for itself', async (test) => {
    const own = createAuthority('cti.example');
    const named = authority.issue({ names: ['cti.example'] });
    for (const [certificate, ca] of [
      [named, authority.cert],
      [own.issue({ names: ['cti.example'] }), [authority.cert, own.cert]],
      [own.issue({ names: ['cti.example'] }), `${authority.cert}${own.cert}`],
    ] as const) {
      const simulator = await startSite(test, certificate);
      const session = open(test, [], { ca }, { sides: [{ host, port: simulator.ports.a, servername: 'cti.example' }] });
      await session.opened();
    }
  });

  it('shows the server its own certificate, where it is asked for one', async (test) => {
    const simulator = await startSite(test, { ...good, ca: authority.cert });
    const own = authority.issue({ names: ['ringframe'] });
    await open(test, [simulator.ports.a], { ...trusted, ...own }).opened();
    for (const tls of [trusted, { ...trusted, ...stranger.issue({ names: ['ringframe'] }) }]) {
      const { message } = await refusal(test, simulator.ports.a, tls);
      assert.match(message, /tls\.cert and tls\.key/);
    }
  });
});

describe('a server that is not to be trusted', () => {
  const cases: readonly [what: string, certificate: CiscoSimulatorTls, tls: CiscoOptions['tls'], code: string, advice: RegExp][] = [
    ['has expired', authority.issue({ names: [host], until: new Date(Date.now() - DAY_MS / 2) }), trusted, 'CERT_HAS_EXPIRED', /has expired.*renewed/],
    [
      'is not valid yet',
      authority.issue({ names: [host], from: new Date(Date.now() + DAY_MS / 2) }),
      trusted,
      'CERT_NOT_YET_VALID',
      /not valid yet.*clock of this machine/,
    ],
    ['is of an authority that nobody knows', good, true, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', /not trusted here.*tls\.ca/],
    ['is of another authority', stranger.issue({ names: [host] }), trusted, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', /not trusted here.*tls\.ca/],
    ['has another name', authority.issue({ names: ['cti.example'] }), trusted, 'ERR_TLS_CERT_ALTNAME_INVALID', /another name.*servername/],
  ];
  for (const [what, certificate, tls, code, advice] of cases)
    it(`because its certificate ${what} is told why, and sent nothing`, async (test) => {
      const simulator = await startSite(test, certificate);
      const refused = await refusal(test, simulator.ports.a, tls, { password: 'secret' });
      assert.equal(refused.code, code);
      assert.match(refused.message, advice);
      assert.equal(simulator.state().sessions.length, 0);
    });

  it('is not trusted by an environment that turns verification off, either', async (test) => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    test.after(() => delete process.env.NODE_TLS_REJECT_UNAUTHORIZED);
    const simulator = await startSite(test, good);
    assert.equal((await refusal(test, simulator.ports.a, true)).code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('is left for the other side', async (test) => {
    const [old, simulator] = [await startSite(test, authority.issue({ names: [host], until: new Date(Date.now() - 60_000) })), await startSite(test, good)];
    assert.equal((await open(test, [old.ports.a, simulator.ports.a], trusted).opened()).side, 'B');
  });
});

describe('two that do not speak alike', () => {
  it('a server without TLS is told from one with a bad certificate', async (test) => {
    const simulator = await startSite(test, undefined);
    const { message } = await refusal(test, simulator.ports.a, trusted);
    assert.match(message, /no answer in TLS.*42030/);
  });

  it('a server that waits for more of what is no message is left after its time', async (test) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
    server.listen(0, host);
    await once(server, 'listening');
    test.after(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    const refused = await refusal(test, (server.address() as AddressInfo).port, trusted, { connectTimeoutMs: 60 });
    assert.equal(refused.code, 'ETIMEDOUT');
    assert.match(refused.message, /no answer in TLS.*42030/);
  });

  it('a server with TLS says so to a client without, or leaves', async (test) => {
    const simulator = await startSite(test, good);
    assert.match((await refusal(test, simulator.ports.a, undefined)).message, /Perhaps it speaks TLS at this port: option tls/);
    // Many answer with an alert of TLS first: version 3.1, fatal, a record of the wrong version.
    const alerting = createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end(Buffer.of(0x15, 3, 1, 0, 2, 2, 70))));
    alerting.listen(0, host);
    await once(alerting, 'listening');
    test.after(() => alerting.close());
    const refused = await refusal(test, (alerting.address() as AddressInfo).port, undefined);
    assert.equal(refused.code, 'EPROTO');
    assert.match(refused.message, /the server at this port speaks TLS. Set option tls/);
  });

  it('nobody at all is told as ever', async (test) => {
    const server = await startServer(test);
    await server.close().catch(() => undefined);
    const refused = await refusal(test, server.port, trusted);
    assert.equal(refused.code, 'ECONNREFUSED');
    assert.match(refused.message, /check host and port/);
  });
});

describe('options of TLS', () => {
  const { cert, key } = authority.issue({});
  const wrong: readonly [tls: unknown, problem: RegExp][] = [
    ['yes', /tls must be true, or an object/],
    [[], /tls must be true, or an object/],
    [{ rejectUnauthorized: false }, /tls\.rejectUnauthorized is no option.*verified always/],
    [{ ca: 'secret' }, /tls\.ca must be certificates in PEM/],
    [{ ca: [] }, /tls\.ca must be certificates in PEM/],
    [{ ca: [authority.cert, 7] }, /tls\.ca must be certificates in PEM/],
    [{ cert: 'secret', key }, /tls\.cert must be a certificate in PEM/],
    [{ cert }, /tls\.key is missing/],
    [{ key }, /tls\.cert is missing/],
    [{ cert, key: 'secret' }, /tls\.key must be a key in PEM/],
    [{ cert, key: authority.issue({}).key }, /tls\.key is not the key of cert/],
    [{ cert, key, passphrase: 7 }, /tls\.passphrase must be a text/],
  ];
  it('that are wrong are named, and no value is repeated', () => {
    for (const [tls, problem] of wrong)
      assert.throws(
        () => connectCisco({ sides: [{ host, port: 1 }], clientId: 'x', services: [], tls: tls as never }),
        (error) => {
          assert.ok(isCtiError(error, 'INVALID_ARGUMENT'));
          assert.match(error.message, problem);
          return !error.message.includes('secret');
        },
      );
    assert.throws(() => connectCisco({ sides: [{ host, port: 1, servername: '' }], clientId: 'x', services: [] }), { message: /sides\[0\]\.servername/ });
  });

  it('of the simulator, too', async () => {
    for (const [tls, problem] of [
      [{ cert }, /tls\.key is missing/],
      [{ cert, key: 'secret' }, /tls\.cert and tls\.key must be a certificate and its key/],
      [{ cert, key, ca: 'secret' }, /tls\.ca must be a certificate in PEM/],
    ] as const)
      await assert.rejects(startCiscoSimulator({ agents: [], tls: tls as never }), { code: 'INVALID_ARGUMENT', message: problem });
  });
});
