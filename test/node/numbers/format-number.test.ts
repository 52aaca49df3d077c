import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatNumber } from '../../../src/numbers/index.ts';

describe('a number is shown', () => {
  for (const [e164, country, expected] of [
    ['+46812345678', 'SE', '08-123 456 78'],
    ['+46812345678', 'se', '08-123 456 78'],
    ['+46812345678', 'US', '+46 8 123 456 78'],
    ['+46812345678', undefined, '+46 8 123 456 78'],
    ['+14155552671', 'US', '(415) 555-2671'],
    ['+14155552671', 'CA', '+1 415 555 2671'],
    ['+80012345678', 'SE', '+800 1234 5678'],
    ['112', 'SE', '112'],
    ['+46812', 'SE', '+46812'],
    ['alice@example.org', 'SE', 'alice@example.org'],
    ['', 'SE', ''],
    ['<b>', undefined, '<b>'],
  ] as const) {
    test(`${e164} in ${country ?? 'no country'} as ${expected}`, () => assert.equal(formatNumber(e164, country), expected));
  }

  test('and what is too long to be one as it is', () => assert.equal(formatNumber(`+${'4'.repeat(10_000)}`).length, 10_001));
});
