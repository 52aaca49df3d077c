/** A row for each rule: the definition that breaks it, where, and what the administrator is told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCallCenter } from '../../../src/host/call-center/parse-call-center.ts';
import { change, failureOf, fixture, positionOf } from './definitions.ts';

const minimal = fixture('minimal');
const line = (name: string) =>
  minimal
    .split('\n')
    .find((text) => text.includes(`"${name}"`))
    ?.trim() ?? assert.fail(name);
const general = 'reqGeneralInfo';
const long = (length: number) => 'x'.repeat(length);

interface Row {
  rule: string;
  /** Part of the minimal definition, and what stands there instead. */
  from: string;
  to: string;
  /** Text at which the problem is. */
  at: string;
  section?: string;
  item?: string;
  says: RegExp;
  baseUrl?: string;
}

/** A row about an item of reqGeneralInfo that is written in another way. */
const item = (name: string, rule: string, to: string, says: RegExp, more: Partial<Row> = {}): Row => ({
  rule,
  from: line(name),
  to,
  at: to,
  section: general,
  item: name,
  says,
  ...more,
});
const value = (name: string, text: string) => line(name).replace(/>[^<]*</, () => `>${text}<`);
const attribute = (name: string, which: string, text: string) => line(name).replace(new RegExp(`${which}="[^"]*"`), () => text);
/** A row about a section or item added at the end. */
const added = (rule: string, to: string, at: string, names: Pick<Row, 'section' | 'item'>, says: RegExp): Row => ({
  rule,
  from: '</callCenter>',
  to: `${to}\n</callCenter>`,
  at,
  ...names,
  says,
});
const standby = (text: string) => `${line('reqSoftphoneWidth')}\n${text}`;

