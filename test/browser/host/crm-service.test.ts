/** The CRM's functions as the softphone gets to call them. */
import { expect } from 'chai';
import type { Crm } from '../../../src/host/index.ts';
import { cleanUp, logged, mount } from '../bridge/pages.ts';
import { codeOf, run, until } from '../bridge/remote-page.ts';

const mountReady = async (crm: Crm | undefined) => {
  const softphone = mount({ crm });
  await softphone.ready();
  await run(softphone.frame, 'connected');
  return (method: string, ...args: unknown[]) => run<unknown>(softphone.frame, 'ask', method, ...args);
};

describe('the functions of a CRM', () => {
  afterEach(cleanUp);

  it('are granted if they are there', async () => {
    const ask = await mountReady({ search: () => [], refreshView: () => undefined });
    for (const [name, granted] of Object.entries({
      search: true,
      refreshView: true,
      getAppViewInfo: true,
      claim: true,
      setClickToDial: true,
      screenPop: false,
      saveLog: false,
    }))
      expect(await ask('grants', name), name).to.equal(granted);
  });

  it('may be methods of an object, plain or asynchronous', async () => {
    class Customers {
      readonly name = 'Somebody';
      refreshed = 0;
      async search() {
        return [{ recordId: '1', recordName: this.name }];
      }
      refreshView() {
        this.refreshed += 1;
      }
      getAppViewInfo() {
        return { url: location.href, record: { recordId: this.name } };
      }
    }
    const customers = new Customers();
    const ask = await mountReady(customers);
    expect(await ask('search', { text: 'x' })).to.deep.equal([{ recordId: '1', recordName: 'Somebody' }]);
    expect(await ask('getAppViewInfo')).to.deep.equal({ url: location.href, record: { recordId: 'Somebody' } });
    await ask('refreshView');
    expect(customers.refreshed).to.equal(1);
  });

  it('give no more than was asked of them', async () => {
    const ask = await mountReady({
      screenPop: (() => ({ internal: 'object' })) as never,
      refreshView: (() => ({ internal: 'object' })) as never,
      search: () => [{ recordId: '1', recordName: 'x', internalScore: 5 } as never],
    });
    expect(await ask('screenPop', { type: 'search', searchString: 'x' })).to.equal(undefined);
    expect(await ask('refreshView')).to.equal(undefined);
    expect(await ask('search', { text: 'x' })).to.deep.equal([{ recordId: '1', recordName: 'x' }]);
  });

  it('that give something else are found out where the CRM developer looks, and where it arrives', async () => {
    let value: unknown;
    const ask = await mountReady({ search: () => value as never, getAppViewInfo: () => value as never });
    for (const wrong of [undefined, null, {}, [{}], [{ recordId: 1, recordName: 'x' }], [{ recordId: '1' }], [{ recordId: '1', recordName: () => 'x' }]]) {
      value = wrong;
      logged.length = 0;
      expect(await codeOf(ask('search', { text: 'x' })), JSON.stringify(wrong)).to.equal('HANDLER_FAILED');
      expect(
        logged
          .filter(({ level }) => level === 'error')
          .map(({ details }) => (details as Error).message)
          .join(),
      ).to.contain('list of matches');
    }
    for (const wrong of [undefined, null, {}, { url: 5 }, { url: '' }]) {
      value = wrong;
      expect(await codeOf(ask('getAppViewInfo')), JSON.stringify(wrong)).to.equal('INVALID_RESULT');
    }
  });

  it('may find more than is wanted: the best are passed on', async () => {
    const hits = Array.from({ length: 80 }, (_, index) => ({ recordId: `${index}`, recordName: 'x' }));
    const ask = await mountReady({ search: () => hits });
    expect(await ask('search', { text: 'x' })).to.deep.equal(hits.slice(0, 50));
    expect(await ask('search', { text: 'x', limit: 3 })).to.deep.equal(hits.slice(0, 3));
  });

  it('need not be there for the page itself to be told', async () => {
    const ask = await mountReady(undefined);
    expect(await ask('getAppViewInfo')).to.deep.equal({ url: location.href });
  });

  it('learn that nobody waits any more', async () => {
    const signals: AbortSignal[] = [];
    const softphone = mount({ crm: { search: (_, { signal }) => new Promise(() => signals.push(signal)) } });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    run(softphone.frame, 'ask', 'search', { text: 'x' }, { timeoutMs: 100 }).catch(() => {});
    await until(() => signals[0]?.aborted, 'the deadline of the softphone');
    run(softphone.frame, 'ask', 'search', { text: 'x' }).catch(() => {});
    await until(() => signals.length === 2, 'the second is asked');
    softphone.dispose();
    expect(signals[1]?.aborted).to.equal(true);
    expect(signals[1]?.reason).to.have.property('code', 'DISPOSED');
  });
});
