/** USD's replacement parameters: every flag, alone and together, and what must not be reachable through them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { encodeValue } from '../../../src/host/rules/encode-value.ts';
import { fillData, fillTemplate, type ValueScopes } from '../../../src/host/rules/fill-template.ts';
import { readTemplate } from '../../../src/host/rules/template.ts';
import { isCtiError } from '../../../src/index.ts';

const scopes: ValueScopes = {
  own: {
    cti: { ani: '+46 8 1', dnis: '4355', 'user.layout': 'DK', empty: '', nested: 'from [[cti.dnis]]', deep: '[[cti.nested]v]', loop: '[[cti.loop]v]' },
    account: { name: 'O\'Neil & "Sons"\r\n<b>\\</b>', title: 'Ms' },
    both: { place: 'own' },
    $Context: { Id: 'contact/17', LogicalName: 'Contact' },
  },
  global: { $Global: { greeting: 'Hello' }, both: { place: 'global' } },
  focused: { $Context: { Id: 'contact/99' }, both: { place: 'focused' } },
};
const fill = (text: string) => fillTemplate(text, scopes);

describe('a placeholder', () => {
  for (const [template, filled] of [
    ['[[cti.ani]]', '+46 8 1'],
    ['[[ani]]', '+46 8 1'],
    ['[[cti.user.layout]]', 'DK'],
    ['a [[cti.dnis]] b [[cti.dnis]] c', 'a 4355 b 4355 c'],
    ['[[$Context.Id]]/[[$Context.LogicalName]]', 'contact/17/Contact'],
    ['no placeholder', 'no placeholder'],
    ['[[[cti.dnis]]]', '[4355]'],
    ['[x] [[ ]] [[cti.dnis', '[x] [[ ]] [[cti.dnis'],
    ['[[cti.dnis]q]', '[[cti.dnis]q]'],
    ['[[$Expression(1+1)]]', '[[$Expression(1+1)]]'],
    ['', ''],
  ] as const)
    it(`${template} becomes ${filled}`, () => assert.equal(fill(template), filled));
});

describe('the flag', () => {
  const name = 'O\'Neil & "Sons"\r\n<b>\\</b>';
  for (const [flags, filled] of [
    ['', name],
    ['+', name],
    ['$', 'O\\\'Neil & \\"Sons\\"\\r\\n<b>\\\\</b>'],
    ['^', 'O\'Neil & "Sons" <b>\\</b>'],
    ['u', encodeURIComponent(name)],
    ['x', 'O&apos;Neil &amp; &quot;Sons&quot;\r\n&lt;b&gt;\\&lt;/b&gt;'],
    ['^x', 'O&apos;Neil &amp; &quot;Sons&quot; &lt;b&gt;\\&lt;/b&gt;'],
    ['$^', 'O\'Neil & "Sons" <b>\\</b>'],
    ['u+', encodeURIComponent(name)],
    ['xu', encodeURIComponent('O&apos;Neil &amp; &quot;Sons&quot;\r\n&lt;b&gt;\\&lt;/b&gt;')],
    ['ux', encodeURIComponent('O&apos;Neil &amp; &quot;Sons&quot;\r\n&lt;b&gt;\\&lt;/b&gt;')],
  ] as const)
    it(`${flags || '(none)'} gives the value ${JSON.stringify(filled)}`, () => assert.equal(fill(`[[account.name]${flags}]`), filled));

  it('u makes something of half a character too', () => assert.equal(fillTemplate('[[a.b]u]', { own: { a: { b: 'x\uD83D' } } }), 'x%EF%BF%BD'));

  it('row 21: + leaves out what is missing or empty', () => {
    for (const missing of ['cti.none', 'none.none', 'cti.empty', 'none']) assert.equal(fill(`a[[${missing}]+]b[[${missing}]u+]c`), 'abc');
  });

  it('row 21: g reads what belongs to no call, a what the agent looks at, and nothing else does', () => {
    assert.equal(fill('[[$Global.greeting]g]'), 'Hello');
    assert.equal(fill('[[$Context.Id]a]'), 'contact/99');
    assert.equal(fill('[[both.place]] [[both.place]g] [[both.place]a] [[both.place]ag]'), 'own global focused focused');
    assert.equal(fill('[[$Global.greeting]ag]'), 'Hello');
    assert.equal(fill('[[$Global.greeting]+][[$Global.greeting]a+][[cti.ani]g+]'), '');
  });

  it('v resolves what is in the value, as deep as the values say v', () => {
    assert.equal(fill('[[cti.nested]]'), 'from [[cti.dnis]]');
    assert.equal(fill('[[cti.nested]v]'), 'from 4355');
    assert.equal(fill('[[cti.deep]v]'), 'from 4355');
    assert.equal(fill('[[cti.deep]vu]'), 'from%204355');
  });
});

describe('a value that is missing', () => {
  for (const missing of [
    'cti.none',
    'none.x',
    'cti.empty',
    'cti.toString',
    '__proto__.x',
    'constructor.name',
    'cti.__proto__',
    'cti.constructor',
    'toString.length',
  ])
    it(`${missing} is an error that names it`, () => {
      for (const flags of ['', 'g', 'a', 'v', 'ux^$'])
        assert.throws(
          () => fill(`x [[${missing}]${flags}]`),
          (error) => isCtiError(error, 'MISSING_VALUE') && error.details?.placeholder === missing && error.message.includes(`[[${missing}]]`),
        );
      assert.equal(fill(`[[${missing}]+]`), '');
    });

  it('is not found on what other code put on all objects', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    prototype.polluted = { x: 'bad' };
    prototype.x = 'bad';
    try {
      assert.equal(fill('[[polluted.x]+][[cti.x]+][[x]+]'), '');
    } finally {
      delete prototype.polluted;
      delete prototype.x;
    }
  });

  it('of __proto__ is read when somebody really has a value of that name', () => {
    const own = JSON.parse('{"__proto__":{"x":"odd"},"cti":{"__proto__":"fine"}}');
    assert.equal(fillTemplate('[[__proto__.x]] [[cti.__proto__]]', { own }), 'odd fine');
  });
});

describe('filling in is bounded', () => {
  const tooLarge = (text: string, own: ValueScopes['own'] = {}) =>
    assert.throws(
      () => fillTemplate(text, { own }),
      (error) => isCtiError(error, 'TOO_LARGE'),
    );

  it('in depth', () => {
    tooLarge('[[cti.loop]v]', scopes.own);
    const chain = (length: number) =>
      Object.fromEntries(Array.from({ length }, (_, index) => [`v${index}`, index + 1 < length ? `[[cti.v${index + 1}]v]` : 'end']));
    assert.equal(fillTemplate('[[cti.v0]v]', { own: { cti: chain(5) } }), 'end');
    tooLarge('[[cti.v0]v]', { cti: chain(7) });
  });

  it('in length', () => {
    assert.equal(fillTemplate('[[cti.x]]', { own: { cti: { x: 'x'.repeat(4_000) } } }).length, 4_000);
    tooLarge('[[cti.x]]', { cti: { x: 'x'.repeat(4_001) } });
    tooLarge('[[cti.x]][[cti.x]]', { cti: { x: 'x'.repeat(2_001) } });
    tooLarge('[[cti.x]u]', { cti: { x: '\u20AC'.repeat(1_000) } });
  });

  it('in number, even of those that leave nothing behind', () => {
    const bomb = Object.fromEntries(Array.from({ length: 5 }, (_, level) => [`v${level}`, `[[cti.v${level + 1}]v+]`.repeat(100)]));
    tooLarge('[[cti.v0]v]', { cti: bomb });
    tooLarge('[[cti.none]+]'.repeat(201));
  });

  it('in time: a text of brackets is read in one go', () => {
    const started = performance.now();
    for (const text of ['['.repeat(100_000), '[['.repeat(50_000), '[[a]'.repeat(25_000), `[[${'a'.repeat(100_000)}`, '[[a] '.repeat(20_000)])
      readTemplate(text);
    assert.ok(performance.now() - started < 1_000);
  });
});

describe('whatever the value', () => {
  const anyFlags = fc.subarray(['+', '$', '^', 'u', 'x']).map((flags) => flags.join(''));

  it('the flags keep their promises together', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60, minLength: 1 }), anyFlags, (value, flags) => {
        const encoded = encodeValue(value, new Set(flags));
        if (flags.includes('u')) assert.match(encoded, /^[\w\-.!~*'()%]*$/);
        if (flags.includes('x') && !flags.includes('u')) assert.doesNotMatch(encoded, /[<>"']|&(?!amp;|lt;|gt;|quot;|apos;)/);
        if (flags.includes('^')) assert.doesNotMatch(encoded, /[\r\n]/);
        if (flags === '$') assert.equal(new Function(`return "${encoded}"`)(), value);
        if (flags === 'u') assert.equal(decodeURIComponent(encoded), value.replace(/\p{Surrogate}/gu, '\uFFFD'));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is put in as it is, placeholders in it included, when no flag says otherwise', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), fc.string({ maxLength: 50 }), (value, around) => {
        fc.pre(!around.includes('['));
        assert.equal(fillTemplate(`${around}[[a.b]]${around}`, { own: { a: { b: value } } }), `${around}${value}${around}`);
      }),
    );
  });

  it('nothing but a CtiError is thrown, for any text at all', () => {
    const pieces = fc.array(fc.constantFrom('[[', ']]', ']', '[', 'cti', '.', 'ani', 'loop', 'v', '+', 'u', '$Context', '__proto__', ' '), { maxLength: 30 });
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          assert.equal(typeof fill(parts.join('')), 'string');
        } catch (error) {
          assert.ok(isCtiError(error), String(error));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

it('data is filled in text by text, its names and other values left alone', () => {
  const data = { a: '[[cti.dnis]]', '[[cti.dnis]]': [1, null, true, { b: '[[cti.dnis]]' }] };
  assert.deepEqual(fillData(data, scopes), { a: '4355', '[[cti.dnis]]': [1, null, true, { b: '4355' }] });
});
