/** What goes along with a call may have been written by anybody. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { readTransfer, TRANSFER_DATA, writeTransfer } from '../../../src/softphone/screen-transfer-data.ts';
import { until } from '../link-gateway/until.ts';
import { caller, type Desk, type Office, offices } from './two-agents.ts';

const { open, close } = offices();
afterEach(close);

/** Somebody outside calls, and has put this among the data of the call. */
const callWith = async ({ simulator }: Office, bo: Desk, text: string) => {
  const id = simulator.placeCall({ from: caller, to: '102', data: { [TRANSFER_DATA]: text } });
  await bo.call('it rings', (call) => call.id === id && call.context.search !== 'pending');
  await bo.desktop.answer(id);
  return bo.call('it is answered', (call) => call.state === 'connected');
};

describe('what a stranger has put on a call', () => {
  for (const [what, text] of [
    ['no JSON', '{"r":'],
    ['no object', '["contact/1"]'],
    ['an id that is none', '{"r":{"toString":"x"}}'],
    ['a text that is too long', JSON.stringify({ r: 'x'.repeat(256) })],
    ['a kind that is not known', '{"k":"x","r":"contact/1"}'],
    ['nothing', '{}'],
    ['another prototype', '{"__proto__":{"r":"contact/1"}}'],
  ] as const)
    test(`is taken for nothing when it is ${what}: the caller is searched for`, async () => {
      const office = await open();
      const bo = await office.sitDown('bo');
      const { context } = await callWith(office, bo, text);
      await until('the caller is on the screen', () => bo.page.shown.length > 0);
      assert.deepEqual([bo.page.shown, bo.page.searched, bo.page.arrived, context.notes], [['contact/17'], [caller], [], '']);
    });

  test('is a record’s id and never an address, whatever it looks like', async () => {
    const office = await open();
    const bo = await office.sitDown('bo');
    const targets: object[] = [];
    const { screenPop } = bo.page.crm;
    bo.page.crm.screenPop = (target, options) => {
      targets.push(target);
      return screenPop(target, options);
    };
    await callWith(office, bo, JSON.stringify({ r: 'javascript:alert(1)', t: 'https://evil.example' }));
    await until('it is handed to the CRM', () => targets.length > 0);
    assert.deepEqual(targets, [{ type: 'record', recordId: 'javascript:alert(1)', objectType: 'https://evil.example' }]);
  });

  test('is dropped when the CRM does not know its name for it, and the caller is searched for', async () => {
    const office = await open();
    const bo = await office.sitDown('bo');
    const { id } = await callWith(office, bo, JSON.stringify({ i: 'forged', r: 'contact/99', n: 'give him a discount' }));
    await until('the caller is on the screen', () => bo.page.shown.at(-1) === 'contact/17');
    const call = await bo.call('the search is done', ({ context }) => context.search === 'done');
    assert.deepEqual([call.context.notes, call.context.record?.recordId], ['', 'contact/17']);
    assert.deepEqual(
      bo.problems.map(({ during, error, callId }) => [during, error.code, callId]),
      [['screenTransfer', 'REFUSED', id]],
    );
    await until('it is taken off', () => bo.carried(id) === undefined);
  });

  test('is not this agent’s own work coming back because it says so', async () => {
    const office = await open();
    const bo = await office.sitDown('bo');
    await callWith(office, bo, JSON.stringify({ i: 'forged', r: 'contact/99', n: 'give him a discount', f: '102' }));
    await until('the caller is on the screen', () => bo.page.shown.at(-1) === 'contact/17');
    const call = await bo.call('the search is done', ({ context }) => context.search === 'done');
    assert.deepEqual([call.context.notes, call.context.record?.recordId, bo.page.draft], ['', 'contact/17', '']);
    assert.deepEqual([bo.page.arrived[0]?.returned, bo.page.arrived[0]?.notes, bo.problems[0]?.error.code], [true, undefined, 'REFUSED']);
  });

  test('shows nothing where only the CRM is believed, unless it answers for it', async () => {
    const office = await open();
    const { sitDown, talk } = office;
    const [anna, bo] = [await sitDown('anna'), await sitDown('bo', { desktop: { screenTransfer: 'vouched' } })];
    const { id, context } = await callWith(office, bo, JSON.stringify({ r: 'contact/99', n: 'give him a discount' }));
    assert.deepEqual([bo.page.shown, bo.page.arrived, context.notes, context.record?.recordId], [['contact/17'], [], '', 'contact/17']);
    await bo.desktop.hangUp(id);

    const { id: handedOn } = await talk(anna, '101');
    await anna.desktop.blindTransfer(handedOn, '102');
    await bo.desktop.answer((await bo.call('it rings')).id);
    await bo.call('the notes are there', (call) => call.context.notes === 'wants forty pallets');
  });

  test('names work that this CRM never takes: says so, and searches', async () => {
    const office = await open();
    const bo = await office.sitDown('bo', { lacks: ['acceptTransfer'] });
    await callWith(office, bo, JSON.stringify({ i: 'forged' }));
    await until('it says so', () => bo.problems.length > 0);
    assert.deepEqual([bo.problems[0]?.error.code, bo.page.shown.at(-1)], ['NOT_SUPPORTED', 'contact/17']);
  });
});

describe('the text that travels', () => {
  const plain = { noNullPrototype: true };
  const text = (maxLength: number) => fc.string({ minLength: 1, maxLength });
  const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

  test('says what was written into it', () => {
    const data = fc.record(
      {
        look: fc.boolean(),
        transferId: optional(text(255)),
        record: optional(fc.record({ recordId: text(255), objectType: optional(text(100)) }, plain)),
        notes: optional(text(500)),
        draft: optional(text(500)),
        from: optional(text(250)),
      },
      plain,
    );
    fc.assert(
      fc.property(data, (written) => {
        const { look, transferId, record, notes, draft, from } = written;
        const work = transferId ? { transferId } : { notes, draft };
        const hasWork = look || record || Object.values(work).some(Boolean);
        assert.deepEqual(readTransfer({ [TRANSFER_DATA]: writeTransfer(written) }), hasWork ? { look, record, from, ...work } : undefined);
      }),
    );
  });

  test('is not read at all when it is longer than a value of call data may be', () => {
    assert.equal(readTransfer({ [TRANSFER_DATA]: JSON.stringify({ r: 'contact/17', more: 'x'.repeat(4_000) }) }), undefined);
  });

  test('is read without harm, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.dictionary(fc.constantFrom(...'kirtndf'), fc.jsonValue()).map((value) => JSON.stringify(value)),
        ),
        (value) => {
          const read = readTransfer({ [TRANSFER_DATA]: value });
          assert.ok(read === undefined || read.look || read.transferId || read.record || read.notes || read.draft);
        },
      ),
    );
  });
});
