/** The contract is only worth something if it notices broken phones: each case is shown to fail for one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PhoneCommandName } from '../../../src/index.ts';
import { phoneContract } from '../../../src/testing/index.ts';
import { brokenAgent } from './broken/broken-agent.ts';
import { brokenCalls } from './broken/broken-calls.ts';
import { brokenChats } from './broken/broken-chats.ts';
import { brokenConference } from './broken/broken-conference.ts';
import { brokenConnection } from './broken/broken-connection.ts';
import { brokenFeatures } from './broken/broken-features.ts';
import { brokenMisuse } from './broken/broken-misuse.ts';
import { brokenTeam } from './broken/broken-team.ts';
import { everyCommand } from './every-command.ts';
import { createFakeRig } from './fake-phone-rig.ts';

const brokenPhones = [
  ...brokenConnection,
  ...brokenCalls,
  ...brokenFeatures,
  ...brokenConference,
  ...brokenAgent,
  ...brokenChats,
  ...brokenTeam,
  ...brokenMisuse,
];
const limits = { stepTimeoutMs: 100, caseTimeoutMs: 2_000 };

describe('the phone contract notices a phone that', () => {
  for (const broken of brokenPhones) {
    test(broken.fault, async () => {
      const found = phoneContract(createFakeRig(broken.options, broken.break), limits).find(({ name }) => name === broken.noticedBy);
      assert.ok(found, `there is no case "${broken.noticedBy}"`);
      assert.deepEqual(found.missing, []);
      await assert.rejects(found.run(), (error: Error) => error.message.startsWith(`${broken.noticedBy}: `));
    });
  }

  test('passes where nothing is broken, through the same wrapping', async () => {
    const untouched = createFakeRig({}, (phone) => Object.create(phone) as typeof phone);
    for (const { missing, run } of phoneContract(untouched)) if (missing.length === 0) await run();
  });
});

describe('the phone contract', () => {
  test('has a broken phone for every case, so that no case is unable to fail', () => {
    const names = phoneContract(createFakeRig()).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length, 'names are unique');
    const noticing = new Set(brokenPhones.map(({ noticedBy }) => noticedBy));
    assert.deepEqual(
      names.filter((name) => !noticing.has(name)),
      [],
    );
  });

  test('lists what a small phone and a poor rig lack, and such a case refuses to run', async () => {
    const rig = createFakeRig({ capabilities: ['dial', 'answer', 'reject', 'hangUp'] });
    const cases = phoneContract({ ...rig, can: ['wrongPassword'] });
    assert.deepEqual(cases.find(({ name }) => name.startsWith('tones arrive'))?.missing, ['sendDtmf', 'hearsDigits']);
    assert.deepEqual(cases.find(({ name }) => name.startsWith('hangUp works while'))?.missing, ['signallingLoss']);
    assert.deepEqual(cases.find(({ name }) => name.startsWith('reject tells'))?.missing, []);
    const lacking = cases.find(({ missing }) => missing.length > 0);
    await assert.rejects(lacking?.run() ?? Promise.resolve(), /not applicable, this rig lacks/);
  });

  test('passes for a small phone', async () => {
    const rig = createFakeRig({ capabilities: ['dial', 'answer', 'reject', 'hangUp'] });
    const cases = phoneContract(rig).filter(({ missing }) => missing.length === 0);
    assert.ok(cases.length > 35, `only ${cases.length} cases apply`);
    for (const { run } of cases) await run();
  });

  for (const [mode, capabilities] of Object.entries<readonly PhoneCommandName[]>({
    'pops only': [],
    'pops and agent state': ['logIn', 'logOut', 'setAgentState'],
  })) {
    test(`passes for a phone with ${mode}`, async () => {
      const cases = phoneContract(createFakeRig({ capabilities })).filter(({ missing }) => missing.length === 0);
      assert.ok(
        cases.some(({ name }) => name === 'commands that are not granted reject NOT_SUPPORTED'),
        'every other command is refused',
      );
      for (const { run } of cases) await run();
    });
  }

  test('tests a phone on what it claims', () => {
    const claims = [
      'superviseCall',
      'setMemberState',
      'requestAssistance',
      'conference',
      'dropParty',
      'setCallData',
      'cancelConsult',
      'wrapUp',
      'logIn',
      'logOut',
      'sendMessage',
      'pushUrl',
      'vendorCommand',
    ] as const;
    const without = (claim: PhoneCommandName) => phoneContract(createFakeRig({ capabilities: everyCommand.filter((name) => name !== claim) }));
    for (const claim of claims) {
      const about = without(claim).filter(({ missing }) => missing.includes(claim));
      assert.ok(about.length > 0, `no case is about ${claim}`);
    }
  });

  test('ends by itself when a rig never answers', async () => {
    const rig = createFakeRig();
    const [first] = phoneContract({ ...rig, call: () => new Promise(() => undefined) }, { stepTimeoutMs: 30 }).filter(({ name }) =>
      name.startsWith('answer connects'),
    );
    await assert.rejects(
      first?.run() ?? Promise.resolve(),
      /waited 30 ms for the far end's call to be on its way[\s\S]*phone 1: status connecting, status ready/,
    );
  });
});
