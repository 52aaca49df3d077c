/** Pages that find the script in the ways real softphones do, run it, and work. */
import { expect } from 'chai';
import { cleanUp } from '../bridge/pages.ts';
import { run, until } from '../bridge/remote-page.ts';
import { origins } from '../origins.ts';
import { openCtiPage, openPage, pageValue, untilClickable } from './open-page.ts';

const success = { success: true, returnValue: null, errors: null };
const query = `opencti=${encodeURIComponent(`${origins.localhost}/support/api/33.0/lightning/opencti_min.js`)}`;

describe('a page that finds the script', () => {
  afterEach(cleanUp);

  for (const [how, src] of [
    ['by the referrer, with a doubled slash', openCtiPage('referrer')],
    ['by the origin of the referrer, loading it later', openCtiPage('referrer-origin')],
    ['by the origins of its ancestors', 'ancestorOrigins' in location ? openCtiPage('ancestor-origins') : undefined],
    ['by its own query', openCtiPage('query', { query })],
    ['because it knows its CRM', openCtiPage('hard-coded')],
    ['beside itself, served by the CRM', openCtiPage('page-relative', { origin: origins.localhost })],
  ] as const) {
    // Firefox has no ancestorOrigins, so no page that asks for them runs there.
    if (!src) continue;
    it(`${how} runs, calls at once and hears clicks`, async () => {
      const page = openPage(src);
      await page.softphone.ready();
      await until(() => page.popped.length, 'the page pops');
      expect(page.popped).to.deep.equal([{ type: 'record', recordId: 'contact/17' }]);
      await untilClickable();
      page.click('+46812345678');
      const clicks = await until(async () => {
        const heard = await pageValue<object[]>(page, 'clicks');
        return heard.length ? heard : false;
      }, 'the click arrives');
      expect(clicks).to.deep.equal([{ number: '+46812345678', recordId: '', recordName: '', objectType: '', params: '' }]);
      expect(await pageValue(page, 'answers')).to.deep.equal([{ method: 'screenPop', response: success }]);
      expect(await run(page.frame, 'errors')).to.deep.equal([]);
    });
  }

  it('of Classic runs, with the console beside it', async () => {
    const page = openPage(openCtiPage('classic'), { isInConsole: () => true });
    await page.softphone.ready();
    await until(() => page.popped.length, 'the page pops');
    expect(page.popped).to.deep.equal([{ type: 'record', recordId: '003000000000017' }]);
    await untilClickable();
    page.click('+46812345678');
    await until(async () => (await pageValue<object[]>(page, 'clicks')).length, 'the click arrives');
    expect(await pageValue(page, 'clicks[0].number')).to.equal('+46812345678');
    expect(await pageValue(page, 'answers')).to.deep.equal([
      { method: 'isInConsole', response: { result: true, error: undefined } },
      { method: 'screenPop', response: { result: true, error: undefined } },
    ]);
    const published: unknown[] = [];
    page.softphone.subscribe('CTIEvent', (message) => published.push(message));
    expect(await run(page.frame, 'askByPosition', 'console.sendCTIMessage', '/ringing')).to.deep.equal({ success: true, result: true });
    expect(published).to.deep.equal(['/ringing']);
    expect(await run(page.frame, 'askByPosition', 'console.openPrimaryTab', null, '/x')).to.include({ success: false });
    expect(await run(page.frame, 'errors')).to.deep.equal([]);
  });
});

