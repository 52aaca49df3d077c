/** A site with TLS in a configuration file: certificates in files beside it, for the link, the simulator and a capture. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { readConfig } from '../../../src/link/command/read-config.ts';
import { captureSession } from '../../../src/link/switches/cisco/capture/index.ts';
import { type CiscoSimulator, startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { isCtiError } from '../../../src/protocol/error.ts';
import { createAuthority } from '../cisco-session/certificates.ts';
import { host } from '../cisco-session/rig.ts';
import { startCommand } from '../link-command/command-process.ts';
import { type ConfigFolder, createConfigFolder, goodConfig } from '../link-command/config-folder.ts';

const authority = createAuthority('The authority of the site');
const server = authority.issue({ names: [host] });
const client = authority.issue({ names: ['ringframe'] });

let folder: ConfigFolder;
before(() => {
  folder = createConfigFolder();
  folder.makeFolder('tls');
  const files = { 'authority.pem': authority.cert, 'client.pem': client.cert, 'client.key': client.key, 'server.pem': server.cert, 'server.key': server.key };
  for (const [name, content] of Object.entries(files)) folder.write(join('tls', name), content);
});
after(() => folder.remove());

const ofFiles = { ca: { file: 'tls/authority.pem' }, cert: { file: 'tls/client.pem' }, key: { env: 'RINGFRAME_TEST_KEY' } };
const cisco = { type: 'cisco', sides: [{ host, port: 42_030 }], clientId: 'ringframe', peripheralId: 5_000, agents: [{ id: '1001' }] };

const startSite = async (test: TestContext): Promise<CiscoSimulator> => {
  const simulator = await startCiscoSimulator({
    ...{ agents: [{ id: '1001', loggedInAt: '2001', ready: true }], tls: { ...server, ca: authority.cert }, ports: { b: false } },
  });
  test.after(() => simulator.stop());
  return simulator;
};

describe('a configuration with TLS', () => {
  it('takes certificates from files beside it, and a key from the environment', async (test) => {
    const simulator = await startSite(test);
    process.env.RINGFRAME_TEST_KEY = client.key;
    test.after(() => delete process.env.RINGFRAME_TEST_KEY);
    const path = folder.write('link.json', {
      ...goodConfig,
      switch: { ...cisco, sides: [{ host, port: simulator.ports.a }], tls: { ...ofFiles, ca: [ofFiles.ca] } },
    });
    const { switch: phoneSystem } = await readConfig(path);
    test.after(() => phoneSystem.stop());
    await phoneSystem.start();
    assert.equal(phoneSystem.snapshot('1001')?.agent.state, 'ready');
  });

  it('that is wrong names every key, and quotes nothing', async () => {
    const problemsOf = async (tls: unknown, sides: unknown = cisco.sides): Promise<unknown> => {
      const error = await readConfig(folder.write('wrong.json', { ...goodConfig, switch: { ...cisco, sides, tls } })).catch((reason: unknown) => reason);
      assert.ok(isCtiError(error, 'INVALID_ARGUMENT'), String(error));
      return error.details?.problems;
    };
    assert.deepEqual(await problemsOf('on'), ['switch.tls must be true, or an object']);
    assert.deepEqual(await problemsOf({ rejectUnauthorized: false, ca: 'secret' }), [
      'switch.tls.rejectUnauthorized is no option: there are ca, cert, key, passphrase, and certificates are verified always',
    ]);
    assert.deepEqual(await problemsOf({ ca: 'secret', cert: { file: 'tls/client.key' } }), [
      'switch.tls.ca must be certificates in PEM, as -----BEGIN CERTIFICATE-----',
      'switch.tls.cert must be a certificate in PEM, as -----BEGIN CERTIFICATE-----',
      'switch.tls.key is missing: cert and key go together',
    ]);
    assert.deepEqual(await problemsOf({ cert: { file: 'tls/client.pem' }, key: { file: 'tls/server.key' } }), ['switch.tls.key is not the key of cert']);
    assert.deepEqual(await problemsOf({ ca: { file: 'authority.pem' } }), ['switch.tls.ca: the file authority.pem cannot be read (ENOENT)']);
    assert.deepEqual(await problemsOf(true, [{ host, port: 1, servername: '' }]), [
      'switch.sides[0].servername must be a text of 1 to 253 characters of Latin-1',
    ]);
  });

  it('is one of the simulator, and of a capture of it, whose file has nothing of the site', { timeout: 60_000 }, async (test) => {
    const site = folder.write('site.json', {
      ...{ agents: [{ id: '1001', loggedInAt: '2001' }], ports: { b: false } },
      tls: { cert: { file: 'tls/server.pem' }, key: { file: 'tls/server.key' } },
    });
    const simulator = startCommand(['cisco-simulator', site]);
    test.after(() => simulator.child.kill());
    const [, port] = await simulator.said(/side A on 127\.0\.0\.1:(\d+)/);
    const path = folder.write('captured.json', {
      switch: { ...cisco, sides: [{ host, port: Number(port) }], tls: { ca: ofFiles.ca }, connectionAlarms: true },
    });
    const out = join(folder.path, 'capture.jsonl');
    const capture = startCommand(['capture', '--out', out, '--messages', '2', path]);
    assert.equal(await capture.ended, 0, capture.stderr);
    assert.match(capture.stdout, /^2 messages, protocol version 25/);
    const written = readFileSync(out, 'utf8');
    assert.match(written, /"name":"OPEN_CONF"/);
    assert.ok(!written.includes(Buffer.from('ringframe').toString('hex')));
  });
});

describe('a capture of a server that is not to be trusted', () => {
  it('has sent it nothing, and says why', async (test) => {
    const simulator = await startSite(test);
    const told: string[] = [];
    const stopping = new AbortController();
    const ended = captureSession({
      ...{ sides: [{ host, port: simulator.ports.a }], tls: true, clientId: 'capture', services: ['allEvents'], signal: stopping.signal },
      tell(text) {
        told.push(text);
        if (text.includes('is lost')) stopping.abort();
      },
      ...{ write: () => undefined, reconnect: () => ({ side: 0, waitMs: 0 }) },
    });
    await assert.rejects(ended, { code: 'UNREACHABLE', message: /has said nothing.*not trusted here.*tls\.ca/s });
    assert.ok(told.some((text) => text.includes('not trusted here')));
    assert.equal(simulator.state().sessions.length, 0);
  });
});
