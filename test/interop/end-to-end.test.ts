/**
 * The whole line: a call from sipp, through Kamailio and rtpengine, into the softphone in the demo's CRM; the caller's
 * contact opens; the agent answers, talks, hangs up; one call with the right duration is in the database.
 */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Activity, ContactPage, SearchHit } from '../../demo/crm/api-types.ts';
import type { SampleCaller } from '../../demo/crm/database/sample-callers.ts';
import { anyPorts } from '../../demo/ports.ts';
import { startDemo } from '../../demo/start.ts';
import { press, softphoneFrame } from '../e2e/stage.ts';
import { HOST, STEP_TIMEOUT_MS, WS_PORT } from './peers/limits.ts';
import { keepLog } from './peers/logs.ts';
import { enterNamespace } from './peers/namespace.ts';
import { ack, invite, receive, receiveRequest, rememberAndPlay, respond } from './peers/scenario.ts';
import type { Outgoing } from './peers/scenario-message.ts';
import { startSystem, users } from './peers/system.ts';
import { temporaryFolder } from './peers/temporary-folder.ts';

await enterNamespace(import.meta.url);
const system = await startSystem();
const demo = await startDemo({
  dataFolder: temporaryFolder('demo'),
  contacts: 300,
  // PGlite, whatever the environment says.
  databaseUrl: '',
  ports: anyPorts,
});
after(demo.close);

const TALK_MS = 3_000;

const ask = async <Answer>(url: string): Promise<Answer> => {
  const response = await fetch(url);
  assert.ok(response.ok, `${url}: ${response.status}`);
  return (await response.json()) as Answer;
};

/** A contact of the database whose number is nobody else's. */
const someContact = async (): Promise<{ id: number; name: string; number: string }> => {
  const { callers } = await ask<{ callers: SampleCaller[] }>(`${demo.customerUrl}/config.json`);
  const [caller] = callers;
  assert.ok(caller);
  const { hits } = await ask<{ hits: SearchHit[] }>(`${demo.crmUrl}/api/search?${new URLSearchParams({ e164: caller.number })}`);
  assert.equal(hits.length, 1);
  return { id: hits[0]?.contact.id ?? 0, ...caller };
};

const page = await system.browser.newPage();
const said: string[] = [];
keepLog('CRM page', () => said);
page.on('console', (message) => said.push(message.text()));
page.on('pageerror', (error) => said.push(String(error)));
await page.setViewport({ width: 1400, height: 900 });
await page.goto(demo.crmUrl);
const frame = () => softphoneFrame(page, demo);
const inCall = (action: string) => `ringframe-call-bar >>> [data-action="${action}"]`;

/** As an agent does it: through the softphone's settings. */
const usePhoneSystem = async (server: string, user: string, password: string): Promise<void> => {
  const settings = await page.waitForFrame((candidate) => candidate.url().startsWith(demo.softphoneUrl));
  await settings.locator('::-p-text(Sound and settings)').click();
  await press(frame, 'Phone system…');
  for (const [name, value] of Object.entries({ server, user, password })) await settings.locator(`#setting-${name}`).fill(value);
  await press(frame, 'Save and connect');
};

system.case(
  'row 61: with a phone in the page and no server of ours, sipp calls, the contact opens, the agent answers, talks and hangs up, and one call is in the database',
  async () => {
    const contact = await someContact();
    const { kamailio, rtpengine } = system;
    await usePhoneSystem(`ws://${HOST}:${WS_PORT}/`, 'alice', users.alice);
    await kamailio.seen(/interop: registered alice/);

    const caller: Outgoing = { from: contact.number, to: 'alice' };
    const sipp = await system.sipp({
      role: 'caller',
      steps: [
        invite(caller),
        receive(100, { optional: true }),
        receive(180),
        receive(200, { action: rememberAndPlay }),
        ack(caller),
        receiveRequest('BYE'),
        respond(200, 'OK'),
      ],
    });

    await page.waitForFunction((path) => location.pathname === path, { timeout: STEP_TIMEOUT_MS }, `/contacts/${contact.id}`);
    await page.waitForFunction((name) => document.querySelector('h1')?.textContent === name, { timeout: STEP_TIMEOUT_MS }, contact.name);

    const acknowledged = kamailio.seen(/interop: ACK .*alice/, kamailio.position).then(() => performance.now());
    await press(frame, 'Answer');
    const talkedFrom = await acknowledged;
    await delay(TALK_MS);
    const left = kamailio.seen(/interop: BYE .*from alice/, kamailio.position).then(() => performance.now());
    await frame().locator(inCall('hangUp')).click();
    const talkedSeconds = ((await left) - talkedFrom) / 1_000;
    assert.equal((await sipp.exited()).code, 0);

    // What rtpengine passed on: some 50 packets a second from each side.
    await rtpengine.seen(/Deleting entire call/);
    const passed = rtpengine
      .lines()
      .flatMap((line) => /SSRC [1-9a-f]\w*, (\d+) p/.exec(line)?.[1] ?? [])
      .map(Number)
      .filter((packets) => packets > 100);
    assert.equal(passed.length, 2, 'voice went both ways');

    await page.waitForSelector('.timeline > li:not(.empty)', { timeout: STEP_TIMEOUT_MS });
    const notes = 'Talked about the interop test';
    const wrapUp = frame();
    await wrapUp.locator('ringframe-wrap-up >>> textarea').fill(notes);
    await wrapUp.locator('ringframe-wrap-up >>> [data-action="save"]').click();
    await page.waitForFunction((text) => document.querySelector('.timeline')?.textContent?.includes(text), { timeout: STEP_TIMEOUT_MS }, notes);

    const { activities } = await ask<ContactPage>(`${demo.crmUrl}/api/contacts/${contact.id}`);
    const all = await ask<{ activities: Activity[] }>(`${demo.crmUrl}/api/activities`);
    assert.equal(all.activities.length, 1, 'one call in the whole database');
    assert.equal(activities.length, 1);
    const [activity] = activities;
    assert.ok(activity);
    assert.ok(Math.abs(activity.durationSeconds - talkedSeconds) <= 1, `${activity.durationSeconds} s in the database, ${talkedSeconds} s on the wire`);
    const { direction, number, answered, cause, notes: kept } = activity;
    assert.deepEqual(
      { direction, number, answered, cause, kept },
      { direction: 'inbound', number: contact.number, answered: true, cause: 'normalClearing', kept: notes },
    );
  },
);
