/** The command as people start it: a real process, signals, exit codes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { codeBlocks } from '../code-blocks.ts';
import { enter } from '../link-gateway/raw-softphone.ts';
import { signToken } from '../link-gateway/tokens.ts';
import { startCommand } from './command-process.ts';
import { type ConfigFolder, createConfigFolder, goodConfig } from './config-folder.ts';

let folder: ConfigFolder;
before(() => {
  folder = createConfigFolder();
});
after(() => folder.remove());

const LISTENS = /^ringframe-link \S+ listens on (http:\/\/127\.0\.0\.1:(\d+)), phone system: simulator$/m;

describe('ringframe-link', { concurrency: 2 }, () => {
  test('says first where it listens, serves softphones, and on SIGTERM tells them and lets requests finish', async () => {
    // No heartbeat answers the request that waits, however slow the machine is.
    const config = { ...goodConfig, gateway: { ...goodConfig.gateway, heartbeatMs: 60_000 } };
    const command = startCommand([folder.write('good.json', config)]);
    const [firstLine, url, port] = await command.said(LISTENS);
    assert.equal(command.stderr.split('\n')[0], firstLine);
    assert.deepEqual(await (await fetch(`${url}/healthz`)).json(), { status: 'ok', phoneSystem: 'up' });

    const softphone = await enter(`ws://127.0.0.1:${port}/softphone`, 'anna');
    const post = async (body: object): Promise<{ connection?: string; messages: { type: string; reason?: string }[] }> => {
      const response = await fetch(`${url}/softphone/poll`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      return response.json() as never;
    };
    // A second session of hers, by long polling; its request waits when the signal comes.
    const { connection } = await post({ messages: [{ type: 'hello', protocol: [1], token: await signToken('anna') }] });
    assert.equal((await softphone.next('ended')).reason, 'replaced');
    const waiting = post({ connection, messages: [] });
    await fetch(`${url}/healthz`);
    command.child.kill('SIGTERM');
    const last = (await waiting).messages.find(({ type }) => type === 'ended');
    assert.equal(last?.reason, 'stopping');
    assert.equal(await command.ended, 0);
    const log = command.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string });
    // Lines that a full pipe has held up may come behind it.
    assert.ok(
      log.some(({ msg }) => msg === 'link stopped'),
      command.stdout,
    );
  });

  test('takes the configuration of the README, and a README that is wrong would be told', async () => {
    const [example] = codeBlocks(readFileSync(new URL('../../../README.md', import.meta.url), 'utf8'), 'json').filter((block) => block.includes('"gateway"'));
    assert.ok(example, 'the README has an example');
    const env = { LINK_KEY: 'k'.repeat(32) };
    assert.equal(await startCommand(['--check', folder.write('readme.json', example)], env).ended, 0);
    assert.equal(await startCommand(['--check', folder.write('readme-wrong.json', example.replace('"origins"', '"origin"'))], env).ended, 1);
  });

  test('ends at once on a second signal', async () => {
    const command = startCommand([folder.write('slow.json', goodConfig)]);
    const [, , port] = await command.said(LISTENS);
    // Half a request holds the graceful stop up.
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
    await fetch(`http://127.0.0.1:${port}/healthz`);
    command.child.kill('SIGINT');
    await command.said(/SIGINT, stopping/);
    command.child.kill('SIGTERM');
    assert.equal(await command.ended, 143);
    socket.destroy();
  });

  test('with a wrong configuration says every key and ends with 1, without a stack', async () => {
    const path = folder.write('wrong.json', { ...goodConfig, http: { port: -1 }, gatway: {} });
    const command = startCommand([path]);
    assert.equal(await command.ended, 1);
    assert.equal(command.stderr, `ringframe-link: ${path}:\n  http.port must be a whole number from 0 to 65535\n  gatway is no key of the configuration\n`);
    assert.equal(command.stdout, '');
  });

  test('whose port is taken says which key it is and ends with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const command = startCommand([folder.write('taken.json', { ...goodConfig, http: { port } })]);
    assert.equal(await command.ended, 1);
    assert.equal(command.stderr, `ringframe-link: http.port ${port} on http.host 127.0.0.1 is taken by another program.\n`);
    other.close();
  });

  test('--check says whether a configuration is right and starts nothing', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const path = folder.write('checked.json', { ...goodConfig, http: { port } });
    const command = startCommand(['--check', path]);
    assert.deepEqual([await command.ended, command.stdout, command.stderr], [0, `${path} is right.\n`, '']);
    other.close();
  });

  test('--help shows a configuration that is right, and --version the version', async () => {
    const [help, version] = [startCommand(['--help']), startCommand(['--version'])];
    assert.deepEqual([await help.ended, await version.ended], [0, 0]);
    const shown = JSON.parse(/^ {2}\{\n(?: {2}.*\n)*? {2}\}$/m.exec(help.stdout)?.[0] ?? '') as object;
    const checked = startCommand(['--check', folder.write('shown.json', shown)], { LINK_SECRET: 'a secret that is long enough for HS256' });
    assert.equal(await checked.ended, 0, checked.stderr);
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };
    assert.equal(version.stdout, `${manifest.version}\n`);
  });

  test('without a file, or with an option it does not know, says what to do', async () => {
    const [none, unknown] = [startCommand([]), startCommand(['--chek', 'link.json'])];
    assert.deepEqual([await none.ended, await unknown.ended], [1, 1]);
    assert.match(none.stderr, /^ringframe-link: name one file .* --help shows one\.\n$/);
    assert.match(unknown.stderr, /^ringframe-link: Unknown option '--chek'\. .*--help.*\n$/);
  });
});
