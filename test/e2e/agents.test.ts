/** The demo's two agents, each in a window of their own: sessions, the rules that make them, and calls that are handed on with their work. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { SwitchboardConfig } from '../../demo/switchboard/config.ts';
import { named, press, type Stage, setStage, softphoneFrame, textOf, until } from './stage.ts';

interface Tab {
  name: string;
  selected: boolean;
}

/** In the page: closes what is over. True when nothing is left. */
const closeSessions = (): boolean => {
  const strip = document.querySelector('[role="tablist"][aria-label="Sessions"]');
  const closers = [...(strip?.querySelectorAll<HTMLElement>('.tab-close:not([hidden])') ?? [])];
  for (const closer of closers) closer.click();
  return closers.length === 0;
};

describe('agents of the call centre', { timeout: 240_000 }, () => {
  let stage: Stage;
  let switchboard: SwitchboardConfig;
  let first: Page;
  let second: Page;
  let caller = { name: '', number: '' };
  let other = { name: '', number: '' };

  const heading = (page: Page): Promise<string> => page.$eval('h1', (element) => (element as HTMLElement).innerText.trim());
  const isHeaded = (page: Page, title: string) => until(`the heading "${title}"`, async () => (await heading(page)) === title);
  const phoneIn = (crm: Page) => () => softphoneFrame(crm, stage.demo);
  const tabs = (page: Page): Promise<Tab[]> =>
    page.$$eval('[role="tablist"][aria-label="Sessions"] [role="tab"]', (items) =>
      items.map((item) => ({
        // As a screen reader reads it.
        name: [...item.children].map((part) => ((part as HTMLElement).hidden ? '' : part.textContent)).join(''),
        selected: item.getAttribute('aria-selected') === 'true',
      })),
    );
  const sessions = async (page: Page): Promise<string[]> => (await tabs(page)).slice(1).map(({ name }) => name);
  const textIn = async (where: Parameters<typeof named>[0], name: string): Promise<string> =>
    (await named(where, name)).evaluate((field) => (field as HTMLTextAreaElement).value);
  const type = async (where: Parameters<typeof named>[0], name: string, text: string): Promise<void> => {
    const field = await named(where, name);
    await field.click();
    await field.type(text);
  };

  const openCrmAs = async (agent: 'agent-1' | 'agent-2'): Promise<Page> => {
    const crm = await stage.open(stage.demo.crmUrl);
    await crm.evaluate((kind) => sessionStorage.setItem('demo-crm-softphone', kind), agent);
    await crm.reload();
    await until(`${agent} is connected`, async () => (await textOf(phoneIn(crm)())).includes('Phone connected as'));
    return crm;
  };
  /** As the switchboard does it. */
  const simulate = async (path: string, body: object = {}): Promise<unknown> => {
    const { apiUrl, apiKey } = switchboard;
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', origin: stage.demo.switchboardUrl };
    const response = await fetch(`${apiUrl}/simulator${path}`, {
      method: path === '/state' ? 'GET' : 'POST',
      headers,
      ...(path !== '/state' && { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${path}: ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };
  const place = (call: { from: string; to?: string; data?: Record<string, string> }) => simulate('/calls', { to: '7001', ...call });

  before(async () => {
    stage = await setStage({ contacts: 200 });
    switchboard = (await (await fetch(`${stage.demo.switchboardUrl}/config.json`)).json()) as SwitchboardConfig;
    const [one, two] = switchboard.callers;
    assert.ok(one && two);
    caller = one;
    other = two;
    second = await openCrmAs('agent-2');
    first = await openCrmAs('agent-1');
  });
  after(() => stage?.close());
  afterEach(async () => {
    const { calls } = (await simulate('/state')) as { calls: { id: string }[] };
    for (const { id } of calls) await simulate(`/calls/${id}/drop`);
    for (const page of [first, second]) await until('the calls are over', async () => (await sessions(page)).every((name) => name.endsWith(', over')));
    for (const page of [first, second]) await until('no session is left', () => page.evaluate(closeSessions));
    // What the CRM's server refuses stands in the browser's console as well.
    assert.deepEqual(
      stage.complaints.filter((complaint) => !complaint.includes('422')),
      [],
    );
  });

  it('row 48: a call goes on to a colleague with its record, the note in the softphone, and what was typed into the CRM', async () => {
    const desk = await stage.open(stage.demo.switchboardUrl);
    await press(() => desk, 'Ready');
    await press(() => desk, 'Place the call');
    await first.bringToFront();
    await isHeaded(first, caller.name);
    await press(phoneIn(first), 'Answer');
    await until('the agent talks', async () => (await sessions(first)).includes(`${caller.name}, talking`));
    await type(phoneIn(first)(), 'Notes', 'wants forty pallets');
    await type(first, 'Notes', 'Prefers the morning');

    await press(phoneIn(first), 'Transfer');
    await type(phoneIn(first)(), 'Transfer to', '7002');
    await press(phoneIn(first), 'Ask first');
    await second.bringToFront();
    await isHeaded(second, caller.name);
    await press(phoneIn(second), 'Answer');
    assert.equal(await textIn(second, 'Notes'), '', 'a colleague who is asked sees the record, and not yet the work');

    await first.bringToFront();
    await press(phoneIn(first), 'Complete transfer');
    await press(() => first, 'Cancel');
    await until('the softphone waits no more', async () => !(await textOf(phoneIn(first)())).includes('Waiting for the CRM'));
    assert.deepEqual(await sessions(first), [`${caller.name}, on hold`]);
    assert.equal(await textIn(first, 'Notes'), 'Prefers the morning');
    await press(phoneIn(first), 'Complete transfer');
    await press(() => first, 'OK');

    await until('the page is free', async () => (await tabs(first)).length === 1);
    await isHeaded(first, 'Contacts');
    await second.bringToFront();
    await until('the note came along', async () => (await textIn(phoneIn(second)(), 'Notes')) === 'wants forty pallets');
    await until('the draft came along', async () => (await textIn(second, 'Notes')) === 'Prefers the morning');
    assert.equal(await heading(second), caller.name);
    assert.deepEqual(await sessions(second), [`${caller.name}, talking`]);
    await press(() => second, 'Save notes');
    await until('it is saved', async () => (await textOf(second)).includes('Saved.'));
    await desk.close();
  });

  it('row 49: a call that the colleague does not take is back, with its session and what was typed', async () => {
    await first.bringToFront();
    await place({ from: other.number });
    await isHeaded(first, other.name);
    await press(phoneIn(first), 'Answer');
    await type(first, 'Notes', 'Half a sentence');
    await press(phoneIn(first), 'Transfer');
    await type(phoneIn(first)(), 'Transfer to', '7002');
    await press(phoneIn(first), 'Transfer now');
    await press(() => first, 'OK');
    await until('the page is free', async () => (await tabs(first)).length === 1);
    await second.bringToFront();
    await isHeaded(second, other.name);
    await press(phoneIn(second), 'Decline');
    await first.bringToFront();
    await isHeaded(first, other.name);
    await until('the draft is back', async () => (await textIn(first, 'Notes')) === 'Half a sentence');
    await press(phoneIn(first), 'Answer');
    await until('they talk', async () => (await sessions(first)).includes(`${other.name}, talking`));
    await press(() => first, 'Save notes');
    await until('it is saved', async () => (await textOf(first)).includes('Saved.'));
  });

  it('row 20: two calls at once have a session each, and the data of one never shows in the other', async () => {
    await first.bringToFront();
    const panel = (): Promise<string> => first.$eval('main', (main) => main.innerText);
    await place({ from: caller.number, data: { order: 'order-of-one' } });
    await isHeaded(first, caller.name);
    await press(phoneIn(first), 'Answer');
    await type(first, 'Notes', ' Not saved yet');
    await place({ from: other.number, data: { order: 'order-of-two' } });
    await until('the second one has a tab', async () => (await sessions(first)).includes(`${other.name}, rings, new`));
    assert.equal(await heading(first), caller.name, 'who is in the middle of a sentence stays there');
    await press(() => first, 'Open it');
    await isHeaded(first, other.name);
    const ofTwo = await panel();
    assert.match(ofTwo, /order-of-two/);
    assert.doesNotMatch(ofTwo, new RegExp(`order-of-one|${caller.name}|${caller.number.replace('+', '\\+')}`));
    assert.deepEqual(await sessions(first), [`${caller.name}, talking`, `${other.name}, rings`]);

    await first.focus('[role="tablist"][aria-label="Sessions"] [aria-selected="true"]');
    await first.keyboard.press('ArrowLeft');
    await first.keyboard.press('Enter');
    await isHeaded(first, caller.name);
    const ofOne = await panel();
    assert.match(ofOne, /order-of-one/);
    assert.doesNotMatch(ofOne, new RegExp(`order-of-two|${other.name}|${other.number.replace('+', '\\+')}`));
    assert.match(await textIn(first, 'Notes'), /Not saved yet$/);
    await press(() => first, 'Calls');
    await isHeaded(first, 'Calls');
    assert.doesNotMatch(await panel(), /order-of/);
    await first.goBack();
    await isHeaded(first, caller.name);
    await press(() => first, 'Save notes');
    await until('it is saved', async () => (await textOf(first)).includes('Saved.'));
  });

  it('row 58: closing a session asks; then it stays, or its call is hung up', async () => {
    await first.bringToFront();
    await place({ from: caller.number });
    await isHeaded(first, caller.name);
    await press(phoneIn(first), 'Answer');
    await until('the agent talks', async () => (await sessions(first)).includes(`${caller.name}, talking`));
    await press(() => first, 'Close session');
    await press(() => first, 'Cancel');
    assert.deepEqual(await sessions(first), [`${caller.name}, talking`]);
    await first.focus('[role="tablist"][aria-label="Sessions"] [aria-selected="true"]');
    await first.keyboard.press('Delete');
    await press(() => first, 'Hang up and close');
    await until('nobody is calling', async () => ((await simulate('/state')) as { calls: unknown[] }).calls.length === 0);
    await until('only the CRM itself is left', async () => (await tabs(first)).length === 1);
  });

  it('row 14: of several callers with one number none is opened, the agent picks', async () => {
    await first.bringToFront();
    const several = switchboard.callers.find(({ name }) => name.includes('several')) ?? assert.fail('no number is shared');
    await place({ from: several.number });
    await isHeaded(first, 'Who is it?');
    const names = await first.$$eval('.row-button', (rows) => rows.map((row) => row.textContent ?? ''));
    assert.ok(names.length > 1);
    const [, chosen = ''] = names;
    await press(() => first, chosen);
    await isHeaded(first, chosen);
    assert.deepEqual(await sessions(first), [`${chosen}, rings`]);
  });

  it('row 15: for somebody unknown the form is open, with the number', async () => {
    await first.bringToFront();
    const unknown = switchboard.callers.at(-1) ?? assert.fail();
    await place({ from: unknown.number });
    await isHeaded(first, 'New contact');
    assert.equal(await textIn(first, 'Phone number'), unknown.number);
  });

  it('row 9: a rule that is changed on the page passes the next call on, in every window; what is wrong with one is said, and where', async () => {
    const write = (text: string) =>
      second.$eval(
        '#rules-text',
        (area, value) => {
          (area as HTMLTextAreaElement).value = value;
          area.dispatchEvent(new Event('input'));
        },
        text,
      );
    await second.bringToFront();
    await press(() => second, 'Rules');
    await isHeaded(second, 'Rules');
    const search = { objectTypes: ['Contact'], number: '[[cti.ani]]' };
    const passesOn = { name: 'Passes on', searches: [search], branches: { one: { decision: 'nextRule' } }, actions: [{ type: 'runAction', name: 'Hangup' }] };
    const opensCalls = { type: 'screenPop', target: { type: 'url', url: '/calls' } };
    const lists = { name: 'Latest calls', searches: [search], branches: { one: { decision: 'createSession', action: opensCalls } } };

    const wrong = { ...lists, branches: { many: { decision: 'sometimes' } }, colour: 'red' };
    const text = JSON.stringify([passesOn, wrong], null, 2);
    await write(text);
    await press(() => second, 'Save rules');
    const problems = await until('it is refused', async () => {
      const items = await second.$$eval('.rules-problem', (rows) => rows.map((row) => (row as HTMLElement).innerText));
      return items.length > 0 && items;
    });
    assert.match(problems.join('\n'), /rules\[1\]\.branches\.many\.decision/);
    await second.click('.rules-problem');
    const selected = await second.$eval('#rules-text', (area) => {
      const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(selected, '"sometimes"');

    await write(JSON.stringify([passesOn, lists]));
    await press(() => second, 'Save rules');
    await until('it is saved', async () => (await textOf(second)).includes('Saved. The next call'));
    await first.bringToFront();
    await place({ from: caller.number });
    await until('its session is there', async () => (await sessions(first)).includes(`${caller.name}, rings`));
    await isHeaded(first, 'Calls');
    await second.bringToFront();
    const decision = await until('the page shows how it was decided', async () => {
      const shown = await second.$eval('.decision', (card) => (card as HTMLElement).innerText);
      return shown.includes('Latest calls') && shown;
    });
    assert.match(decision, /Passes on\s+next rule: 1 found[\s\S]*Latest calls\s+decided: 1 found/);

    await press(() => second, 'Use the default rules');
    await press(() => second, 'OK');
    await until('they are back', async () => (await textIn(second, 'Pop rules, as JSON')).includes('Known caller opens'));
  });
});
