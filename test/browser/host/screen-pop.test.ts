/** Which pages a softphone can have the CRM open. */
import { expect } from 'chai';
import type { ScreenPopTarget } from '../../../src/index.ts';
import { cleanUp, mount } from '../bridge/pages.ts';
import { errorOf, run } from '../bridge/remote-page.ts';
import { origins } from '../origins.ts';

describe('a screen pop by URL', () => {
  const popped: ScreenPopTarget[] = [];
  const mountReady = async () => {
    const softphone = mount({ crm: { screenPop: (target) => void popped.push(target) } });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    return (url: string) => run(softphone.frame, 'ask', 'screenPop', { type: 'url', url });
  };
  afterEach(() => {
    popped.length = 0;
    cleanUp();
  });

  it('opens pages of the CRM, as absolute addresses', async () => {
    const pop = await mountReady();
    const urls = ['/contact/17', 'contact/17', '?q=1', '#/power', `${location.origin}/contact/17`, `//${location.host}/x`, '\\contact', '../../..'];
    for (const url of urls) await pop(url);
    expect(popped).to.deep.equal(urls.map((url) => ({ type: 'url', url: new URL(url, location.href).href })));
    for (const target of popped) expect((target as { url: string }).url.startsWith(`${location.origin}/`)).to.equal(true);
  });

  it('opens nothing else', async () => {
    const pop = await mountReady();
    for (const url of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      `blob:${location.origin}/1`,
      `filesystem:${location.origin}/temporary/x`,
      'about:blank',
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      '\\\\evil.example/',
      '/\t/evil.example',
      `https://${location.host}@evil.example/`,
      `${location.origin}.evil.example/`,
      `${location.origin}1/`,
      origins.ip,
      origins.subdomain,
      location.origin.replace('http:', 'https:'),
      location.origin.replace('http:', 'ftp:'),
      'http://',
      'tel:+46812345678',
      'file:///etc/passwd',
    ]) {
      const error = await errorOf(pop(url));
      expect(error.code, url).to.equal('POP_REFUSED');
      expect(error.message, 'the address is not repeated').not.to.contain('evil');
    }
    expect(popped).to.deep.equal([]);
  });

  it('is refused before it is looked at when it is too long or none', async () => {
    const pop = await mountReady();
    for (const url of ['', `/${'x'.repeat(4_096)}`]) expect((await errorOf(pop(url))).code).to.equal('INVALID_ARGUMENT');
    expect(popped).to.deep.equal([]);
  });
});

describe('other screen pops', () => {
  afterEach(cleanUp);

  it('reach the CRM as they are, without what does not belong to them', async () => {
    const popped: ScreenPopTarget[] = [];
    const softphone = mount({ crm: { screenPop: (target) => void popped.push(target) } });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    const targets: ScreenPopTarget[] = [
      { type: 'record', recordId: 'javascript:alert(1)', objectType: 'Contact' },
      { type: 'objectHome', objectType: 'Contact' },
      { type: 'list', listViewId: 'recent' },
      { type: 'search', searchString: '<b>' },
      { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { phone: '1' } },
      { type: 'flow', flowName: 'x', flowArguments: [{ name: 'a', type: 'String', value: 'b' }] },
    ];
    for (const target of targets) await run(softphone.frame, 'ask', 'screenPop', { ...target, url: 'javascript:alert(1)', more: 1 });
    expect(popped).to.deep.equal(targets);
    for (const target of [
      { type: 'record' },
      { type: 'record', recordId: '' },
      { type: 'page', url: '/' },
      { url: '/' },
      { type: 'newRecord', objectType: 'x', defaultFieldValues: { a: {} } },
    ])
      expect((await errorOf(run(softphone.frame, 'ask', 'screenPop', target))).code, JSON.stringify(target)).to.equal('INVALID_ARGUMENT');
    expect(popped).to.have.length(targets.length);
  });
});
