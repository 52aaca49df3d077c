/** A call that was handed on and comes back, with the work that went along. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { until } from '../link-gateway/until.ts';
import { caller, confirm, type DeskOptions, offices, refused } from './two-agents.ts';

const { open, close } = offices();
afterEach(close);

describe('a transfer that nobody accepts in time', () => {
  const ringBack = async (options: DeskOptions = {}) => {
    const room = await open({ times: { transferReturnMs: 20_000 } });
    const [anna, bo] = [await room.sitDown('anna', options), await room.sitDown('bo')];
    const { id } = await room.talk(anna, '101');
    anna.page.draft = 'order: 40';
    const transferring = anna.desktop.blindTransfer(id, '102');
    await confirm(anna);
    await transferring;
    await bo.call('it rings', ({ context }) => context.record !== undefined);
    return { ...room, anna, bo, id };
  };

  test('row 49: comes back, the call and the work, with what was written since', async () => {
    const { clock, anna, bo, id } = await ringBack();
    assert.equal(anna.page.draft, '');
    await anna.desktop.setContext(id, { notes: 'wants forty pallets, soon', disposition: 'LATER' });
    clock.advance(20_000);
    const back = await anna.call('it rings again', ({ cause }) => cause === 'recall');
    assert.notEqual(back.id, id);
    assert.deepEqual(
      [back.state, back.remote.number, back.context.record?.recordId, back.context.notes, back.context.disposition],
      ['alerting', caller, 'contact/17', 'wants forty pallets, soon', 'LATER'],
    );
    await until('the record is on the screen again', () => anna.page.shown.length === 2);
    assert.deepEqual([anna.page.shown, anna.page.searched], [['contact/17', 'contact/17'], [caller]]);
    await until('the draft is back', () => anna.page.draft === 'order: 40');
    assert.deepEqual(
      anna.page.arrived.map(({ returned, callId }) => [returned, callId]),
      [[true, back.id]],
    );
    await until('the other has no call', () => bo.desktop.calls.length === 0);
    assert.deepEqual([bo.page.draft, bo.page.arrived], ['', []]);

    await anna.desktop.answer(back.id);
    await until('it travels no more', () => anna.carried(back.id) === undefined);
    assert.deepEqual((await anna.call('it is answered', ({ state }) => state === 'connected')).context.notes, 'wants forty pallets, soon');
  });

  test('row 49: is logged once for each part, and wrapped up once', async () => {
    const { clock, anna, bo, id } = await ringBack();
    await until('the first part is logged', () => anna.page.logs.size === 1);
    assert.deepEqual(
      anna.desktop.wrapUps.map(({ callId }) => callId),
      [id],
    );
    clock.advance(20_000);
    const back = await anna.call('it rings again', ({ cause }) => cause === 'recall');
    await until('its first part asks for nothing more', () => anna.desktop.wrapUps.length === 0);
    await anna.desktop.answer(back.id);
    await anna.desktop.hangUp(back.id);
    await until('the second part is logged', () => anna.page.logs.size === 2);
    const logs = [...anna.page.logs.values()];
    assert.deepEqual(
      logs.map(({ callId, cause, notes }) => [callId, cause, notes]),
      [
        [id, 'singleStepTransfer', 'wants forty pallets'],
        [back.id, 'normalClearing', 'wants forty pallets'],
      ],
    );
    assert.deepEqual(
      anna.desktop.wrapUps.map(({ callId }) => callId),
      [back.id],
    );
    const missed = await until('the other’s log', () => [...bo.page.logs.values()][0]);
    assert.deepEqual([missed.answered, missed.notes, missed.record?.recordId], [false, undefined, 'contact/17']);
  });

  test('row 49: comes back as it travelled when nothing is kept of its first part', async () => {
    const { clock, anna } = await ringBack({ desktop: { wrapUp: false } });
    clock.advance(20_000);
    const back = await anna.call('it rings again', ({ cause, context }) => cause === 'recall' && context.notes !== '');
    assert.deepEqual([back.context.notes, back.context.record?.recordId, anna.page.draft], ['wants forty pallets', 'contact/17', 'order: 40']);
  });

  test('row 49: is back at once when the phone refuses, with what the CRM had put away', async () => {
    const { sitDown, talk, atSwitch } = await open({ outside: { '+46800000004': { does: 'fail', cause: 'busy' } } });
    const anna = await sitDown('anna');
    const { id } = await talk(anna, '101');
    const before = atSwitch('anna', id);
    anna.page.draft = 'order: 40';
    const transferring = anna.desktop.blindTransfer(id, '+46800000004');
    await confirm(anna);
    await refused('BUSY', transferring);
    assert.deepEqual([atSwitch('anna', id), anna.page.draft, anna.page.arrived.length], [before, 'order: 40', 1]);
    assert.equal(anna.page.arrived[0]?.returned, true);
  });
});
