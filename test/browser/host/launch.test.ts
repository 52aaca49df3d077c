/** A phone system opens URLs of the CRM: what opens, in which tab, and how often. Pages of one origin stand for its tabs. */
import { expect } from 'chai';
import { HAND_OVER_TIMEOUT_MS } from '../../../src/host/launch/limits.ts';
import { aWhile, goTo, openFrame, type RemotePage, run, until } from '../bridge/remote-page.ts';
import type { PageOptions } from '../fixtures/launch/crm.ts';
import { fixture } from '../origins.ts';

const TEMPLATE = '4cf10508-c474-94fd-55df-28cb7a6f3fb3';

let names = 0;
let name = '';
const windows: Window[] = [];
const stops: (() => void)[] = [];

const urlOf = (launch: string, options: Partial<PageOptions> = {}, query = '') =>
  fixture('launch/crm.html', location.origin, `options=${encodeURIComponent(JSON.stringify({ name, ...options }))}${query}`) + launch;
/** A tab of the CRM, opened by itself or by a launch. */
const openTab = (launch = '', options: Partial<PageOptions> = {}) => openFrame(urlOf(launch, options));
const power = (parameter: string) => `#/power?phoneNumber=${parameter}`;
const settled = (tab: RemotePage) => run<string>(tab, 'settled');
const pops = (tab: RemotePage) => run<unknown[]>(tab, 'pops');
const settledTab = async (launch = '', options: Partial<PageOptions> = {}) => {
  const tab = openTab(launch, options);
  return { tab, settlement: await settled(tab) };
};

const record = (recordId: string) => ({ type: 'record', recordId, objectType: 'Contact' });
const form = (number: string, templateId = '', about = '') => ({ type: 'newRecord', objectType: 'Case', defaultFieldValues: { number, templateId, about } });
const searchPage = (searchString: string) => ({ type: 'search', searchString });

/** Holds a lock as a tab does that hears nothing. */
const holdLock = (lock: string) =>
  new Promise<void>((held) => {
    void navigator.locks
      .request(lock, () => {
        held();
        return new Promise<void>((release) => stops.push(() => release()));
      })
      // Stolen, as is right.
      .catch(() => {});
  });

beforeEach(() => {
  names += 1;
  name = `crm-${Date.now()}-${names}`;
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  for (const opened of windows.splice(0)) opened.close();
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
});

