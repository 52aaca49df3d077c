/** Calls of a Cisco site: call data under the names of both, tones with pauses, calls that are rejected, and consultations nobody calls so. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CUSTOMER, type SwitchSite, startSite } from './site.ts';

const refused = (code: string, command: Promise<unknown>) => assert.rejects(command, { code });
const oneSide = { ports: { b: false } } as const;

const talking = async ({ subject, simulator, calls, until }: SwitchSite): Promise<string> => {
  simulator.placeCall({ from: CUSTOMER, to: '2001' });
  const { id } = await until(() => calls('1001').find(({ state }) => state === 'alerting'));
  await subject.execute('1001', 'answer', { callId: id });
  return id;
};
const consulted = async (site: SwitchSite): Promise<{ callId: string; consultation: string }> => {
  const { subject, calls, until } = site;
  const callId = await talking(site);
  const { id } = await subject.execute('1001', 'consult', { callId, number: '2002' });
  await until(() => calls('1002')[0]?.state === 'alerting');
  await subject.execute('1002', 'answer', { callId: id });
  await until(() =>
    calls('1001')
      .find((call) => call.id === callId)
      ?.actions.includes('completeTransfer'),
  );
  return { callId, consultation: id };
};
const valuesOf = ({ simulator }: SwitchSite) => simulator.state().calls.map(({ variables, named }) => ({ ...variables, ...named }));

describe('call data of a Cisco site', () => {
  const callData = { 'ringframe.transfer': 'user.ringframe', customer: 'callVariable3', steps: 'user.steps[2]' };

  it('are kept under the site’s names and told under the link’s, both ways', async (test) => {
    const site = await startSite(test, oneSide, { callData });
    const { subject, simulator, calls, until } = site;
    const callId = await talking(site);
    await subject.execute('1001', 'setCallData', {
      callId,
      data: { 'ringframe.transfer': '{"r":"17"}', customer: 'C-4', steps: 'third', callVariable1: 'gold' },
    });
    const [there] = valuesOf(site);
    assert.deepEqual([there?.['user.ringframe'], there?.callVariable3, there?.callVariable1], ['{"r":"17"}', 'C-4', 'gold']);
    assert.deepEqual(calls('1001')[0]?.data, { 'ringframe.transfer': '{"r":"17"}', customer: 'C-4', steps: 'third', callVariable1: 'gold' });
    simulator.placeCall({ from: CUSTOMER, to: '2002', named: [{ name: 'user.ringframe', value: 'from there' }] });
    await until(() => calls('1002')[0]?.data['ringframe.transfer'] === 'from there');
    site.witness.check();
  });

  it('go along with a call that is dialled', async (test) => {
    const site = await startSite(test, oneSide, { callData });
    const { id } = await site.subject.execute('1001', 'dial', { number: '2002', data: { customer: 'C-9' } });
    const call = await site.until(() => site.calls('1002').find((one) => one.id === id && one.data.customer));
    assert.equal(call.data.customer, 'C-9');
  });

  it('that do not fit are refused before anything is sent, and nothing of them is kept', async (test) => {
    const site = await startSite(test, oneSide, { callData });
    const { subject, calls } = site;
    const callId = await talking(site);
    const before = JSON.stringify(valuesOf(site));
    const wrong: Record<string, string>[] = [
      { customer: 'x'.repeat(41), callVariable1: 'gold' },
      { 'ringframe.transfer': 'x'.repeat(211), callVariable1: 'gold' },
      { 'ringframe.transfer': '東京', callVariable1: 'gold' },
      { ['x'.repeat(33)]: 'a name that is too long', callVariable1: 'gold' },
      { callWrapupData: 'x'.repeat(40), callVariable1: 'gold' },
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`user.long${index}`, 'x'.repeat(200)])),
    ];
    for (const data of wrong) {
      await refused('INVALID_ARGUMENT', subject.execute('1001', 'setCallData', { callId, data }));
      await refused('INVALID_ARGUMENT', subject.execute('1002', 'dial', { number: '2003', data }));
    }
    assert.deepEqual([JSON.stringify(valuesOf(site)), calls('1001')[0]?.data, calls('1002')], [before, {}, []]);
  });

  it('that the call has no more room for are refused as such', async (test) => {
    const site = await startSite(test, oneSide);
    const callId = await talking(site);
    const part = (from: number) => Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`user.part${from + index}`, 'x'.repeat(200)]));
    await site.subject.execute('1001', 'setCallData', { callId, data: part(0) });
    await refused('INVALID_ARGUMENT', site.subject.execute('1001', 'setCallData', { callId, data: part(8) }));
    await refused(
      'INVALID_ARGUMENT',
      (await startSite(test, { ...oneSide, namedVariables: ['user.one'] })).subject.execute('1001', 'dial', { number: '2002', data: { other: '1' } }),
    );
  });

  for (const confirmations of ['before', 'after'] as const)
    it(`of the call that is handed on are those that stay, not the consultation’s (confirmed ${confirmations} the events)`, async (test) => {
      const site = await startSite(test, { ...oneSide, confirmations }, { callData });
      const { subject } = site;
      const callId = await talking(site);
      await subject.execute('1001', 'setCallData', { callId, data: { 'ringframe.transfer': 'look', customer: 'C-1' } });
      const { id } = await subject.execute('1001', 'consult', { callId, number: '2002' });
      await site.until(() => site.calls('1002')[0]?.data['ringframe.transfer'] === 'look');
      await subject.execute('1002', 'answer', { callId: id });
      await subject.execute('1001', 'setCallData', { callId, data: { 'ringframe.transfer': 'the work', customer: '' } });
      await site.until(() =>
        site
          .calls('1001')
          .find((call) => call.id === callId)
          ?.actions.includes('completeTransfer'),
      );
      await subject.execute('1001', 'completeTransfer', { callId });
      await site.until(() => site.calls('1002')[0]?.remote.number === CUSTOMER);
      const [left] = valuesOf(site);
      assert.deepEqual([left?.['user.ringframe'], left?.callVariable3 ?? ''], ['the work', '']);
      assert.equal(site.calls('1002')[0]?.data['ringframe.transfer'], 'the work');
      site.witness.check();
    });
});

describe('a consultation at a peripheral that does not call it so', () => {
  for (const confirmations of ['before', 'after'] as const)
    it(`is recognised by having been asked for, when it is confirmed ${confirmations} the events`, async (test) => {
      const site = await startSite(test, { ...oneSide, consultations: 'untyped', confirmations });
      const { subject, calls, until } = site;
      const { callId, consultation } = await consulted(site);
      assert.deepEqual(
        calls('1001').map((call) => [call.id, call.consultationFor]),
        [
          [callId, undefined],
          [consultation, callId],
        ],
      );
      await subject.execute('1001', 'completeTransfer', { callId });
      await until(() => calls('1002')[0]?.remote.number === CUSTOMER);
      assert.deepEqual(calls('1001'), []);
      const { id } = await subject.execute('1001', 'dial', { number: '2003' });
      assert.equal(calls('1001').find((call) => call.id === id)?.consultationFor, undefined, 'an ordinary call is none');
      site.witness.check();
    });

  it('keeps the id of the first call in a conference that is made from within the consultation', async (test) => {
    const site = await startSite(test, oneSide);
    const { subject, calls } = site;
    const { callId, consultation } = await consulted(site);
    await subject.execute('1001', 'retrieve', { callId });
    const told: string[] = [];
    subject.on('line', ({ agentId, event }) => {
      if (event.type === 'call' && event.event.type === 'conferenced') told.push(`${agentId} ${event.event.by} ${event.call.id === callId}`);
    });
    await subject.execute('1001', 'conference', { callId });
    assert.ok(told.includes('1001 local true'), told.join());
    assert.deepEqual(
      calls('1001').map(({ id, state, consultationFor, parties }) => [id, state, consultationFor, parties?.[0]?.number]),
      [[callId, 'connected', undefined, CUSTOMER]],
    );
    assert.ok(site.witness.cleared('1001').has(consultation));
    site.witness.check();
  });
});

describe('what else is done with calls of a Cisco site', () => {
  it('a held call is consulted about and handed on: it is taken back first', async (test) => {
    const site = await startSite(test, { ...oneSide, otherwiseOutside: { does: 'ring' } });
    const { subject, calls, until } = site;
    const callId = await talking(site);
    await subject.execute('1001', 'hold', { callId });
    const { id } = await subject.execute('1001', 'consult', { callId, number: '2002' });
    assert.equal(calls('1001').find((call) => call.id === id)?.consultationFor, callId);
    await subject.execute('1001', 'cancelConsult', { callId });
    await subject.execute('1001', 'hold', { callId });
    await subject.execute('1001', 'blindTransfer', { callId, number: '2003' });
    await until(() => calls('1003')[0]?.state === 'alerting');
    assert.deepEqual(calls('1001'), []);
    site.witness.check();
  });

  it('a comma among tones is a pause, and giving up ends them', async (test) => {
    const site = await startSite(test, oneSide);
    const { subject, simulator } = site;
    const callId = await talking(site);
    const heard: string[] = [];
    const giveUp = new AbortController();
    simulator.on('digits', ({ digits }) => {
      heard.push(digits);
      if (digits === '2') giveUp.abort();
    });
    await subject.execute('1001', 'sendDtmf', { callId, digits: '1' });
    await refused('ABORTED', subject.execute('1001', 'sendDtmf', { callId, digits: '2,3' }, { signal: giveUp.signal }));
    assert.deepEqual(heard, ['1', '2']);
  });

  it('agents reject calls only where the site says where these go', async (test) => {
    const site = await startSite(test, oneSide, { rejectTo: '2003' });
    const { subject, simulator, calls, until } = site;
    simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const call = await until(() => calls('1001')[0]);
    assert.ok(call.actions.includes('reject'));
    await subject.execute('1001', 'reject', { callId: call.id });
    await until(() => calls('1003')[0]?.state === 'alerting');
    assert.deepEqual(calls('1001'), []);
    assert.equal(calls('1003')[0]?.remote.number, CUSTOMER);
    const other = await startSite(test, oneSide);
    assert.ok(!other.subject.capabilities.includes('reject'));
    await refused('NOT_SUPPORTED', other.subject.execute('1001', 'reject', { callId: 'any' }));
  });

  it('route points are not the link’s', async (test) => {
    const { subject } = await startSite(test, oneSide);
    assert.equal(await subject.route('any', '2001'), false);
  });
});
