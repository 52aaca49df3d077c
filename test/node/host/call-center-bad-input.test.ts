/** Files that are no definition, files that mean harm, and files in which a lot is wrong. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseCallCenter } from '../../../src/host/call-center/parse-call-center.ts';
import { callCenterSettingsSchema } from '../../../src/protocol/call-center.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { MAX_DEFINITION_LENGTH } from '../../../src/protocol/limits.ts';
import { failureOf, fixture, positionOf } from './definitions.ts';

const minimal = fixture('minimal');

describe('a file that is no definition', () => {
  for (const [what, xml, where, says] of [
    ['malformed XML', fixture('malformed'), positionOf(fixture('malformed'), '</itm>'), /The XML is malformed: Missing end tag for element item\.$/],
    ['a bare &', fixture('bare-ampersand'), { line: 3, column: 104 }, /write it as &amp;/],
    ['an entity', '<callCenter>\n&nbsp;</callCenter>', { line: 2, column: 1 }, /write it as &amp;/],
    ['a document type', fixture('entities'), { line: 2, column: 1 }, /<!DOCTYPE …>/],
    ['a document type in small letters', '<!doctype html><html></html>', { line: 1, column: 1 }, /<!DOCTYPE …>/],
    ['a document type behind comments', '<?x <!DOCTYPE?><!-- a -->\n <!-- b --><!DOCTYPE a><a/>', { line: 2, column: 12 }, /<!DOCTYPE …>/],
    ['metadata', fixture('metadata'), { line: 2, column: 1 }, /must be <callCenter>.*the file that is imported in Setup/],
    ['another root', '<definition/>', { line: 1, column: 1 }, /must be <callCenter>/],
    ['nothing', '', { line: 1, column: 1 }, /malformed/],
    ['blanks', ' \n ', { line: 2, column: 2 }, /malformed/],
    ['a comment that does not end', '<!-- ', { line: 1, column: 5 }, /malformed/],
    ['words', 'Hello', { line: 1, column: 1 }, /malformed/],
    ['JSON', '{"callCenter":{}}', { line: 1, column: 1 }, /malformed/],
    ['two roots', '<callCenter></callCenter>\n<callCenter/>', { line: 2, column: 1 }, /malformed/],
    ['an attribute twice', '<callCenter a="" a=""/>', { line: 1, column: 22 }, /Duplicate attribute/],
    ['no end', '<callCenter>\n  <section', { line: 2, column: 11 }, /malformed/],
    ['a forbidden character', '<callCenter>\n\u0000</callCenter>', { line: 2, column: 1 }, /Invalid character/],
    ['half a surrogate pair', '<callCenter>\ud800</callCenter>', { line: 1, column: 13 }, /Invalid character/],
    ['levels without end', `${'<a>'.repeat(150_000)}`, { line: 1, column: 1 }, /nested too deeply/],
    ['one long name', `<${'a'.repeat(400_000)}></b>`, { line: 1, column: 400_003 }, /malformed/],
  ] as const) {
    it(`is refused: ${what}`, () => {
      const { message, details } = failureOf(xml);
      assert.equal(details.problems.length, 1);
      assert.match(details.problems[0]?.message ?? '', says);
      assert.deepEqual({ line: details.line, column: details.column }, where);
      assert.ok(message.length < 500);
    });
  }

  it('is refused with the place as an editor counts it, after line ends of Windows, a byte order mark and emoji', () => {
    const xml = `\uFEFF<callCenter>\r\n  <!-- 📞📞 --><section sortOrder="0" name="📞"/>\r\n\t<section sortOrder="1" name="a"></sektion>`;
    assert.deepEqual([failureOf(xml).details.line, failureOf(xml).details.column], [3, 34]);
    const wellFormed = xml.replace('sektion>', 'section></callCenter>');
    assert.deepEqual([failureOf(wellFormed).details.line, failureOf(wellFormed).details.column], [1, 1]);
    const named = failureOf(wellFormed).details.problems.find(({ section }) => section === '📞');
    assert.deepEqual([named?.line, named?.column], [2, positionOf('  <!-- 📞📞 --><section', '<section').column]);
  });

  for (const xml of [undefined, null, 5, {}, [minimal], new String(minimal)]) {
    it(`is refused: ${Object.prototype.toString.call(xml)}`, () => {
      assert.throws(() => parseCallCenter(xml as never), { name: 'CtiError', code: 'INVALID_ARGUMENT', message: /as the text of its XML/ });
    });
  }

  it('is refused when it is larger than any definition, before anything of it is read', () => {
    const filled = (length: number) => `${minimal}<!--${' '.repeat(length - minimal.length - 7)}-->`;
    assert.equal(parseCallCenter(filled(MAX_DEFINITION_LENGTH)).internalName, 'FrontDesk');
    assert.match(failureOf(filled(MAX_DEFINITION_LENGTH + 1)).message, /at most 500000 characters; this one has 500001/);
  });

  for (const baseUrl of ['', '/app', 'http://crm.example/', 'javascript:1', 'data:,', 'https://me:pass@crm.example/', 5, null]) {
    it(`is not to blame for the base ${JSON.stringify(baseUrl)}`, () => {
      assert.throws(() => parseCallCenter(minimal, { baseUrl } as never), { name: 'CtiError', code: 'INVALID_ARGUMENT', message: /^baseUrl must be/ });
    });
  }
});

describe('a definition in which a lot is wrong', () => {
  it('is told all of it at once, in the order of the file', () => {
    const { message, details } = failureOf(fixture('many-problems'));
    assert.deepEqual(
      details.problems.map(({ line, section, item }) => [line, section, item]),
      [
        [2, 'reqGeneralInfo', 'reqAdapterUrl'],
        [3, 'reqGeneralInfo', 'reqInternalName'],
        [3, 'reqGeneralInfo', 'reqInternalName'],
        [4, 'reqGeneralInfo', 'reqDisplayName'],
        [6, 'reqGeneralInfo', 'reqUseApi'],
        [7, 'reqGeneralInfo', 'reqSoftphoneHeight'],
        [7, 'reqGeneralInfo', 'reqSoftphoneHeight'],
        [8, 'reqGeneralInfo', 'reqSoftphoneWidth'],
        [8, 'reqGeneralInfo', 'reqSoftphoneWidth'],
        [9, 'reqGeneralInfo', 'reqTimeout'],
        [9, 'reqGeneralInfo', 'reqTimeout'],
        [11, 'my section', undefined],
        [11, 'my section', undefined],
        [12, 'my section', 'label'],
        [14, 'my section', 'twice'],
        [14, 'my section', 'twice'],
        [14, 'my section', 'twice'],
        [15, 'my section', undefined],
        [17, undefined, undefined],
      ],
    );
    assert.match(
      message,
      /^The call center definition cannot be used\. Line 2, column 3 \(reqGeneralInfo\/reqAdapterUrl\): .* Another 18 in details\.problems/,
    );
  });

  it('is told no more than a hundred things', () => {
    const { details, message } = failureOf(`<callCenter>${'<x/>'.repeat(5_000)}</callCenter>`);
    assert.equal(details.problems.length, 100);
    assert.match(message, /Another 5003 in details/);
    const vendor = `<section sortOrder="1" name="a">${Array.from({ length: 300 }, (_, index) => `<item sortOrder="${index}" name="req${index}"/>`).join('')}</section>`;
    assert.equal(parseCallCenter(minimal.replace('</callCenter>', () => `${vendor}</callCenter>`)).warnings.length, 100);
  });

  it('is never quoted: a value may be a secret', () => {
    const xml = fixture('many-problems')
      .replace('9 lives', 's3cret')
      .replace('yes', 's3cret')
      .replace('300px', 's3cret')
      .replace('soon', 's3cret')
      .replace('https://', 'https://s3cret:s3cret@');
    for (const each of [xml, fixture('bare-ampersand'), xml.replace('</callCenter>', '&s3cret;'), minimal.replace('https://', 'https://s3cret:s3cret@')]) {
      const { message, details } = failureOf(each);
      assert.ok(!`${message}${JSON.stringify(details)}`.includes('s3cret'));
    }
  });
});

describe('whatever comes', () => {
  const onlyKnownErrors = (xml: string): void => {
    try {
      const { settings, adapterUrl, warnings } = parseCallCenter(xml);
      assert.ok(callCenterSettingsSchema().safeParse(settings).success);
      assert.ok(/^https:|^http:\/\/(localhost|127\.)/.test(adapterUrl));
      assert.ok(warnings.every(({ line, column }) => line >= 1 && column >= 1));
    } catch (error) {
      if (!(error instanceof CtiError)) throw error;
      assert.equal(error.code, 'INVALID_ARGUMENT');
      const lines = xml.split(/\r\n?|\n/);
      const { problems } = failureOf(xml).details;
      assert.ok(problems.length > 0 && problems.every(({ line, column }) => column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1));
    }
  };

  it('no text makes it throw anything else', () => fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), onlyKnownErrors)));

  const token = fc.constantFrom(
    ...['<callCenter>', '</callCenter>', '<section sortOrder="0" name="reqGeneralInfo">', '</section>', '<item name="reqAdapterUrl" sortOrder="2">', '</item>'],
    ...['<item', ' name="', ' sortOrder="', '"', '/>', '>', '0', '1', 'reqTimeout', 'https://a.example', '&amp;', '&', '&#0;', '&#x1f600;', '<![CDATA[', ']]>'],
    ...[
      '<!--',
      '-->',
      '<?',
      '?>',
      '\r\n',
      '\r',
      '\n',
      '😀',
      '\ud800',
      '\u0000',
      '__proto__',
      'xml:space="preserve"',
      '<?xml version="1.0"?>',
      '<!DOCTYPE',
      '\uFEFF',
    ],
  );
  it('nor do the parts of a definition in any order', () =>
    fc.assert(fc.property(fc.array(token, { maxLength: 40 }), (tokens) => onlyKnownErrors(tokens.join('')))));

  it('nor does a definition with a part replaced', () =>
    fc.assert(
      fc.property(fc.constantFrom('minimal', 'vendor', 'classic-standby', 'many-problems'), fc.nat(), fc.nat(30), token, (name, at, length, part) => {
        const xml = fixture(name);
        const start = at % xml.length;
        onlyKnownErrors(xml.slice(0, start) + part + xml.slice(start + length));
      }),
      { numRuns: 500 },
    ));
});
