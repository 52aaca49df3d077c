/** What a launch URL leads to, and what is left of it in the address bar. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { clearedUrl } from '../../../src/host/launch/cleared-url.ts';
import { decideLaunch, targetOf } from '../../../src/host/launch/decide-launch.ts';
import { type LaunchRequest, parseLaunchUrl } from '../../../src/numbers/index.ts';
import type { RecordMatch } from '../../../src/protocol/record.ts';

const launch = (change: Partial<LaunchRequest> = {}): LaunchRequest => ({
  kind: 'launch',
  route: 'power',
  number: '0702007722',
  match: 'suffix',
  mayMatchMany: false,
  ...change,
});
const match = (recordId: string, confidence?: 'strong' | 'weak'): RecordMatch => ({ recordId, recordName: recordId, objectType: 'Contact', confidence });
const [a, b] = [match('a'), match('b')];
const [weakA, weakB] = [match('a', 'weak'), match('b', 'weak')];
const number = '0702007722';

describe('a launch leads', () => {
  for (const [what, request, matches, defaultTemplateId, expected] of [
    ['to the one match', launch(), [a], undefined, { type: 'record', number, record: a }],
    ['to the one strong match', launch(), [weakA, b], undefined, { type: 'record', number, record: b }],
    ['to a list of several', launch(), [a, b], undefined, { type: 'list', number, matches: [a, b] }],
    ['to a list of one that is not sure', launch(), [weakA], undefined, { type: 'list', number, matches: [weakA] }],
    ['to a list of several that are not sure', launch(), [weakA, weakB], undefined, { type: 'list', number, matches: [weakA, weakB] }],
    ['to a form with the number nobody has', launch(), [], undefined, { type: 'form', number }],
    ['to the form of its template', launch({ number: undefined, templateId: 't' }), [], undefined, { type: 'form', templateId: 't' }],
    ['to that form rather than the default one', launch({ templateId: 't' }), [], 'd', { type: 'form', number, templateId: 't' }],
    ['to the default one otherwise', launch(), [], 'd', { type: 'form', number, templateId: 'd' }],
    ['to the form about the one match', launch({ templateId: 't' }), [a], undefined, { type: 'form', number, templateId: 't', record: a }],
    ['to a list first, and keeps the template', launch({ templateId: 't' }), [a, b], undefined, { type: 'list', number, templateId: 't', matches: [a, b] }],
    ['to an empty form without number and template', launch({ number: undefined }), [], undefined, { type: 'form' }],
  ] as const) {
    test(what, () => assert.deepEqual(decideLaunch(request, matches, defaultTemplateId), expected));
  }

  test('where the CRM says', () => {
    const form = ({ number: asked }: { number?: string | undefined }) => ({ type: 'newRecord', objectType: asked ?? 'none' }) as const;
    assert.deepEqual(targetOf({ type: 'form', number: '1' }, { form }), { type: 'newRecord', objectType: '1' });
    assert.deepEqual(targetOf({ type: 'list', number: '1', matches: [] }, { form }), { type: 'search', searchString: '1' });
    assert.deepEqual(targetOf({ type: 'list', number: '1', matches: [] }, { form, list: () => ({ type: 'list', listViewId: 'v' }) }), {
      type: 'list',
      listViewId: 'v',
    });
    assert.deepEqual(targetOf({ type: 'record', number: '1', record: a }, { form }), { type: 'record', recordId: 'a', objectType: 'Contact' });
  });
});

describe('a launch URL is cleared', () => {
  for (const [url, previous, expected] of [
    ['https://crm.example/#/power?phoneNumber=1', undefined, 'https://crm.example/'],
    ['https://crm.example/a?x=1#/power?phoneNumber=1', undefined, 'https://crm.example/a?x=1'],
    ['https://crm.example/a#/power?phoneNumber=1', 'https://crm.example/a#/contacts/17', 'https://crm.example/a#/contacts/17'],
    ['https://crm.example/a#/power?phoneNumber=1', 'https://crm.example/a', 'https://crm.example/a'],
    ['https://crm.example/a#/power?phoneNumber=2', 'https://crm.example/a#/power?phoneNumber=1', 'https://crm.example/a'],
    ['https://crm.example/CTI.aspx?templateid=t', undefined, 'https://crm.example/CTI.aspx'],
    ['https://crm.example/CTI.aspx?a=1&TemplateID=t&b=%20+&phone%4Eumber=1&c#top', undefined, 'https://crm.example/CTI.aspx?a=1&b=%20+&c#top'],
    ['https://crm.example/CTI.aspx?templateid=t#/power?phoneNumber=1', undefined, 'https://crm.example/CTI.aspx'],
    ['https://crm.example/CTI.aspx?x=1#/power?phoneNumber=1', undefined, 'https://crm.example/CTI.aspx?x=1'],
    ['https://crm.example/a?phoneNumber=1#/power?phoneNumber=1', undefined, 'https://crm.example/a?phoneNumber=1'],
  ] as const) {
    test(`${url}${previous ? ` after ${previous}` : ''}`, () => assert.equal(clearedUrl(url, previous), expected));
  }

  test('and is none any more, so that a reload opens nothing', () => {
    const parts = fc.array(fc.constantFrom('phoneNumber=1', 'templateid=t', 'TEMPLATEID=', 'x=1', '', '%zz', 'phone%4eumber=2', '=', '?', 'a=b=c'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(parts, parts, fc.constantFrom('CTI.aspx', 'a'), fc.constantFrom('/power', '/home', '/power/'), (query, inFragment, page, route) => {
        const url = `https://crm.example/${page}?${query.join('&')}#${route}?${inFragment.join('&')}`;
        const cleared = clearedUrl(url, `https://crm.example/${page}#${route}?${query.join('&')}`);
        if (parseLaunchUrl(url)) assert.equal(parseLaunchUrl(cleared), undefined, `${url} becomes ${cleared}`);
      }),
      { numRuns: 1_000 },
    );
  });
});
