/** What is read from a configuration file, and how it is said that it cannot be. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { findJsonMistake } from '../../../src/link/command/find-json-mistake.ts';
import { readConfig } from '../../../src/link/command/read-config.ts';
import { secret } from '../link-gateway/tokens.ts';
import { type ConfigFolder, createConfigFolder, goodConfig } from './config-folder.ts';

let folder: ConfigFolder;
before(() => {
  folder = createConfigFolder();
});
after(() => folder.remove());

const refusal = async (path: string): Promise<{ message: string; problems: string[] }> => {
  const error = await readConfig(path).then(
    () => assert.fail('the configuration was taken'),
    (reason: unknown) => reason,
  );
  assert.ok(isCtiError(error, 'INVALID_ARGUMENT'), String(error));
  assert.ok(error.message.startsWith(`${path}:`), error.message);
  return { message: error.message, problems: error.details?.problems as string[] };
};
const problemsOf = async (content: unknown) => (await refusal(folder.write('link.json', content))).problems;
const { gateway } = goodConfig;
const withTokens = (change: object) => ({ ...goodConfig, gateway: { ...gateway, tokens: { ...gateway.tokens, ...change } } });

describe('a configuration file', () => {
  test('becomes what a link is started with', async () => {
    const config = await readConfig(folder.write('link.json', { ...goodConfig, log: { level: 'warn' } }));
    assert.equal(config.switch.name, 'simulator');
    assert.equal(config.switch.status.state, 'stopped');
    await config.switch.start();
    assert.equal(config.switch.snapshot('anna')?.agent.state, 'loggedOut');
    await config.switch.stop();
    assert.deepEqual([config.gateway, config.http, config.log], [gateway, { port: 0 }, { level: 'warn' }]);
  });

  test('may begin with a byte order mark', async () => {
    assert.deepEqual((await readConfig(folder.write('link.json', `\uFEFF${JSON.stringify(goodConfig)}`))).gateway, gateway);
  });

  test('that is not there, or is a folder, is named', async () => {
    assert.match((await refusal(`${folder.path}/nowhere.json`)).message, /nowhere\.json: there is no such file\.$/);
    assert.match((await refusal(folder.makeFolder('a-folder'))).message, /a-folder: this is a folder/);
  });

  const notJson: [string, number, number, string][] = [
    ['', 1, 1, 'a value'],
    ['{', 1, 2, 'a name in double quotes or }'],
    ['{\n  "a": [1, 2,]\n}', 2, 14, 'a value'],
    ['{\n  "a": 1,\n}', 3, 1, 'a name in double quotes'],
    ["{ 'a': 1 }", 1, 3, 'a name in double quotes or }'],
    ['{ "a" 1 }', 1, 7, ':'],
    ['{ "a": 1 "b": 2 }', 1, 10, ', or }'],
    ['{ "a": [1 2] }', 1, 11, ', or ]'],
    ['{ "a": {"b": [true, {}], "c": "\\u00e9\\n"} ] }', 1, 43, ', or }'],
    ['{ "a": "tab\there" }', 1, 8, 'a value'],
    ['{ "a": 01 }', 1, 8, 'a value'],
    ['{ // why\n}', 1, 3, 'a name in double quotes or }'],
    ['{}\n{}', 2, 1, 'the end of the file'],
    ['[]]', 1, 3, 'the end of the file'],
  ];
  for (const [text, line, column, wanted] of notJson) {
    test(`that is not JSON is told where: ${JSON.stringify(text)}`, async () => {
      assert.throws(() => JSON.parse(text));
      assert.deepEqual(findJsonMistake(text), { line, column, wanted });
      assert.deepEqual(await problemsOf(text), [`line ${line}, column ${column}: this is not JSON, ${wanted} was expected.`]);
    });
  }

  test('that is JSON and no object says what it has to be', async () => {
    assert.deepEqual(await problemsOf('[]'), ['must be an object: { "switch": …, "gateway": … }.']);
  });

  test('names every key that is wrong, of the phone system and of the link, and quotes nothing', async () => {
    const problems = await problemsOf({
      switch: {
        type: 'simulator',
        agents: [{ id: 'anna', extension: 101, pasword: 'hidden' }],
        outside: { '+46812345601': { does: 'sing' } },
        times: { setUpMs: [1] },
      },
      gateway: { ...gateway, tokens: { ...gateway.tokens, secret: 'hidden' } },
      gatway: {},
      http: { port: '80' },
    });
    assert.deepEqual(problems, [
      'switch.agents[0].extension must be a text',
      'switch.agents[0].pasword is no key of the configuration',
      'switch.outside.+46812345601.does must have a `does` of answer, fail or ring',
      'switch.times.setUpMs must be milliseconds, or a list of the fewest and the most',
      'gateway.tokens.secret must have at least 32 characters',
      'http.port must be a whole number from 0 to 65535',
      'gatway is no key of the configuration',
    ]);
  });

  test('names the kinds of phone systems there are', async () => {
    for (const phoneSystem of [undefined, 'simulator', {}, { type: 'pbx' }, { type: 'constructor' }]) {
      const [first, ...more] = await problemsOf({ ...goodConfig, switch: phoneSystem });
      assert.match(first ?? '', /^switch\.type must be one of (.*, )?simulator(,|$)/);
      assert.deepEqual(more, []);
    }
  });

  test('tells what contradicts itself in a phone system', async () => {
    const agents = [
      { id: 'anna', extension: '101' },
      { id: 'bert', extension: '101' },
    ];
    const [problem] = await problemsOf({ ...goodConfig, switch: { type: 'simulator', agents } });
    assert.match(problem ?? '', /^switch\.agents .*a number is there twice/);
  });
});

describe('a secret', () => {
  test('may stand in the environment or in a file beside the configuration, wherever a text stands', async () => {
    process.env.RINGFRAME_TEST_PASSWORD = 'a password';
    folder.write('secret.txt', `${secret}\n`);
    const config = await readConfig(
      folder.write('link.json', {
        ...withTokens({ secret: { file: 'secret.txt' } }),
        switch: { type: 'simulator', agents: [{ id: 'anna', extension: '101', password: { env: 'RINGFRAME_TEST_PASSWORD' } }] },
      }),
    );
    delete process.env.RINGFRAME_TEST_PASSWORD;
    assert.equal(config.gateway.tokens.secret, secret);
    await config.switch.start();
    await assert.rejects(config.switch.execute('anna', 'logIn', { password: 'another' }), { code: 'UNAUTHORIZED' });
    await config.switch.execute('anna', 'logIn', { password: 'a password' });
    await config.switch.stop();
  });

  test('that is missing is named with the key it is for', async () => {
    const config = { ...withTokens({ secret: { env: 'RINGFRAME_TEST_NOT_SET' } }), http: { port: 0, metricsToken: { file: 'nowhere.txt' } } };
    assert.deepEqual(await problemsOf(config), [
      'gateway.tokens.secret: the environment variable RINGFRAME_TEST_NOT_SET is not set',
      'http.metricsToken: the file nowhere.txt cannot be read (ENOENT)',
    ]);
  });

  test('that is read is checked like one that stands there', async () => {
    folder.write('short.txt', 'short');
    assert.deepEqual(await problemsOf(withTokens({ secret: { file: 'short.txt' } })), ['gateway.tokens.secret must have at least 32 characters']);
  });
});
