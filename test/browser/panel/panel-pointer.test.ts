/** The panel sized by hand, over a frame that would swallow the pointer. */
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { clearPage, openPanel, until } from './panel-page.ts';

const middle = (element: HTMLElement): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

const drag = async (handle: HTMLElement, ...by: [number, number][]) => {
  const start = middle(handle);
  await sendMouse({ type: 'move', position: start });
  await sendMouse({ type: 'down' });
  for (const [right, down] of by) await sendMouse({ type: 'move', position: [start[0] + right, start[1] + down] });
};
const drop = () => sendMouse({ type: 'up' });

describe('the panel by pointer', () => {
  before(() => setViewport({ width: 900, height: 700 }));
  afterEach(clearPage);
  after(() => setViewport({ width: 800, height: 600 }));

  it('follows the hand over the frame, and stops at the drop', async () => {
    const { panel, heightEdge, shown, ask } = await openPanel({ visible: true, height: 400, width: 300 });
    // Down, so that the pointer is over the frame.
    await drag(heightEdge, [0, 50], [0, 120]);
    expect(panel.state.height).to.equal(280);
    expect(shown().height).to.equal(280);
    await drop();
    await sendMouse({ type: 'move', position: [700, 600] });
    expect(panel.state).to.include({ height: 280, width: 300 });

    // The frame feels the pointer again.
    const { clicks } = await ask();
    // Whom a click is for the browser knows from what it has drawn, and it has to draw the panel without its cover first.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    await sendMouse({ type: 'click', position: [750, 560] });
    await until('the frame feels a click', async () => (await ask()).clicks === clicks + 1);
  });

  it('moves the edge that is taken, and both at the corner', async () => {
    const { panel, widthEdge, find } = await openPanel({ visible: true, height: 300, width: 300 });
    await drag(widthEdge, [-40, 30]);
    await drop();
    expect(panel.state).to.include({ height: 300, width: 340 });
    await drag(find('.corner'), [20, -25]);
    await drop();
    expect(panel.state).to.include({ height: 325, width: 320 });
  });

  it('grows away from its side, wherever that is', async () => {
    for (const [dock, dir, outward] of [
      ['bottom-left', 'ltr', 40],
      [undefined, 'rtl', 40],
      ['bottom-right', 'rtl', -40],
    ] as const) {
      document.documentElement.dir = dir;
      const { panel, widthEdge } = await openPanel({ visible: true, width: 300, dock });
      await drag(widthEdge, [outward, 0]);
      await drop();
      expect(panel.state.width, `${dock} ${dir}`).to.equal(340);
      await clearPage();
    }
  });

  it('stops at the smallest size and at the window', async () => {
    const { panel, heightEdge, frame } = await openPanel({ visible: true, height: 300 });
    await drag(heightEdge, [0, 300]);
    expect(panel.state.height).to.equal(240);
    await drop();
    await drag(heightEdge, [0, 2 - middle(heightEdge)[1]]);
    await drop();
    expect(panel.state.height).to.be.below(700);
    expect(frame.clientHeight).to.equal(panel.state.height);
    expect(frame.getBoundingClientRect().top).to.be.above(0);
  });

  it('Escape takes a drag back and leaves the panel open', async () => {
    const { panel, heightEdge, find } = await openPanel({ visible: true, height: 400 });
    for (const handle of [heightEdge, find('.corner')]) {
      await drag(handle, [0, 80]);
      expect(panel.state.height).to.equal(320);
      await sendKeys({ press: 'Escape' });
      expect(panel.state).to.include({ height: 400, width: 360, visible: true });
      await sendMouse({ type: 'move', position: [600, 500] });
      expect(panel.state.height).to.equal(400);
      await drop();
    }
  });

  it('a window that shrinks shows less, and keeps what was asked for', async () => {
    const { panel, shown, heightEdge, find } = await openPanel({ visible: true, height: 600, width: 700 });
    expect(shown()).to.deep.equal({ height: 600, width: 700 });
    await setViewport({ width: 420, height: 300 });
    await until('the panel fits', () => shown().width < 420 && shown().height < 300);
    expect(panel.state).to.include({ height: 600, width: 700 });
    const { left, top } = find('.header').getBoundingClientRect();
    expect(Math.min(left, top)).to.be.at.least(0);
    await until('the edge tells what is shown', () => heightEdge.getAttribute('aria-valuenow') === String(shown().height));
    expect(Number(heightEdge.getAttribute('aria-valuemin'))).to.be.at.most(shown().height);
    await setViewport({ width: 900, height: 700 });
    await until('the panel is back', () => shown().width === 700 && shown().height === 600);
  });

  it('a click on the item opens it, and a click on minimise closes it', async () => {
    const { panel, item, minimise, focus } = await openPanel();
    await sendMouse({ type: 'click', position: middle(item) });
    expect(panel.state.visible).to.equal(true);
    expect(focus()).to.equal('item');
    await sendMouse({ type: 'click', position: middle(minimise) });
    expect(panel.state.visible).to.equal(false);
    expect(focus()).to.equal('item');
  });
});