const problems: readonly Row[] = [
  // what stands where
  added('only sections in the call center', '<group/>', '<group/>', {}, /<group> does not belong here: a callCenter holds <section> only/),
  added('no text in the call center', 'words', 'words', {}, /Text does not belong here/),
  added('only items in a section', '<section sortOrder="1" name="a"><Item/></section>', '<Item/>', { section: 'a' }, /<Item> does not belong here/),
  added('no text in a section', '<section sortOrder="1" name="a">\n  words</section>', 'words', { section: 'a' }, /Text does not belong here/),
  item('reqUseApi', 'only text in an item', value('reqUseApi', 'true<b/>'), /holds text only/),
  // names
  added('a section has a name', '<section sortOrder="1"/>', '<section sortOrder="1"/>', {}, /attribute name is missing/),
  added(
    'an item has a name',
    '<section sortOrder="1" name="a"><item sortOrder="0"/></section>',
    '<item sortOrder="0"/>',
    { section: 'a' },
    /attribute name is missing/,
  ),
  added('a name is not empty', '<section sortOrder="1" name=""/>', '<section sortOrder="1"', { section: '' }, /1 to 40 letters A to Z and digits/),
  added('a name has no blanks', '<section sortOrder="1" name="a b"/>', '<section sortOrder="1"', { section: 'a b' }, /without blanks/),
  added('a name has no punctuation', '<section sortOrder="1" name="a/b"/>', '<section sortOrder="1"', { section: 'a/b' }, /punctuation/),
  added('a name has English letters', '<section sortOrder="1" name="ö"/>', '<section sortOrder="1"', { section: 'ö' }, /A to Z/),
  added(
    'a name has at most 40 characters',
    `<section sortOrder="1" name="${long(41)}"/>`,
    '<section sortOrder="1"',
    { section: `${long(40)}…` },
    /1 to 40 letters/,
  ),
  added('a section is there once', `<section sortOrder="1" name="${general}"/>`, '<section sortOrder="1"', { section: general }, /already taken/),
  added(
    'an item is there once in its section',
    '<section sortOrder="1" name="a"><item sortOrder="0" name="b"/><item sortOrder="1" name="b"/></section>',
    '<item sortOrder="1" name="b"/>',
    { section: 'a', item: 'b' },
    /already taken by one before it/,
  ),
  ...['label', 'sortOrder', 'internalNameLabel', 'displayNameLabel'].flatMap((name) => [
    added(`no section is called ${name}`, `<section sortOrder="1" name="${name}"/>`, '<section sortOrder="1"', { section: name }, /reserved/),
    added(
      `no item is called ${name}`,
      `<section sortOrder="1" name="a"><item sortOrder="0" name="${name}"/></section>`,
      `<item sortOrder="0" name="${name}"`,
      { section: 'a', item: name },
      /reserved/,
    ),
  ]),
  // labels and values
  added(
    'a label has at most 1,000 characters',
    `<section sortOrder="1" name="a" label="${long(1_001)}"/>`,
    '<section sortOrder="1"',
    { section: 'a' },
    /label is longer/,
  ),
  added(
    'a value has at most 32,000 characters',
    `<section sortOrder="1" name="a"><item sortOrder="0" name="b">${long(32_001)}</item></section>`,
    '<item sortOrder="0" name="b"',
    { section: 'a', item: 'b' },
    /value is longer than 32000/,
  ),
  // sort orders
  added('a section has a sortOrder', '<section name="a"/>', '<section name="a"/>', { section: 'a' }, /sortOrder is missing/),
  ...['one', '', '-1', '1.5', '0x1', '1e0', '99999999999'].map((text) =>
    added(
      `a sortOrder is a whole number, and not "${text}"`,
      `<section sortOrder="${text}" name="a"/>`,
      `<section sortOrder="${text}"`,
      { section: 'a' },
      /whole number from 0/,
    ),
  ),
  added(
    'sections leave no gap',
    '<section sortOrder="2" name="a"/>',
    '<section sortOrder="2"',
    { section: 'a' },
    /sortOrder 2 is too high.*2 sections count from 0 to 1.*1 is free/,
  ),
  added(
    'no two sections share a place',
    '<section sortOrder="0" name="a"/>',
    '<section sortOrder="0" name="a"',
    { section: 'a' },
    /sortOrder 0 is already taken.*1 is free/,
  ),
  item(
    'reqSoftphoneWidth',
    'items leave no gap',
    attribute('reqSoftphoneWidth', 'sortOrder', 'sortOrder="6"'),
    /6 items count from 0 to 5 without gaps; 5 is free/,
  ),
  item('reqSoftphoneWidth', 'no two items share a place', attribute('reqSoftphoneWidth', 'sortOrder', 'sortOrder="2"'), /sortOrder 2 is already taken/),
  // what must be there
  ...['reqInternalName', 'reqDisplayName', 'reqAdapterUrl'].map((name) =>
    item(name, `${name} has a value`, value(name, '  '), /The item has no value. Write one, such as/),
  ),
  item('reqInternalName', 'the internal name begins with a letter', value('reqInternalName', '1Desk'), /a letter first/),
  item('reqInternalName', 'the internal name has no punctuation', value('reqInternalName', 'Front_Desk'), /letters A to Z and digits/),
  item('reqInternalName', 'the internal name has at most 40 characters', value('reqInternalName', long(41)), /1 to 40/),
  item('reqDisplayName', 'the display name has at most 1,000 characters', value('reqDisplayName', long(1_001)), /longer than 1000/),
  ...['yes', '1', 'trueish', 'untrue'].map((text) =>
    item('reqUseApi', `reqUseApi is true or false, and not ${text}`, value('reqUseApi', text), /true or false/),
  ),
  // addresses
  ...[
    ['http', 'http://phone.vendor.example/', /must be https.*this one is http:/],
    ['script', 'javascript:alert(1)', /this one is javascript:/],
    ['data', 'data:text/html,x', /this one is data:/],
    ['a local file', 'file:///etc/passwd', /this one is file:/],
    ['a user name in it', 'https://me:secret@phone.vendor.example/', /without a user name/],
    ['no base for a relative one', '/phone/main', /The address is relative.*baseUrl/],
    ['no host', 'https://', /relative/],
    ['more than 4,096 characters', `https://phone.vendor.example/${long(4_096)}`, /longer than 4096/],
  ].map(([rule, address, says]) => item('reqAdapterUrl', `an address with ${rule}`, value('reqAdapterUrl', `${address}`), says as RegExp)),
  item('reqAdapterUrl', 'an address that no base helps', value('reqAdapterUrl', 'https://'), /This is not an address/, { baseUrl: 'https://crm.example/' }),
  // sizes
  ...['reqSoftphoneHeight', 'reqSoftphoneWidth'].flatMap((name) =>
    ['300px', '50%', '-300', '0', '3e2', '300.5', 'tall', '100001', long(50)].map((text) =>
      item(name, `${name} is a whole number of pixels, and not ${text.slice(0, 9)}`, value(name, text), /whole number of pixels from 1 to 100000/),
    ),
  ),
  // standby
  {
    rule: 'a standby page has a timeout',
    from: line('reqSoftphoneWidth'),
    to: standby('<item sortOrder="6" name="reqStandbyUrl">https://b.example/</item>'),
    at: '<item sortOrder="6"',
    section: general,
    item: 'reqStandbyUrl',
    says: /reqTimeout milliseconds, which is missing/,
  },
  {
    rule: 'a timeout has a standby page',
    from: line('reqSoftphoneWidth'),
    to: standby('<item sortOrder="6" name="reqTimeout">5000</item><item sortOrder="7" name="reqStandbyUrl"></item>'),
    at: '<item sortOrder="6"',
    section: general,
    item: 'reqTimeout',
    says: /reqStandbyUrl, which is missing/,
  },
  {
    rule: 'a standby page is https',
    from: line('reqSoftphoneWidth'),
    to: standby('<item sortOrder="6" name="reqStandbyUrl">http://b.example/</item><item sortOrder="7" name="reqTimeout">5000</item>'),
    at: '<item sortOrder="6"',
    section: general,
    item: 'reqStandbyUrl',
    says: /must be https/,
  },
  ...['soon', '0', '-5', '2147483648', '1.5'].map((text) => ({
    rule: `a timeout is what a timer can wait, and not ${text}`,
    from: line('reqSoftphoneWidth'),
    to: standby(`<item sortOrder="6" name="reqStandbyUrl">https://b.example/</item><item sortOrder="7" name="reqTimeout">${text}</item>`),
    at: '<item sortOrder="7"',
    section: general,
    item: 'reqTimeout',
    says: /whole number of milliseconds from 1 to 2147483647/,
  })),
];

