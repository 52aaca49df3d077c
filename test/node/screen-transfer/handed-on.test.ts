/** Agents with a real link between them: a call is handed on with what is on the screen. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { until } from '../link-gateway/until.ts';
import { caller, confirm, consult, offices } from './two-agents.ts';

const { open, close } = offices();
afterEach(close);

describe('a call that is handed on', () => {
  test('row 48: blind, brings the next agent the record as it rings, and notes and draft with the answer', async () => {
    const { sitDown, talk } = await open();
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101');
    anna.page.draft = 'order: 40';
    const transferring = anna.desktop.blindTransfer(id, '102');
    await confirm(anna);
    await transferring;

    const ringing = await bo.call('the record is there', ({ context }) => context.record !== undefined);
    assert.deepEqual([ringing.state, ringing.context.record?.recordId, ringing.context.notes], ['alerting', 'contact/17', '']);
    await until('the record is on the screen', () => bo.page.shown.length > 0);
    assert.deepEqual([bo.page.shown, bo.page.searched, bo.page.arrived], [['contact/17'], [], []]);
    assert.deepEqual(ringing.data, {}, 'what travels for the softphones is shown to nobody');

    await bo.desktop.answer(ringing.id);
    const answered = await bo.call('the notes are there', ({ context }) => context.notes !== '');
    assert.deepEqual([answered.context.notes, answered.context.record?.recordName, bo.page.draft], ['wants forty pallets', 'Contact 17', 'order: 40']);
    assert.deepEqual(
      bo.page.arrived.map(({ returned, from, callId }) => [returned, from, callId]),
      [[false, '101', answered.id]],
    );
    await until('it travels no more', () => bo.carried(answered.id) === undefined);
    assert.deepEqual([bo.page.shown, bo.problems, anna.problems], [['contact/17'], [], []]);
    await bo.desktop.hangUp(answered.id);
    const log = await until('the log', () => [...bo.page.logs.values()].at(-1));
    assert.deepEqual([log.record?.recordId, log.notes, log.data], ['contact/17', 'wants forty pallets', undefined]);
  });

  test('row 48: after a consultation, lets the other look at the record, and moves when it is completed', async () => {
    const { clock, sitDown, talk } = await open();
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101');
    const consultation = await consult(clock, anna, id, '102', bo);
    await until('the record is on the screen', () => bo.page.shown.length > 0);
    const asked = await bo.call('the consultation');
    assert.deepEqual([asked.context.record?.recordId, asked.context.notes, anna.page.prepared, bo.page.arrived], ['contact/17', '', [], []]);
    await bo.desktop.setContext(asked.id, { notes: 'has a discount' });

    await anna.desktop.completeTransfer(id, consultation);
    const taken = await bo.call('the notes are there', ({ context }) => context.notes.includes('pallets'));
    assert.deepEqual([taken.id, taken.remote.number, taken.context.notes], [asked.id, caller, 'wants forty pallets\nhas a discount']);
    assert.deepEqual([bo.page.shown, bo.page.searched], [['contact/17', 'contact/17'], []]);
    assert.deepEqual(anna.page.prepared, [
      {
        callId: id,
        kind: 'completeTransfer',
        to: '102',
        record: { recordId: 'contact/17', objectType: 'Contact', recordName: 'Contact 17' },
        notes: 'wants forty pallets',
      },
    ]);
    assert.deepEqual([bo.problems, anna.problems], [[], []]);
  });

  test('row 48: to a conference, is everybody’s: the notes are copied, and the first agent’s stay', async () => {
    const { clock, sitDown, talk } = await open();
    const [anna, bo, cia] = [await sitDown('anna'), await sitDown('bo'), await sitDown('cia')];
    const { id } = await talk(anna, '101');
    await consult(clock, anna, id, '102', bo);
    anna.page.draft = 'order: 40';
    const joining = anna.desktop.conference(id);
    await confirm(anna);
    await joining;
    const joined = await bo.call('the notes are there', ({ context }) => context.notes !== '');
    await until('it travels no more', () => bo.carried(joined.id) === undefined);
    await anna.desktop.setContext(id, { notes: 'wants fifty pallets' });
    await consult(clock, anna, id, '103', cia);
    const again = anna.desktop.conference(id);
    await confirm(anna);
    await again;
    await cia.call('the notes are there', ({ context }) => context.notes === 'wants fifty pallets');
    const [annas, bos] = [await anna.call('the conference'), await bo.call('the conference', ({ parties }) => parties?.length === 3)];
    assert.deepEqual([annas.context.notes, bos.context.notes, anna.page.draft], ['wants fifty pallets', 'wants forty pallets', 'order: 40']);
    assert.deepEqual(
      [bo, cia].map(({ page }) => [page.shown.at(-1), page.arrived.length]),
      [
        ['contact/17', 1],
        ['contact/17', 1],
      ],
    );
    assert.deepEqual(anna.page.arrived, []);
  });

  test('row 48: needs no more of the CRM than a record page: record, notes and draft travel with the call', async () => {
    const { crm, sitDown, talk } = await open();
    crm.keeps = 'draft';
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const cia = await sitDown('cia', { lacks: ['prepareTransfer', 'acceptTransfer'] });
    const { id } = await talk(anna, '101');
    anna.page.draft = 'order: 40';
    const transferring = anna.desktop.blindTransfer(id, '102');
    await confirm(anna);
    await transferring;
    await bo.desktop.answer((await bo.call('it rings')).id);
    const bos = await bo.call('the notes are there', ({ context }) => context.notes === 'wants forty pallets');
    assert.deepEqual([bo.page.draft, bos.context.record?.recordId, bo.page.arrived[0]?.transferId], ['order: 40', 'contact/17', undefined]);
    bo.page.draft = '';
    await bo.desktop.blindTransfer(bos.id, '103');
    await cia.desktop.answer((await cia.call('it rings')).id);
    const cias = await cia.call('the notes are there', ({ context }) => context.notes === 'wants forty pallets');
    assert.deepEqual([cias.context.record?.recordId, cia.page.shown, cia.problems], ['contact/17', ['contact/17'], []]);
  });

  test('brings nothing to an agent who is the customer of this call', async () => {
    const { clock, sitDown } = await open();
    const [anna, bo, cia] = [await sitDown('anna'), await sitDown('bo'), await sitDown('cia')];
    const { id } = await cia.desktop.dial({ number: '101' });
    clock.advance(0);
    await anna.call('it rings');
    await anna.desktop.answer(id);
    await anna.desktop.setContext(id, { notes: 'a colleague', record: { recordId: 'agent/3' } });
    const consultation = await consult(clock, anna, id, '102', bo);
    await anna.desktop.completeTransfer(id, consultation);
    await bo.call('the notes are there', ({ context }) => context.notes === 'a colleague');
    const cias = await cia.call('she talks with the other', ({ remote }) => remote.number === '102');
    assert.deepEqual([cias.context.notes, cias.context.record, cia.page.shown, cia.page.arrived], ['', undefined, [], []]);
  });

  test('is not taken back by who sends it, even if the call came without any', async () => {
    const { clock, sitDown, talk } = await open();
    const [anna, bo, cia] = [await sitDown('anna', { desktop: { screenTransfer: 'never' } }), await sitDown('bo'), await sitDown('cia')];
    const { id } = await talk(anna, '101');
    const consultation = await consult(clock, anna, id, '102', bo);
    await anna.desktop.completeTransfer(id, consultation);
    const bos = await bo.call('it is theirs', ({ remote }) => remote.number === caller);
    await bo.desktop.setContext(bos.id, { notes: 'wants a discount', record: { recordId: 'contact/17' } });
    await bo.desktop.blindTransfer(bos.id, '103');
    const { id: ringing } = await cia.call('it rings with its record', ({ context }) => context.record?.recordId === 'contact/17');
    await cia.desktop.answer(ringing);
    await cia.call('the notes are there', ({ context }) => context.notes === 'wants a discount');
    assert.deepEqual([bo.page.arrived, cia.page.arrived.length], [[], 1]);
  });

  test('leaves nothing behind of a consultation that came to nothing', async () => {
    const { clock, sitDown, talk } = await open();
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101');
    await consult(clock, anna, id, '102', bo);
    assert.match(anna.carried(id) ?? '', /contact\/17/);
    await anna.desktop.cancelConsult(id);
    await until('it is taken off', () => anna.carried(id) === undefined);
    assert.deepEqual([anna.page.prepared, bo.page.arrived], [[], []]);
  });

  for (const [popOn, atRinging, atAnswer] of [
    ['established', [], ['contact/17']],
    ['never', [], []],
  ] as const)
    test(`is popped as other calls are: ${popOn}`, async () => {
      const { sitDown, talk } = await open();
      const [anna, bo] = [await sitDown('anna'), await sitDown('bo', { desktop: { popOn } })];
      const { id } = await talk(anna, '101');
      await anna.desktop.blindTransfer(id, '102');
      const ringing = await bo.call('the record is there', ({ context }) => context.record !== undefined);
      assert.deepEqual(bo.page.shown, atRinging);
      await bo.desktop.answer(ringing.id);
      await bo.call('the notes are there', ({ context }) => context.notes !== '');
      await until('it is shown', () => bo.page.shown.length === atAnswer.length);
      assert.deepEqual([bo.page.shown, bo.page.searched], [atAnswer, []]);
    });

  test('waits for a CRM page that is being loaded', async () => {
    const { sitDown, talk } = await open();
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101');
    bo.page.connect('reconnecting');
    await anna.desktop.blindTransfer(id, '102');
    await bo.desktop.answer((await bo.call('it rings')).id);
    assert.deepEqual((await bo.call('it is answered', ({ state }) => state === 'connected')).context.notes, '');
    bo.page.connect('ready');
    await bo.call('the notes are there', ({ context }) => context.notes === 'wants forty pallets');
    await until('the record is on the screen', () => bo.page.shown.includes('contact/17'));
    assert.deepEqual(bo.problems, []);
  });
});
