/** What a newcomer does in the first minutes of the demo, and what must be true in the database afterwards. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { Activity } from '../../demo/crm/api-types.ts';
import { named, press, type Stage, setStage, softphoneFrame, textOf, until } from './stage.ts';

describe('the demo', { timeout: 240_000 }, () => {
  let stage: Stage;
  let pages: Page[] = [];

  const open = async (url: string): Promise<Page> => {
    const page = await stage.open(url);
    pages.push(page);
    return page;
  };
  const phoneIn = (crm: Page) => () => softphoneFrame(crm, stage.demo);
  /** A CRM page whose phone has registered. */
  const openCrm = async (path = ''): Promise<Page> => {
    const crm = await open(`${stage.demo.crmUrl}${path}`);
    await until('the softphone is ready', async () => (await textOf(phoneIn(crm)())).includes('Phone connected as'));
    return crm;
  };
  const openCustomer = async (): Promise<Page> => {
    const customer = await open(stage.demo.customerUrl);
    await until('the customer is ready', async () => (await textOf(customer)).includes('Ready: call'));
    return customer;
  };
  /** The number the customer calls from, as it stands on their page. */
  const callerNumber = async (customer: Page): Promise<string> => {
    const number = /\+\d{6,15}/.exec(await customer.$eval('#who', (who) => (who as HTMLElement).innerText))?.[0];
    assert.ok(number, 'the customer has a number');
    return number;
  };
  const activities = async (): Promise<Activity[]> =>
    ((await (await fetch(`${stage.demo.crmUrl}/api/activities`)).json()) as { activities: Activity[] }).activities;
  const nameOnPage = (crm: Page): Promise<string> => crm.$eval('h1', (heading) => (heading as HTMLElement).innerText.trim());
  const setDatabase = async (state: 'up' | 'down') => {
    const response = await fetch(`${stage.demo.crmUrl}/api/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ database: state }),
    });
    assert.equal(response.status, 200);
  };
  /** The activities that were not there before. */
  let known = new Set<string>();
  const news = async (): Promise<Activity[]> => (await activities()).filter(({ id }) => !known.has(id));

  before(async () => {
    stage = await setStage({ faults: true });
  });
  after(() => stage?.close());
  beforeEach(async () => {
    known = new Set((await activities()).map(({ id }) => id));
  });
  afterEach(async () => {
    for (const page of pages) await page.close();
    pages = [];
  });

  it('pops the caller, and logs the call once with its duration, notes and outcome', async () => {
    const crm = await openCrm();
    const customer = await openCustomer();
    const number = await callerNumber(customer);
    await press(() => customer, 'Call the agent');
    await crm.bringToFront();
    await until('a contact page opens', async () => new URL(crm.url()).pathname.startsWith('/contacts/'));
    const search = (await (await fetch(`${stage.demo.crmUrl}/api/search?e164=${encodeURIComponent(number)}&number=${encodeURIComponent(number)}`)).json()) as {
      hits: { contact: { id: number; name: string } }[];
    };
    assert.equal(search.hits.length, 1, 'the caller is one contact');
    assert.equal(new URL(crm.url()).pathname, `/contacts/${search.hits[0]?.contact.id}`);
    assert.equal(await until('its name is shown', () => nameOnPage(crm)), search.hits[0]?.contact.name);
    assert.deepEqual(await news(), [], 'nothing is logged while it rings');

    await press(phoneIn(crm), 'Answer');
    await until('the customer hears the answer', async () => (await textOf(customer)).includes('0:03'));
    await press(phoneIn(crm), 'Hang up');
    const [logged, ...others] = await until('the call is logged', async () => ((await news()).length ? news() : undefined));
    assert.deepEqual(others, []);
    assert.ok(logged && Math.abs(logged.durationSeconds - 3) <= 1, `lasted ${logged?.durationSeconds} s`);
    assert.equal(logged.contactId, search.hits[0]?.contact.id);
    assert.equal(logged.direction, 'inbound');
    assert.equal(logged.answered, true);

    await press(phoneIn(crm), 'Solved');
    const note = await named(phoneIn(crm)(), 'Notes').catch(() => phoneIn(crm)().$('>>> textarea'));
    await note?.type('Wants a copy of the invoice');
    await press(phoneIn(crm), 'Save');
    const completed = await until('notes are saved', async () => (await news()).find(({ notes }) => notes !== ''));
    assert.equal(completed.notes, 'Wants a copy of the invoice');
    assert.match(completed.disposition ?? '', /solved/i);
    assert.equal(completed.id, logged.id);
    assert.equal((await news()).length, 1, 'still one row');
    await until('the timeline shows it', async () => (await textOf(crm)).includes('Wants a copy of the invoice'));
  });

  it('dials a number that is clicked, and the log belongs to the record it was clicked on', async () => {
    const customer = await openCustomer();
    const number = await callerNumber(customer);
    const { hits } = (await (
      await fetch(`${stage.demo.crmUrl}/api/search?e164=${encodeURIComponent(number)}&number=${encodeURIComponent(number)}`)
    ).json()) as {
      hits: { contact: { id: number } }[];
    };
    const crm = await openCrm(`/contacts/${hits[0]?.contact.id}`);
    await until('the number can be clicked', async () => crm.$('[data-ringframe-dial="enabled"]'));
    await crm.click('[data-ringframe-dial="enabled"]');
    await customer.bringToFront();
    await press(() => customer, 'Answer');
    await crm.bringToFront();
    await until('the agent talks', async () => (await textOf(phoneIn(crm)())).includes('Connected'));
    await customer.bringToFront();
    await press(() => customer, 'Hang up');
    const [logged] = await until('the call is logged', async () => ((await news()).length ? news() : undefined));
    assert.equal(logged?.direction, 'outbound');
    assert.equal(logged?.contactId, hits[0]?.contact.id);
    assert.equal(logged?.answered, true);
  });

  it('with two windows open, pops in the one in front only and logs a missed call once', async () => {
    const behind = await openCrm();
    const inFront = await openCrm();
    const customer = await openCustomer();
    await inFront.bringToFront();
    await press(() => customer, 'Call the agent', 'behind');
    await until(
      'both ring',
      async () => (await textOf(phoneIn(behind)())).includes('Incoming call') && (await textOf(phoneIn(inFront)())).includes('Incoming call'),
    );
    await until('the one in front shows the contact', async () => new URL(inFront.url()).pathname.startsWith('/contacts/'));
    await until('the one behind knows the caller too', async () => (await textOf(phoneIn(behind)())).includes(await nameOnPage(inFront)));
    assert.equal(new URL(behind.url()).pathname, '/', 'and shows what it did');
    await press(() => customer, 'Hang up', 'behind');
    await until(
      'neither rings',
      async () => !(await textOf(phoneIn(behind)())).includes('Incoming call') && !(await textOf(phoneIn(inFront)())).includes('Incoming call'),
    );
    const logged = await until('the missed call is logged', async () => ((await news()).length ? news() : undefined));
    assert.equal(logged.length, 1);
    assert.equal(logged[0]?.answered, false);
    assert.equal(logged[0]?.durationSeconds, 0);
  });

  it('loses no log while the database is down, and says so', async () => {
    const crm = await openCrm();
    const customer = await openCustomer();
    await press(() => customer, 'Call the agent');
    await crm.bringToFront();
    await press(phoneIn(crm), 'Answer');
    await until('they talk', async () => (await textOf(phoneIn(crm)())).includes('Connected'));
    await setDatabase('down');
    await press(phoneIn(crm), 'Hang up');
    await until('the CRM says that a log waits', async () => (await textOf(crm)).includes('1 call log is waiting for the database.'));
    await setDatabase('up');
    await press(() => crm, 'Try now');
    const logged = await until('it is saved after all', async () => ((await news()).length ? news() : undefined));
    assert.equal(logged.length, 1);
    await until('the notice is gone', async () => !(await textOf(crm)).includes('waiting for the database'));
  });

  it('is back after the CRM was loaded again in a call, with nothing on the screen that is not true', async () => {
    const crm = await openCrm();
    const customer = await openCustomer();
    await press(() => customer, 'Call the agent');
    await crm.bringToFront();
    await press(phoneIn(crm), 'Answer');
    await until('they talk', async () => (await textOf(phoneIn(crm)())).includes('Connected'));
    crm.on('dialog', (dialog) => void dialog.accept());
    await crm.reload();
    await until('the softphone is ready again', async () => (await textOf(phoneIn(crm)())).includes('Phone connected as'));
    // The page that held the audio is gone: it hung up when it left, and no button pretends otherwise.
    await until('the customer sees the end', async () => (await textOf(customer)).includes('Call the agent'));
    assert.doesNotMatch(await textOf(phoneIn(crm)()), /Hang up|Connected\n/);
    await press(() => customer, 'Call the agent', 'behind');
    await press(phoneIn(crm), 'Answer');
    await until('the next call works', async () => (await textOf(phoneIn(crm)())).includes('Connected'));
    await press(phoneIn(crm), 'Hang up');
  });

  it('shows the attacker a refusal', async () => {
    const attacker = await open(stage.demo.attackerUrl);
    await until('it says that it was refused', async () => /refused/i.test(await textOf(attacker)));
  });

  it('did all that without an error or a policy violation in any page', () => {
    const own = stage.complaints.filter(
      (complaint) => !complaint.includes(stage.demo.attackerUrl) && !/status of 503|Failed to load resource|saveLog failed/.test(complaint),
    );
    assert.deepEqual(own, []);
  });
});
