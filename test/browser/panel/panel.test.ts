/** What the panel is told, what it shows and tells of it, what it keeps, and that nothing of it stays. */
import { expect } from 'chai';
import { createPanel } from '../../../src/host/panel/create-panel.ts';
import type { PanelAppearance, PanelChanges } from '../../../src/host/panel/panel.ts';
import { createPanelPlace } from '../../../src/host/panel/panel-place.ts';
import { clearPage, openPanel } from './panel-page.ts';

const text = (element: HTMLElement) => element.textContent?.replace(/\s+/g, ' ').trim();
const drawn = (svg: Element | null) => [svg?.querySelector('path')?.getAttribute('d'), svg?.querySelector('path')?.getAttribute('transform')].join();

describe('the panel', () => {
  afterEach(clearPage);

  it('starts minimised, in a middling size, as a phone', async () => {
    const { panel, find, item } = await openPanel();
    expect(panel.state).to.deep.equal({
      visible: false,
      height: 480,
      width: 360,
      icon: 'call',
      label: 'Phone',
      itemIcon: 'call',
      itemLabel: 'Phone',
      badge: '',
      attention: false,
    } satisfies PanelAppearance);
    expect(find('.panel').inert).to.equal(true);
    expect(text(item)).to.equal('Phone');
    expect(document.getElementById(item.getAttribute('aria-controls') ?? ''), 'not of the page').to.equal(null);
    expect(find(`#${item.getAttribute('aria-controls')}`)).to.equal(find('.panel'));
  });

  it('shows what is set, as text', async () => {
    const { panel, find, item } = await openPanel();
    panel.set({ label: '<b>Agent 7</b>', itemLabel: '<i>Ready</i>', badge: '<3>' });
    expect(text(find('.header'))).to.equal('<b>Agent 7</b>');
    expect(text(find('.item > .name'))).to.equal('<i>Ready</i>');
    expect(text(find('.badge'))).to.equal('<3>');
    expect(find('b, i')).to.equal(null);
    panel.set({ badge: '' });
    expect(text(item)).to.equal('<i>Ready</i>');
    expect(find('.badge').getClientRects()).to.have.length(0);
  });

  it('tells each change once, also what is done by hand, and nothing that is no change', async () => {
    const { panel, item, minimise } = await openPanel();
    const told: PanelAppearance[] = [];
    const off = panel.onChange((state) => told.push(state));
    panel.set({ visible: true, height: 300 });
    panel.set({ visible: true, height: 300, label: undefined });
    panel.set({});
    minimise.click();
    expect(told.map(({ visible, height }) => [visible, height])).to.deep.equal([
      [true, 300],
      [false, 300],
    ]);
    expect(told[1]).to.equal(panel.state);
    off();
    item.click();
    expect(told).to.have.length(2);
  });

  it('holds sizes to the documented range and ignores what is none', async () => {
    const { panel } = await openPanel({ height: 1, width: 1e9 });
    expect(panel.state).to.include({ height: 240, width: 1_920 });
    panel.set({ height: 1e9, width: -5 });
    expect(panel.state).to.include({ height: 2_560, width: 200 });
    panel.set({ height: Number.NaN, width: Number.POSITIVE_INFINITY });
    panel.set({ height: '300' as unknown as number });
    expect(panel.state).to.include({ height: 2_560, width: 200 });
  });

  it('draws the icons of Open CTI, each its own, and a plain mark for any other name', async () => {
    const { panel, find } = await openPanel();
    const draw = (icon: string) => {
      panel.set({ icon, itemIcon: icon });
      expect(drawn(find('.item').querySelector('svg')), icon).to.equal(drawn(find('.header').querySelector('svg')));
      return drawn(find('.header').querySelector('svg'));
    };
    const names = ['call', 'end_call', 'incoming_call', 'outbound_call', 'missed_call', 'phone_portrait', 'headset', 'user'];
    const more = ['voicemail', 'warning', 'success', 'ban', 'clock', 'pause', 'muted', 'sync'];
    const plain = draw('no such icon');
    const drawings = [...names, ...more].map(draw);
    expect(new Set([plain, ...drawings]).size).to.equal(17);
    for (const name of ['constructor', '__proto__', 'toString', '', '"><script>']) expect(draw(name), name).to.equal(plain);
    expect(draw('utility:end_call')).to.equal(draw('end_call'));
    expect(draw('routing_offline')).to.equal(draw('ban'));
  });

  it('asks for attention once: the item pulses, a live region that was there before says why', async () => {
    const { panel, find, item } = await openPanel();
    const alert = find('[role=alert]');
    const said: string[] = [];
    const observer = new MutationObserver(() => said.push(alert.textContent ?? ''));
    observer.observe(alert, { childList: true });
    expect(alert.textContent).to.equal('');
    const calm = getComputedStyle(item).animationName;
    panel.set({ attention: true });
    expect(getComputedStyle(item).animationName).not.to.equal(calm);
    panel.set({ attention: true, badge: '1' });
    panel.set({ badge: '2' });
    await new Promise((resolve) => setTimeout(resolve));
    panel.set({ attention: false });
    expect(getComputedStyle(item).animationName).to.equal(calm);
    panel.set({ attention: 'Incoming call from Berit' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(said.filter(Boolean)).to.deep.equal(['Incoming call', 'Incoming call from Berit']);
    expect(find('.panel').contains(alert), 'said while minimised too').to.equal(false);
  });

  it('says the badge in words', async () => {
    const { panel, item } = await openPanel({ strings: { badge: '{value} Anrufe', minimise: 'Verkleinern' } });
    panel.set({ badge: '2' });
    const spoken = [...item.children].filter((child) => child.getAttribute('aria-hidden') !== 'true').map((child) => child.textContent);
    expect(spoken.join('')).to.equal('Phone, 2 Anrufe');
  });

  it('takes the words it is given', async () => {
    const { minimise, heightEdge } = await openPanel({ strings: { minimise: 'Verkleinern', height: 'Höhe', pixels: '{value} Pixel' } });
    expect(minimise.getAttribute('aria-label')).to.equal('Verkleinern');
    expect(heightEdge.getAttribute('aria-label')).to.equal('Höhe');
    expect(heightEdge.getAttribute('aria-valuetext')).to.equal('480 Pixel');
  });

  it('is not moved or hidden by the style sheet of the CRM', async () => {
    const { place, item, frame } = await openPanel({ visible: true });
    const before = [item, frame].map((element) => JSON.stringify(element.getBoundingClientRect()));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      'body > div { display: flex; position: relative; margin: 50px; transform: scale(.5); font-size: 40px } body { pointer-events: none; visibility: hidden }',
    );
    document.adoptedStyleSheets.push(sheet);
    const after = [item, frame].map((element) => JSON.stringify(element.getBoundingClientRect()));
    const style = getComputedStyle(item);
    expect(place.matches('body > div')).to.equal(true);
    expect(after).to.deep.equal(before);
    expect([style.pointerEvents, style.visibility]).to.deep.equal(['auto', 'visible']);
    document.adoptedStyleSheets.pop();
  });

  it('two of them do not share anything', async () => {
    const [one, two] = [await openPanel({ dock: 'bottom-left', label: 'One' }), await openPanel({ label: 'Two' })];
    one.panel.set({ visible: true });
    expect(two.panel.state.visible).to.equal(false);
    expect(text(two.find('.header'))).to.equal('Two');
  });

  it('disposed, it is gone, changes nothing and tells nothing', async () => {
    const { panel, place, frame } = await openPanel({ visible: true });
    let told = 0;
    panel.onChange(() => {
      told += 1;
    });
    panel.dispose();
    panel.dispose();
    panel.set({ visible: false });
    expect(place.isConnected || frame.isConnected).to.equal(false);
    expect(told).to.equal(0);
    expect(panel.state.visible).to.equal(true);
  });

  it('takes back every listener on the window', async () => {
    const { addEventListener } = window;
    const signals: (AbortSignal | undefined)[] = [];
    window.addEventListener = (...[type, listener, options]: Parameters<typeof addEventListener>) => {
      signals.push((options as AddEventListenerOptions)?.signal);
      addEventListener.call(window, type, listener, options);
    };
    const panel = createPanel(createPanelPlace(document.body));
    window.addEventListener = addEventListener;
    expect(signals).to.have.length.above(0);
    panel.dispose();
    expect(signals.map((signal) => signal?.aborted)).to.deep.equal(signals.map(() => true));
  });
});

describe('what the panel remembers', () => {
  const key = 'ringframe:panel:test';
  const forget = () => {
    localStorage.removeItem(key);
    sessionStorage.removeItem(key);
  };
  const opens = async (options: PanelChanges = {}) => {
    const { panel } = await openPanel({ remember: 'test', ...options });
    return panel;
  };
  beforeEach(forget);
  afterEach(clearPage);
  after(forget);

  it('size and visibility come back before the options; a label does not', async () => {
    (await opens()).set({ visible: true, height: 333, width: 444, label: 'Other' });
    await clearPage();
    const panel = await opens({ visible: false, height: 500, width: 500 });
    expect(panel.state).to.include({ visible: true, height: 333, width: 444, label: 'Phone' });
  });

  it('a tab that only shows something else leaves the size as another tab has set it', async () => {
    const first = await opens();
    first.set({ height: 300 });
    localStorage.setItem(key, '[700,350]');
    first.set({ badge: '1', attention: true, visible: true });
    await clearPage();
    expect((await opens()).state).to.include({ visible: true, height: 700, width: 350 });
  });

  it('another tab has the size, and decides itself whether it is open', async () => {
    (await opens()).set({ visible: true, height: 333 });
    await clearPage();
    sessionStorage.removeItem(key);
    expect((await opens()).state).to.include({ visible: false, height: 333 });
  });

  it('nothing is kept without a name for it', async () => {
    const before = [localStorage.length, sessionStorage.length];
    const { panel } = await openPanel();
    panel.set({ visible: true, height: 333 });
    expect([localStorage.length, sessionStorage.length]).to.deep.equal(before);
  });

  for (const junk of ['', 'null', '{', '7', '["a",null]', '[1e999,{}]', '{"height":5}', '[NaN]']) {
    it(`is not misled by ${junk || 'an empty text'}`, async () => {
      localStorage.setItem(key, junk);
      sessionStorage.setItem(key, junk);
      expect((await opens()).state).to.include({ visible: false, height: 480, width: 360 });
    });
  }

  it('works where storage is denied', async () => {
    const denied = {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      configurable: true,
    };
    const kept = ['localStorage', 'sessionStorage'].map((name) => [name, Object.getOwnPropertyDescriptor(window, name)] as const);
    for (const [name] of kept) Object.defineProperty(window, name, denied);
    try {
      expect(() => localStorage).to.throw();
      const panel = await opens();
      panel.set({ visible: true });
      expect(panel.state.visible).to.equal(true);
    } finally {
      for (const [name, descriptor] of kept) Object.defineProperty(window, name, descriptor as PropertyDescriptor);
    }
  });
});
