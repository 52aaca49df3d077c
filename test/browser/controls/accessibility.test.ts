/** Every control in its main states: what axe finds, what overflows, what is too small to hit. */
import 'axe-core/axe.min.js';
import type axeCore from 'axe-core';
import { expect } from 'chai';
import { all, clearPage, place, settle } from './control-page.ts';
import { type Scene, scenes, show } from './scenes.ts';

const { axe } = globalThis as unknown as { axe: typeof axeCore };

/** WCAG 2.2 §2.5.8. */
const SMALLEST_TARGET_PX = 24;

const inScheme = async (scene: Scene, scheme: 'light' | 'dark', width = 360): Promise<HTMLElement> => {
  const parent = place();
  parent.style.cssText = `color-scheme: ${scheme}; inline-size: ${width}px; background: light-dark(#fff, #10141a);`;
  await show(scene, parent);
  return parent;
};

/** What reaches beyond its place, from the outside in. */
const overflowing = (parent: HTMLElement): string[] => {
  const { left, right } = parent.getBoundingClientRect();
  return all(parent, '*')
    .filter((element) => !element.closest('.spoken, svg'))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      // Half a pixel is rounding.
      return box.width > 0 && (box.left < left - 0.5 || box.right > right + 0.5);
    })
    .map((element) => `${element.localName}.${element.className}`);
};

describe('every control in its main states', () => {
  afterEach(clearPage);

  for (const scene of scenes) {
    it(`${scene.name}: axe finds nothing, light or dark`, async () => {
      for (const scheme of ['light', 'dark'] as const) {
        const parent = await inScheme(scene, scheme);
        const { violations, passes } = await axe.run(parent, { resultTypes: ['violations', 'passes'] });
        expect(passes.length, 'axe looked at something').to.be.above(3);
        expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${scheme} ${id}: ${node.target.join(' ')} ${node.failureSummary}`))).to.deep.equal(
          [],
        );
        clearPage();
      }
    });

    it(`${scene.name}: nothing overflows at 240 px, in either direction of reading`, async () => {
      for (const direction of ['ltr', 'rtl']) {
        document.documentElement.dir = direction;
        const parent = await inScheme(scene, 'light', 240);
        await settle();
        expect(parent.scrollWidth).to.be.at.most(240);
        expect(overflowing(parent), direction).to.deep.equal([]);
        clearPage();
      }
    });

    it(`${scene.name}: everything that can be hit is large enough`, async () => {
      const parent = await inScheme(scene, 'light', 240);
      const small = all(parent, 'button, input, select, textarea, summary')
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width < SMALLEST_TARGET_PX || box.height < SMALLEST_TARGET_PX)
        .map(({ element, box }) => `${element.localName} ${element.dataset.action ?? ''} ${box.width} x ${box.height}`);
      expect(small).to.deep.equal([]);
    });
  }

  it('the check for overflow finds one', async () => {
    const parent = place();
    parent.style.inlineSize = '240px';
    const wide = document.createElement('p');
    wide.style.inlineSize = '300px';
    wide.textContent = 'wide';
    parent.append(wide);
    expect(overflowing(parent)).to.deep.equal(['p.']);
  });

  it('no animation flashes more than three times a second, and none runs where motion is unwanted', () => {
    for (const scene of scenes) {
      const { host } = scene.make();
      const sheets = (host.constructor as unknown as { elementStyles?: { cssText: string }[] }).elementStyles ?? [];
      const css = sheets.map(({ cssText }) => cssText).join('\n');
      const animations = [...css.matchAll(/animation: \S+ ([\d.]+)(m?s)/g)].map(([, value, unit]) => Number(value) * (unit === 's' ? 1_000 : 1));
      for (const durationMs of animations) expect(durationMs).to.be.at.least(334);
      if (animations.length > 0) expect(css).to.include('prefers-reduced-motion');
    }
  });
});
