/** The calls a CRM is told of. */
import { expect } from 'chai';
import { createCallBook } from '../../../src/host/call-book.ts';
import type { CallMessage } from '../../../src/index.ts';
import { aCall } from '../bridge/calls.ts';
import { until } from '../bridge/remote-page.ts';

describe('the call book', () => {
  const make = () => {
    const told: CallMessage[] = [];
    const book = createCallBook((message) => told.push(message));
    return { book, told, shown: () => told.map(({ event, call }) => `${event} ${call.id} ${call.state}`) };
  };

  it('keeps calls in the order in which they came, each as it is now', () => {
    const { book, shown } = make();
    book.apply({ event: 'delivered', call: aCall({ id: 'a', state: 'alerting' }) });
    book.apply({ event: 'originated', call: aCall({ id: 'b', state: 'initiated' }) });
    book.apply({ event: 'established', call: aCall({ id: 'a', state: 'connected' }) });
    expect(book.calls.map(({ id, state }) => `${id} ${state}`)).to.deep.equal(['a connected', 'b initiated']);
    book.apply({ event: 'cleared', call: aCall({ id: 'a', state: 'null' }) });
    expect(book.calls.map(({ id }) => id)).to.deep.equal(['b']);
    expect(shown()).to.deep.equal(['delivered a alerting', 'originated b initiated', 'established a connected', 'cleared a null']);
  });

  it('passes on the end of a call it never knew, and does not keep it', () => {
    const { book, shown } = make();
    book.apply({ event: 'cleared', call: aCall({ id: 'x', state: 'null' }) });
    expect(book.calls).to.deep.equal([]);
    expect(shown()).to.deep.equal(['cleared x null']);
  });

  it('holds a hundred at most, the newest', () => {
    const { book } = make();
    for (let index = 0; index < 150; index += 1) book.apply({ event: 'delivered', call: aCall({ id: `${index}`, state: 'alerting' }) });
    expect(book.calls).to.have.length(100);
    expect(book.calls.at(-1)?.id).to.equal('149');
  });

  it('takes a snapshot as the whole truth', () => {
    const { book, told, shown } = make();
    for (const id of ['a', 'b', 'c']) book.apply({ event: 'established', call: aCall({ id }) });
    told.length = 0;
    book.replace([aCall({ id: 'b', state: 'held' }), aCall({ id: 'd' }), aCall({ id: 'e', state: 'null' })]);
    expect(shown()).to.deep.equal(['cleared a null', 'cleared c null', 'updated b held', 'updated d connected']);
    expect(told[0]?.call).to.deep.include({ cause: 'unknown', signalling: 'lost', remoteState: 'null', actions: [] });
    expect(told[0]?.call.clearedAt).to.be.closeTo(Date.now(), 5_000);
    expect(book.calls.map(({ id }) => id)).to.deep.equal(['b', 'd']);
  });

  it('keeps calls in doubt until all has been told, or until time is up', async () => {
    const { book, told, shown } = make();
    for (const id of ['a', 'b']) book.apply({ event: 'established', call: aCall({ id }) });
    told.length = 0;
    book.doubt();
    book.apply({ event: 'updated', call: aCall({ id: 'b', state: 'held' }) });
    book.settle();
    expect(shown()).to.deep.equal(['updated b held', 'cleared a null']);
    book.settle();
    expect(
      book.calls.map(({ id }) => id),
      'nothing is in doubt now',
    ).to.deep.equal(['b']);
    book.doubt();
    await until(() => !book.calls.length, 'the page never says what became of them', 12_000);
    expect(told.at(-1)).to.deep.include({ event: 'cleared' });
  });
});
