/** Before a call is handed on, its agent is asked about work that is not saved. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { CtiError } from '../../../src/index.ts';
import { until } from '../link-gateway/until.ts';
import { confirm, consult, offices, refused } from './two-agents.ts';

const { open, close } = offices();
afterEach(close);

describe('unsaved work', () => {
  const begin = async () => {
    const room = await open();
    const [anna, bo] = [await room.sitDown('anna'), await room.sitDown('bo')];
    const { id } = await room.talk(anna, '101');
    anna.page.draft = 'order: 40';
    return { ...room, anna, bo, id };
  };

  test('row 50: is asked about before a transfer; Cancel keeps all, OK hands on', async () => {
    const { anna, bo, id, atSwitch } = await begin();
    const before = atSwitch('anna', id);
    const cancelled = refused('ABORTED', anna.desktop.blindTransfer(id, '102'));
    const question = await until('the question', () => anna.page.question);
    assert.deepEqual((await anna.call('it waits')).context.preparing, { kind: 'blindTransfer', to: '102' });
    question.answer('Cancel');
    await cancelled;
    const kept = await anna.call('it waits no more', ({ context }) => context.preparing === undefined);
    assert.deepEqual([kept.context.notes, anna.page.draft, atSwitch('anna', id), bo.desktop.calls], ['wants forty pallets', 'order: 40', before, []]);

    const transferring = anna.desktop.blindTransfer(id, '102');
    assert.deepEqual(atSwitch('anna', id), before, 'nothing happens to the call while the agent decides');
    await confirm(anna);
    await transferring;
    await bo.call('it rings');
  });

  for (const kind of ['completeTransfer', 'conference'] as const)
    test(`row 50: is asked about before a consultation becomes a ${kind}`, async () => {
      const { clock, anna, bo, id, atSwitch } = await begin();
      await consult(clock, anna, id, '102', bo);
      const before = atSwitch('anna', id);
      const cancelled = refused('ABORTED', anna.desktop[kind](id));
      const { request, answer } = await until('the question', () => anna.page.question);
      assert.deepEqual([request.kind, request.to], [kind, '102']);
      answer('Cancel');
      await cancelled;
      assert.deepEqual([atSwitch('anna', id), anna.desktop.calls.length], [before, 2]);
    });

  test('row 50: is left alone when the agent takes the transfer back in the softphone', async () => {
    const { anna, id, atSwitch } = await begin();
    const before = atSwitch('anna', id);
    const cancelled = refused('ABORTED', anna.desktop.blindTransfer(id, '102'));
    await until('the question', () => anna.page.question);
    await refused('INVALID_STATE', anna.desktop.blindTransfer(id, '103'));
    anna.desktop.stopPreparing(id);
    await cancelled;
    assert.deepEqual([anna.page.withdrawn, anna.page.question, atSwitch('anna', id)], [1, undefined, before]);
    anna.desktop.stopPreparing(id);
  });

  test('row 50: is not asked about any longer when the call ends meanwhile', async () => {
    const { anna, id, simulator } = await begin();
    const over = refused('NO_SUCH_CALL', anna.desktop.blindTransfer(id, '102'));
    await until('the question', () => anna.page.question);
    simulator.hangUpCaller(id);
    await over;
    assert.deepEqual([anna.page.withdrawn, anna.page.draft], [1, 'order: 40']);
  });

  test('row 50: stays where it is when the CRM does not answer, or fails', async () => {
    const { anna, bo, id, atSwitch } = await begin();
    const before = atSwitch('anna', id);
    for (const code of ['TIMEOUT', 'HANDLER_FAILED', 'SESSION_REPLACED']) {
      anna.page.fail(new CtiError(code, 'as the bridge says it'));
      await refused(code, anna.desktop.blindTransfer(id, '102'));
    }
    assert.deepEqual([atSwitch('anna', id), bo.desktop.calls, (await anna.call('it is there')).context.preparing], [before, [], undefined]);
  });

  test('row 50: is not asked about for what the phone would refuse', async () => {
    const { anna, id } = await begin();
    await refused('INVALID_NUMBER', anna.desktop.blindTransfer(id, ' '));
    await refused('INVALID_STATE', anna.desktop.completeTransfer(id));
    await refused('NO_SUCH_CALL', anna.desktop.blindTransfer('nothing', '102'));
    assert.deepEqual(anna.page.prepared, []);
  });
});
