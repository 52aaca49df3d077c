import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createDialPlan, type DialPlanDefinition, normalizeNumber } from '../../../src/numbers/index.ts';

const exchange: DialPlanDefinition = {
  incoming: [
    { prefix: '91', minDigits: 10 },
    { prefix: '00', replaceWith: '+' },
    { prefix: '0', minDigits: 8, replaceWith: '+46' },
  ],
  outgoing: [{ prefix: '112' }, { prefix: '+46', replaceWith: '00' }, { prefix: '+', replaceWith: '000' }, { prefix: '', minDigits: 7, replaceWith: '0' }],
};

describe('row 78: prefix rules are applied both ways', () => {
  const plan = createDialPlan(exchange);
  for (const [told, expected] of [
    ['910702007722', '0702007722'],
    ['91', '91'],
    ['0046702007722', '+46702007722'],
    ['070-200 77 22', '+46702007722'],
    ['0107', '0107'],
    ['4355', '4355'],
    ['+4670-200 77 22', '+4670-200 77 22'],
    ['anonymous', 'anonymous'],
    ['', ''],
    ['sip:alice@example.org', 'sip:alice@example.org'],
    ['08-123 456 78 x12', '08-123 456 78 x12'],
    ['９１０７０２００７７２２', '0702007722'],
  ])
    test(`what the phone system tells as ${told || 'nothing'} is ${expected || 'nothing'}`, () => assert.equal(plan.incoming(told as string), expected));

  for (const [written, expected] of [
    ['+46 70-200 77 22', '00702007722'],
    ['+44 20 7946 0000', '000442079460000'],
    ['702 00 77', '07020077'],
    ['101', '101'],
    ['*21*101#', '*21*101#'],
    ['alice', 'alice'],
  ])
    test(`what somebody wrote as ${written} is dialled as ${expected}`, () => assert.equal(plan.outgoing(written as string), expected));

  test('the first rule that fits is applied, and no other', () => {
    const order = createDialPlan({
      outgoing: [
        { prefix: '07', replaceWith: '1' },
        { prefix: '0', replaceWith: '07' },
        { prefix: '1', replaceWith: '2' },
      ],
    });
    assert.deepEqual(['070', '08', '17'].map(order.outgoing), ['10', '078', '27']);
  });

  test('a rule that takes nothing off keeps a number from those after it', () => {
    const kept = createDialPlan({
      outgoing: [
        { prefix: '112', replaceWith: '112', maxDigits: 3 },
        { prefix: '', replaceWith: '0' },
      ],
    });
    assert.deepEqual(['112', '1125'].map(kept.outgoing), ['112', '01125']);
  });
});

describe('row 80: with a country, numbers are E.164 on the CRM’s side', () => {
  const plan = createDialPlan({ defaultCountry: 'SE', incoming: [{ prefix: '91', minDigits: 10 }], outgoing: [{ prefix: '+46', replaceWith: '00' }] });

  test('`+46 70-200 77 22`, `0702007722` and what the exchange makes of them are one number', () => {
    for (const told of ['+46 70-200 77 22', '0702007722', '0046702007722', '070-200 77 22', '910702007722'])
      assert.equal(plan.incoming(told), '+46702007722', told);
  });

  test('what is dialled is E.164 before its rules, whatever was written', () => {
    for (const written of ['+46 70-200 77 22', '0702007722', '070-200 77 22']) assert.equal(plan.outgoing(written), '00702007722', written);
    assert.equal(plan.outgoing('+442079460000'), '+442079460000');
  });

  test('short numbers, codes and words stay what they are', () => {
    for (const number of ['112', '4355', '*21#', 'alice', 'anonymous', '']) assert.deepEqual([plan.incoming(number), plan.outgoing(number)], [number, number]);
  });
});

describe('a dial plan never throws once it is made', () => {
  const plan = createDialPlan({ ...exchange, defaultCountry: 'SE' });
  test('whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789+*#- ().') })), (text) => {
        for (const out of [plan.incoming(text), plan.outgoing(text)]) assert.equal(typeof out, 'string');
      }),
    );
    assert.equal(plan.incoming('1'.repeat(10_000)), '1'.repeat(10_000));
  });

  test('and without rules a country makes of it what normalizeNumber does, or leaves it', () => {
    const plain = createDialPlan({ defaultCountry: 'SE' });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+'), maxLength: 16 }), (text) => {
        const { e164 } = normalizeNumber(text, { defaultCountry: 'SE' });
        assert.equal(plain.incoming(text), e164 ?? text);
      }),
    );
  });
});

describe('a dial plan that is wrong is refused with the key', () => {
  for (const [definition, problem] of [
    [undefined, 'must be an object'],
    [[], 'must be an object'],
    [{ country: 'SE' }, 'country is no key of a dial plan'],
    [{ defaultCountry: 'XX' }, 'defaultCountry must be a country'],
    [{ defaultCountry: 46 }, 'defaultCountry must be a country'],
    [{ incoming: {} }, 'incoming must be a list'],
    [{ incoming: ['00'] }, 'incoming[0] must be an object'],
    [{ incoming: [{ prefix: '00' }, {}] }, 'incoming[1].prefix must be digits'],
    [{ incoming: [{ prefix: 'tel:' }] }, 'incoming[0].prefix must be digits'],
    [{ incoming: [{ prefix: '1'.repeat(33) }] }, 'incoming[0].prefix must be digits'],
    [{ outgoing: [{ prefix: '0', replaceWith: 46 }] }, 'outgoing[0].replaceWith must be digits'],
    [{ outgoing: [{ prefix: '0', replaceWith: '4+6' }] }, 'outgoing[0].replaceWith must be digits'],
    [{ outgoing: [{ prefix: '0', minDigits: 1.5 }] }, 'outgoing[0].minDigits must be a whole number'],
    [{ outgoing: [{ prefix: '0', minDigits: 8, maxDigits: 7 }] }, 'outgoing[0].maxDigits must not be less'],
    [{ outgoing: [{ prefix: '0', strip: 1 }] }, 'outgoing[0].strip is no key'],
    [{ outgoing: [{ prefix: '0' }, { prefix: '00', minDigits: 5 }] }, 'outgoing[1] is never reached: every number it fits, outgoing[0] fits before it'],
    [{ outgoing: Array.from({ length: 201 }, () => ({ prefix: '0' })) }, 'outgoing must have at most 200'],
  ] as [unknown, string][])
    test(problem, () => {
      assert.throws(
        () => createDialPlan(definition as DialPlanDefinition),
        (error: Error & { code?: string }) => error.code === 'INVALID_ARGUMENT' && error.message.includes(problem),
      );
    });

  test('and told whole: every key that is wrong, at once', () => {
    assert.throws(() => createDialPlan({ defaultCountry: 'XX', incoming: [{ prefix: 'x', maxDigits: -1 }] }), {
      details: {
        problems: [
          'defaultCountry must be a country of ISO 3166-1 alpha-2, such as SE',
          'incoming[0].prefix must be digits, * and #, with a + in front or none, and at most 32 characters',
          'incoming[0].maxDigits must be a whole number from 0 to 250',
        ],
      },
    });
  });
});