describe('a launch URL', () => {
  for (const [parameter, target, query] of [
    ['^0702007722', record('contact/1'), { number: '0702007722', match: 'exact' }],
    ['^%2B0702007722', record('contact/2'), { number: '+0702007722', match: 'exact' }],
    ['%5E7722', record('contact/3'), { number: '7722', match: 'exact' }],
    ['+12345678', record('contact/4'), { number: '12345678', match: 'suffix' }],
    ['0709999999', form('0709999999'), { number: '0709999999', match: 'suffix' }],
    ['0702007722', searchPage('0702007722'), { number: '0702007722', match: 'suffix' }],
  ] as const) {
    it(`for ${parameter} opens ${target.type}`, async () => {
      const { tab, settlement } = await settledTab(power(parameter));
      expect(settlement).to.equal('carriedOut');
      expect(await pops(tab)).to.deep.equal([target]);
      expect(await run(tab, 'queries')).to.deep.equal([{ ...query, direction: 'inbound' }]);
      expect(await run(tab, 'href'), 'the number is out of the address bar').to.equal(urlOf(''));
    });
  }

  it('lists several, and says of a short number that there may be strangers among them', async () => {
    const { tab } = await settledTab(power('7722'));
    expect(await pops(tab)).to.deep.equal([searchPage('7722')]);
    const [{ type, matches }] = (await run<{ type: string; matches: { recordId: string }[] }[]>(tab, 'outcomes')) as [never];
    expect([type, ...(matches as { recordId: string }[]).map(({ recordId }) => recordId).sort()]).to.deep.equal([
      'list',
      'contact/1',
      'contact/2',
      'contact/3',
    ]);
    expect(await run(tab, 'bar')).to.deep.include({ reason: 'shortNumber', more: 0, top: 0 });
    await run(tab, 'dismiss');
    expect(await run(tab, 'bar')).to.equal(undefined);
  });

  it('opens the form of its template, before a default one, and with the record if there is one', async () => {
    const address = `/webfront/CTI.aspx?lang=sv&templateid=${TEMPLATE}`;
    const one = await settledTab('', { address });
    expect(await pops(one.tab)).to.deep.equal([form('', TEMPLATE)]);
    expect(await run(one.tab, 'href')).to.equal(`${location.origin}/webfront/CTI.aspx?lang=sv`);
    expect(await run(one.tab, 'historyState'), "what the page's router keeps there").to.deep.equal({ kept: true });
    expect(await run(one.tab, 'queries')).to.deep.equal([]);
    one.tab.remove();
    const other = await settledTab('', { address: `${address}&phoneNumber=^7722#/home`, defaultTemplateId: 'default' });
    expect(await pops(other.tab)).to.deep.equal([form('7722', TEMPLATE, 'contact/3')]);
    expect(await run(other.tab, 'href')).to.equal(`${location.origin}/webfront/CTI.aspx?lang=sv#/home`);
    other.tab.remove();
    const byDefault = await settledTab(power('^7722'), { defaultTemplateId: 'default' });
    expect(await pops(byDefault.tab)).to.deep.equal([form('7722', 'default', 'contact/3')]);
  });

  it('opens an empty form for a caller who shows no number, and searches nobody', async () => {
    for (const parameter of ['', 'anonymous', '^']) {
      const { tab } = await settledTab(power(parameter));
      expect(await pops(tab), parameter).to.deep.equal([form('')]);
      expect(await run(tab, 'queries')).to.deep.equal([]);
      tab.remove();
    }
  });

  it('brings E.164 along where the CRM has a country, unless the very text is asked for', async () => {
    const { tab } = await settledTab(power('0812345678'), { defaultCountry: 'SE' });
    expect(await run(tab, 'queries')).to.deep.equal([{ number: '0812345678', match: 'suffix', direction: 'inbound', e164: '+46812345678' }]);
    tab.remove();
    const exact = await settledTab(power('^0812345678'), { defaultCountry: 'SE' });
    expect(await run(exact.tab, 'queries')).to.deep.equal([{ number: '0812345678', match: 'exact', direction: 'inbound' }]);
  });

  it('that cannot be followed is told on the screen, and nothing is searched or opened', async () => {
    const { tab, settlement } = await settledTab(power('%phoneNumber%'));
    expect(settlement).to.equal('failed');
    expect(await run(tab, 'bar')).to.deep.include({ reason: 'malformed', top: 0 });
    expect((await run<{ text: string }>(tab, 'bar')).text).to.match(/^phoneNumber is still a placeholder/);
    expect([await pops(tab), await run(tab, 'queries')]).to.deep.equal([[], []]);
    expect(await run(tab, 'href')).to.equal(urlOf(''));
    tab.remove();
    const own = await settledTab(`${power('1')}&phoneNumber=0702007722`, { ownNotices: true });
    const [notice] = await run<{ reason: string; code: string; details: unknown }[]>(own.tab, 'notices');
    expect(notice).to.deep.include({ reason: 'malformed', code: 'INVALID_ARGUMENT', details: { issues: [{ path: 'phoneNumber', problem: 'repeated' }] } });
    expect(JSON.stringify([notice, await run(own.tab, 'logged')])).not.to.contain('0702007722');
  });

  it('of another kind is left alone', async () => {
    const { tab, settlement } = await settledTab('#/contacts?phoneNumber=7722');
    expect(settlement).to.equal('none');
    expect([await pops(tab), await run(tab, 'href')]).to.deep.equal([[], urlOf('#/contacts?phoneNumber=7722')]);
  });

  it('is carried out once, also when the page is loaded again', async () => {
    const { tab } = await settledTab(power('^7722'));
    await goTo(tab, await run<string>(tab, 'href'));
    await goTo(tab, `${urlOf('', {}, '&again=1')}`);
    expect(await settled(tab)).to.equal('none');
    expect(await pops(tab)).to.deep.equal([]);
  });

  it('breaks no strict content security policy when it is told of', async () => {
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'";
    const tab = openFrame(urlOf(power('%ani%'), {}, `&header=${encodeURIComponent(`Content-Security-Policy:${policy}`)}`));
    expect(await settled(tab)).to.equal('failed');
    expect(await run(tab, 'bar')).to.deep.include({ reason: 'malformed', top: 0 });
    expect(await run(tab, 'violations')).to.deep.equal([]);
  });
});

