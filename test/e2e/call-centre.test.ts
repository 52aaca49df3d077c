/** The demo's call centre: two agents in two windows, the switchboard beside them, and what a command line can do. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { press, type Stage, setStage, softphoneFrame, textOf, until } from './stage.ts';

/** As `curl` sends it: no header of a browser. */
const curl = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { headers: { 'user-agent': 'curl/8.5.0', accept: '*/*' } }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end();
  });

describe('the call centre of the demo', { timeout: 180_000 }, () => {
  let stage: Stage;
  let pages: Page[] = [];
  let caller = { name: '', number: '' };

  const open = async (url: string): Promise<Page> => {
    const page = await stage.open(url);
    pages.push(page);
    return page;
  };
  const heading = (page: Page): Promise<string> => page.$eval('h1', (element) => (element as HTMLElement).innerText.trim());
  const phoneIn = (crm: Page) => () => softphoneFrame(crm, stage.demo);
  const openCrmAs = async (agent: 'agent-1' | 'agent-2'): Promise<Page> => {
    const crm = await open(stage.demo.crmUrl);
    await crm.evaluate((kind) => sessionStorage.setItem('demo-crm-softphone', kind), agent);
    await crm.reload();
    await until(`${agent} is connected`, async () => (await textOf(phoneIn(crm)())).includes('Phone connected as'));
    return crm;
  };

  before(async () => {
    stage = await setStage({ contacts: 200 });
    const { callers } = (await (await fetch(`${stage.demo.switchboardUrl}/config.json`)).json()) as { callers: { name: string; number: string }[] };
    caller = callers[0] ?? assert.fail('nobody can call');
  });
  after(() => stage?.close());
  afterEach(async () => {
    for (const page of pages) await page.close();
    pages = [];
    assert.deepEqual(stage.complaints, []);
  });

  it('row 2: the address a call centre product opens, sent from a command line, opens the caller in the CRM', async () => {
    const crm = await openCrmAs('agent-1');
    const { listenerUrl } = stage.demo.callCentre;
    assert.ok(listenerUrl);
    assert.equal(await curl(`${listenerUrl}?ani=${encodeURIComponent(caller.number)}&dnis=4355&type=phonecall&customerid=49383433&callid=row-2`), 200);
    await until('the caller is shown', async () => (await heading(crm)) === caller.name);
    const softphone = await until('the softphone shows who calls', async () => {
      const text = await textOf(phoneIn(crm)());
      return text.includes(caller.number) && text;
    });
    assert.doesNotMatch(softphone, /\bAnswer\b/, 'there is nothing to answer with');
    assert.equal(await curl(`${listenerUrl}?callid=row-2&event=ended`), 200);
    await until('it is over', async () => !(await textOf(phoneIn(crm)())).includes(caller.number));
  });

  it('row 1: a call placed at the switchboard is announced and opens the caller, is answered in the softphone and held at the desk phone', async () => {
    const crm = await openCrmAs('agent-1');
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

  it('row 66: the agent sees that the phone system is lost, and that it is back', async () => {
    const crm = await openCrmAs('agent-2');
    const switchboard = await open(stage.demo.switchboardUrl);
    await press(() => switchboard, 'Break the link to the phone system');
    await until('the softphone says so', async () => !(await textOf(phoneIn(crm)())).includes('Phone connected as'));
    await press(() => switchboard, 'Mend the link to the phone system');
    await until('it is back', async () => (await textOf(phoneIn(crm)())).includes('Phone connected as'));
  });
});
