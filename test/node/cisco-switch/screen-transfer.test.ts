/** Record and notes travel with a call through a Cisco site: in a named variable of the site's, or in a call variable. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { attachPhone, type Desktop, type DesktopCall } from '../../../src/softphone/index.ts';
import { until } from '../link-gateway/until.ts';
import { createOneCrm } from '../screen-transfer/one-crm.ts';
import { type OfficeOptions, openOffice } from './office.ts';
import { CUSTOMER, phoneOf } from './site.ts';

const customer = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Contact 17' };

const open = async (test: TestContext, callData: Record<string, string>, options: OfficeOptions = {}) => {
  const { simulator, phoneFor } = await openOffice(test, { ...options, link: { ...options.link, callData } });
  const crm = createOneCrm();
  crm.keeps = 'nothing';
  crm.contacts[CUSTOMER] = customer;
  const sitDown = async (agentId: string) => {
    const phone = phoneFor(agentId);
    const page = crm.open();
    const desktop: Desktop = attachPhone(phone, page.crm, { defaultCountry: 'US' });
    const problems: unknown[] = [];
    desktop.on('problem', (problem) => void problems.push(problem));
    test.after(() => desktop.dispose());
    await until(`${agentId} is ready`, () => phone.status.state === 'ready');
    const call = (what: string, is: (call: DesktopCall) => boolean) => until(`${agentId}: ${what}`, () => desktop.calls.find(is));
    return { agentId, desktop, page, problems, call };
  };
  const [anna, bo] = [await sitDown('1001'), await sitDown('1002')];
  /** The customer calls, is known, and the agent has taken notes. */
  const talk = async (notes: string): Promise<string> => {
    simulator.placeCall({ from: CUSTOMER, to: phoneOf('1001') });
    const { id } = await anna.call('it rings', ({ context }) => context.search === 'done');
    await anna.desktop.answer(id);
    await anna.desktop.setContext(id, { notes });
    return id;
  };
  const consult = async (callId: string): Promise<string> => {
    const { id } = await anna.desktop.consult(callId, phoneOf('1002'));
    await bo.call('it rings', (call) => call.id === id && call.state === 'alerting');
    await bo.desktop.answer(id);
    await anna.call('the answer', (call) => call.id === callId && call.actions.includes('completeTransfer'));
    return id;
  };
  const variables = () => simulator.state().calls.map(({ named, variables: texts }) => ({ ...texts, ...named }));
  return { simulator, anna, bo, talk, consult, variables };
};

for (const confirmations of ['before', 'after'] as const) {
  describe(`a call that is handed on at a Cisco site, which confirms ${confirmations} the events`, () => {
    it('row 48: takes record and notes along, after a consultation, in a named variable', async (test) => {
      const { anna, bo, talk, consult, variables } = await open(
        test,
        { 'ringframe.transfer': 'user.ringframe' },
        { site: { confirmations, namedVariables: ['user.ringframe'] } },
      );
      const callId = await talk('wants forty pallets');
      await consult(callId);
      await until('the other agent to see the record', () => bo.page.shown.includes('contact/17'));
      assert.equal(bo.desktop.calls[0]?.context.notes, '', 'the work is not the other agent’s yet');
      await anna.desktop.completeTransfer(callId);
      const taken = await bo.call('the notes', ({ context }) => context.notes.includes('pallets'));
      assert.deepEqual([taken.context.record?.recordId, taken.remote.number, taken.data], ['contact/17', CUSTOMER, {}]);
      await until('it to travel no more', () => variables().every((values) => !values['user.ringframe']));
      assert.deepEqual([anna.problems, bo.problems, anna.desktop.calls], [[], [], []]);
    });

    it('row 48: takes them along blind, too', async (test) => {
      const { anna, bo, talk } = await open(test, { 'ringframe.transfer': 'user.ringframe' }, { site: { confirmations } });
      const callId = await talk('wants forty pallets');
      await anna.desktop.blindTransfer(callId, phoneOf('1002'));
      const { id } = await bo.call('the record', ({ context }) => context.record !== undefined);
      await bo.desktop.answer(id);
      await bo.call('the notes', ({ context }) => context.notes === 'wants forty pallets');
      assert.deepEqual([bo.page.shown, bo.page.searched], [['contact/17'], []]);
    });
  });
}

