/** Open CTI's softphone layout: what each setting opens, and how a wrong one is named. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decidePop } from '../../../src/host/rules/decide-pop.ts';
import { layoutRules } from '../../../src/host/rules/layout-rules.ts';
import { parseLayout } from '../../../src/host/rules/parse-layout.ts';
import { parseRules } from '../../../src/host/rules/parse-rules.ts';
import { isCtiError, type ScreenPopTarget, type SearchAndPop, type SoftphoneLayout } from '../../../src/index.ts';
import type { ScreenPopSettings } from '../../../src/protocol/softphone-layout.ts';
import { type StoredRecord, smallCrm } from './small-crm.ts';

const none = { callRelatedFields: [], objects: {}, screenPopSettings: {} };
const name = { displayName: 'Name', apiName: 'Name' };
const phone = { displayName: 'Phone', apiName: 'Phone' };
const layoutWith = (screenPopSettings: ScreenPopSettings, more: Partial<SoftphoneLayout> = {}): SoftphoneLayout =>
  parseLayout({
    Internal: none,
    Inbound: { callRelatedFields: ['ANI', 'DNIS', 'SEGMENT', 'QUEUE'], objects: { Contact: [name, phone], Account: [name] }, screenPopSettings },
    Outbound: { ...none, objects: { Contact: [phone] } },
    ...more,
  });

const record = (id: string, phones: string[], type = 'Contact'): StoredRecord => ({
  id,
  type,
  name: `Name of ${id}`,
  phones,
  fields: { Phone: phones[0] ?? '', Secret: 'x' },
});
const records = [record('c1', ['+4681']), record('c2', ['+4682']), record('a2', ['+4682'], 'Account'), record('l3', ['+4683'], 'Lead')];
const one = '+4681';
const several = '+4682';
const nobody = '+4689';

const targetFor = async (searchParams: string, settings: ScreenPopSettings, request: Partial<SearchAndPop> = {}): Promise<ScreenPopTarget | undefined> =>
  (await decidePop({ searchParams, ...request }, { ...smallCrm(records), layout: layoutWith(settings) })).target;

describe('a screen pop setting', () => {
  const numbers = { NoMatch: nobody, SingleMatch: one, MultipleMatches: several } as const;
  const request: Partial<SearchAndPop> = {
    queryParams: 'a=1&b=ö',
    defaultFieldValues: { Phone: '+46 8', Vip: true },
    flowArguments: [{ name: 'ani', type: 'String', value: '1' }],
  };
  const url: ScreenPopTarget = { type: 'url', url: '/apex/Caller?a=1&b=%C3%B6' };
  const flow: ScreenPopTarget = { type: 'flow', flowName: 'Screen_Caller', flowArguments: [{ name: 'ani', type: 'String', value: '1' }] };
  const rows: [keyof typeof numbers, string, string | undefined, ScreenPopTarget | undefined][] = [
    ['NoMatch', 'PopToEntity', 'Contact', { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: '+46 8', Vip: true } }],
    ['NoMatch', 'PopToVisualforce', 'Caller', url],
    ['NoMatch', 'PopToSearch', undefined, { type: 'search', searchString: nobody }],
    ['NoMatch', 'PopToFlow', 'Screen_Caller', flow],
    ['NoMatch', 'PopToSomething', 'x', undefined],
    ['SingleMatch', 'PopToEntity', undefined, { type: 'record', recordId: 'c1', objectType: 'Contact' }],
    ['SingleMatch', 'PopToEntity', 'Contact', { type: 'record', recordId: 'c1', objectType: 'Contact' }],
    ['SingleMatch', 'PopToVisualforce', 'Caller', url],
    ['SingleMatch', 'PopToFlow', 'Screen_Caller', flow],
    ['SingleMatch', 'constructor', undefined, undefined],
    ['MultipleMatches', 'PopToSearch', undefined, { type: 'search', searchString: several }],
    ['MultipleMatches', 'PopToVisualforce', 'Caller', url],
    ['MultipleMatches', 'PopToFlow', 'Screen_Caller', flow],
    ['MultipleMatches', 'PopToEntity', 'Contact', undefined],
  ];
  for (const [match, screenPopType, screenPopData, target] of rows) {
    it(`${match}: ${screenPopType} ${screenPopData ?? ''} opens ${target ? JSON.stringify(target) : 'nothing'}`, async () => {
      const settings = { [match]: { screenPopType, ...(screenPopData && { screenPopData }) } };
      assert.deepEqual(await targetFor(numbers[match], settings, request), target);
      for (const other of Object.keys(numbers) as (keyof typeof numbers)[])
        if (other !== match) assert.equal(await targetFor(numbers[other], settings, request), undefined, `${other} has no setting`);
    });
  }

  it('of a type that is not known, or of none, opens nothing', async () => {
    for (const number of Object.values(numbers)) {
      assert.equal(await targetFor(number, {}), undefined);
      assert.equal(await targetFor(number, { [Object.keys(numbers)[0] as 'NoMatch']: { screenPopType: 'toString' } }), undefined);
    }
  });

  it('belongs to its type of call: `{}` for the others opens nothing, though they are searched', async () => {
    const layout = layoutWith({ SingleMatch: { screenPopType: 'PopToEntity' }, NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Contact' } });
    const crm = smallCrm(records);
    const outbound = await decidePop({ searchParams: one, callType: 'outbound' }, { ...crm, layout });
    assert.deepEqual([outbound.target, outbound.matches.map(({ recordId }) => recordId)], [undefined, ['c1']]);
    const internal = await decidePop({ searchParams: one, callType: 'internal' }, { ...crm, layout });
    assert.deepEqual([internal.target, internal.matches], [undefined, []]);
    assert.equal(crm.queries.length, 1, 'a section without objects asks for nothing');
  });

  it('may name a page by its path; query parameters keep what is there', async () => {
    for (const [page, queryParams, url] of [
      ['/callers/show?x=1#top', { a: '1 2' }, '/callers/show?x=1&a=1+2#top'],
      ['/callers?', '?a=1', '/callers?a=1'],
      ['https://crm.example/x', 'a=1', 'https://crm.example/x?a=1'],
      ['Caller', undefined, '/apex/Caller'],
      ['Caller', '', '/apex/Caller'],
      ['Caller', { '#': '&=' }, '/apex/Caller?%23=%26%3D'],
    ] as const)
      assert.deepEqual(await targetFor(nobody, { NoMatch: { screenPopType: 'PopToVisualforce', screenPopData: page } }, { queryParams }), { type: 'url', url });
  });

  it('takes what the softphone sends as it is: a placeholder in it is only text', async () => {
    const text = '[[cti.ani]] [[$User.password]g]';
    const settings: ScreenPopSettings = {
      NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Contact' },
      MultipleMatches: { screenPopType: 'PopToSearch' },
    };
    const target = await targetFor(nobody, settings, { defaultFieldValues: { Phone: text } });
    assert.deepEqual(target, { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: text } });
    const search = await targetFor(text, { NoMatch: { screenPopType: 'PopToSearch' } });
    assert.deepEqual(search, { type: 'search', searchString: text });
  });
});

describe('matches by a layout', () => {
  it('are of its objects, with its fields', async () => {
    const layout = layoutWith({ SingleMatch: { screenPopType: 'PopToEntity' } });
    for (const heedsTypes of [true, false]) {
      const crm = smallCrm(records, { heedsTypes });
      const { matches } = await decidePop({ searchParams: several }, { ...crm, layout });
      assert.deepEqual(
        matches.map(({ recordId, objectType, recordName, fields }) => [recordId, objectType, recordName, fields]),
        [
          ['c2', 'Contact', 'Name of c2', { Phone: several }],
          ['a2', 'Account', 'Name of a2', {}],
        ],
      );
      assert.deepEqual((await decidePop({ searchParams: '+4683' }, { ...crm, layout })).matches, [], 'a lead is no object of the layout');
      assert.deepEqual(crm.queries[0]?.objectTypes, ['Contact', 'Account']);
      assert.deepEqual(crm.queries[0]?.fields, { Contact: ['Name', 'Phone'], Account: ['Name'] });
    }
  });

  it('of an object without fields decide the pop and are not told', async () => {
    const layout = parseLayout({
      Internal: none,
      Outbound: none,
      Inbound: { ...none, objects: { Contact: [] }, screenPopSettings: { SingleMatch: { screenPopType: 'PopToEntity' } } },
    });
    const { matches, target } = await decidePop({ searchParams: one }, { ...smallCrm(records), layout });
    assert.deepEqual(matches, []);
    assert.deepEqual(target, { type: 'record', recordId: 'c1', objectType: 'Contact' });
  });
});

describe('a layout', () => {
  it('is rules that an administrator could have written', () => {
    const rules = layoutRules(layoutWith({ NoMatch: { screenPopType: 'PopToFlow', screenPopData: 'F' }, SingleMatch: { screenPopType: 'PopToEntity' } }));
    assert.deepEqual(parseRules(JSON.parse(JSON.stringify(rules))), rules);
  });

  const right = layoutWith({});
  const inbound = (change: object) => ({ ...right, Inbound: { ...right.Inbound, ...change } });
  const settings = (screenPopSettings: object) => inbound({ screenPopSettings });
  const known = { objectTypes: ['Contact', 'Account'], flows: ['Known_Flow'] };
  for (const [value, message] of [
    [null, /^layout: /],
    [[], /^layout: /],
    [{}, /^layout\.Internal: must be a value of type object$/m],
    [{ ...right, Internal: 5, Outbound: { ...right.Outbound, objects: { Ghost: [] } } }, /^layout\.Internal: must be a value of type object$/],
    [
      { ...settings({ NoMatch: { screenPopType: 'PopToFlow' } }), Outbound: { ...right.Outbound, objects: { Ghost: [] } } },
      /Inbound.*screenPopData: must name.*\nlayout\.Outbound\.objects\.Ghost: is no kind/,
    ],
    [{ ...right, Outbound: undefined }, /^layout\.Outbound: /],
    [inbound({ callRelatedFields: 'ANI' }), /^layout\.Inbound\.callRelatedFields: must be a value of type array$/],
    [inbound({ objects: [] }), /^layout\.Inbound\.objects: must hold at most 50 items by name$/],
    [inbound({ objects: { Contact: 'Name' } }), /^layout\.Inbound\.objects\.Contact: must be a value of type array$/],
    [inbound({ objects: { Contact: [name, { displayName: 'x' }] } }), /^layout\.Inbound\.objects\.Contact\[1\]\.apiName: must be a value of type string$/],
    [inbound({ objects: JSON.parse('{"__proto__":[]}') }), /^layout\.Inbound\.objects: /],
    [inbound({ objects: { Ghost: [name] } }), /^layout\.Inbound\.objects\.Ghost: is no kind of record of this CRM$/],
    [settings({ NoMatch: 'PopToSearch' }), /^layout\.Inbound\.screenPopSettings\.NoMatch: must be a value of type object$/],
    [settings({ NoMatch: {} }), /^layout\.Inbound\.screenPopSettings\.NoMatch\.screenPopType: /],
    [settings({ screenPopsOpenWithin: 'Everywhere' }), /^layout\.Inbound\.screenPopSettings\.screenPopsOpenWithin: must be one of ExistingWindow, NewWindow$/],
    [settings({ NoMatch: { screenPopType: 'PopToEntity' } }), /^layout\.Inbound\.screenPopSettings\.NoMatch\.screenPopData: must name what PopToEntity opens$/],
    [settings({ NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Ghost' } }), /NoMatch\.screenPopData: is no kind of record of this CRM$/],
    [settings({ SingleMatch: { screenPopType: 'PopToFlow', screenPopData: 'Ghost' } }), /SingleMatch\.screenPopData: is no flow of this CRM$/],
    [settings({ MultipleMatches: { screenPopType: 'PopToVisualforce' } }), /MultipleMatches\.screenPopData: must name what PopToVisualforce opens$/],
  ] as const)
    it(`that is wrong says ${message.source}`, () =>
      assert.throws(
        () => parseLayout(value, known),
        (error) => isCtiError(error, 'INVALID_ARGUMENT') && message.test(error.message),
      ));

  it('is asked for known names only where they are told', () => {
    const layout = settings({ NoMatch: { screenPopType: 'PopToFlow', screenPopData: 'Any' } });
    assert.ok(parseLayout(layout));
    assert.ok(parseLayout(layout, { objectTypes: known.objectTypes }));
    assert.ok(parseLayout(settings({ NoMatch: { screenPopType: 'PopToFlow', screenPopData: 'Known_Flow' } }), known));
  });
});
