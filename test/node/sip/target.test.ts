import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isCtiError } from '../../../src/index.ts';
import { toTarget } from '../../../src/phone/sip/target.ts';

const refused = (input: string) =>
  assert.throws(
    () => toTarget(input, 'pbx.example'),
    (error) => isCtiError(error, 'INVALID_NUMBER'),
    JSON.stringify(input),
  );

describe('what can be dialled', () => {
  const targets: readonly [input: string, target: string][] = [
    ['112', 'sip:112@pbx.example'],
    ['+46 (8) 123-456', 'sip:+468123456@pbx.example'],
    ['  08/123.456 ', 'sip:08123456@pbx.example'],
    ['\u202a+46\u00a08 123\u202c', 'sip:+468123@pbx.example'],
    ['*21*112#', 'sip:*21*112%23@pbx.example'],
    ['alice', 'sip:alice@pbx.example'],
    ['alice.b-c', 'sip:alice.b-c@pbx.example'],
    ['alice@other.example', 'sip:alice@other.example'],
    ['sip:alice@other.example:5070', 'sip:alice@other.example:5070'],
    ['SIP:alice@[2001:db8::1]', 'sip:alice@[2001:db8::1]'],
    ['sip:alice@other.example;transport=tcp?Replaces=x', 'sip:alice@other.example'],
    ['sip:100', 'sip:100@pbx.example'],
    ['tel:+1-415-555-2671;ext=12', 'sip:+14155552671@pbx.example'],
    ['callto:+46812345', 'sip:+46812345@pbx.example'],
    ['a%40b', 'sip:a%40b@pbx.example'],
  ];
  for (const [input, target] of targets) test(JSON.stringify(input), () => assert.equal(toTarget(input, 'pbx.example'), target));
});

describe('what cannot', () => {
  const inputs = [
    '',
    '   ',
    '(-)',
    '+',
    '12\r\n34',
    '12\n34',
    'a\u0000b',
    'sips:alice@pbx.example',
    'alice@',
    '@pbx.example',
    'alice@pbx example',
    'alice@pbx.example>',
    'alice<script>',
    'a b@pbx.example',
    'alice;transport=tcp',
    'alice?Replaces=x',
    'a%0d%0ab',
    'a%zz',
    'alice@a@b.example;x',
    'al"ice',
    'http://pbx.example',
    'é',
    '١٢٣',
    '1'.repeat(251),
  ];
  for (const input of inputs) test(JSON.stringify(input.slice(0, 40)), () => refused(input));

  test('nothing gets through that could end a header or add a parameter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (input) => {
        try {
          assert.match(toTarget(input, 'pbx.example'), /^sip:[A-Za-z0-9\-_.!~*'()+$,%]+@[A-Za-z0-9.\-:[\]]+$/);
        } catch (error) {
          assert.ok(isCtiError(error, 'INVALID_NUMBER'), String(error));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('the error does not repeat what was given', () => {
    assert.throws(
      () => toTarget('secret<number>', 'pbx.example'),
      (error) => !String((error as Error).message).includes('secret'),
    );
  });
});