describe('a screen that is longer than one variable of a Cisco site', () => {
  const notes = Array.from({ length: 60 }, (_, index) => `line ${index % 10}...`)
    .join('')
    .slice(0, 600);
  const spread = { 'ringframe.transfer': 'user.ringframe[]' };
  const site = { namedArrays: { 'user.ringframe': 6 }, namedVariables: [] };
  const inPieces = (simulator: Awaited<ReturnType<typeof open>>['simulator']) =>
    simulator.state().calls.map(({ arrays }) => Object.values(arrays['user.ringframe'] ?? {}));

  for (const confirmations of ['before', 'after'] as const)
    it(`row 48: arrives whole with 600 characters of notes, and leaves nothing behind, confirmed ${confirmations} the events`, async (test) => {
      const { anna, bo, talk, consult, simulator } = await open(test, spread, { site: { ...site, confirmations } });
      const callId = await talk(notes);
      await consult(callId);
      await anna.desktop.completeTransfer(callId);
      const taken = await bo.call('the notes', ({ context }) => context.notes !== '');
      assert.deepEqual([taken.context.notes, taken.context.record?.recordId, taken.data], [notes, 'contact/17', {}]);
      await until('it to travel no more', () => inPieces(simulator).every((elements) => elements.every((value) => value === '')));
      assert.deepEqual([anna.problems, bo.problems], [[], []]);
    });

  it('row 48: arrives whole blind, too', async (test) => {
    const { anna, bo, talk } = await open(test, spread, { site });
    const callId = await talk(notes);
    await anna.desktop.blindTransfer(callId, phoneOf('1002'));
    const { id } = await bo.call('the record', ({ context }) => context.record !== undefined);
    await bo.desktop.answer(id);
    await bo.call('the notes', ({ context }) => context.notes === notes);
  });

  it('row 48: arrives whole with characters that GED-188 has no byte for', async (test) => {
    const { anna, bo, talk } = await open(test, spread, { site });
    const wide = '40 € “per pallet” ✓ 見積もり 🙂';
    const callId = await talk(wide);
    await anna.desktop.blindTransfer(callId, phoneOf('1002'));
    const { id } = await bo.call('the record', ({ context }) => context.record !== undefined);
    await bo.desktop.answer(id);
    await bo.call('the notes', ({ context }) => context.notes === wide);
    assert.deepEqual([anna.problems, bo.problems], [[], []]);
  });

  it('is refused whole where the site’s array has fewer elements', async (test) => {
    const { anna, talk, simulator } = await open(test, spread, { site: { namedArrays: { 'user.ringframe': 2 } } });
    const callId = await talk(notes);
    await assert.rejects(anna.desktop.blindTransfer(callId, phoneOf('1002')), { code: 'TRANSFER_TOO_LARGE' });
    assert.deepEqual([inPieces(simulator), anna.desktop.calls[0]?.state], [[[]], 'connected']);
  });
});

describe('what does not fit a variable of a Cisco site', () => {
  it('is not cut: the agent is told, the call stays, and nothing was sent', async (test) => {
    const { anna, talk, variables } = await open(test, { 'ringframe.transfer': 'callVariable10' });
    const callId = await talk('wants forty pallets, and all that belongs to them, before the end of June');
    const before = JSON.stringify(variables());
    await assert.rejects(anna.desktop.blindTransfer(callId, phoneOf('1002')), { code: 'TRANSFER_TOO_LARGE' });
    assert.deepEqual([JSON.stringify(variables()), anna.desktop.calls[0]?.state], [before, 'connected']);
  });
});
