/** What stands in for a softphone that does not start, and what pages of Open CTI find in their address. */
import { expect } from 'chai';
import type { StandbyOptions } from '../../../src/host/index.ts';
import { CtiError } from '../../../src/index.ts';
import { cleanUp, mount, softphonePage, statesOf } from '../bridge/pages.ts';
import { aWhile, run, until } from '../bridge/remote-page.ts';
import { origins } from '../origins.ts';

describe('the standby page', () => {
  afterEach(cleanUp);

  it('takes the place of a softphone that does not say that it has started', async () => {
    const softphone = mount({ standby: { src: softphonePage({ query: 'standby=1' }), timeoutMs: 300 } });
    const shown: string[] = [];
    softphone.on('standby', ({ src }) => shown.push(src));
    await until(() => shown.length === 1, 'the standby page is told');
    expect(softphone.frame.src).to.contain('standby=1');
    await until(() => softphone.status.state === 'ready', 'the standby page is connected');
  });

  it('does not, once it has said so', async () => {
    const softphone = mount({ standby: { src: softphonePage({ query: 'standby=1' }), timeoutMs: 3_000 } });
    let isInitialized = false;
    softphone.on('initialized', () => {
      isInitialized = true;
    });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    await run(softphone.frame, 'ask', 'notifyInitializationComplete');
    expect(isInitialized).to.equal(true);
    await aWhile(3_200);
    expect(softphone.frame.src).not.to.contain('standby=1');
    expect(softphone.status.state).to.equal('ready');
  });

  it('may be of another origin, also when the page before it is connected', async () => {
    const softphone = mount({ standby: { src: softphonePage({ origin: origins.subdomain, query: 'standby=1' }), timeoutMs: 3_000 } });
    const states = statesOf(softphone);
    softphone.on('standby', () => states.push('standby'));
    await until(() => states.at(-1) === 'ready', 'the first page is connected');
    await until(() => states.includes('standby'), 'the standby page is shown');
    await until(() => states.at(-1) === 'ready', 'it is connected');
    expect(states).to.deep.equal(['connecting', 'ready', 'connecting', 'standby', 'ready']);
  });

  it('finds in its address what pages written for Open CTI look for', async () => {
    const softphone = mount({ openCti: true, standby: { src: softphonePage({ query: 'standby=1' }), timeoutMs: 100 } });
    await until(() => softphone.frame.src.includes('standby=1'), 'the standby page is shown');
    expect(new URL(softphone.frame.src).searchParams.get('sfdcIframeOrigin')).to.equal(location.origin);
  });

  for (const [what, standby] of [
    ['an address that is none', { src: 'javascript:1', timeoutMs: 100 }],
    ['no time', { src: softphonePage() }],
    ['a time that no timer takes', { src: softphonePage(), timeoutMs: 2 ** 31 }],
  ] as const) {
    it(`with ${what} is refused, and nothing is left in the page`, () => {
      const link = document.body.appendChild(document.createElement('a'));
      link.href = 'tel:1';
      try {
        expect(() => mount({ standby: standby as StandbyOptions }))
          .to.throw(CtiError)
          .with.property('code', 'INVALID_ARGUMENT');
        expect(document.querySelectorAll('iframe')).to.have.length(0);
        expect(link.getAttributeNames()).to.deep.equal(['href']);
      } finally {
        link.remove();
      }
    });
  }
});

describe('openCti', () => {
  afterEach(cleanUp);

  it('adds what pages written for Open CTI look for, and leaves the rest of the address', () => {
    const { frame } = mount({ src: `${softphonePage()}&mine=1`, openCti: true });
    const { searchParams } = new URL(frame.src);
    expect(searchParams.get('mode')).to.equal('Lightning');
    expect(searchParams.get('sfdcIframeOrigin')).to.equal(location.origin);
    expect(searchParams.get('sfdcIFrameOrigin')).to.equal(location.origin);
    expect(searchParams.get('mine')).to.equal('1');
    expect(frame.referrerPolicy).to.equal('origin');
    // A vendor may have signed what it wrote.
    const signed = mount({ src: `${softphonePage({ options: 'none' })}?flag&sig=a%20b~c`, openCti: true });
    expect(new URL(signed.frame.src).search).to.match(/^\?flag&sig=a%20b~c&mode=Lightning&/);
  });
});
