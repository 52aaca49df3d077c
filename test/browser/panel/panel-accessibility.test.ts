/** The panel in its main states: what axe finds, what overflows, what is too small to hit, what moves. */
import 'axe-core/axe.min.js';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type axeCore from 'axe-core';
import { expect } from 'chai';
import type { PanelChanges } from '../../../src/host/panel/panel.ts';
import { clearPage, openPanel } from './panel-page.ts';

const { axe } = globalThis as unknown as { axe: typeof axeCore };

/** WCAG 2.2 §2.5.8. */
const SMALLEST_TARGET_PX = 24;

const scenes: Record<string, PanelChanges> = {
  minimised: {},
  open: { visible: true },
  'ringing, minimised': { badge: '1', attention: true, itemIcon: 'incoming_call' },
  'ringing, open': { visible: true, badge: '12', attention: 'Incoming call from Berit' },
  smallest: { visible: true, height: 240, width: 200, label: 'A label far too long for so narrow a panel', itemLabel: 'A label far too long for any bar' },
  largest: { visible: true, height: 2_560, width: 1_920 },
};

/** Every animation and transition has come to its end, or begun for good. */
const settle = () =>
  Promise.all(
    document
      .getAnimations()
      .filter((animation) => animation instanceof CSSTransition)
      .map((animation) => animation.finished),
  );

describe('the panel in its main states', () => {
  afterEach(async () => {
    await clearPage();
    await setViewport({ width: 800, height: 600 });
  });

  for (const [name, changes] of Object.entries(scenes)) {
    it(`${name}: axe finds nothing, light or dark`, async () => {
      for (const scheme of ['light', 'dark']) {
        document.documentElement.style.colorScheme = scheme;
        const { panel, place } = await openPanel();
        panel.set(changes);
        await settle();
        const { violations, passes } = await axe.run(place, { resultTypes: ['violations', 'passes'], iframes: false });
        expect(passes.length, 'axe looked at something').to.be.above(5);
        expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${scheme} ${id}: ${node.target.join(' ')} ${node.failureSummary}`))).to.deep.equal(
          [],
        );
        await clearPage();
      }
    });

    it(`${name}: it fits a window of 320 by 256, in either direction of reading, and can be hit`, async () => {
      await setViewport({ width: 320, height: 256 });
      for (const direction of ['ltr', 'rtl']) {
        document.documentElement.dir = direction;
        const { panel, item, minimise, find, frame } = await openPanel();
        panel.set(changes);
        await settle();
        for (const element of [item, minimise, find('.panel'), frame]) {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          const what = `${direction} ${element.className || 'frame'}`;
          expect(Math.min(left, top), what).to.be.at.least(0);
          expect(right, what).to.be.at.most(320);
          expect(bottom, what).to.be.at.most(256 + 8);
        }
        for (const button of [item, minimise]) {
          expect(Math.min(button.offsetWidth, button.offsetHeight)).to.be.at.least(SMALLEST_TARGET_PX);
          const { left, right, top, bottom } = button.getBoundingClientRect();
          const isHit = find('.dock').getRootNode() as ShadowRoot;
          if (button === item || panel.state.visible) expect(button.contains(isHit.elementFromPoint((left + right) / 2, (top + bottom) / 2))).to.equal(true);
        }
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
        await clearPage();
      }
    });
  }

  it('pulses slower than three times a second, and not at all where motion is unwanted', async () => {
    const { panel, item } = await openPanel();
    panel.set({ attention: true });
    const { animationName, animationDuration } = getComputedStyle(item);
    expect(animationName).not.to.equal('none');
    expect(Number.parseFloat(animationDuration)).to.be.at.least(0.334);
    const media = [...(item.getRootNode() as ShadowRoot).adoptedStyleSheets]
      .flatMap(({ cssRules }) => [...cssRules])
      .filter((rule) => rule instanceof CSSMediaRule);
    const calm = media.find(({ conditionText }) => conditionText.includes('prefers-reduced-motion: reduce'));
    expect(calm?.cssText).to.match(/\.dock \*\s*{[^}]*animation: [^;]*none[^;]*!important/);
    // Only Chromium lets a test want no motion.
    if (!navigator.userAgent.includes('Chrome')) return;
    const background = getComputedStyle(item).backgroundColor;
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      expect(getComputedStyle(item).animationName).to.equal('none');
      expect(getComputedStyle(item).backgroundColor, 'but stands out').to.equal(background);
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  it('takes its colours from the theme of the controls and its corner from the CRM', async () => {
    document.documentElement.style.setProperty('--ringframe-positive', 'rgb(1, 2, 3)');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('[data-ringframe-panel]::part(dock) { bottom: 40px; } [data-ringframe-panel]::part(header) { background: rgb(4, 5, 6); }');
    document.adoptedStyleSheets.push(sheet);
    const { panel, find, item } = await openPanel();
    panel.set({ attention: true });
    expect(getComputedStyle(item).backgroundColor).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(find('.header')).backgroundColor).to.equal('rgb(4, 5, 6)');
    expect(item.getBoundingClientRect().bottom).to.equal(innerHeight - 40);
    document.documentElement.style.removeProperty('--ringframe-positive');
    document.adoptedStyleSheets.pop();
  });
});
