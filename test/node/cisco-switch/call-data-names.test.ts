/** Values that are spread over the elements of a named array: whole there and back, whatever their length, and nothing of an older one behind them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CiscoCallData, callDataOf } from '../../../src/link/switches/cisco/services/call-data.ts';
import { callDataTranslation } from '../../../src/link/switches/cisco/switch/call-data-names.ts';

const names = { 'ringframe.transfer': 'user.ringframe[]', customer: 'callVariable3', step: 'user.steps[2]' };
const written = ({ namedVariables, namedArrays }: CiscoCallData): Record<string, string> =>
  callDataOf({ ...(namedVariables && { namedVariables }), ...(namedArrays && { namedArrays }) });

describe('a value that is spread over an array', () => {
  const { toCisco, fromCisco } = callDataTranslation(names);
  const value = fc.string({ unit: fc.constantFrom('a', 'é', '"', ' '), maxLength: 1_000, size: 'max' });

  it('is read as it was written, after any others, and what is left of those is emptied', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(value, fc.constantFrom('', 'x'.repeat(210), 'x'.repeat(420))), { minLength: 1, maxLength: 5 }), (values) => {
        const known: Record<string, string> = {};
        for (const text of values) {
          Object.assign(known, written(toCisco({ 'ringframe.transfer': text }, known)));
          assert.deepEqual(fromCisco(known), text === '' ? {} : { 'ringframe.transfer': text });
        }
        const stored = Object.values(known).reduce((sum, each) => sum + each.length, 0);
        assert.equal(stored, values.at(-1)?.length);
      }),
      { numRuns: 200 },
    );
  });

  it('has elements of at most 210 characters, and the last is not full', () => {
    for (const [length, sizes] of [
      [0, [0]],
      [1, [1]],
      [209, [209]],
      [210, [210, 0]],
      [600, [210, 210, 180]],
    ] as const) {
      const { namedArrays = [] } = toCisco({ 'ringframe.transfer': 'x'.repeat(length) });
      assert.deepEqual(
        namedArrays.map(({ index, value: { length: size } }) => [index, size]),
        sizes.map((size, index) => [index, size]),
      );
    }
  });

  it('is refused whole when a message has no room for all of it', () => {
    assert.ok(toCisco({ 'ringframe.transfer': 'x'.repeat(1_700) }));
    for (const text of ['x'.repeat(1_990), 'x'.repeat(4_000)])
      assert.throws(() => toCisco({ 'ringframe.transfer': text, customer: 'C-4' }), { code: 'INVALID_ARGUMENT' });
  });

  it('is read in both forms, and emptied in both', () => {
    const scalar = { 'user.ringframe': 'from an older client' };
    assert.deepEqual(fromCisco(scalar), { 'ringframe.transfer': 'from an older client' });
    assert.deepEqual(fromCisco(written(toCisco({ 'ringframe.transfer': '' }, scalar))), {});
    const older = callDataTranslation({ 'ringframe.transfer': 'user.ringframe' });
    assert.deepEqual(older.fromCisco(written(toCisco({ 'ringframe.transfer': 'x'.repeat(500) }))), { 'ringframe.transfer': 'x'.repeat(500) });
  });

  it('leaves variables and elements that are none of it as they are', () => {
    const told = fromCisco({ callVariable3: 'C-4', 'user.steps[1]': 'first', 'user.steps[2]': 'second', 'user.other': 'x' });
    assert.deepEqual(told, { customer: 'C-4', 'user.steps[1]': 'first', step: 'second', 'user.other': 'x' });
  });

  it('has an array of its own, which the site has named', () => {
    for (const twice of [
      { a: 'user.x[]', b: 'user.x' },
      { a: 'user.x[]', b: 'user.x[1]' },
      { a: 'user.x[]', b: 'user.x[]' },
    ])
      assert.throws(() => callDataTranslation(twice), { code: 'INVALID_ARGUMENT' });
    assert.throws(() => callDataTranslation({ a: '[]' }), { code: 'INVALID_ARGUMENT' });
    assert.throws(() => toCisco({ 'user.unknown[]': 'x' }), { code: 'INVALID_ARGUMENT' });
  });
});