describe('a launch URL, where the CRM fails,', () => {
  it('leads to the search page when nobody could be looked up', async () => {
    for (const search of ['throws', 'refuses', 'nonsense'] as const) {
      const { tab, settlement } = await settledTab(power('0702007722'), { search, ownNotices: true });
      expect(settlement, search).to.equal('carriedOut');
      expect(await pops(tab)).to.deep.equal([searchPage('0702007722')]);
      const [notice] = await run<{ reason: string; code: string; message: string }[]>(tab, 'notices');
      expect(notice).to.deep.include({ reason: 'searchFailed', code: 'SEARCH_FAILED' });
      expect(notice?.message.includes('being moved'), 'only what is worded for agents is shown').to.equal(search === 'refuses');
      expect(JSON.stringify(notice)).not.to.contain('0702007722');
      tab.remove();
    }
  });

  it('waits for a search five seconds and no longer', async () => {
    const { tab } = await settledTab(power('0702007722'), { search: 'hangs', ownNotices: true });
    expect(await pops(tab)).to.deep.equal([searchPage('0702007722')]);
    expect(await run(tab, 'aborted')).to.equal('TIMEOUT');
  });

  it('says so when nothing could be opened, and carries out the next', async () => {
    const { tab, settlement } = await settledTab(power('^7722'), { failingPops: 1, ownNotices: true });
    expect(settlement).to.equal('failed');
    expect(await run<unknown[]>(tab, 'notices')).to.have.length(1);
    expect((await run<object[]>(tab, 'notices'))[0]).to.deep.include({ reason: 'popFailed', code: 'HANDLER_FAILED' });
    expect(await run(tab, 'outcomes')).to.deep.equal([]);
    await run(tab, 'setHash', power('^0702007722'));
    await until(async () => (await pops(tab)).length, 'the next launch');
    expect(await pops(tab)).to.deep.equal([record('contact/1')]);
  });
});

