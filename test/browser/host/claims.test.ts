/** One winner among all windows of a CRM; two pages of one origin stand for its tabs. */
import { expect } from 'chai';
import { createClaims } from '../../../src/host/claims.ts';
import { cleanUp, mount, softphonePage } from '../bridge/pages.ts';
import { openFrame, run, until } from '../bridge/remote-page.ts';
import { fixture, origins } from '../origins.ts';

const openTab = async (softphoneOrigin = origins.ip) => {
  const tab = openFrame(fixture('bridge/host.html', origins.subdomain));
  await run(tab, 'mount', { src: softphonePage({ origin: softphoneOrigin, options: { allowedOrigins: [origins.subdomain] } }) });
  await run(tab, 'ready');
  const softphone = tab.contentWindow?.[0] as Window;
  await run(softphone, 'connected');
  return { tab, claim: (key: string) => run<boolean>(softphone, 'ask', 'claim', key) };
};
let keys = 0;
/** Locks are held as long as their page lives, so each test has names of its own. */
const newKey = () => `pop:${Date.now()}-${++keys}`;

describe('a claim', () => {
  it('is answered as before when the same question is asked again, and to nobody else', async () => {
    const { claim, dispose } = createClaims('https://softphone.example');
    const key = newKey();
    expect(await Promise.all([claim(key, 'first'), claim(key, 'first'), claim(key, 'second')])).to.deep.equal([true, true, false]);
    expect([await claim(key, 'first'), await claim(key, 'second'), await claim(key)]).to.deep.equal([true, false, false]);
    dispose();
  });

  afterEach(cleanUp);

  it('has one winner among all windows, however many ask at once, and keeps it', async () => {
    const tabs = await Promise.all([openTab(), openTab(), openTab()]);
    for (let round = 0; round < 5; round += 1) {
      const key = newKey();
      const answers = await Promise.all([...tabs, ...tabs].map(({ claim }) => claim(key)));
      expect(answers.filter(Boolean), `round ${round}`).to.have.length(1);
      expect(await tabs[0]?.claim(key), 'nobody gets it twice').to.equal(false);
    }
  });

  it('is about its key only', async () => {
    const { claim } = await openTab();
    expect(await claim(newKey())).to.equal(true);
    expect(await claim(newKey())).to.equal(true);
  });

  it('is about one softphone only', async () => {
    const [one, other] = [await openTab(), await openTab(origins.localhost)];
    const key = newKey();
    expect(await one.claim(key)).to.equal(true);
    expect(await other.claim(key)).to.equal(true);
  });

  it('ends with its window', async () => {
    const [one, other] = [await openTab(), await openTab()];
    const [first, second] = [newKey(), newKey()];
    expect(await one.claim(first)).to.equal(true);
    expect(await one.claim(second)).to.equal(true);
    expect(await other.claim(first)).to.equal(false);
    await run(one.tab, 'dispose');
    expect(await other.claim(first)).to.equal(true);
    one.tab.remove();
    expect(await other.claim(second)).to.equal(true);
  });

  it('that comes too late for its softphone is nobody’s, and another window’s to make', async () => {
    for (const hasFocus of [true, false]) {
      const focused = document.hasFocus;
      document.hasFocus = () => hasFocus;
      try {
        const [key, scope] = [newKey(), `late ${hasFocus}`];
        const [gone, other] = [createClaims(scope), createClaims(scope)];
        const late = gone.claim(key);
        gone.dispose();
        expect(await late).to.equal(false);
        await until(() => other.claim(key), 'it is given back');
        other.dispose();
      } finally {
        document.hasFocus = focused;
      }
    }
  });

  it('is forgotten after four hundred others, so that a long day costs no more than a short one', async () => {
    const softphone = mount({ limits: { messagesPerSecond: 10_000, messageBurst: 10_000 } });
    await softphone.ready();
    await run(softphone.frame, 'connected');
    const key = newKey();
    const claim = (name: string) => run<boolean>(softphone.frame, 'ask', 'claim', name);
    expect(await claim(key)).to.equal(true);
    for (let batch = 0; batch < 5; batch += 1) await Promise.all(Array.from({ length: 79 }, () => claim(newKey())));
    expect(await claim(key), 'after 395').to.equal(false);
    await Promise.all(Array.from({ length: 10 }, () => claim(newKey())));
    expect(await claim(key), 'after 405').to.equal(true);
    const held = (await navigator.locks.query()).held?.filter(({ name }) => name?.startsWith('ringframe:'));
    expect(held).to.have.length(400);
  });
});
