/** Both pages under the strictest policy a customer may have. The browser itself counts what breaks it. */
import { expect } from 'chai';
import { fixture, origins } from '../origins.ts';
import { cleanUp } from './pages.ts';
import { openFrame, run, until } from './remote-page.ts';

const policy = (frames: string) =>
  `header=${encodeURIComponent(`Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src ${frames}; require-trusted-types-for 'script'`)}`;

describe('under a strict content security policy', () => {
  afterEach(cleanUp);

  it('nothing is violated by connecting, calls, errors, events and click-to-dial, on either page', async () => {
    const host = openFrame(fixture('bridge/host.html', origins.subdomain, policy(origins.ip)));
    const options = encodeURIComponent(JSON.stringify({ allowedOrigins: [origins.subdomain] }));
    const src = fixture('bridge/softphone.html', origins.ip, `options=${options}&${policy("'none'")}`);
    await run(host, 'mount', { src }, { search: { does: 'answer', value: [{ recordId: '1', recordName: 'Somebody' }] }, screenPop: { does: 'answer' } });
    await run(host, 'ready');
    const softphone = host.contentWindow?.[0] as Window;
    await run(softphone, 'connected');
    expect(await run(softphone, 'ask', 'search', { text: 'x' })).to.have.length(1);
    await run(softphone, 'ask', 'screenPop', { type: 'search', searchString: '<img src=x onerror=alert(1)>' });
    await run(softphone, 'serve', { hold: { does: 'answer' } });
    await until(async () => (await run<string[]>(host, 'get', 'capabilities')).includes('hold'), 'the offer arrives');
    await run(host, 'tell', 'hold', 'call-1');
    await run(softphone, 'ask', 'enableClickToDial');
    await run(host, 'click');
    await until(async () => (await run<object[]>(softphone, 'received')).some((entry) => 'clickToDial' in entry), 'the click arrives');
    await run(softphone, 'ask', 'disableClickToDial', 'Busy.');
    await run(softphone, 'ask', 'search', { number: 5 }).catch(() => {});
    for (const page of [host, softphone]) {
      expect(await run(page, 'violations')).to.deep.equal([]);
      expect(await run(page, 'errors')).to.deep.equal([]);
    }
    await run(host, 'dispose');
    expect(await run(host, 'violations')).to.deep.equal([]);
    expect(await run(host, 'errors')).to.deep.equal([]);
  });

  it('and it is no empty promise: the same page does report a violation', async () => {
    const host = openFrame(fixture('bridge/host.html', origins.subdomain, policy("'none'")));
    await run(host, 'mount', { src: fixture('bridge/plain.html', origins.ip), connectTimeoutMs: 500 });
    await until(async () => (await run<string[]>(host, 'violations')).some((violation) => violation.startsWith('frame-src')), 'the frame is blocked');
    await run(host, 'ready').then(
      () => expect.fail('should not be ready'),
      ({ code }: { code: string }) => expect(code).to.equal('NO_ANSWER'),
    );
  });
});
