/** The behaviour suite every phone must pass, for `sipPhone` at Kamailio. */
import assert from 'node:assert/strict';
import { sipLacks } from '../browser/sip/lacks.ts';
import type { ContractFunctions } from './page/wire.ts';
import { HOST, WS_PORT } from './peers/limits.ts';
import { keepLog } from './peers/logs.ts';
import { enterNamespace } from './peers/namespace.ts';
import { startSystem, type User, users } from './peers/system.ts';

declare const window: { contract: ContractFunctions };

await enterNamespace(import.meta.url);
const system = await startSystem();

let isUp = true;
const page = await system.browser.newPage();
const said: string[] = [];
keepLog('page of the contract', () => said);
page.on('console', (message) => said.push(message.text()));
page.on('pageerror', (error) => said.push(String(error)));
await page.exposeFunction('killPhoneSystem', async () => {
  isUp = false;
  await system.killKamailio();
});
await page.exposeFunction('startPhoneSystem', async () => {
  if (!isUp) await system.startKamailio();
  isUp = true;
});
await page.goto(`${system.pagesOrigin}/contract.html`);
await page.waitForFunction(() => 'contract' in window);

const account = (user: User) => ({ user, password: users[user] });
const cases = await page.evaluate((environment) => window.contract.open(environment), {
  server: `ws://${HOST}:${WS_PORT}/`,
  domain: HOST,
  // Nothing listens on port 9 in this namespace.
  nowhere: `ws://${HOST}:9/`,
  agent: account('alice'),
  first: account('bob'),
  second: account('carol'),
  unknownUser: 'nobody',
});

system.case('the contract leaves out no case that could be run', async () => {
  assert.deepEqual([...new Set(cases.flatMap(({ missing }) => missing))].sort(), sipLacks);
});

for (const { name, missing } of cases) {
  if (missing.length > 0) continue;
  system.case(name, async () => {
    const problem = await page.evaluate((one) => window.contract.run(one), name);
    assert.equal(problem, undefined);
  });
}
