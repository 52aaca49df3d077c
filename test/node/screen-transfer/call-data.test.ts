/** What goes along with a call is call data of the phone system, which has its limits. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { PhoneCommandName } from '../../../src/index.ts';
import { until } from '../link-gateway/until.ts';
import { caller, consult, type Desk, offices, refused } from './two-agents.ts';

const { open, close } = offices();
afterEach(close);

describe('call data', () => {
  test('row 46: changed during the call are seen by the second agent, before and after it is theirs', async () => {
    const { clock, sitDown, talk } = await open();
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101', '', { queue: 'sales' });
    const consultation = await consult(clock, anna, id, '102', bo);
    assert.deepEqual((await bo.call('the consultation')).data, { queue: 'sales' });
    await anna.desktop.setCallData(id, { order: '4711', queue: '' });
    assert.deepEqual((await bo.call('the change', ({ data }) => data.order === '4711')).data, { order: '4711' });
    await bo.desktop.setCallData(consultation, { discount: '5' });
    assert.deepEqual((await anna.call('the other’s change', (call) => call.id === id && call.data.discount === '5')).data, { order: '4711', discount: '5' });
    await anna.desktop.completeTransfer(id);
    const taken = await bo.call('it is theirs', ({ remote }) => remote.number === caller);
    assert.deepEqual(taken.data, { order: '4711', discount: '5' });
    await bo.desktop.setCallData(taken.id, { order: '' });
    assert.deepEqual((await bo.call('the last change', ({ data }) => data.order === undefined)).data, { discount: '5' });
  });

  test('row 47: that are too long are an error, and nothing of them is kept', async () => {
    const { sitDown, talk, atSwitch } = await open({ limits: { callDataBytes: 96 } });
    const anna = await sitDown('anna');
    const { id } = await talk(anna, '101');
    await anna.desktop.setCallData(id, { order: 'å'.repeat(45) });
    const before = atSwitch('anna', id);
    await refused('INVALID_ARGUMENT', anna.desktop.setCallData(id, { order: 'å'.repeat(46) }));
    assert.deepEqual([atSwitch('anna', id), before?.data.order], [before, 'å'.repeat(45)]);
  });
});

describe('what goes along with a call', () => {
  const narrow = { limits: { callDataBytes: 96 } };
  const take = async (bo: Desk) => {
    await bo.desktop.answer((await bo.call('it rings')).id);
    return bo.call('it is answered', ({ state }) => state === 'connected');
  };

  test('row 47: without room for the notes is an error before anything happens, and goes when they are shortened', async () => {
    const { crm, sitDown, talk, atSwitch } = await open(narrow);
    crm.keeps = 'nothing';
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101', 'wants forty pallets before the end of June');
    const before = atSwitch('anna', id);
    await refused('TRANSFER_TOO_LARGE', anna.desktop.blindTransfer(id, '102'));
    assert.deepEqual([atSwitch('anna', id), bo.desktop.calls, anna.problems], [before, [], []]);
    assert.equal((await anna.call('it stays')).context.notes, 'wants forty pallets before the end of June');
    await anna.desktop.setContext(id, { notes: '40 pallets' });
    await anna.desktop.blindTransfer(id, '102');
    await take(bo);
    const { record, notes } = (await bo.call('the notes are there', ({ context }) => context.notes !== '')).context;
    assert.deepEqual([notes, record], ['40 pallets', { recordId: 'contact/17', objectType: 'Contact' }]);
  });

  test('row 47: has room in 96 bytes where the CRM keeps the work: its name for it is all that travels', async () => {
    const { sitDown, talk } = await open(narrow);
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const notes = 'wants forty pallets, and has a long story to tell. '.repeat(50);
    const { id } = await talk(anna, '101', notes);
    await anna.desktop.blindTransfer(id, '102');
    const ringing = await bo.call('it rings');
    const carried = bo.carried(ringing.id) ?? '';
    assert.ok(Buffer.byteLength(`ringframe.transfer${carried}`) <= 96, carried);
    assert.deepEqual(
      Object.keys(JSON.parse(carried)).filter((key) => key !== 'f'),
      ['i'],
    );
    await take(bo);
    const taken = await bo.call('the notes are there', ({ context }) => context.notes !== '');
    assert.deepEqual([taken.context.notes, taken.context.record?.recordId, bo.page.shown.at(-1), bo.problems], [notes, 'contact/17', 'contact/17', []]);
  });

  test('row 47: stays behind, and says so, where not even the record’s id has room', async () => {
    const { crm, sitDown, talk } = await open(narrow);
    crm.keeps = 'nothing';
    crm.contacts[caller] = { recordId: 'x'.repeat(90), recordName: 'x' };
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101', '');
    await anna.desktop.blindTransfer(id, '102');
    await bo.call('it rings');
    assert.deepEqual(
      anna.problems.map(({ during, error, callId }) => [during, error.code, callId]),
      [['screenTransfer', 'TRANSFER_TOO_LARGE', id]],
    );
  });

  test('stays behind, and says so, with a phone that carries no call data', async () => {
    const capabilities: PhoneCommandName[] = ['answer', 'hangUp', 'blindTransfer', 'logIn', 'setAgentState'];
    const { sitDown, talk } = await open({ capabilities });
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo')];
    const { id } = await talk(anna, '101');
    await anna.desktop.blindTransfer(id, '102');
    await until('the caller is searched for', () => bo.page.searched.length === 1);
    assert.deepEqual(
      anna.problems.map(({ during, error }) => [during, error.code]),
      [['screenTransfer', 'NOT_SUPPORTED']],
    );
    assert.deepEqual((await bo.call('it rings')).context.notes, '');
  });

  test('is nothing at a softphone that does without', async () => {
    const { sitDown, talk } = await open();
    const [anna, bo, cia] = [await sitDown('anna'), await sitDown('bo', { desktop: { screenTransfer: 'never' } }), await sitDown('cia')];
    const { id } = await talk(anna, '101');
    await anna.desktop.blindTransfer(id, '102');
    const taken = await take(bo);
    assert.deepEqual([taken.context.notes, bo.page.searched, bo.page.arrived], ['', [caller], []]);
    await bo.desktop.blindTransfer(taken.id, '103');
    assert.deepEqual([bo.page.prepared, (await cia.call('it rings')).data], [[], {}]);
  });
});