describe('a definition is refused when it breaks a rule:', () => {
  for (const { rule, from, to, at, section, item: name, says, baseUrl } of problems) {
    it(rule, () => {
      const xml = change(minimal, from, to);
      const { message, details } = failureOf(xml, baseUrl === undefined ? {} : { baseUrl });
      const where = { ...positionOf(xml, at), ...(section === undefined ? {} : { section }), ...(name === undefined ? {} : { item: name }) };
      const [first, ...others] = details.problems;
      assert.deepEqual(others, []);
      assert.match(first?.message ?? '', says);
      assert.deepEqual(first, { ...where, message: first?.message });
      assert.deepEqual(details, { ...where, problems: [first] });
      assert.ok(message.includes(`Line ${where.line}, column ${where.column}`) && message.includes(first?.message ?? '?'));
      assert.ok(message.length < 500);
    });
  }

  it('the sort order of the two names is fixed', () => {
    const swapped = change(
      change(minimal, 'sortOrder="0" name="reqInternalName"', 'sortOrder="1" name="reqInternalName"'),
      'sortOrder="1" name="reqDisplayName"',
      'sortOrder="0" name="reqDisplayName"',
    );
    assert.deepEqual(
      failureOf(swapped).details.problems.map(({ item: name, message }) => [name, message]),
      [
        ['reqInternalName', 'The sortOrder of reqInternalName must be 0.'],
        ['reqDisplayName', 'The sortOrder of reqDisplayName must be 1.'],
      ],
    );
  });

  for (const [name, order] of [
    ['reqInternalName', '0'],
    ['reqDisplayName', '1'],
    ['reqAdapterUrl', '2'],
  ] as const) {
    it(`${name} is there`, () => {
      const xml = change(minimal, line(name), `<item sortOrder="${order}" name="other"/>`);
      const [problem, ...others] = failureOf(xml).details.problems;
      assert.deepEqual(others, []);
      assert.deepEqual(problem, { ...positionOf(xml, '<section'), section: general, item: name, message: problem?.message });
      assert.match(problem?.message ?? '', new RegExp(`The item ${name} is missing. Add <item … name="${name}">`));
    });

    it(`${name} is missing under another name`, () => {
      const xml = change(minimal, `"${name}"`, `"${name.toLowerCase()}"`);
      assert.match(failureOf(xml).details.problems[0]?.message ?? '', new RegExp(`Is the item ${name.toLowerCase()} meant`));
    });
  }

  it('reqGeneralInfo is there', () => {
    const named = (section: string) => failureOf(change(minimal, '"reqGeneralInfo"', `"${section}"`)).details.problems;
    assert.deepEqual(
      named('other').map(({ item: name }) => name),
      [undefined, 'reqInternalName', 'reqDisplayName', 'reqAdapterUrl'],
    );
    assert.match(named('other')[0]?.message ?? '', /The section reqGeneralInfo is missing. Add it/);
    assert.match(named('reqGeneralInf')[0]?.message ?? '', /Is the section reqGeneralInf meant/);
    assert.equal(failureOf('<callCenter/>').details.problems.length, 4);
  });
});

