/** The demo's two softphones that know nothing of Ringframe: written for Salesforce Open CTI, opened from the CRM's menu. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import type { Activity, ContactPage, SearchHit } from '../../demo/crm/api-types.ts';
import { named, press, type Stage, setStage, softphoneFrame, textOf, until } from './stage.ts';

interface Entry {
  name: string;
  state: string;
  text: string;
}

const kinds = {
  Lightning: {
    kind: 'lightning',
    /** All of `sforce.opencti`. */
    methods: `enableClickToDial disableClickToDial onClickToDial screenPop searchAndScreenPop getAppViewInfo onNavigationChange saveLog runApex refreshView
      getCallCenterSettings getSoftphoneLayout setSoftphonePanelHeight setSoftphonePanelWidth setSoftphonePanelIcon setSoftphonePanelLabel setSoftphoneItemIcon
      setSoftphoneItemLabel setSoftphonePanelVisibility isSoftphonePanelVisible notifyInitializationComplete subscribe unsubscribe publish hvs.onWorkStart
      hvs.completeWork`,
    click: 'onClickToDial',
    navigation: 'onNavigationChange',
  },
  Classic: {
    kind: 'classic',
    /** All of `sforce.interaction`; `cti.notifyInitializationComplete` answers nothing. */
    methods: `isInConsole isVisible setVisible getPageInfo onFocus refreshPage refreshRelatedList screenPop searchAndScreenPop searchAndGetScreenPopUrl runApex
      saveLog cti.enableClickToDial cti.disableClickToDial cti.onClickToDial cti.getCallCenterSettings cti.getSoftphoneLayout cti.getDirectoryNumbers
      cti.setSoftphoneHeight cti.setSoftphoneWidth entityFeed.onObjectUpdate entityFeed.refreshObject entityFeed.reloadFrame sforce.console.sendCTIMessage`,
    click: 'cti.onClickToDial',
    navigation: 'onFocus',
  },
} as const;

/** Where the CRM goes by which button. */
const pops = (contactId: number): Record<'lightning' | 'classic', Record<string, string>> => ({
  lightning: {
    ...{ 'Open record': '/contacts/1', 'Open page': '/calls', 'Open search': '/?query=Ash', 'All contacts': '/', 'List of calls': '/calls' },
    ...{ 'New contact': '/contacts/new?lastName=New+caller', Flow: '/contacts/new?number=%2B442079460999' },
    ...{ 'Search, pop later': '/contacts/new?number=%2B442079460999', 'Pop now': '/contacts/new?number=%2B442079460999' },
  },
  classic: { 'Open page': '/calls', 'Last record': `/contacts/${contactId}`, 'Search, pop later': `/contacts/${contactId}`, 'Pop now': '/contacts/new' },
});