describe('messy pages', () => {
  afterEach(cleanUp);

  it('load one script twice and the other one: one connection, and what was there is kept', async () => {
    const states: string[] = [];
    const page = openPage(openCtiPage('both'));
    page.softphone.on('status', ({ state }) => states.push(state));
    await page.softphone.ready();
    await untilClickable();
    page.click('1');
    await until(async () => (await pageValue<string[]>(page, 'heard')).length > 1, 'the click arrives');
    expect(await pageValue(page, 'heard')).to.deep.equal(['before 1', 'Classic 1']);
    expect(await pageValue(page, 'clicks.length')).to.equal(1);
    expect(await pageValue(page, 'isSame')).to.equal(true);
    expect(await pageValue(page, '[sforce.own, sforce.opencti.mine].join()')).to.equal('kept,kept too');
    expect(states).to.deep.equal(['connecting', 'ready']);
    expect(await run(page.frame, 'errors')).to.deep.equal([]);
  });

  for (const [where, origin] of [
    ['another origin', origins.ip],
    ['the CRM’s own origin', origins.localhost],
  ] as const) {
    it(`call a function of their own postMessage, on ${where}`, async () => {
      const page = openPage(openCtiPage('shadowed', { origin }));
      await page.softphone.ready();
      await until(() => page.popped.length, 'the page pops');
      // Of a page of the own origin the test, too, would only reach that function.
      const stolen = origin === location.origin ? (page.frame.contentWindow as Window & { stolen?: unknown[] }).stolen : await pageValue(page, 'stolen');
      expect(stolen).to.deep.equal([]);
    });
  }

  it('have a frame of their vendor, whose messages reach them and nobody else', async () => {
    const page = openPage(openCtiPage('nested'));
    await page.softphone.ready();
    await until(() => page.popped.length, 'the page pops');
    // Two rounds and more of what it posts, so that some of it came while the CRM was there.
    await until(async () => (await pageValue<number>(page, 'received.length')) > 12, 'the vendor posts');
    expect((await run<{ success: boolean }>(page.frame, 'ask', 'refreshView')).success).to.equal(true);
    expect(page.softphone.status.state).to.equal('ready');
    expect(await run(page.frame, 'errors')).to.deep.equal([]);
  });

  it('throw in a callback, which is an error of theirs', async () => {
    const page = openPage(openCtiPage('referrer'));
    await page.softphone.ready();
    await run(page.frame, 'throwInCallback');
    await until(async () => (await run<string[]>(page.frame, 'errors')).length, 'the error is reported');
    expect((await run<string[]>(page.frame, 'errors'))[0]).to.contain('an error of the page');
    expect((await run<{ success: boolean }>(page.frame, 'ask', 'refreshView')).success).to.equal(true);
  });
});

describe('whatever the order of registering and enabling', () => {
  afterEach(cleanUp);

  const clicksHeard = async (page: ReturnType<typeof openPage>, count: number) => {
    await until(async () => (await run<object[]>(page.frame, 'heard')).length >= count, 'the clicks arrive');
    return (await run<{ number: string }[]>(page.frame, 'heard')).map(({ number }) => number);
  };

  const orders: Record<string, (frame: HTMLIFrameElement) => Promise<unknown>> = {
    'listener first, enabled at login': async (frame) => {
      await run(frame, 'listen', 'onClickToDial');
      await run(frame, 'ask', 'enableClickToDial');
    },
    'registered in the callback of enabling': (frame) => run(frame, 'listenWhenEnabled'),
    'enabled, and registered beside it': (frame) => Promise.all([run(frame, 'ask', 'enableClickToDial'), run(frame, 'listen', 'onClickToDial')]),
    'disabled and enabled again': async (frame) => {
      await run(frame, 'ask', 'enableClickToDial');
      await run(frame, 'listen', 'onClickToDial');
      await run(frame, 'ask', 'disableClickToDial');
      await run(frame, 'ask', 'enableClickToDial');
    },
  };

  for (const [order, start] of Object.entries(orders)) {
    it(`${order}: every click arrives, once`, async () => {
      const page = openPage(openCtiPage('page-relative', { origin: origins.localhost, query: 'idle' }));
      await page.softphone.ready();
      await start(page.frame);
      await untilClickable();
      for (const number of ['1', '2', '3']) page.click(number);
      expect(await clicksHeard(page, 3)).to.deep.equal(['1', '2', '3']);
    });
  }

  it('enabled, clicked, and registered long after: every click arrives, once', async () => {
    const page = openPage(openCtiPage('page-relative', { origin: origins.localhost, query: 'idle' }));
    await page.softphone.ready();
    await run(page.frame, 'ask', 'enableClickToDial');
    await untilClickable();
    for (const number of ['1', '2']) page.click(number);
    // Its answer comes after the clicks: they are there, and nobody listens.
    await run(page.frame, 'ask', 'refreshView');
    expect(await run(page.frame, 'heard')).to.deep.equal([]);
    await run(page.frame, 'listen', 'onClickToDial');
    expect(await clicksHeard(page, 2)).to.deep.equal(['1', '2']);
    page.click('3');
    expect(await clicksHeard(page, 3)).to.deep.equal(['1', '2', '3']);
  });
});
