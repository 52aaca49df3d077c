/** `sforce.console`: boots whatever loads it, and carries messages between pages. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createConsole } from '../../../src/opencti/console.ts';
import { createSession } from '../../../src/opencti/session.ts';
import { createFakeCrm } from '../../opencti/fake-crm.ts';
import { answerOf, consoleOf, methodOf } from './page.ts';

type Answer = { success: boolean; error?: string };

const alone = createConsole(() => undefined);

describe('sforce.console', () => {
  for (const method of ['openPrimaryTab', 'openSubtab', 'closeTab', 'setTabTitle', 'getFocusedPrimaryTabId', 'onFocusedPrimaryTab', 'generateConsoleUrl']) {
    it(`${method} does nothing, and says so`, async () => {
      const answer = await answerOf<Answer>((callback) => methodOf(alone, method)('tab', true, callback));
      assert.equal(answer.success, false);
      assert.match(answer.error ?? '', /console/);
    });
  }

  it('is in no console', () => {
    assert.ok(!methodOf(alone, 'isInConsole')());
  });

  it('may be awaited, extended and written out', async () => {
    assert.equal(await alone, alone);
    assert.equal(JSON.stringify(alone), '{}');
    const own = () => 'own';
    Object.assign(alone, { own });
    assert.equal(methodOf(alone, 'own')(), 'own');
  });

  it('without a session messages are answered, and listeners wait for nothing', async () => {
    for (const args of [
      ['sendCTIMessage', 'x'],
      ['fireEvent', 'news', 'x'],
    ] as const)
      assert.equal((await answerOf<Answer>((callback) => methodOf(alone, args[0])(...args.slice(1), callback))).success, false);
    assert.deepEqual(await consoleOf(() => methodOf(alone, 'addEventListener')('CTIEvent', () => {})), []);
  });

  it('with one they cross, by channel', async () => {
    const crm = createFakeCrm();
    const session = createSession(async () => crm.connection);
    const api = createConsole(() => session);
    const heard: unknown[] = [];
    const listener = (event: unknown) => heard.push(event);
    methodOf(api, 'addEventListener')('CTIEvent', listener);
    assert.deepEqual(await answerOf((callback) => methodOf(api, 'sendCTIMessage')('/ringing', callback)), { success: true, result: true });
    assert.equal((await answerOf<Answer>((callback) => methodOf(api, 'fireEvent')('news', { text: 'x' }, callback))).success, true);
    assert.deepEqual(crm.asked, [
      ['subscribe', 'CTIEvent'],
      ['publish', 'CTIEvent', '/ringing'],
      ['publish', 'news', { text: 'x' }],
    ]);
    crm.tell('CTIEvent', '/answered');
    methodOf(api, 'removeEventListener')('CTIEvent', listener);
    await new Promise(setImmediate);
    crm.tell('CTIEvent', '/ended');
    assert.deepEqual(heard, [{ message: '/answered' }]);
  });
});
