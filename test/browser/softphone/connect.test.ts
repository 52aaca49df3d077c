import { expect } from 'chai';
import { connectToCrm } from '../../../src/softphone/index.ts';
import { cleanUp, mount, NEVER_MS, softphonePage } from '../bridge/pages.ts';
import { codeOf, errorOf, openFrame, run } from '../bridge/remote-page.ts';
import { origins } from '../origins.ts';

describe('connecting to a CRM', () => {
  afterEach(cleanUp);

  it('outside any frame fails at once and says how to open the page', async () => {
    expect(window.parent).to.equal(window);
    const error = await errorOf(connectToCrm({ allowedOrigins: ['https://crm.example'], connectTimeoutMs: NEVER_MS }));
    expect(error.code).to.equal('NO_ANSWER');
    expect(error.message).to.contain('mountSoftphone');
  });

  it('in a page that is no CRM fails after the stated time and says what to check', async () => {
    // Long enough for the page's own files, which come one by one here.
    const softphone = openFrame(softphonePage({ options: { connectTimeoutMs: 3_000 } }));
    const error = await errorOf(run(softphone, 'connected'));
    expect(error.code).to.equal('NO_ANSWER');
    expect(error.details).to.deep.equal({ expected: location.origin, timeoutMs: 3_000 });
    expect(error.message).to.contain('mountSoftphone').and.to.contain(location.origin).and.to.contain('3000 ms');
  });

  it('may be given up before and while it waits', async () => {
    expect(await codeOf(connectToCrm({ allowedOrigins: ['https://crm.example'], hostWindow: window, signal: AbortSignal.abort() }))).to.equal('ABORTED');
    const softphone = openFrame(softphonePage({ options: { connectTimeoutMs: NEVER_MS } }));
    await run(softphone, 'received');
    const connecting = codeOf(run(softphone, 'connected'));
    await run(softphone, 'abortConnecting');
    expect(await connecting).to.equal('ABORTED');
  });

  it('finds the right one among several that are allowed', async () => {
    const softphone = mount({ src: softphonePage({ options: { allowedOrigins: ['https://crm.example', origins.subdomain, location.origin] } }) });
    await softphone.ready();
    expect(await run(softphone.frame, 'connected')).to.deep.equal({ state: 'ready' });
  });

  it('asks for no more than it wants', async () => {
    const softphone = mount({ src: softphonePage({ options: { wants: ['search'] } }), crm: { search: () => [], screenPop: () => undefined } });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    expect(await run(softphone.frame, 'ask', 'grants', 'search')).to.equal(true);
    expect(await codeOf(run(softphone.frame, 'ask', 'screenPop', { type: 'search', searchString: 'x' }))).to.equal('NOT_SUPPORTED');
  });

  it('refuses a log that is none, and does not throw', async () => {
    const softphone = mount({ crm: { saveLog: () => undefined } });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    for (const log of [undefined, null, 'a log', 7]) expect(await codeOf(run(softphone.frame, 'ask', 'saveLog', log))).to.equal('INVALID_ARGUMENT');
  });

  it('tells late listeners how it stands', async () => {
    const softphone = mount();
    await softphone.ready();
    await run(softphone.frame, 'connected');
    expect(await run<{ state: string }[]>(softphone.frame, 'statuses').then(([status]) => status?.state)).to.equal('ready');
  });
});
