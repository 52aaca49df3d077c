import { expect } from 'chai';
import { formatDuration } from '../../../src/controls/format-time.ts';
import { english, setControlStrings } from '../../../src/controls/index.ts';
import { CTI_ERROR_CODES } from '../../../src/protocol/error.ts';
import { action, all, clearPage, mount, one, place, settle, textOf, texts } from './control-page.ts';
import { fakeDesktop } from './fake-desktop.ts';
import { scenes, show } from './scenes.ts';

describe('the words of the controls', () => {
  afterEach(() => {
    setControlStrings({});
    clearPage();
  });

  it('can be replaced for all, those on the page included, and for one', async () => {
    const fake = fakeDesktop();
    fake.script.talk({ agoMs: 65_000 });
    const [every, other] = [await mount('ringframe-call-bar', fake), await mount('ringframe-call-bar', fake, { strings: { 'action.hold': 'Vänta' } })];
    setControlStrings({ 'action.hold': 'Parkera' }, { locale: 'ar-EG' });
    await settle();
    expect(textOf(action(every, 'hold'))).to.equal('Parkera');
    expect(textOf(action(other, 'hold'))).to.equal('Vänta');
    expect(textOf(action(every, 'mute'))).to.equal('Mute');
    expect(textOf(one(every, '[role=timer]')), 'digits of the language').to.match(/^١:٠[٥-٧]$/);
  });

  it('all come from the catalog: with an empty one, only what phone, CRM and callers said is left', async () => {
    setControlStrings(Object.fromEntries(Object.keys(english).map((key) => [key, ''])));
    const said = new Set(
      (
        'Ada Lind Bo Ek Daughters Northwind Timber Uppsala Contact Account Sales Nordic sales language Swedish Break Lunch Training Sold Call back on Monday ' +
        'Asked question Complaint Desk microphone loudspeaker Headset wireless Wants pallets before June Send the price list Outcome is required ' +
        'Team meeting Outbound campaign Going home Order Question ' +
        'ABC DEF GHI JKL MNO PQRS TUV WXYZ AM PM'
      ).split(' '),
    );
    // Diagnostics are for whoever is to find out, and their events have the names they have in the program.
    for (const scene of scenes.filter(({ name }) => name !== 'diagnostics: some events')) {
      const host = await show(scene, place());
      const labels = all(host, '[aria-label], [placeholder], [title]').map(
        (element) => `${element.ariaLabel} ${element.getAttribute('placeholder')} ${element.title}`,
      );
      const left = `${[...texts(host), ...labels].join(' ')}`.match(/\p{L}{2,}/gu)?.filter((word) => word !== 'null' && !said.has(word));
      expect(left ?? [], scene.name).to.deep.equal([]);
    }
  });

  it('exist for every error code that can reach an agent', () => {
    // These tell developers of a mistake of theirs; the words for unknown errors serve them.
    const developers = [
      'METHOD_NOT_FOUND',
      'INVALID_RESULT',
      'TOO_LARGE',
      'NOT_CLONEABLE',
      'HANDLER_FAILED',
      'SEARCH_FAILED',
      'BAD_FRAME',
      'MISSING_VALUE',
      'NO_SUCH_ACTION',
    ];
    const missing = Object.keys(CTI_ERROR_CODES).filter((code) => !Object.hasOwn(english, `error.${code}`));
    expect(missing.sort()).to.deep.equal(developers.sort());
  });

  it('write durations as the language does', () => {
    expect(formatDuration(7_900, 'en')).to.equal('0:07');
    expect(formatDuration(750_000, 'sv')).to.equal('12:30');
    expect(formatDuration(3_729_000, 'en')).to.equal('1:02:09');
    expect(formatDuration(-5_000, 'en')).to.equal('0:00');
    expect(formatDuration(65_000, 'fi')).to.equal('1.05');
  });

  it('survive a page with a wrong language tag', async () => {
    const parent = place();
    parent.lang = 'not a language';
    const fake = fakeDesktop();
    fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake, {}, parent);
    expect(all(bar, '[role=timer]')).to.have.lengthOf(1);
  });
});
