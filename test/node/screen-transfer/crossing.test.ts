/** Things that happen at the same time as a call is handed on. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { TRANSFER_DATA } from '../../../src/softphone/screen-transfer-data.ts';
import { until } from '../link-gateway/until.ts';
import { confirm, type Desk, offices, refused } from './two-agents.ts';

const { open, close } = offices();
afterEach(close);

/** Something to be done at a later moment of the test. */
const later = () => {
  let happen = (): void => {};
  const moment = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { moment, happen };
};

/** Told when the phone system has put that agent's work on a call, and has not answered yet. */
const onCarried = (desk: Desk, callId: string, act: () => void): void => {
  const stop = desk.desktop.on('call', ({ call }) => {
    if (call.id !== callId || !desk.carried(callId)?.includes(`"i"`)) return;
    stop();
    act();
  });
};

describe('a call that is being handed on', () => {
  test('is not handed on a second time by a second click', async () => {
    const { sitDown, talk } = await open();
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101');
    let second: Promise<void> | undefined;
    onCarried(anna, id, () => {
      second = refused('INVALID_STATE', anna.desktop.blindTransfer(id, '103'));
    });
    await anna.desktop.blindTransfer(id, '102');
    await second;
    assert.ok(second);
    assert.deepEqual([anna.page.prepared.length, anna.page.arrived], [1, []], 'the CRM is asked once, and nothing comes back');
    await bo.desktop.answer((await bo.call('it rings')).id);
    await bo.call('the notes are there', ({ context }) => context.notes === 'wants forty pallets');
  });

  test('keeps what goes along when the work of the agent before arrives only now', async () => {
    const { sitDown, talk } = await open();
    const [anna, bo, cia] = [await sitDown('anna'), await sitDown('bo'), await sitDown('cia')];
    const { moment, happen } = later();
    const { acceptTransfer } = bo.page.crm;
    bo.page.crm.acceptTransfer = async (arrived) => {
      await moment;
      return acceptTransfer(arrived);
    };
    const { id } = await talk(anna, '101');
    await anna.desktop.blindTransfer(id, '102');
    const { id: handedOn } = await bo.call('it rings');
    await bo.desktop.answer(handedOn);
    await bo.desktop.setContext(handedOn, { notes: 'goes on to the other site' });
    const first = bo.carried(handedOn);
    bo.desktop.on('call', ({ call }) => {
      if (call.id === handedOn && bo.carried(handedOn) !== first) happen();
    });
    await bo.desktop.blindTransfer(handedOn, '103');
    const ringing = await cia.call('it rings');
    assert.ok(cia.carried(ringing.id), 'it is still on the call');
    await cia.desktop.answer(ringing.id);
    await cia.call('the notes are there', ({ context }) => context.notes.includes('goes on to the other site'));
  });

  test('stays with its draft, which the CRM gets back, when there is no room for it', async () => {
    const { crm, sitDown, talk } = await open({ limits: { callDataBytes: 96 } });
    crm.keeps = 'draft';
    const anna = await sitDown('anna');
    const { id } = await talk(anna, '101', '');
    const draft = 'order: 40 pallets, and all that belongs to them, before the end of June';
    anna.page.draft = draft;
    const transferring = refused('TRANSFER_TOO_LARGE', anna.desktop.blindTransfer(id, '102'));
    await confirm(anna);
    await transferring;
    assert.equal(anna.page.draft, draft);
    assert.deepEqual(
      anna.page.arrived.map(({ returned, callId }) => [returned, callId]),
      [[true, id]],
    );
  });

  test('and is gone before anything could be put on it: the CRM gets its work back', async () => {
    const { sitDown, talk, simulator } = await open();
    const anna = await sitDown('anna');
    const { id } = await talk(anna, '101');
    anna.page.draft = 'order: 40';
    const transferring = assert.rejects(anna.desktop.blindTransfer(id, '102'));
    // The answer is there, and on its way to the phone system: the customer is faster.
    await confirm(anna);
    simulator.hangUpCaller(id);
    await transferring;
    await until('the draft is back', () => anna.page.draft === 'order: 40');
  });
});

test('what travels with a call is told to no CRM', async () => {
  const { sitDown, talk } = await open();
  const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
  const { id } = await talk(anna, '101', undefined, { queue: 'sales' });
  await anna.desktop.consult(id, '103');
  await anna.desktop.cancelConsult(id);
  await anna.desktop.blindTransfer(id, '102');
  const ringing = await bo.call('it rings');
  assert.ok(bo.carried(ringing.id));
  for (const { page } of [anna, bo]) {
    assert.ok(page.told.some(({ data }) => data.queue === 'sales'));
    assert.deepEqual(
      page.told.filter(({ data }) => Object.hasOwn(data, TRANSFER_DATA)),
      [],
    );
  }
});
