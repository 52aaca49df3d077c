/** A phone system that opens an address of the CRM for each call: the addresses of WebFront, in a browser. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { Contact, SearchHit } from '../../demo/crm/api-types.ts';
import { named, press, type Stage, setStage, textOf, until } from './stage.ts';

const TEMPLATE = '4cf10508-c474-94fd-55df-28cb7a6f3fb3';

describe('a launch URL opens the CRM', { timeout: 180_000 }, () => {
  let stage: Stage;
  let pages: Page[] = [];
  const ids = new Map<string, number>();

  const open = async (path: string): Promise<Page> => {
    const page = await stage.open(`${stage.demo.crmUrl}${path}`);
    pages.push(page);
    return page;
  };
  const heading = (page: Page): Promise<string> => page.$eval('h1', (element) => (element as HTMLElement).innerText.trim());
  const isHeaded = (page: Page, title: string) => until(`the heading "${title}"`, async () => (await heading(page)) === title);
  const rows = (page: Page): Promise<string[]> => page.$$eval('.row-link', (links) => links.map((link) => (link as HTMLElement).innerText).sort());
  const create = async (lastName: string, number: string): Promise<void> => {
    const response = await fetch(`${stage.demo.crmUrl}/api/contacts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ firstName: 'Launch', lastName, numbers: [{ label: 'work', number }] }),
    });
    assert.equal(response.status, 201);
    ids.set(lastName, ((await response.json()) as { contact: Contact }).contact.id);
  };
  const idOf = (name: string): number => ids.get(name) ?? assert.fail(`there is no contact ${name}`);

  before(async () => {
    stage = await setStage({ contacts: 50 });
    await create('National', '0998877661');
    await create('Plus', '+0998877661');
    await create('Extension', '7661');
  });
  after(() => stage?.close());
  afterEach(async () => {
    for (const page of pages) if (!page.isClosed()) await page.close();
    pages = [];
    assert.deepEqual(stage.complaints, []);
  });

  it('row 3: opened in a browser, it shows whose number it is, and takes the number out of the address', async () => {
    const page = await open('/#/power?phoneNumber=^0998877661');
    await isHeaded(page, 'Launch National');
    assert.equal(page.url(), `${stage.demo.crmUrl}/contacts/${idOf('National')}`);
    assert.equal(await page.title(), 'Launch National · Demo CRM');
  });

  it('row 14: several matches are listed, nothing is opened, the agent picks', async () => {
    const page = await open('/#/power?phoneNumber=77661');
    await until('two are listed', async () => (await rows(page)).length === 2);
    assert.deepEqual(await rows(page), ['Launch National', 'Launch Plus']);
    assert.match(await textOf(page), /end(?:s)? with 77661/);
    await press(() => page, 'Launch Plus');
    await isHeaded(page, 'Launch Plus');
  });

  it('row 15: nobody has the number: the form for somebody new has it', async () => {
    const page = await open('/#/power?phoneNumber=%2B46709990001');
    await isHeaded(page, 'New contact');
    assert.equal(await (await named(page, 'Phone number')).evaluate((input) => (input as HTMLInputElement).value), '+46709990001');
  });

  it('row 16: the end of a number finds every number that ends so', async () => {
    const page = await open('/#/power?phoneNumber=7661');
    await until('three are listed', async () => (await rows(page)).length === 3);
    assert.deepEqual(await rows(page), ['Launch Extension', 'Launch National', 'Launch Plus']);
    assert.match(await textOf(page), /number is short/);
  });

  it('row 17: with ^ the whole number has to be equal', async () => {
    await isHeaded(await open('/#/power?phoneNumber=^7661'), 'Launch Extension');
  });

  it('row 18: %2B is a plus, a bare + is lost', async () => {
    await isHeaded(await open('/#/power?phoneNumber=^%2B0998877661'), 'Launch Plus');
    for (const page of pages.splice(0)) await page.close();
    await isHeaded(await open('/#/power?phoneNumber=^+0998877661'), 'Launch National');
  });

  it('row 19: a template opens its form, for whoever calls', async () => {
    const page = await open(`/webfront/CTI.aspx?templateid=${TEMPLATE}&phoneNumber=^7661`);
    await isHeaded(page, 'New request');
    assert.equal(await (await named(page, 'Subject')).evaluate((input) => (input as HTMLInputElement).value), 'Question about a delivery');
    assert.match(await textOf(page), /About Launch Extension/);
    await press(() => page, 'Create request');
    await isHeaded(page, 'Launch Extension');
    await until('it is in the timeline', async () => (await textOf(page)).includes('Question about a delivery'));
  });

  it('a placeholder that the phone system left there is said on the screen, and nothing is searched', async () => {
    const page = await open('/#/power?phoneNumber=%phoneNumber%');
    await until('it is said', async () => /still a placeholder/.test(await textOf(page)));
    assert.equal(await heading(page), 'Contacts');
  });

  it('is carried out in the tab that is open already, and a softphone is not loaded twice', async () => {
    const running = await open('/');
    await isHeaded(running, 'Contacts');
    await until('its softphone is there', async () => running.frames().length > 1);
    const other = await open('/#/power?phoneNumber=^7661');
    await isHeaded(running, 'Launch Extension');
    if (!other.isClosed()) {
      await until('the new tab says so', async () => /You can close this one/.test(await textOf(other)));
      assert.equal(other.frames().length, 1, 'it has no softphone');
    }
  });

  it('finds as the API does', async () => {
    const search = async (query: Record<string, string>) => {
      const response = await fetch(`${stage.demo.crmUrl}/api/search?${new URLSearchParams(query)}`);
      return ((await response.json()) as { hits: SearchHit[] }).hits.map(({ contact }) => contact.name).sort();
    };
    assert.deepEqual(await search({ number: '7661', match: 'suffix' }), ['Launch Extension', 'Launch National', 'Launch Plus']);
    assert.deepEqual(await search({ number: '+0998877661', match: 'exact' }), ['Launch Plus']);
  });
});
