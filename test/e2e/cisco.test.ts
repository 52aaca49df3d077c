/** The demo with `--switch cisco`: the same call centre, behind a simulated CTI Server. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { press, type Stage, setStage, softphoneFrame, textOf, until } from './stage.ts';

describe('the call centre of the demo, at a site of Cisco’s', { timeout: 120_000 }, () => {
  let stage: Stage;
  let pages: Page[] = [];
  let refusals = 0;
  let caller = { name: '', number: '' };

  const open = async (url: string): Promise<Page> => {
    const page = await stage.open(url);
    pages.push(page);
    return page;
  };
  const heading = (page: Page): Promise<string> => page.$eval('h1', (element) => (element as HTMLElement).innerText.trim());
  const phoneIn = (crm: Page) => () => softphoneFrame(crm, stage.demo);

  before(async () => {
    stage = await setStage({ contacts: 200, switch: 'cisco' });
    const { callers } = (await (await fetch(`${stage.demo.switchboardUrl}/config.json`)).json()) as { callers: { name: string; number: string }[] };
    caller = callers[0] ?? assert.fail('nobody can call');
  });
  after(() => stage?.close());
  afterEach(async () => {
    for (const page of pages) await page.close();
    pages = [];
    assert.equal(stage.complaints.length, refusals, stage.complaints.join('\n'));
  });

  it('pops a call placed at the switchboard, which is answered in the softphone, held at the desk phone, ended and logged', async () => {
    assert.equal(stage.demo.callCentre.ctiServer?.length, 2);
    const crm = await open(stage.demo.crmUrl);
    await crm.evaluate(() => sessionStorage.setItem('demo-crm-softphone', 'agent-1'));
    await crm.reload();
    await until('the agent is connected', async () => (await textOf(phoneIn(crm)())).includes('Phone connected as'));
    const switchboard = await open(stage.demo.switchboardUrl);
    await press(() => switchboard, 'Ready');
    await press(() => switchboard, 'Place the call');
    await crm.bringToFront();
    await until('the caller is shown', async () => (await heading(crm)) === caller.name);
    await press(phoneIn(crm), 'Answer');
    await until('the agent talks', async () => (await textOf(phoneIn(crm)())).includes('Hang up'));
    await switchboard.bringToFront();
    await press(() => switchboard, 'Hold');
    await until('the softphone shows it', async () => /on hold/i.test(await textOf(phoneIn(crm)())));
    await press(() => switchboard, 'Customer hangs up');
    await until('nobody is calling', async () => (await textOf(switchboard)).includes('Nobody is calling.'));
    await crm.bringToFront();
    await until('the call is in the timeline', async () => (await textOf(crm)).includes('Today'));
  });

  it('says what a CTI Server cannot do, and shows that the link to it broke and was mended', async () => {
    const switchboard = await open(stage.demo.switchboardUrl);
    await press(() => switchboard, 'Place the call');
    await until('the caller waits', async () => (await textOf(switchboard)).includes('waits for an agent'));
    await switchboard.select('select[aria-label="Send the caller to"]', '7002');
    await until('it is refused', async () => (await textOf(switchboard)).includes('A simulated CTI Server cannot take a caller somewhere else'));
    await press(() => switchboard, 'Network fails');
    await until('nobody is calling', async () => (await textOf(switchboard)).includes('Nobody is calling.'));
    await press(() => switchboard, 'Break the link to the phone system');
    await press(() => switchboard, 'Mend the link to the phone system');
    await until('it is mended', async () => (await textOf(switchboard)).includes('Break the link to the phone system'));
    // An answer of the API that refuses is written down by the browser.
    refusals = 1;
  });
});
