/** The panel by keyboard: opening, going through it, sizing, closing, and where the focus is after each. */
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { beside, clearPage, openPanel, until } from './panel-page.ts';

const press = async (...keys: string[]) => {
  for (const key of keys) {
    const [plain, shift] = key.startsWith('Shift+') ? [key.slice(6), true] : [key, false];
    if (shift) await sendKeys({ down: 'Shift' });
    await sendKeys({ press: plain });
    if (shift) await sendKeys({ up: 'Shift' });
  }
};

describe('the panel by keyboard', () => {
  afterEach(clearPage);

  it('opens into its header, leads through the softphone and its edges, and Escape leads back', async () => {
    const before = beside('button', 'Of the CRM');
    const { panel, item, focus, ask } = await openPanel();
    expect(item.getAttribute('aria-expanded')).to.equal('false');
    before.focus();
    await press('Tab');
    expect(focus()).to.equal('item');
    await press('Enter');
    expect(panel.state.visible).to.equal(true);
    expect(item.getAttribute('aria-expanded')).to.equal('true');
    expect(focus()).to.equal('minimise');

    // Into a frame of another process, and out of it, the focus moves by way of the browser, and has arrived some time later.
    await press('Tab');
    await until('the focus is in the frame', () => focus() === 'frame');
    await sendKeys({ type: '5' });
    await until('the field of the softphone has the key', async () => (await ask()).typed === '5');
    const edge = () => document.hasFocus() && document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label');
    await press('Tab');
    await until('the focus is on one edge', () => edge() === 'Panel height');
    await press('Tab');
    await until('the focus is on the other', () => edge() === 'Panel width');
    await press('Escape');
    expect(panel.state.visible).to.equal(false);
    expect(focus()).to.equal('item');
    await press(' ');
    expect(focus()).to.equal('minimise');
    await press('Escape');
    expect(focus()).to.equal('item');
  });

  it('Escape in it closes nothing else', async () => {
    const { minimise } = await openPanel({ visible: true });
    let heard = 0;
    const listen = () => {
      heard += 1;
    };
    document.addEventListener('keydown', listen);
    minimise.focus();
    await press('Escape');
    document.removeEventListener('keydown', listen);
    expect(heard).to.equal(0);
  });

  it('opened or closed by the softphone, it leaves the focus where the agent is', async () => {
    const field = beside('input', '');
    const { panel } = await openPanel();
    field.focus();
    panel.set({ visible: true, attention: 'Incoming call', badge: '1' });
    await sendKeys({ type: 'ab' });
    panel.set({ visible: false });
    await sendKeys({ type: 'cd' });
    expect(field.value).to.equal('abcd');
  });

  it('opened by the pointer, it leaves the focus on the item', async () => {
    const { item, focus, panel } = await openPanel();
    item.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
    expect(panel.state.visible).to.equal(true);
    expect(focus()).not.to.equal('minimise');
  });

  it('sizes its height by arrows, with Shift by more, and to the ends by Home and End', async () => {
    const { panel, heightEdge, shown } = await openPanel({ visible: true, height: 300 });
    const largest = Number(heightEdge.getAttribute('aria-valuemax'));
    expect(largest).to.be.within(301, innerHeight);
    heightEdge.focus();
    const after: number[] = [];
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'Shift+ArrowUp', 'ArrowLeft', 'Home', 'ArrowDown', 'End', 'ArrowUp']) {
      await press(key);
      after.push(panel.state.height);
      expect(shown().height, key).to.equal(panel.state.height);
    }
    expect(after).to.deep.equal([316, 300, 284, 348, 348, 240, 240, largest, largest]);
  });

  it('sizes its width in the direction of the arrow, on whichever side it is docked', async () => {
    for (const [dock, dir, wider, narrower] of [
      ['bottom-right', 'ltr', 'ArrowLeft', 'ArrowRight'],
      ['bottom-left', 'ltr', 'ArrowRight', 'ArrowLeft'],
      [undefined, 'ltr', 'ArrowLeft', 'ArrowRight'],
      [undefined, 'rtl', 'ArrowRight', 'ArrowLeft'],
      ['bottom-right', 'rtl', 'ArrowLeft', 'ArrowRight'],
    ] as const) {
      document.documentElement.dir = dir;
      const { panel, widthEdge, frame } = await openPanel({ visible: true, width: 300, dock });
      const box = () => frame.getBoundingClientRect();
      const docked = () => (box().left + box().right > innerWidth ? innerWidth - box().right : box().left);
      const margin = docked();
      expect(margin, `${dock} ${dir} is at its side`).to.be.below(30);
      widthEdge.focus();
      const what = `${dock} ${dir}`;
      await press(wider);
      expect(panel.state.width, what).to.equal(316);
      await press(narrower, narrower);
      expect(panel.state.width, what).to.equal(284);
      expect(docked(), what).to.equal(margin);
      await press('Home');
      expect(panel.state.width, what).to.equal(200);
      await clearPage();
    }
  });

  it('the edges tell their values, and keep up with what is set', async () => {
    const { panel, heightEdge, widthEdge } = await openPanel({ visible: true, height: 300, width: 250 });
    const values = (edge: HTMLElement) => ['now', 'min', 'text'].map((name) => edge.getAttribute(`aria-value${name}`));
    expect(heightEdge.getAttribute('role')).to.equal('separator');
    expect(values(heightEdge)).to.deep.equal(['300', '240', '300 pixels']);
    expect(values(widthEdge)).to.deep.equal(['250', '200', '250 pixels']);
    panel.set({ height: 320, width: 270 });
    await until('the values are the new ones', () => values(heightEdge)[0] === '320' && values(widthEdge)[2] === '270 pixels');
  });

  it('keys with other modifiers are left to the browser', async () => {
    const { panel, heightEdge } = await openPanel({ visible: true, height: 300 });
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
      const event = new KeyboardEvent('keydown', { key: 'ArrowUp', [modifier]: true, bubbles: true, cancelable: true });
      heightEdge.dispatchEvent(event);
      expect(event.defaultPrevented, modifier).to.equal(false);
    }
    expect(panel.state.height).to.equal(300);
  });
});
