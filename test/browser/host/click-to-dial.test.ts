import { expect } from 'chai';
import type { MountOptions, Softphone } from '../../../src/host/index.ts';
import type { ClickToDial } from '../../../src/index.ts';
import { cleanUp, mount } from '../bridge/pages.ts';
import { run, until } from '../bridge/remote-page.ts';
import { asJson } from '../bridge/wire-script.ts';

const place = document.createElement('main');
document.body.append(place);
const draw = (html: string): void => {
  place.innerHTML = html;
};
const one = (selector: string): HTMLElement => {
  const element = place.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`there is no ${selector}`);
  return element;
};
const attributes = (element: Element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
const press = (element: Element, key: string, more: KeyboardEventInit = {}): boolean =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const click = (element: Element, more: MouseEventInit = {}): boolean =>
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, button: 0, ...more }));

describe('click-to-dial', () => {
  let softphone: Softphone;
  const clicks: ClickToDial[] = [];
  // Clicks that nobody takes would lead the test page away.
  const stay = (event: Event) => void ((event.target as Element).closest('a') && event.preventDefault());

  const mountEnabled = async (clickToDial: MountOptions['clickToDial'] = {}) => {
    softphone = mount({ clickToDial });
    softphone.on('clickToDial', (event) => clicks.push(event));
    await softphone.ready();
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'ask', 'enableClickToDial').catch(() => {});
  };
  const heardThere = async () => (await run<{ clickToDial?: ClickToDial }[]>(softphone.frame, 'received')).flatMap((entry) => entry.clickToDial ?? []);

  beforeEach(() => {
    clicks.length = 0;
    window.addEventListener('click', stay);
  });
  afterEach(() => {
    window.removeEventListener('click', stay);
    cleanUp();
    draw('');
  });

  it('row 30: dials links and marked elements, and tells both sides', async () => {
    draw(`
      <a id="plain" href="tel:+46812345678">call us</a>
      <a id="escaped" href="TEL:%2B46%208%20123%2045%2079">call them</a>
      <a id="broken" href="tel:%E0%A4%A">odd</a>
      <span id="marked" data-ringframe-number="08-123 456 80">the number</span>
      <button id="button" data-ringframe-number="">08-123 456 81</button>
      <a id="web" href="https://crm.example/">no number</a>`);
    await mountEnabled();
    for (const name of ['plain', 'escaped', 'broken', 'marked', 'button']) click(one(`#${name}`).firstChild?.parentElement as Element);
    click(one('#web'));
    const numbers = ['+46812345678', '+46 8 123 45 79', '%E0%A4%A', '08-123 456 80', '08-123 456 81'];
    expect(clicks.map(({ number }) => number)).to.deep.equal(numbers);
    await until(async () => (await heardThere()).length === numbers.length, 'the clicks arrive');
    expect((await heardThere()).map(({ number }) => number)).to.deep.equal(numbers);
  });

  it('takes clicks on what is inside, and keeps the page where it is', async () => {
    draw('<a href="tel:+461"><b><i id="inner">call</i></b></a>');
    await mountEnabled();
    expect(click(one('#inner')), 'not prevented').to.equal(false);
    expect(clicks).to.have.length(1);
  });

  it('works by keyboard: Enter and Space on what it made a button, nothing twice on what is one', async () => {
    draw(`<span id="marked" data-ringframe-number="1">x</span><a id="link" href="tel:2">y</a><button id="button" data-ringframe-number="3">z</button>`);
    await mountEnabled();
    const marked = one('#marked');
    expect(marked).to.include({ tabIndex: 0 });
    expect(marked.getAttribute('role')).to.equal('button');
    expect(press(marked, 'Enter')).to.equal(false);
    expect(press(marked, ' '), 'the page does not scroll').to.equal(false);
    press(marked, 'a');
    press(marked, 'Enter', { repeat: true });
    expect(clicks.map(({ number }) => number)).to.deep.equal(['1', '1']);
    // The browser makes clicks of these itself.
    press(one('#link'), 'Enter');
    press(one('#button'), ' ');
    expect(clicks).to.have.length(2);
    for (const name of ['link', 'button']) {
      expect(one(`#${name}`).hasAttribute('role')).to.equal(false);
      expect(one(`#${name}`).hasAttribute('tabindex')).to.equal(false);
    }
  });

  it('leaves clicks alone that mean something else', async () => {
    draw('<a id="link" href="tel:+461">x</a>');
    await mountEnabled();
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }, { button: 2 }]) click(one('#link'), more);
    const taken = (event: Event) => event.preventDefault();
    one('#link').addEventListener('click', taken);
    click(one('#link'));
    expect(clicks).to.deep.equal([]);
  });

  it('row 30: passes the record of the nearest that has one', async () => {
    draw(`
      <section data-ringframe-record-id="account/1" data-ringframe-record-type="Account" data-ringframe-record-name="A company">
        <a id="of-account" href="tel:1">x</a>
        <p data-ringframe-record-id="contact/2"><a id="of-contact" href="tel:2">y</a></p>
        <span id="own" data-ringframe-number="3" data-ringframe-record-id="contact/3" data-ringframe-record-type="Contact">z</span>
      </section>
      <a id="of-nobody" href="tel:4">w</a>`);
    await mountEnabled();
    for (const name of ['of-account', 'of-contact', 'own', 'of-nobody']) click(one(`#${name}`));
    await until(async () => (await heardThere()).length === 4, 'the clicks arrive');
    expect(asJson(await heardThere())).to.deep.equal([
      { number: '1', record: { recordId: 'account/1', objectType: 'Account', recordName: 'A company' } },
      { number: '2', record: { recordId: 'contact/2' } },
      { number: '3', record: { recordId: 'contact/3', objectType: 'Contact' } },
      { number: '4' },
    ]);
  });

  it('passes on what the CRM wrote beside the number, as it is', async () => {
    draw(`<a href="tel:1" data-ringframe-params="campaign=7,script=2">x</a>`);
    await mountEnabled();
    click(one('a'));
    await until(async () => (await heardThere()).length, 'the click arrives');
    expect(asJson(await heardThere())).to.deep.equal([{ number: '1', params: 'campaign=7,script=2' }]);
  });

  it('refuses a selector that is none, and takes no click then', () => {
    draw('<a href="tel:1">x</a>');
    expect(() => mount({ clickToDial: { selector: '!' } })).to.throw();
    let isTaken: boolean | undefined;
    document.addEventListener('click', ({ defaultPrevented }) => (isTaken = defaultPrevented), { once: true });
    click(one('a'));
    expect(isTaken).to.equal(false);
    expect(attributes(one('a'))).to.deep.equal({ href: 'tel:1' });
  });

  it('asks the CRM for the record, and finds numbers, where it is told to', async () => {
    draw(`<i class="phone" id="inside">08-1</i><div id="root"><i class="phone" id="mine" data-id="7">08-2</i><a id="link" href="tel:3">x</a></div>`);
    await mountEnabled({
      root: one('#root'),
      selector: '.phone',
      record: (element) => (element instanceof HTMLElement && element.dataset.id ? { recordId: element.dataset.id } : undefined),
    });
    for (const name of ['inside', 'mine', 'link']) click(one(`#${name}`));
    expect(clicks).to.deep.equal([
      { number: '08-2', record: { recordId: '7' } },
      { number: '3', record: undefined },
    ]);
    expect(attributes(one('#inside'))).to.deep.equal({ class: 'phone', id: 'inside' });
  });

  it('stays within its root, even when that sits in something dialable', async () => {
    draw('<a href="tel:1"><b id="root"><i id="inner">x</i></b></a>');
    await mountEnabled({ root: one('#root') });
    click(one('#inner'));
    expect(clicks).to.deep.equal([]);
  });

  it('says why it is disabled, and does not dial', async () => {
    draw('<a id="link" href="tel:+461" title="Head office">x</a><span id="marked" data-ringframe-number="2" tabindex="-1">y</span>');
    softphone = mount({ clickToDial: {} });
    softphone.on('clickToDial', (event) => clicks.push(event));
    const link = one('#link');
    expect(attributes(link)).to.deep.equal({
      id: 'link',
      href: 'tel:+461',
      title: 'The phone is not connected.',
      'aria-disabled': 'true',
      'data-ringframe-dial': 'disabled',
    });
    await softphone.ready();
    expect(link.title).to.equal('The phone is starting.');
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'ask', 'disableClickToDial', 'You are on a break.');
    expect(link.title).to.equal('You are on a break.');
    expect(click(link), 'no other application is opened').to.equal(false);
    press(one('#marked'), 'Enter');
    expect(clicks).to.deep.equal([]);
    await run(softphone.frame, 'ask', 'enableClickToDial');
    expect(attributes(link)).to.deep.equal({ id: 'link', href: 'tel:+461', title: 'Head office', 'data-ringframe-dial': 'enabled' });
    click(link);
    expect(clicks).to.have.length(1);
    await run(softphone.frame, 'dispose');
    await until(() => softphone.status.state === 'reconnecting', 'the softphone is gone');
    expect(link.title).to.equal('The phone is not connected.');
  });

  it('follows the page as it changes', async () => {
    draw('<div id="list"></div><a id="later">x</a>');
    await mountEnabled();
    one('#list').innerHTML = '<p><a id="new" href="tel:1">x</a></p>';
    await until(() => one('#new').hasAttribute('data-ringframe-dial'), 'new content is seen');
    click(one('#new'));
    one('#later').setAttribute('href', 'tel:2');
    await until(() => one('#later').hasAttribute('data-ringframe-dial'), 'a new address is seen');
    click(one('#later'));
    one('#later').setAttribute('href', 'https://crm.example/');
    await until(() => !one('#later').hasAttribute('data-ringframe-dial'), 'an address that is none is seen');
    click(one('#later'));
    one('#new').setAttribute('href', 'tel:3');
    click(one('#new'));
    expect(clicks.map(({ number }) => number)).to.deep.equal(['1', '2', '3']);
  });

  it('takes a copy of a marked element for what it is', async () => {
    const html = '<a id="link" href="tel:1">x</a>';
    draw(html);
    softphone = mount({ clickToDial: {} });
    expect(one('#link').title).not.to.equal('');
    const copy = one('#link').cloneNode(true) as HTMLElement;
    copy.id = 'copy';
    place.append(copy);
    await until(() => one('#copy').hasAttribute('data-ringframe-dial'), 'the copy is seen');
    softphone.dispose();
    expect(place.innerHTML).to.equal(`${html}<a id="copy" href="tel:1">x</a>`);
  });

  it('gives an element back that is taken out of the page', async () => {
    draw('<p id="list"><a id="link" href="tel:1">x</a></p>');
    await mountEnabled();
    const link = one('#link');
    link.remove();
    await until(() => !link.hasAttribute('data-ringframe-dial'), 'its going is seen');
    expect(link.outerHTML).to.equal('<a id="link" href="tel:1">x</a>');
  });

  it('sends nothing absurd: an empty number is none, a long one is cut', async () => {
    draw(
      `<a id="empty" href="tel:">x</a><span id="blank" data-ringframe-number=" ">  </span><span id="long" data-ringframe-number="${'1'.repeat(400)}">x</span>`,
    );
    await mountEnabled();
    for (const name of ['empty', 'blank', 'long']) click(one(`#${name}`));
    await until(async () => (await heardThere()).length === 1, 'the click arrives');
    expect((await heardThere())[0]?.number).to.have.length(250);
  });

  it('leaves no trace', async () => {
    const html = `<a href="tel:1" title="t" role="link" tabindex="3" aria-disabled="false">x</a><span data-ringframe-number="2">y</span><a href="tel:3">z</a>`;
    draw(html);
    await mountEnabled();
    expect(place.innerHTML).not.to.equal(html);
    softphone.dispose();
    expect(place.innerHTML).to.equal(html);
    click(one('a'));
    expect(clicks).to.deep.equal([]);
  });

  it('leaves the page alone when it is not wanted', async () => {
    const html = '<a href="tel:1">x</a>';
    draw(html);
    await mountEnabled(false);
    expect(place.innerHTML).to.equal(html);
    click(one('a'));
    expect(clicks).to.deep.equal([]);
    expect(softphone.status.state).to.equal('ready');
  });
});
