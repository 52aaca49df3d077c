import { expect } from 'chai';
import { origins } from '../origins.ts';
import { cleanUp, mount, softphonePage, statesOf } from './pages.ts';
import { codeOf, run, until } from './remote-page.ts';

describe('host and softphone', () => {
  afterEach(cleanUp);

  it('connect, and call each other', async () => {
    const popped: unknown[] = [];
    const softphone = mount({
      crm: { search: ({ number }) => [{ recordId: '17', recordName: `Owner of ${number}` }], screenPop: (target) => void popped.push(target) },
    });
    await softphone.ready();
    expect(await run(softphone.frame, 'connected')).to.deep.equal({ state: 'ready' });
    expect(await run(softphone.frame, 'ask', 'search', { number: '+46812345' })).to.deep.equal([{ recordId: '17', recordName: 'Owner of +46812345' }]);
    await run(softphone.frame, 'ask', 'screenPop', { type: 'record', recordId: '17' });
    expect(popped).to.deep.equal([{ type: 'record', recordId: '17' }]);
    expect(await codeOf(run(softphone.frame, 'ask', 'refreshView'))).to.equal('NOT_SUPPORTED');
    await run(softphone.frame, 'serve', { answer: { does: 'answer' }, hold: { does: 'hang' } });
    await until(() => softphone.capabilities.includes('answer'), 'the offer arrives');
    await softphone.answer('call-1');
    expect(await run(softphone.frame, 'received')).to.deep.include({ answer: { callId: 'call-1' } });
    expect(await codeOf(softphone.mute('call-1'))).to.equal('NOT_SUPPORTED');
  });

  it('connect on all pairs of origins', async () => {
    for (const origin of [origins.ip, origins.subdomain, origins.localhost]) {
      const softphone = mount({ src: softphonePage({ origin }) });
      await softphone.ready();
      expect(await run(softphone.frame, 'connected'), origin).to.deep.equal({ state: 'ready' });
    }
  });

  it('abort across, from the CRM and from the softphone', async () => {
    const aborted: unknown[] = [];
    const softphone = mount({
      crm: { search: (_, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(aborted.push(signal.reason)))) },
    });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'serve', { hold: { does: 'hang' } });
    await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
    const controller = new AbortController();
    const holding = codeOf(softphone.hold('call-1', { signal: controller.signal }));
    await until(async () => (await run<unknown[]>(softphone.frame, 'received')).some((entry) => 'hold' in (entry as object)), 'hold arrives');
    controller.abort();
    expect(await holding).to.equal('ABORTED');
    const wasAborted = async () => (await run<{ aborted?: string; code?: string }[]>(softphone.frame, 'received')).find((entry) => entry.aborted === 'hold');
    expect(await until(wasAborted, 'the abort arrives')).to.deep.equal({ aborted: 'hold', code: 'ABORTED' });

    expect(await codeOf(run(softphone.frame, 'askAndAbort', 'search', { text: 'x' }))).to.equal('ABORTED');
    expect(await until(() => aborted[0], 'the abort arrives')).to.have.property('code', 'ABORTED');

    const before = new AbortController();
    before.abort();
    expect(await codeOf(softphone.hold('call-1', { signal: before.signal }))).to.equal('ABORTED');
  });

  it('tell how they stand, in order', async () => {
    const softphone = mount();
    const states = statesOf(softphone);
    await softphone.ready();
    expect(states).to.deep.equal(['connecting', 'ready']);
    expect(softphone.status).to.have.property('session').that.is.a('string');
  });
});
