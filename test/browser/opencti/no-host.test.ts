/** Pages that are no softphone of any CRM: every call is answered, and says why. */
import { expect } from 'chai';
import { CONNECT_TIMEOUT_MS } from '../../../src/opencti/limits.ts';
import { cleanUp, softphonePage } from '../bridge/pages.ts';
import { codeOf, openFrame, type RemotePage, run } from '../bridge/remote-page.ts';
import { origins } from '../origins.ts';
import { openCtiPage, openPage } from './open-page.ts';

interface Refusal {
  success: boolean;
  returnValue: unknown;
  errors: { code: string; description: string }[];
}

const scriptOf = (origin: string, path = 'lightning/opencti_min.js') => `opencti=${encodeURIComponent(`${origin}/support/api/57.0/${path}`)}`;

/** In a window of its own, so within no page at all. */
const inWindow = async (url: string, look: (page: RemotePage) => Promise<void>): Promise<void> => {
  const opened = window.open(url);
  if (!opened) return expect.fail('the browser opened no window');
  try {
    await look(opened);
  } finally {
    opened.close();
  }
};
/** Its page is of this origin, so that one can see when it is there. */
const ownPage = (query: string) => openCtiPage('query', { origin: origins.localhost, query });

const AT_ONCE_MS = 2_000;

describe('outside any CRM', () => {
  afterEach(cleanUp);

  it('within a page that is none, calls are answered after the stated time', async () => {
    const frame = openFrame(openCtiPage('query', { query: scriptOf(location.origin) }));
    await run(frame, 'heard');
    const startedAt = performance.now();
    const { success, returnValue, errors } = await run<Refusal>(frame, 'ask', 'getSoftphoneLayout');
    expect(performance.now() - startedAt).to.be.lessThan(CONNECT_TIMEOUT_MS + 2_000);
    expect({ success, returnValue }).to.deep.equal({ success: false, returnValue: null });
    expect(errors.map(({ code }) => code)).to.deep.equal(['SOFTPHONE_CONTAINER_ERROR']);
    expect(errors[0]?.description).to.contain(location.origin).and.to.contain('mountSoftphone');
    // What the page called while it was being read has been answered too.
    expect(await run(frame, 'value', 'answers.length')).to.equal(1);
  });

  it('in a window of its own, calls are answered at once', () =>
    inWindow(ownPage(scriptOf(location.origin)), async (page) => {
      await run(page, 'heard');
      const startedAt = performance.now();
      const { errors } = await run<Refusal>(page, 'ask', 'getSoftphoneLayout');
      expect(performance.now() - startedAt).to.be.lessThan(AT_ONCE_MS);
      expect(errors[0]?.code).to.equal('SOFTPHONE_CONTAINER_ERROR');
      expect(errors[0]?.description).to.contain('not embedded');
    }));

  it('in a window of its own, calls of Classic are answered at once', () =>
    inWindow(ownPage(`${scriptOf(location.origin, 'interaction.js')}&idle`), async (page) => {
      await run(page, 'heard');
      const startedAt = performance.now();
      for (const [method, result] of [
        ['isInConsole', false],
        ['getPageInfo', null],
      ] as const) {
        const response = await run<{ result: unknown; error: string }>(page, 'askByPosition', `interaction.${method}`);
        expect(response.result).to.equal(result);
        expect(response.error).to.contain('not embedded');
      }
      expect(performance.now() - startedAt).to.be.lessThan(AT_ONCE_MS);
    }));

  it('in a window of its own, connectToCrm rejects at once', () =>
    inWindow(softphonePage(), async (page) => {
      expect(await codeOf(run(page, 'connected'))).to.equal('NO_ANSWER');
    }));

  it('with a script of another origin than the CRM’s, calls are answered at once and name both', async () => {
    const page = openPage(openCtiPage('query', { query: scriptOf(origins.subdomain) }));
    await run(page.frame, 'heard');
    const startedAt = performance.now();
    const { errors } = await run<Refusal>(page.frame, 'ask', 'enableClickToDial');
    expect(performance.now() - startedAt).to.be.lessThan(5_000);
    expect(errors[0]?.code).to.equal('SOFTPHONE_CONTAINER_ERROR');
    expect(errors[0]?.description).to.contain(origins.subdomain).and.to.contain(origins.localhost);
    expect(page.popped).to.deep.equal([]);
  });
});
