/** What happened, to look through and to hand on. */
import { expect } from 'chai';
import { all, clearPage, click, mount, one, settle, shown } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';

const some = async () => {
  const fake = fakeDesktop();
  fake.script.end(fake.script.talk());
  return { fake, element: await mount('ringframe-diagnostics', fake) };
};

const withClipboard = async (writeText: (text: string) => Promise<void>, work: () => Promise<void>) => {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  try {
    await work();
  } finally {
    Reflect.deleteProperty(navigator, 'clipboard');
  }
};

describe('diagnostics', () => {
  afterEach(clearPage);

  it('row 69: lists the last events, the latest first, with their data', async () => {
    const { fake, element } = await some();
    const events = () => all(element, 'summary').map((line) => line.textContent?.replace(/^\S+( [AP]M)? /, '').trim());
    expect(events()).to.deep.equal(['wrapUp', 'call cleared', 'call established', 'call delivered']);
    expect(all(element, 'pre')[2]?.textContent).to.include('"state":"connected"').and.not.include('812345678');
    fake.script.agent({ state: 'notReady', since: 1 });
    await settle();
    expect(events()[0]).to.equal('agent notReady');
  });

  it('row 69: copies them as text, masked unless the agent says otherwise', async () => {
    const { element } = await some();
    const copied: string[] = [];
    await withClipboard(
      async (text) => void copied.push(text),
      async () => {
        await click(element, 'copy');
        expect(shown(element)).to.include('Copied');
        one<HTMLInputElement>(element, 'input').click();
        await click(element, 'copy');
      },
    );
    expect(copied).to.have.length(2);
    expect(copied[0]).to.include('•••78').and.not.include('+46812345678').and.not.include('Ada Lind');
    expect(copied[1]).to.include('+46812345678').and.include('Ada Lind');
  });

  it('row 69: where the browser forbids copying, the text is there to be copied by hand', async () => {
    const { element } = await some();
    await withClipboard(
      () => Promise.reject(new DOMException('no', 'NotAllowedError')),
      () => click(element, 'copy'),
    );
    await settle();
    const field = one<HTMLTextAreaElement>(element, 'textarea');
    expect([field.value.split('\n').length, field.selectionStart, field.selectionEnd]).to.deep.equal([4, 0, field.value.length]);
    expect(shown(element)).to.include('does not let this page copy');
  });
});
