/**
 * Records the wire of this build into test/fixtures/wire/vN/: `node test/browser/bridge/record-wire.mjs N`. To be run once for
 * each released major, from the release; never to make a test pass. wire.test.ts replays every record ever made.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startTestRunner } from '@web/test-runner';
import { browsers } from '../browsers.mjs';
import config from '../web-test-runner.config.mjs';

const major = Number(process.argv[2]);
if (!Number.isInteger(major) || major < 1) throw new Error('Say which major of the protocol is recorded: node test/browser/bridge/record-wire.mjs 1');
const folder = fileURLToPath(new URL(`../../fixtures/wire/v${major}/`, import.meta.url));

const takeRecord = async (context, next) => {
  if (context.path !== '/record-wire' || context.method !== 'POST') return next();
  let body = '';
  for await (const chunk of context.req) body += chunk;
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(JSON.parse(body))) await writeFile(`${folder}${name}.json`, `${JSON.stringify(content, null, 2)}\n`);
  context.status = 204;
};

const runner = await startTestRunner({
  config: {
    ...config,
    files: fileURLToPath(new URL('record-wire.page.ts', import.meta.url)),
    browsers: browsers('chromium'),
    middleware: [...config.middleware, takeRecord],
  },
  readCliArgs: false,
  readFileConfig: false,
  autoExitProcess: false,
});
runner.on('finished', async () => {
  await runner.stop();
  process.exit(process.exitCode ?? 0);
});
