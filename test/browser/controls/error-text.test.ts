/** What an agent reads of an error, whatever its code. */
import { expect } from 'chai';
import { setControlStrings } from '../../../src/controls/index.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { clearPage, click, mount, one, textOf } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

/** What stands in the call bar after a command was refused with it. */
const shownFor = async (error: unknown): Promise<string> => {
  clearPage();
  const fake = fakeDesktop();
  fake.script.talk();
  fake.script.fail('hold', error);
  const bar = await mount('ringframe-call-bar', fake);
  await click(bar, 'hold');
  return textOf(one(bar, '.notice.negative .words'));
};

describe('errors', () => {
  afterEach(() => {
    setControlStrings({});
    clearPage();
  });

  it('row 68: a code that is known is shown in the agent’s language', async () => {
    setControlStrings({ 'error.BUSY': 'Upptaget' });
    expect(await shownFor(new CtiError('BUSY', 'The party is busy.'))).to.equal('Upptaget');
    expect(await shownFor(new CtiError('NOT_CONNECTED', 'x')), 'what is not translated stays English').to.equal('The phone is not connected.');
  });

  it('row 68: a code that is unknown shows the raw message, and never nothing', async () => {
    expect(await shownFor(new CtiError('OVERHEATED', 'Line card 7 is too hot.'))).to.equal('Line card 7 is too hot.');
    for (const message of ['', '  ']) expect(await shownFor(new CtiError('OVERHEATED', message))).to.equal('That did not work (OVERHEATED).');
    for (const nonsense of [new Error('x'), 'text', { code: 'BUSY' }]) expect(await shownFor(nonsense)).to.equal('That did not work (UNKNOWN).');
    expect(await shownFor(new CtiError('constructor', 'Own words.')), 'a code is no name of something else').to.equal('Own words.');
  });

  it('row 68: a phone system’s own code is translated where there are words for it, else its own text is shown', async () => {
    const refused = new CtiError('REFUSED', 'x', { details: { code: 4711, text: 'Route class denied' } });
    expect(await shownFor(refused)).to.equal('Route class denied');
    setControlStrings({ 'error.REFUSED.4711': 'Numret är spärrat' });
    expect(await shownFor(refused)).to.equal('Numret är spärrat');
    expect(await shownFor(new CtiError('REFUSED', 'x', { details: { code: 'CF_42' } }))).to.equal('The phone system refused.');
  });
});