describe('a definition is accepted, with a warning:', () => {
  const warnings: readonly { rule: string; from: string; to: string; item?: string; section?: string; says: RegExp }[] = [
    ...[239, 2_561].map((size) => ({
      rule: `a height of ${size}`,
      from: '>480<',
      to: `>${size}<`,
      item: 'reqSoftphoneHeight',
      says: /240 to 2560 pixels/,
    })),
    ...[199, 1_921].map((size) => ({ rule: `a width of ${size}`, from: '>320<', to: `>${size}<`, item: 'reqSoftphoneWidth', says: /200 to 1920 pixels/ })),
    { rule: 'no value for the height', from: '>480<', to: '><', item: 'reqSoftphoneHeight', says: /has no value: the panel gets its usual height/ },
    { rule: 'no width', from: `${line('reqSoftphoneWidth')}\n`, to: '', item: 'reqSoftphoneWidth', says: /is missing: the panel gets its usual width/ },
    { rule: 'nothing of Open CTI', from: '>true<', to: '><', item: 'reqUseApi', says: /does not use Open CTI/ },
    { rule: 'an unknown attribute', from: 'label="Key"', to: 'label="Key" lable="x"', item: 'reqInternalName', says: /The attribute lable has no meaning/ },
    {
      rule: 'an unknown mode',
      from: '"reqSoftphoneWidth" label="Width">320</item>',
      to: '"reqSoftphoneWidth">320</item><item sortOrder="6" name="reqSalesforceCompatibilityMode">Mobile</item>',
      item: 'reqSalesforceCompatibilityMode',
      says: /none of Classic, Lightning/,
    },
    ...[
      ['reSalesforceCompatibilityMode', 'reqSalesforceCompatibilityMode'],
      ['reqSalesforceCompatabilityMode', 'reqSalesforceCompatibilityMode'],
      ['reqStandbyURL', 'reqStandbyUrl'],
      ['reqTimeOut', 'reqTimeout'],
      ['reqSoftPhoneHeigth', 'reqSoftphoneHeight'],
    ].map(([written = '', meant = '']) => ({
      rule: `${written} for ${meant}`,
      from: '</section>',
      to: `<item sortOrder="6" name="${written}">x</item></section>`,
      item: written,
      says: new RegExp(`There is no such name in Open CTI; ${meant} was probably meant`),
    })),
    {
      rule: 'an unknown name with req',
      from: '</section>',
      to: '<item sortOrder="6" name="reqBanana">x</item></section>',
      item: 'reqBanana',
      says: /begin with req are reserved/,
    },
    {
      rule: 'a section reqDialingOption',
      from: '</callCenter>',
      to: '<section sortOrder="1" name="reqDialingOption"><item sortOrder="0" name="reqOutsidePrefix">9</item></section></callCenter>',
      section: 'reqDialingOption',
      says: /reqDialingOptions was probably meant/,
    },
  ];
  for (const { rule, from, to, says, ...names } of warnings) {
    it(rule, () => {
      const { warnings: notes } = parseCallCenter(change(minimal, from, to));
      const [first, ...others] = notes;
      assert.deepEqual(others, []);
      assert.match(first?.message ?? '', says);
      assert.deepEqual({ section: first?.section, item: first?.item }, { section: general, item: undefined, ...names });
    });
  }

  for (const [rule, from, to] of [
    ['the least height', '>480<', '>240<'],
    ['the greatest height', '>480<', '>2560<'],
    ['the least width', '>320<', '>200<'],
    ['the greatest width', '>320<', '>1920<'],
    ['a softphone on loopback', 'https://phone.vendor.example/softphone?tenant=a&amp;lang=sv', 'http://localhost:11000'],
    [
      'names of the vendor that look like nothing of ours',
      '</callCenter>',
      '<section sortOrder="1" name="constructor"><item sortOrder="0" name="toString">x</item></section></callCenter>',
    ],
    ['no labels', ' label="Key"', ''],
    ['items that older versions had', '</section>', '<item sortOrder="6" name="reqDescription">x</item></section>'],
    ['a sortOrder with blanks', 'sortOrder="0"', 'sortOrder=" 0 "'],
  ] as const) {
    it(`or without one: ${rule}`, () => assert.deepEqual(parseCallCenter(change(minimal, from, to)).warnings, []));
  }
});
