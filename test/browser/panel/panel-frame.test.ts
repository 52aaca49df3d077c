/** The softphone in the panel is one page from beginning to end, seen or unseen. */
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import { beside, clearPage, openFrame, openPanel, until } from './panel-page.ts';

/** Drawn ten times and forty timers later: it runs. */
const goesOn = async (ask: Awaited<ReturnType<typeof openFrame>>['ask'], timeoutMs = 5_000) => {
  const before = await ask();
  await until(
    'the frame draws and its timers fire',
    async () => {
      const now = await ask();
      return now.frames >= before.frames + 10 && now.ticks >= before.ticks + 20;
    },
    timeoutMs,
  );
};

describe('the frame in the panel', () => {
  afterEach(clearPage);

  it('is not loaded again, whatever becomes of the panel', async () => {
    const { panel, frame, ask, loads, item, minimise } = await openPanel({ visible: true });
    const window = frame.contentWindow;
    frame.focus();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: '0812' });
    const before = await ask();
    expect(before.typed).to.equal('0812');

    minimise.click();
    item.click();
    panel.set({ height: 700, width: 300, label: 'Other', icon: 'user', badge: '2', attention: true });
    panel.set({ visible: false });
    panel.set({ visible: true, height: 240 });
    await until('the last size has arrived', async () => (await ask()).height === 240);

    const after = await ask();
    expect(after.loadId).to.equal(before.loadId);
    expect(after.typed).to.equal('0812');
    expect(loads()).to.equal(1);
    expect(frame.contentWindow).to.equal(window);
    // Not `include`, which would have to describe a window of another origin.
    expect(Array.from({ length: globalThis.length }, (_, index) => globalThis[index as never] === window).includes(true), 'in window.frames').to.equal(true);
  });

  it('is found where the CRM put it', async () => {
    const { frame, place } = await openPanel();
    expect(document.querySelector('iframe[title="Softphone"]')).to.equal(frame);
    expect(frame.parentElement).to.equal(place);
  });

  it('has exactly the room that was asked for', async () => {
    const { panel, ask } = await openPanel({ visible: true, height: 300, width: 320 });
    await until('300 by 320', async () => (({ height, width }) => height === 300 && width === 320)(await ask()));
    panel.set({ height: 350, width: 200 });
    await until('350 by 200', async () => (({ height, width }) => height === 350 && width === 200)(await ask()));
  });

  it('goes on drawing and counting while minimised', async () => {
    const { ask, panel } = await openPanel();
    expect(panel.state.visible).to.equal(false);
    await goesOn(ask);
  });

  it('would not, were it not displayed', async () => {
    const aside = beside('div', '');
    const { ask } = await openFrame(aside);
    await goesOn(ask);
    aside.style.display = 'none';
    const failed = await goesOn(ask, 1_000).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failed).to.contain('in vain');
  });

  it('while minimised is out of the tab order and feels no click, and what lies under it does', async () => {
    const button = beside('button', 'Of the CRM');
    const { ask, item, frame, focus } = await openPanel({ height: 300 });
    Object.assign(button.style, { position: 'fixed', right: '100px', bottom: '150px' });
    const { left, top, width, height } = button.getBoundingClientRect();
    const { left: frameLeft, bottom: frameBottom } = frame.getBoundingClientRect();
    expect(left, 'the frame lies over the button').to.be.above(frameLeft);
    expect(top).to.be.below(frameBottom);
    let clicks = 0;
    button.addEventListener('click', () => {
      clicks += 1;
    });
    await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
    expect(clicks).to.equal(1);
    expect((await ask()).clicks).to.equal(0);

    item.focus();
    const visited: unknown[] = [];
    for (let presses = 0; presses < 4; presses += 1) {
      await sendKeys({ press: 'Tab' });
      visited.push(focus());
    }
    expect(visited).not.to.include('frame');
    expect(visited).not.to.include('minimise');
  });

  it('while minimised gets no key, not even when it takes the focus itself', async () => {
    const field = beside('input', '');
    const { panel, ask, frame, focus } = await openPanel({ visible: true });
    frame.focus();
    await ask('focus');
    await sendKeys({ type: '1' });
    expect((await ask()).typed).to.equal('1');
    panel.set({ visible: false });
    expect(focus(), 'a keyboard does not lose its place').to.equal('item');
    await ask('focus');
    // Keys go where the browser knows the focus to be, and it hears of a change by way of both pages.
    const lost = async () => !(await ask()).hasFocus;
    await until('the item has the focus again', async () => focus() === 'item' && (await lost()));

    field.focus();
    await sendKeys({ type: 'abc' });
    await ask('focus');
    await until('the field has the focus again', async () => document.activeElement === field && (await lost()));
    await sendKeys({ type: 'def' });
    expect(field.value).to.equal('abcdef');
    expect((await ask()).typed).to.equal('1');
  });

  it('while open keeps the focus it takes', async () => {
    const field = beside('input', '');
    const { ask } = await openPanel({ visible: true });
    field.focus();
    await ask('focus');
    await sendKeys({ type: '7' });
    expect((await ask()).typed).to.equal('7');
    expect(field.value).to.equal('');
  });
});