describe('softphones for Open CTI', { timeout: 240_000 }, () => {
  let stage: Stage;
  let page: Page;
  let known = new Set<string>();

  const phone = (): Frame => softphoneFrame(page, stage.demo);
  const entries = (): Promise<Entry[]> =>
    phone().$$eval('.entry', (items) =>
      (items as HTMLElement[]).map((item) => ({
        name: item.dataset.name ?? '',
        state: item.dataset.state ?? '',
        text: item.querySelector('pre')?.textContent ?? '',
      })),
    );
  const settled = () => until('all calls are answered', async () => (await phone().$('.entry')) && !(await phone().$('.entry[data-state="waiting"]')));
  const heard = (name: string, part = ''): Promise<Entry> =>
    until(`${name} is heard`, async () => (await entries()).find((entry) => entry.name === name && entry.text.includes(part)));
  /** Each button once, as soon as what was asked before is answered. Gives where the CRM was after each, by the button's label. */
  const pressAll = async (selector: string): Promise<Record<string, string>> => {
    const places: Record<string, string> = {};
    const count = await phone().$$eval(selector, (buttons) => buttons.length);
    for (let index = 0; index < count; index += 1) {
      const label = await phone().$$eval(
        selector,
        (buttons, at) => {
          (buttons[at] as HTMLElement).click();
          return buttons[at]?.textContent ?? '';
        },
        index,
      );
      await settled();
      places[label] = await page.evaluate(() => location.pathname + location.search);
    }
    return places;
  };
  const api = async <Result>(path: string): Promise<Result> => (await (await fetch(`${stage.demo.crmUrl}${path}`)).json()) as Result;
  const news = async (): Promise<Activity[]> => (await api<{ activities: Activity[] }>('/api/activities')).activities.filter(({ id }) => !known.has(id));
  const forgetNews = async (): Promise<void> => {
    known = new Set((await api<{ activities: Activity[] }>('/api/activities')).activities.map(({ id }) => id));
  };
  /** Somebody who has a number alone, as the customer's phone offers them. */
  const caller = async (): Promise<{ number: string; contact: SearchHit['contact'] }> => {
    const { callers } = (await (await fetch(`${stage.demo.customerUrl}/config.json`)).json()) as { callers: { number: string }[] };
    const number = callers[0]?.number ?? '';
    const { hits } = await api<{ hits: SearchHit[] }>(`/api/search?${new URLSearchParams({ number, e164: number })}`);
    assert.equal(hits.length, 1);
    return { number, contact: hits[0]!.contact };
  };
  const isPanelOpen = (): Promise<boolean> =>
    page.$eval('[data-ringframe-panel]', (place) => place.shadowRoot?.querySelector('.item')?.getAttribute('aria-expanded') === 'true');
  const frameSize = (): Promise<{ width: number; height: number }> =>
    page.$eval('[data-ringframe-panel] iframe', (frame) => ({ width: frame.clientWidth, height: frame.clientHeight }));
  const isReady = () => until('the softphone is ready', async () => (await phone().$eval('.state', (state) => state.textContent)) === 'Ready');

  before(async () => {
    stage = await setStage({ contacts: 100 });
  });
  after(() => stage?.close());
  afterEach(async () => {
    if (!page?.isClosed()) await page?.close();
  });

  for (const [name, { kind, methods, click, navigation }] of Object.entries(kinds)) {
    const openCrm = async (path = '/'): Promise<void> => {
      page = await stage.open(`${stage.demo.crmUrl}${path}`);
      const stored = await page.evaluate(() => localStorage.getItem('demo-crm-softphone'));
      if (stored !== kind) {
        // By the keyboard alone.
        await page.focus('#softphone-button');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Home');
        for (let below = 0; below < (kind === 'lightning' ? 1 : 2); below += 1) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      }
      await isReady();
      await settled();
    };

    it(`${name}: is opened from the menu, found again after a reload, and alone in the page`, async () => {
      await openCrm();
      await page.reload();
      await isReady();
      assert.equal((await page.$$('iframe')).length, 1);
      assert.equal(new URL(phone().url()).pathname, `/open-cti/${kind}`);
      assert.equal(await page.$eval('[role="menuitemradio"][aria-checked="true"]', (item) => item.getAttribute('aria-label')), `Open CTI, ${name}`);
      // A section of the vendor's own, out of the call center's XML.
      await until('the greeting is shown', async () => (await textOf(phone())).includes('Demo phones: Demo company, good day.'));
    });

    it(`${name}: an incoming call opens the caller's contact, and is saved once, with its outcome`, async () => {
      const { number, contact } = await caller();
      await openCrm();
      await forgetNews();
      await phone().type('#caller', number);
      await press(phone, 'Ring');
      await until('the contact opens', async () => new URL(page.url()).pathname === `/contacts/${contact.id}`);
      await until('the softphone shows the name', async () => (await phone().$eval('.who', (who) => who.textContent)) === contact.name);
      await heard(navigation, `"contact/${contact.id}"`);
      await press(phone, 'Answer');
      await until('they have talked', async () => (await phone().$eval('.time', (time) => time.textContent)) === '0:01');
      await press(phone, 'Hang up');
      const logged = await until('the call is saved', async () => ((await news()).length ? news() : undefined));
      assert.equal(logged.length, 1);
      assert.equal(logged[0]?.contactId, contact.id);
      assert.equal(logged[0]?.direction, 'inbound');
      assert.equal(logged[0]?.answered, true);
      await phone().type('#notes', `Notes from ${name}`);
      await press(phone, 'Save');
      const completed = await until('the outcome is saved', async () => (await news()).find(({ disposition }) => disposition === 'Solved'));
      assert.equal(completed.id, logged[0]?.id);
      assert.equal(completed.notes, `Notes from ${name}`);
      assert.equal((await news()).length, 1, 'still one row');
      await until('the timeline shows it', async () => (await textOf(page)).includes(`Notes from ${name}`));
    });

    it(`${name}: a number that is clicked is dialled, for the record it was clicked on`, async () => {
      const { contact } = await caller();
      await openCrm(`/contacts/${contact.id}`);
      await forgetNews();
      await until('the number can be clicked', async () => page.$('.numbers [data-ringframe-dial="enabled"]'));
      if (kind === 'lightning') await press(() => page, 'Start work');
      else await page.click('.numbers [data-ringframe-dial="enabled"]');
      await heard(click, `"contact/${contact.id}"`);
      await press(phone, 'Hang up');
      const logged = await until('the call is saved', async () => ((await news()).length ? news() : undefined));
      assert.equal(logged.length, 1);
      assert.equal(logged[0]?.contactId, contact.id);
      assert.equal(logged[0]?.direction, 'outbound');
      if (kind === 'lightning') {
        await heard('hvs.onWorkStart');
        await until('the CRM has heard that the work is done', async () => (await textOf(page)).includes(`Work done: ${contact.name}, Talked.`));
      }
    });

    it(`${name}: every method is answered, and what is wrong with a record is told by field`, async () => {
      const { contact } = await caller();
      await openCrm(`/contacts/${contact.id}`);
      await until('the number can be clicked', async () => page.$('.numbers [data-ringframe-dial="enabled"]'));
      if (kind === 'lightning') await press(() => page, 'Start work');
      else await page.click('.numbers [data-ringframe-dial="enabled"]');
      await press(phone, 'Hang up');
      await isReady();
      await phone().$$eval('details.group', (groups) => {
        for (const group of groups) group.setAttribute('open', '');
      });
      await (await named(phone(), 'Company')).evaluate((input, company) => Object.assign(input, { value: company }), contact.company);
      await pressAll('.bar button');
      await pressAll('.bar button');
      await pressAll('.directory + button');
      const places = await pressAll('.methods button');

      const all = await entries();
      const failed = all.filter(({ state }) => state === 'failed');
      assert.deepEqual(
        failed.map((entry) => entry.name),
        ['saveLog'],
        failed.map(({ text }) => text).join('\n'),
      );
      assert.match(failed[0]?.text ?? '', kind === 'lightning' ? /"fieldErrors": \{\s+"WhoId": \[[\s\S]*"Mood": \[/ : /refuses WhoId, Mood/);
      const called = new Set(all.map((entry) => entry.name));
      assert.deepEqual(
        methods.split(/\s+/).filter((method) => !called.has(method)),
        [],
        'every method is used',
      );

      const popped = pops(contact.id)[kind];
      assert.deepEqual(Object.fromEntries(Object.keys(popped).map((label) => [label, places[label]])), popped);

      const colleagues = all.find((entry) => entry.name === 'runApex')?.text ?? '';
      const { count } = await api<{ count: number }>(`/api/contact-count?${new URLSearchParams({ company: contact.company })}`);
      assert.ok(count > 0);
      assert.match(colleagues, new RegExp(`count\\\\?": ?${count}\\b`));
      assert.equal((await api<ContactPage>(`/api/contacts/${contact.id}`)).contact.title, 'Purchasing');
      await until('the message is shown', async () => (await textOf(page)).includes('The softphone says: Hello'));

      assert.equal(await isPanelOpen(), false, 'minimised, as asked');
      await page.click('[data-ringframe-panel] >>> .item');
      assert.equal(await isPanelOpen(), true);
      assert.deepEqual(await frameSize(), { width: 420, height: 560 });
      await page.focus('[data-ringframe-panel] >>> .edge.height');
      await page.keyboard.press('ArrowUp');
      assert.deepEqual(await frameSize(), { width: 420, height: 576 });
    });
  }

  it('did all that without an error or a policy violation in any page', () => {
    const own = stage.complaints.filter((complaint) => !/status of 422|saveRecord failed|saveLog: SERVER_ERROR/.test(complaint));
    assert.deepEqual(own, []);
  });
});
