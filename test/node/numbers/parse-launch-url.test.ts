/** Launch URLs, bit for bit: both routes with all vectors, and whatever phone systems and shells make of them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type LaunchRequest, type MalformedLaunch, parseLaunchUrl } from '../../../src/numbers/index.ts';
import { MAX_LAUNCH_URL_LENGTH, MAX_TEMPLATE_ID_LENGTH } from '../../../src/numbers/limits.ts';
import * as protocolLimits from '../../../src/protocol/limits.ts';

const POWER = 'https://webfront.example/#/power';
const CTI = 'http://webfront.example/webfront/CTI.aspx';
const TEMPLATE = '4cf10508-c474-94fd-55df-28cb7a6f3fb3';

const power = (change: Partial<LaunchRequest> = {}) => ({ kind: 'launch', route: 'power', match: 'suffix', mayMatchMany: false, ...change });
const cti = (change: Partial<LaunchRequest> = {}) => power({ route: 'cti', ...change });

const table = (name: string, lines: [url: string, expected: object | undefined][]) =>
  describe(name, () => {
    for (const [url, expected] of lines) test(url, () => assert.deepEqual(parseLaunchUrl(url), expected));
  });

table('a launch URL: the number', [
  [`${POWER}?phoneNumber=0702007722`, power({ number: '0702007722' })],
  [`${POWER}?phoneNumber=^0702007722`, power({ number: '0702007722', match: 'exact' })],
  [`${POWER}?phoneNumber=%5E0702007722`, power({ number: '0702007722', match: 'exact' })],
  [`${POWER}?phoneNumber=%5e0702007722`, power({ number: '0702007722', match: 'exact' })],
  [`${POWER}?phoneNumber=+0702007722`, power({ number: '0702007722' })],
  [`${POWER}?phoneNumber=^+0702007722`, power({ number: '0702007722', match: 'exact' })],
  [`${POWER}?phoneNumber=%2B0702007722`, power({ number: '+0702007722' })],
  [`${POWER}?phoneNumber=%2b0702007722`, power({ number: '+0702007722' })],
  [`${POWER}?phoneNumber=^%2B0702007722`, power({ number: '+0702007722', match: 'exact' })],
  [`${POWER}?phoneNumber=%5E%2B0702007722`, power({ number: '+0702007722', match: 'exact' })],
  [`${POWER}?phoneNumber=070-200%2077+22`, power({ number: '070-200 77 22' })],
  [`${POWER}?phoneNumber=%20070%20`, power({ number: '070', mayMatchMany: true })],
  // One `^`, and only in front of everything.
  [`${POWER}?phoneNumber=^^070200`, power({ number: '^070200', match: 'exact' })],
  [`${POWER}?phoneNumber=+^070200`, power({ number: '^070200' })],
  [`${POWER}?phoneNumber=anonymous`, power({ number: 'anonymous', mayMatchMany: true })],
  [`${POWER}?phoneNumber=#21`, power({ number: '#21', mayMatchMany: true })],
  [`${POWER}?phoneNumber=a=b`, power({ number: 'a=b', mayMatchMany: true })],
]);

table('a launch URL: no number', [
  [`${POWER}?phoneNumber`, power()],
  [`${POWER}?phoneNumber=`, power()],
  [`${POWER}?phoneNumber=+`, power()],
  [`${POWER}?phoneNumber=^`, power({ match: 'exact' })],
  [`${CTI}?phoneNumber=`, cti()],
]);

table('a launch URL: the template', [
  [`${CTI}?templateid=${TEMPLATE}`, cti({ templateId: TEMPLATE })],
  [`${CTI}?templateid=%7B${TEMPLATE.toUpperCase()}%7D`, cti({ templateId: TEMPLATE.toUpperCase() })],
  [`${CTI}?templateid={${TEMPLATE}}`, cti({ templateId: TEMPLATE })],
  [`${CTI}?templateid={a${TEMPLATE.slice(1)}}`, cti({ templateId: `a${TEMPLATE.slice(1)}` })],
  [`${CTI}?templateid=`, cti()],
  [`${CTI}?templateid=${TEMPLATE}&phoneNumber=^7722`, cti({ templateId: TEMPLATE, number: '7722', match: 'exact' })],
  [`${POWER}?templateid=${TEMPLATE}&phoneNumber=7722`, power({ templateId: TEMPLATE, number: '7722', mayMatchMany: true })],
  [`${CTI}?templateid=${TEMPLATE}#/power?phoneNumber=070200`, cti({ templateId: TEMPLATE, number: '070200' })],
  [`${CTI}?templateid=${TEMPLATE}#top`, cti({ templateId: TEMPLATE })],
]);

table('a launch URL: the case of route and names', [
  ['https://webfront.example/webfront/cti.ASPX?TemplateId=a&PHONENUMBER=1', cti({ templateId: 'a', number: '1', mayMatchMany: true })],
  ['https://webfront.example/#/Power?phonenumber=070200', power({ number: '070200' })],
  ['https://webfront.example/#/power?phone%4eumber=070200', power({ number: '070200' })],
  ['https://webfront.example/#/power/?phoneNumber=070200', power({ number: '070200' })],
  ['https://crm.example/a/b.html?x=1#/power?phoneNumber=070200', power({ number: '070200' })],
  ['#/power?phoneNumber=070200', power({ number: '070200' })],
  ['/webfront/CTI.aspx?templateid=a', cti({ templateId: 'a' })],
  ['CTI.aspx?templateid=a', cti({ templateId: 'a' })],
]);

table('a URL of another kind', [
  ['', undefined],
  ['#', undefined],
  ['https://crm.example/', undefined],
  ['https://crm.example/?phoneNumber=070200&templateid=a', undefined],
  ['https://crm.example/power?phoneNumber=070200', undefined],
  ['https://crm.example/#power?phoneNumber=070200', undefined],
  ['https://crm.example/#/powerful?phoneNumber=070200', undefined],
  ['https://crm.example/#/power/users?phoneNumber=070200', undefined],
  ['https://crm.example/#/contacts?next=/power', undefined],
  [POWER, undefined],
  [`${POWER}?`, undefined],
  [`${POWER}?other=1`, undefined],
  [CTI, undefined],
  [`${CTI}?lang=sv`, undefined],
  ['https://crm.example/notCTI.aspx?templateid=a', undefined],
  ['https://crm.example/CTI.aspx/x?templateid=a', undefined],
  ['https://crm.example/?next=/CTI.aspx', undefined],
  ['https://crm.example/#/CTI.aspx?templateid=a', undefined],
  [`https://crm.example/?data=${'x'.repeat(1_000_000)}`, undefined],
  [`${CTI}?data=${'x'.repeat(1_000_000)}`, undefined],
]);

describe('a launch URL that cannot be followed', () => {
  const problem = (url: string) => {
    const found = parseLaunchUrl(url);
    assert.equal(found?.kind, 'malformed');
    const { problem, parameter, message } = found as MalformedLaunch;
    assert.match(message, /^(phoneNumber|templateid|The launch URL) .+\. .+\.$/, 'says what is wrong and what to do');
    return parameter ? `${problem} ${parameter}` : problem;
  };

  for (const placeholder of [
    '%phoneNumber%',
    '^%phoneNumber%',
    '%5E%phoneNumber%',
    '%2B%phoneNumber%',
    '^%2B%PHONENUMBER%',
    '%ani%',
    // Begins like an escape.
    '%callerId%',
    '%CALLER_ID%',
    '%de%',
    '%25phoneNumber%25',
    '{phoneNumber}',
    '{{phoneNumber}}',
    '$' + '{phoneNumber}',
    '$(number)',
    '$number',
    '[[cti.ani]]',
    '<number>',
    '%3Cnumber%3E',
    '^+{number}',
  ]) {
    test(`has ${placeholder} in it`, () => assert.equal(problem(`${POWER}?phoneNumber=${placeholder}`), 'placeholder phoneNumber'));
  }
  test('has a placeholder for its template', () => {
    assert.equal(problem(`${CTI}?templateid={templateId}`), 'placeholder templateid');
    assert.equal(problem(`${CTI}?phoneNumber=1&templateid=%templateId%`), 'placeholder templateid');
  });
  test('names two numbers, or two templates', () => {
    assert.equal(problem(`${POWER}?phoneNumber=1&phoneNumber=2`), 'repeated phoneNumber');
    assert.equal(problem(`${POWER}?phoneNumber=1&PhoneNumber=^1`), 'repeated phoneNumber');
    assert.equal(problem(`${CTI}?phoneNumber=1#/power?phoneNumber=2`), 'repeated phoneNumber');
    assert.equal(problem(`${CTI}?templateid=a&templateid=b`), 'repeated templateid');
  });
  test('but one thing may be said twice, or once and once not at all', () => {
    assert.deepEqual(parseLaunchUrl(`${POWER}?phoneNumber=070200&PHONENUMBER=%30702%300&phoneNumber=`), power({ number: '070200' }));
    assert.deepEqual(parseLaunchUrl(`${CTI}?templateid=a&templateid=a`), cti({ templateId: 'a' }));
  });
  test('has control characters in its number', () => {
    for (const sign of ['%00', '%0A', '%1b', '%7F']) assert.equal(problem(`${POWER}?phoneNumber=07${sign}02`), 'unreadable phoneNumber');
  });
  test('has a template that is no id', () => {
    for (const id of ['a/b', '../a', 'a%20b', '<b>x</b>', 'a%00', "a'--", 'é', '{a}b'])
      assert.equal(problem(`${CTI}?templateid=${id}`), 'unreadable templateid');
  });
  test('is too long', () => {
    const url = `${POWER}?phoneNumber=1&x=`;
    assert.equal(parseLaunchUrl(url.padEnd(MAX_LAUNCH_URL_LENGTH, 'x'))?.kind, 'launch');
    assert.equal(problem(url.padEnd(MAX_LAUNCH_URL_LENGTH + 1, 'x')), 'tooLong');
    assert.equal(problem(`${POWER}?phoneNumber=${'1'.repeat(251)}`), 'tooLong phoneNumber');
    assert.equal(parseLaunchUrl(`${POWER}?phoneNumber=^${'1'.repeat(250)}`)?.kind, 'launch');
    assert.equal(problem(`${CTI}?templateid=${'a'.repeat(MAX_TEMPLATE_ID_LENGTH + 1)}`), 'tooLong templateid');
  });
  test('does not repeat what was in it', () => {
    for (const url of [
      `${POWER}?phoneNumber=0702007722%0A1`,
      `${POWER}?phoneNumber=0702007722&phoneNumber=1`,
      `${POWER}?phoneNumber=${'0702007722'.repeat(30)}`,
    ]) {
      const found = parseLaunchUrl(url);
      assert.equal(found?.kind, 'malformed');
      assert.ok(!JSON.stringify(found).includes('0702007722'));
    }
  });
});

describe('a launch URL with bad escapes', () => {
  table('is read as far as it goes', [
    [`${POWER}?phoneNumber=%2`, power({ number: '%2', mayMatchMany: true })],
    [`${POWER}?phoneNumber=0702%`, power({ number: '0702%', mayMatchMany: true })],
    [`${POWER}?phoneNumber=0702%zz07`, power({ number: '0702%zz07' })],
    [`${POWER}?phoneNumber=%ff070200`, power({ number: '\uFFFD070200' })],
    [`${POWER}?%zz=1&phoneNumber=070200`, power({ number: '070200' })],
    // `%2B` in a batch file: argument two, which is empty, and a B.
    [`${POWER}?phoneNumber=B070200`, power({ number: 'B070200' })],
  ]);
});

describe('any URL', () => {
  const pieces = fc.constantFrom(
    ...'#?&=^+%/\\;<>{}$[]'.split(''),
    '%2B',
    '%5E',
    '%00',
    '%phoneNumber%',
    'phoneNumber',
    'templateid',
    '/power',
    'CTI.aspx',
    '070',
    '\n',
    'é',
    '\uD800',
  );
  test('is read without throwing, and never gives more than the caps', () => {
    const url = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => `${POWER}?phoneNumber=${parts.join('')}`),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(url, (text) => {
        const found = parseLaunchUrl(text);
        if (found?.kind !== 'launch') return;
        assert.ok((found.number ?? '').length <= protocolLimits.MAX_NUMBER_LENGTH && found.number !== '');
        assert.ok(!/\p{Cc}/u.test(found.number ?? ''));
        assert.match(found.templateId ?? 'none', /^[\w.:-]{1,255}$/);
      }),
      { numRuns: 2_000 },
    );
  });
  test('gives back what was encoded into it, if that is a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+\d][\d ()/.-]{5,30}\d$/), fc.boolean(), (number, exact) => {
        const found = parseLaunchUrl(`${POWER}?phoneNumber=${exact ? '^' : ''}${encodeURIComponent(number)}`);
        assert.deepEqual(found, power({ number, match: exact ? 'exact' : 'suffix', mayMatchMany: !exact && number.replace(/\D/g, '').length < 6 }));
      }),
    );
  });
  test('is read at once, however long and crafted', () => {
    const started = performance.now();
    for (const part of ['%', '^', '+', '%2B', '{', '$(', '[[', '%a', '&phoneNumber=%', '?', '#/power'])
      parseLaunchUrl(`${POWER}?phoneNumber=${part.repeat(300_000)}`);
    for (const part of ['%20', '+', '{', '{a', '%a ', '[a']) parseLaunchUrl(`${POWER}?phoneNumber=${part.repeat(4_000 / part.length)}`);
    assert.ok(performance.now() - started < 2_000);
  });
  test('has the caps of the protocol', () => {
    assert.equal(MAX_LAUNCH_URL_LENGTH, protocolLimits.MAX_URL_LENGTH);
    assert.equal(MAX_TEMPLATE_ID_LENGTH, protocolLimits.MAX_ID_LENGTH);
  });
});