describe('a launch URL beside a CRM tab that is open', () => {
  it('is carried out there, and the new tab says that it can be closed when it may not close itself', async () => {
    const { tab: running } = await settledTab('#/home');
    const { tab, settlement } = await settledTab(power('^0702007722'));
    expect(settlement).to.equal('handedOver');
    await until(async () => (await pops(running)).length, 'the pop in the running tab');
    expect([await pops(running), await pops(tab), await run(tab, 'queries')]).to.deep.equal([[record('contact/1')], [], []]);
    expect(await run(tab, 'bar')).to.deep.include({ reason: 'handedOver' });
    expect([await run(running, 'href'), await run(tab, 'href')]).to.deep.equal([urlOf('#/home'), urlOf('')]);
  });

  it('closes the new tab where a browser lets it', async () => {
    const { tab: running } = await settledTab();
    const opened = window.open(urlOf(power('^7722')), '_blank', 'width=400,height=300');
    if (!opened) return expect.fail('the browser opened no window');
    windows.push(opened);
    await until(() => opened.closed, 'the new tab is closed', 10_000);
    await until(async () => (await pops(running)).length, 'the pop in the running tab');
    expect(await pops(running)).to.deep.equal([record('contact/3')]);
  });

  it('is carried out by the next in line when that one is closed', async () => {
    const { tab: first } = await settledTab();
    const { tab: second } = await settledTab();
    const { tab: third } = await settledTab();
    first.remove();
    await settledTab(power('^7722'));
    await until(async () => (await pops(second)).length, 'the pop in the second tab');
    second.remove();
    await settledTab(power('^0702007722'));
    await until(async () => (await pops(third)).length, 'the pop in the third tab');
    expect(await pops(third)).to.deep.equal([record('contact/1')]);
  });

  it('is not carried out in a tab that was only opened to hand it over', async () => {
    const { tab: running } = await settledTab();
    const { tab: leftOver } = await settledTab(power('^7722'));
    running.remove();
    const { tab, settlement } = await settledTab(power('^0702007722'));
    expect(settlement).to.equal('carriedOut');
    expect([await pops(tab), await pops(leftOver)]).to.deep.equal([[record('contact/1')], []]);
  });

  it('of another CRM of the same origin is not its business', async () => {
    const { tab: other } = await settledTab('', { name: `${name}-other` });
    const { tab, settlement } = await settledTab(power('^7722'));
    expect(settlement).to.equal('carriedOut');
    expect([await pops(tab), await pops(other)]).to.deep.equal([[record('contact/3')], []]);
  });

  it('that is malformed is told where it was opened', async () => {
    const { tab: running } = await settledTab();
    const { tab } = await settledTab(power('%ani%'));
    expect([await run(running, 'bar'), (await run<{ reason: string }>(tab, 'bar')).reason]).to.deep.equal([undefined, 'malformed']);
  });
});

describe('several launches at once', () => {
  const popsOfAll = async (tabs: RemotePage[]) => (await Promise.all(tabs.map(pops))).flat();
  const numbers = ['0700000001', '0700000002', '0700000003'];
  const sorted = (targets: unknown[]) => targets.map((target) => JSON.stringify(target)).sort();

  it('are carried out once each, in the one tab that becomes the running one', async () => {
    for (let round = 0; round < 3; round += 1) {
      name = `${name}-${round}`;
      const tabs = numbers.map((number) => openTab(power(number)));
      const settlements = await Promise.all(tabs.map(settled));
      expect(settlements.sort(), `round ${round}`).to.deep.equal(['carriedOut', 'handedOver', 'handedOver']);
      await until(async () => (await popsOfAll(tabs)).length === 3, 'all three pops');
      await aWhile(100);
      expect(sorted(await popsOfAll(tabs))).to.deep.equal(sorted(numbers.map((number) => form(number))));
      for (const tab of tabs) tab.remove();
    }
  });

  it('all go to the tab that is open, one after the other', async () => {
    const { tab: running } = await settledTab();
    const tabs = numbers.map((number) => openTab(power(number)));
    expect(await Promise.all(tabs.map(settled))).to.deep.equal(['handedOver', 'handedOver', 'handedOver']);
    await until(async () => (await pops(running)).length === 3, 'all three pops');
    expect(sorted(await popsOfAll([running, ...tabs]))).to.deep.equal(sorted(numbers.map((number) => form(number))));
  });
});

