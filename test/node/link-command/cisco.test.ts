/** What the command has for Cisco's CTI Server: the phone system of a link, a simulator, a capture. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { readConfig } from '../../../src/link/command/read-config.ts';
import { encodeMessage, startCiscoSimulator } from '../../../src/link/switches/cisco/index.ts';
import { connectRaw } from '../cisco-simulator/raw-client.ts';
import { codeBlocks } from '../code-blocks.ts';
import { startCommand } from './command-process.ts';
import { type ConfigFolder, createConfigFolder, goodConfig } from './config-folder.ts';

let folder: ConfigFolder;
before(() => {
  folder = createConfigFolder();
});
after(() => folder.remove());

const cisco = { type: 'cisco', sides: [{ host: '127.0.0.1', port: 42_027 }], clientId: 'ringframe', peripheralId: 5_000, agents: [{ id: '1001' }] };
const problemsOf = async (phoneSystem: object): Promise<string[]> => {
  const error = await readConfig(folder.write('link.json', { ...goodConfig, switch: { ...cisco, ...phoneSystem } })).then(
    () => assert.fail('the configuration was taken'),
    (reason: unknown) => reason,
  );
  assert.ok(isCtiError(error, 'INVALID_ARGUMENT'), String(error));
  return error.details?.problems as string[];
};
const site = (more: object = {}) =>
  startCiscoSimulator({
    agents: [{ id: '1001', loggedInAt: '2001', ready: true, skillGroups: [1] }],
    skillGroups: [{ number: 1, dialedNumber: '800' }],
    clients: { ringframe: 'a password' },
    ...more,
  });

describe('the phone system cisco in a configuration', () => {
  test('is a switch over the site, with its password from the environment', async (context) => {
    const simulator = await site();
    context.after(() => simulator.stop());
    process.env.RINGFRAME_TEST_CTI = 'a password';
    const { a, b } = simulator.ports;
    const path = folder.write('link.json', {
      ...goodConfig,
      switch: {
        ...cisco,
        sides: [a, b].map((port) => ({ host: '127.0.0.1', port })),
        password: { env: 'RINGFRAME_TEST_CTI' },
        agents: [{ id: 'anna', agentId: '1001', instrument: '2001' }],
        protocolVersions: { oldest: 15, newest: 24 },
        heartbeatMs: 6_000,
      },
    });
    const config = await readConfig(path);
    delete process.env.RINGFRAME_TEST_CTI;
    assert.deepEqual([config.switch.name, config.switch.status.state], ['cisco', 'stopped']);
    context.after(() => config.switch.stop());
    await config.switch.start();
    assert.deepEqual([config.switch.snapshot('anna')?.address, config.switch.snapshot('anna')?.agent.state], ['2001', 'ready']);
    const [session] = simulator.state().sessions;
    assert.deepEqual([session?.clientId, session?.version], ['ringframe', 24]);
  });

  test('names every key that is wrong, and quotes nothing', async () => {
    const problems = await problemsOf({
      sides: [{ host: '', port: 0, tls: true }],
      clientId: 'x'.repeat(64),
      password: 'é€',
      peripheralId: -1,
      protocolVersions: { oldest: 12 },
      heartbeatMs: 1,
      clients: 0,
      agents: [{ id: '1001', extension: '2001' }],
      services: ['allEvents'],
      connectionAlarms: 'yes',
    });
    assert.deepEqual(problems.sort(), [
      'switch.agents[0].extension is no key of the configuration',
      'switch.clientId must be a text of 1 to 63 characters of Latin-1',
      'switch.clients must be a whole number from 1 to 100000',
      'switch.connectionAlarms must be true or false',
      'switch.heartbeatMs must be a whole number from 20 to 3600000',
      'switch.password must be a text of 0 to 64 characters of Latin-1',
      'switch.peripheralId must be a whole number from 0 to 4294967295',
      'switch.protocolVersions.oldest must be a whole number from 13 to 25',
      'switch.services is no key of the configuration',
      'switch.sides[0].host must be a text of 1 to 253 characters of Latin-1',
      'switch.sides[0].port must be a whole number from 1 to 65535',
      'switch.sides[0].tls is no key of the configuration',
    ]);
    assert.deepEqual(await problemsOf({ sides: [] }), ['switch.sides must not be empty']);
    assert.deepEqual(await problemsOf({ agents: [{ id: '1001' }, { id: 'anna', agentId: '1001' }] }), ['switch.agents has an id or an agentId twice']);
    assert.deepEqual(await problemsOf({ agents: [{ id: 'a.long.login.name' }] }), [
      'switch.agents needs an agentId of at most 11 characters where the id is longer',
    ]);
    assert.deepEqual(await problemsOf({ protocolVersions: { oldest: 20, newest: 15 } }), ['switch.protocolVersions must have the older one as oldest']);
  });

  test('takes what the session takes, to the last character', async () => {
    const longest = {
      clientId: 'x'.repeat(63),
      password: 'x'.repeat(64),
      clientSignature: 'x'.repeat(63),
      heartbeatMs: 20,
      callMsgMask: 4_294_967_295,
      clients: 100_000,
    };
    const { switch: phoneSystem } = await readConfig(
      folder.write('link.json', { ...goodConfig, switch: { ...cisco, ...longest, sides: [{ host: '127.0.0.1', port: 1 }] } }),
    );
    // What the session would refuse, it refuses at once; this it only cannot reach.
    const started = phoneSystem.start();
    started.catch(() => undefined);
    await new Promise<void>((resolve) => phoneSystem.on('status', ({ state }) => state === 'lost' && resolve()));
    await phoneSystem.stop();
  });
});

test('the configuration of the README is right', async () => {
  const [example = ''] = codeBlocks(readFileSync(new URL('../../../src/link/switches/cisco/README.md', import.meta.url), 'utf8'), 'json');
  process.env.CTI_PASSWORD = 'a password';
  const { switch: phoneSystem } = await readConfig(folder.write('readme-cisco.json', example));
  delete process.env.CTI_PASSWORD;
  assert.deepEqual([phoneSystem.name, phoneSystem.capabilities.includes('superviseCall')], ['cisco', true]);
});

describe('ringframe-link cisco-simulator', { concurrency: 2 }, () => {
  test('starts a CTI Server, says where, serves any client, and ends on SIGTERM', async () => {
    const path = folder.write('site.json', { agents: [{ id: '1001', password: { env: 'AGENT_PASSWORD' } }], ports: { b: false } });
    const command = startCommand(['cisco-simulator', path], { AGENT_PASSWORD: 'a password' });
    const [, port] = await command.said(/^ringframe-link cisco-simulator: side A on 127\.0\.0\.1:(\d+)$/m);
    const client = await connectRaw(Number(port));
    assert.equal((await client.open()).name, 'OPEN_CONF');
    command.child.kill('SIGTERM');
    assert.equal(await command.ended, 0);
    await client.closed;
  });

  test('names every key that is wrong', async () => {
    const path = folder.write('wrong-site.json', { agents: [{ id: 'much too long for it' }], port: 1 });
    const command = startCommand(['cisco-simulator', path]);
    assert.equal(await command.ended, 1);
    assert.equal(
      command.stderr,
      `ringframe-link: ${path}:\n  agents[0].id must be a text of 1 to 11 characters of one byte\n  port is no key of the configuration\n`,
    );
  });

  test('starts with the configuration of its help', async () => {
    const help = startCommand(['cisco-simulator', '--help']);
    assert.equal(await help.ended, 0);
    const shown = JSON.parse(/^ {2}\{\n(?: {2}.*\n)*? {2}\}$/m.exec(help.stdout)?.[0] ?? '') as object;
    const command = startCommand(['cisco-simulator', folder.write('shown-site.json', { ...shown, ports: {} })]);
    await command.said(/side A on .*, side B on /);
    command.child.kill('SIGINT');
    assert.equal(await command.ended, 0);
  });
});

describe('ringframe-link capture', { concurrency: 2 }, () => {
  const linesOf = (path: string) =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { name?: string; frame?: string; summary?: { messages: number } });

  test('writes down a session, from the configuration of a link, and stops on SIGINT', async (context) => {
    const simulator = await site();
    context.after(() => simulator.stop());
    const out = `${folder.path}/captured.jsonl`;
    const config = { switch: { ...cisco, sides: [{ host: '127.0.0.1', port: simulator.ports.a }], password: { env: 'CTI_PASSWORD' } }, gateway: {} };
    const command = startCommand(['capture', '--out', out, '--services', 'allEvents,clientMonitor', folder.write('site-link.json', config)], {
      CTI_PASSWORD: 'a password',
    });
    await command.said(/the session is open at side A, protocol version 25/);
    simulator.placeCall({ from: '+46855501234', to: '2001' });
    // What the call sent stands before the answer to the close.
    command.child.kill('SIGINT');
    assert.equal(await command.ended, 0, command.stderr);
    assert.match(command.stdout, /^\d+ messages, protocol version 25\n {2}messages\n(?:.*\n)* {4}CALL_DELIVERED_EVENT: 1\n/);
    const lines = linesOf(out);
    assert.ok(lines.some(({ name }) => name === 'CALL_DELIVERED_EVENT'));
    assert.ok(!lines.some(({ frame = '' }) => Buffer.from(frame, 'hex').includes('46855501234')));
    assert.equal(lines.at(-1)?.summary?.messages, lines.filter(({ frame }) => frame !== undefined).length);
  });

  test('reads the bytes of a connection that was recorded', async () => {
    const bytes = Buffer.concat([1, 2, 3].map((invokeId) => encodeMessage({ messageType: 'HEARTBEAT_CONF', invokeId }, { version: 15 })));
    const dump = `${folder.path}/server.bin`;
    writeFileSync(dump, bytes);
    const out = `${folder.path}/dumped.jsonl`;
    const command = startCommand(['capture', '--out', out, '--dump', dump, '--protocol', '15']);
    assert.equal(await command.ended, 0, command.stderr);
    assert.match(command.stdout, /^3 messages, protocol version 15\n {2}messages\n {4}HEARTBEAT_CONF: 3\n/);
    const again = startCommand(['capture', '--out', out, '--dump', dump, '--protocol', '15']);
    assert.equal(await again.ended, 1);
    assert.match(again.stderr, /is there already, and is not overwritten/);
    assert.equal(linesOf(out).length, 7);
  });

  test('says which option is wrong, and leaves no file where there was nothing to write', async () => {
    const out = `${folder.path}/nothing.jsonl`;
    const wrong: [string[], RegExp][] = [
      [[], /--out names the file/],
      [['--out', out], /name one CONFIG, or a --dump/],
      [['--out', out, '--dump', `${folder.path}/server.bin`], /--protocol is needed/],
      [['--out', out, '--services', 'everything', 'x.json'], /--services does not know everything/],
      [['--out', out, '--seconds', '0', 'x.json'], /--seconds takes a whole number from 1 to 86400/],
    ];
    for (const [args, message] of wrong) {
      const command = startCommand(['capture', ...args]);
      assert.equal(await command.ended, 1);
      assert.match(command.stderr, message);
    }
    const path = folder.write('unreachable.json', { sides: [{ host: '127.0.0.1', port: 1 }], clientId: 'capture' });
    const command = startCommand(['capture', '--out', out, '--seconds', '1', path]);
    assert.equal(await command.ended, 1);
    assert.match(command.stderr, /has said nothing/);
    assert.throws(() => readFileSync(out), { code: 'ENOENT' });
  });
});
