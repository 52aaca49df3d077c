/** Searches, softphone layouts and pop rules: what decides where a call leads. */
import type { SearchQuery } from '../../../src/index.ts';
import { type PopRule, popRuleSchema } from '../../../src/protocol/pop-rules.ts';
import { searchQuerySchema } from '../../../src/protocol/record.ts';
import { type SoftphoneLayout, type SoftphoneLayoutSection, softphoneLayoutSchema } from '../../../src/protocol/softphone-layout.ts';
import type { Example } from './examples.ts';
import { id, long, names, number, numbered, pollution } from './wrong-values.ts';

export const query: SearchQuery = {
  number: '08-1',
  e164: '+4681',
  text: 'x',
  callId: 'c',
  direction: 'inbound',
  limit: 50,
  objectTypes: ['Contact'],
  fields: { Contact: ['Phone'] },
  where: { Status: 'active' },
};

const section: SoftphoneLayoutSection = {
  callRelatedFields: ['ANI', 'DNIS'],
  objects: { Contact: [{ displayName: 'Phone', apiName: 'Phone' }], Account: [] },
  screenPopSettings: {
    screenPopsOpenWithin: 'ExistingWindow',
    NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Contact' },
    SingleMatch: { screenPopType: 'PopToEntity' },
    MultipleMatches: { screenPopType: 'PopToSearch' },
  },
};
const noSection: SoftphoneLayoutSection = { callRelatedFields: [], objects: {}, screenPopSettings: {} };
const wrongSections = [
  null,
  {},
  { ...section, callRelatedFields: ['', 'ANI'] },
  { ...section, callRelatedFields: names(101) },
  { ...section, objects: [] },
  { ...section, objects: pollution },
  { ...section, objects: numbered(51, []) },
  { ...section, objects: { Contact: [{ displayName: 'x', apiName: '' }] } },
  {
    ...section,
    objects: numbered(50, [
      { displayName: long(255), apiName: long(255) },
      { displayName: long(255), apiName: 'x' },
    ]),
  },
  { ...section, screenPopSettings: null },
  { ...section, screenPopSettings: { NoMatch: { screenPopType: '' } } },
  { ...section, screenPopSettings: { SingleMatch: { screenPopType: 'PopToFlow', screenPopData: long(4_097) } } },
  { ...section, screenPopSettings: { screenPopsOpenWithin: 'Elsewhere' } },
];
const rule: PopRule = {
  name: 'r',
  order: 1,
  activity: 'phonecall',
  direction: 'both',
  conditions: [{ key: 'queue', oneOf: ['sales'] }],
  searches: [{ objectTypes: ['Contact'], fields: { Contact: ['Phone'] }, number: '[[cti.ani]]', where: { Status: 'active' } }],
  branches: { none: { decision: 'nextRule' }, one: { decision: 'createSessionAndLoadMatch' }, many: { decision: 'doAction' } },
  actions: [{ type: 'runAction', name: 'x', params: { a: '[[cti.ani]]' } }],
  result: { destination: 'tab', targetTab: 't', showTab: true },
};
export const popExamples: readonly Example[] = [
  {
    name: 'SearchQuery',
    schema: searchQuerySchema,
    value: query,
    optional: Object.keys(query),
    wrong: {
      number,
      e164: number,
      text: [long(501), 5],
      callId: id,
      direction: ['up'],
      limit: [0, 51, 1.5, '5', Number.NaN],
      objectTypes: ['Contact', [''], [5], [long(256)], names(51), null],
      fields: [[], { Contact: 'Phone' }, { Contact: [5] }, { Contact: names(101) }, { '': [] }, numbered(51, []), numbered(50, names(100)), pollution, null],
      where: [{ a: 1 }, numbered(21, 'x'), pollution, [], null],
    },
  },
  {
    name: 'SoftphoneLayout',
    schema: softphoneLayoutSchema,
    value: { Internal: noSection, Inbound: section, Outbound: noSection } satisfies SoftphoneLayout,
    wrong: { Internal: wrongSections, Inbound: wrongSections, Outbound: wrongSections },
  },
  {
    name: 'PopRule',
    schema: popRuleSchema,
    value: rule,
    optional: ['order', 'activity', 'direction', 'conditions', 'searches', 'actions', 'result'],
    wrong: {
      name: ['', long(501), 5],
      order: ['1', Number.NaN, Number.POSITIVE_INFINITY],
      activity: [5, long(501)],
      direction: ['up', null],
      conditions: [{}, [{}], [{ key: 'a' }], [{ key: '', exists: true }], Array.from({ length: 21 }, () => ({ key: 'a', exists: true }))],
      searches: [{}, [{}], [{ number: 5 }], [{ number: '1', where: {} }], [{ number: '1', objectTypes: [] }], [{ text: long(4_001) }]],
      branches: [
        null,
        { one: {} },
        { none: { decision: 'createSessionAndLoadMatch' } },
        { one: { decision: 'nextRule', action: { type: 'runAction', name: 'x' } } },
      ],
      actions: [
        {},
        [{}],
        [{ type: 'eval' }],
        [{ type: 'runAction' }],
        [{ type: 'screenPop', target: {} }],
        Array.from({ length: 21 }, () => rule.actions?.[0]),
      ],
      result: [{ destination: 'window' }, { showTab: 1 }, null],
    },
  },
];