describe('a running tab that is frozen', () => {
  it('is not waited for: the new tab does it, and is the running one from then on', async () => {
    await holdLock(`ringframe:launch:${name}:running`);
    const started = performance.now();
    const { tab, settlement } = await settledTab(power('^7722'));
    expect(settlement).to.equal('carriedOut');
    expect(performance.now() - started).to.be.greaterThan(HAND_OVER_TIMEOUT_MS - 100);
    expect(await pops(tab)).to.deep.equal([record('contact/3')]);
    const next = await settledTab(power('^0702007722'));
    expect(next.settlement).to.equal('handedOver');
    await until(async () => (await pops(tab)).length === 2, 'the next launch');
    expect(await pops(next.tab)).to.deep.equal([]);
  });

  it('does not do again what was done while it slept', async () => {
    const { tab: running } = await settledTab();
    const channel = new BroadcastChannel(`ringframe:launch:${name}`);
    stops.push(() => channel.close());
    const launch = { kind: 'launch', route: 'power', number: '7722', match: 'exact', mayMatchMany: false };
    const offer = (id: string, inMs: number, more: object = {}) => channel.postMessage({ type: 'launch', id, expiresAt: Date.now() + inMs, launch, ...more });
    offer(`${name}-expired`, -1);
    await holdLock(`ringframe:launch:${name}:${name}-done`);
    offer(`${name}-done`, 5_000);
    for (const odd of [
      { type: 'other' },
      { id: '' },
      { id: 7 },
      { expiresAt: 'soon' },
      { launch: {} },
      { launch: { ...launch, number: '1'.repeat(251) } },
      { launch: null },
    ])
      offer(`${name}-odd`, 5_000, odd);
    for (const odd of [null, 'launch', 17, []]) channel.postMessage(odd);
    offer(`${name}-good`, 5_000);
    offer(`${name}-good`, 5_000);
    await until(async () => (await pops(running)).length, 'the one launch that is due');
    await aWhile();
    expect(await pops(running)).to.deep.equal([record('contact/3')]);
    expect(await run(running, 'errors')).to.deep.equal([]);
  });

  it('has the launch if it has its lock, however late it says so', async () => {
    const scope = `ringframe:launch:${name}`;
    await holdLock(`${scope}:running`);
    const channel = new BroadcastChannel(scope);
    stops.push(() => channel.close());
    // It takes the launch, and stops before it can tell.
    channel.addEventListener('message', ({ data }) => data.type === 'launch' && holdLock(`${scope}:${data.id}`));
    const { tab, settlement } = await settledTab(power('^7722'));
    expect([settlement, await pops(tab)]).to.deep.equal(['handedOver', []]);
  });
});

describe('a launch that comes to an open tab as a hashchange', () => {
  it('is carried out there each time, and the page keeps its own route', async () => {
    const { tab } = await settledTab('#/contacts/17');
    for (const count of [1, 2]) {
      await run(tab, 'setHash', power('^7722'));
      await until(async () => (await pops(tab)).length === count, `pop ${count}`);
      expect(await run(tab, 'href')).to.equal(urlOf('#/contacts/17'));
    }
    await run(tab, 'setHash', '#/contacts/18');
    await aWhile(100);
    expect([await pops(tab), await run(tab, 'href')]).to.deep.equal([[record('contact/3'), record('contact/3')], urlOf('#/contacts/18')]);
  });

  it('is carried out in that tab, whichever the running one is', async () => {
    const { tab: running } = await settledTab();
    const { tab } = await settledTab();
    await run(tab, 'setHash', power('^7722'));
    await until(async () => (await pops(tab)).length, 'the pop where it came');
    expect(await pops(running)).to.deep.equal([]);
  });

  it('is left alone after dispose, and so are the launches of other tabs', async () => {
    const { tab: disposed } = await settledTab();
    await run(disposed, 'dispose');
    await run(disposed, 'dispose');
    await run(disposed, 'setHash', power('^7722'));
    const { tab, settlement } = await settledTab(power('^0702007722'));
    expect(settlement).to.equal('carriedOut');
    expect([await pops(tab), await pops(disposed)]).to.deep.equal([[record('contact/1')], []]);
    expect(await run(disposed, 'href')).to.equal(urlOf(power('^7722')));
  });
});

describe('without locks or a channel', () => {
  for (const denied of ['noLocks', 'locks', 'channel'] as const) {
    it(`each tab is on its own: ${denied}`, async () => {
      const { tab: open } = await settledTab('', { denied });
      const { tab, settlement } = await settledTab(power('^7722'), { denied });
      expect(settlement).to.equal('carriedOut');
      expect(await run(tab, 'wasLate'), 'nobody is waited for').to.equal(false);
      expect([await pops(tab), await pops(open), await run(tab, 'errors'), await run(open, 'errors')]).to.deep.equal([[record('contact/3')], [], [], []]);
    });
  }
});
