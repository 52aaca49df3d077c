import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { measure } from '../../../src/bridge/measure.ts';
import { MAX_DEPTH } from '../../../src/protocol/limits.ts';

const ENOUGH = 1_000_000;
const nested = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { value };
  return value;
};

describe('the weight of a message', () => {
  it('is two bytes for each character and eight for each value', () => {
    for (const [value, bytes] of [
      [undefined, 8],
      [null, 8],
      [true, 8],
      [7, 8],
      ['', 8],
      ['abc', 14],
      ['å', 10],
      [[], 8],
      [[1, 2], 24],
      [{}, 8],
      [{ a: 1 }, 18],
      [{ name: 'x', list: [null] }, 8 + 8 + 10 + 8 + 8 + 8],
      [Object.assign(Object.create(null), { a: 1 }), 18],
    ] as const)
      assert.equal(measure(value, ENOUGH), bytes, JSON.stringify(value));
  });

  it('is refused beyond the cap and taken at it', () => {
    const value = { text: 'x'.repeat(100) };
    const bytes = measure(value, ENOUGH);
    assert.equal(measure(value, bytes), bytes);
    assert.throws(() => measure(value, bytes - 1), { code: 'TOO_LARGE', details: { maxBytes: bytes - 1 } });
  });

  it('is refused beyond a depth', () => {
    assert.equal(typeof measure(nested(MAX_DEPTH), ENOUGH), 'number');
    assert.throws(() => measure(nested(MAX_DEPTH + 2), ENOUGH), { code: 'TOO_LARGE' });
  });

  it('of something endless is found out by the cap', () => {
    const cycle: Record<string, unknown> = {};
    cycle.cycle = cycle;
    const wide: unknown[] = [];
    for (let index = 0; index < 40; index += 1) wide.push(wide);
    for (const value of [cycle, wide, new Array(4_000_000_000 / 2), 'x'.repeat(ENOUGH)]) assert.throws(() => measure(value, ENOUGH), { code: 'TOO_LARGE' });
  });

  it('costs no more than the cap, however large the value', () => {
    let read = 0;
    const list = Array.from({ length: 100_000 }, () => ({
      get text() {
        read += 1;
        return 'x'.repeat(100);
      },
    }));
    assert.throws(() => measure(list, 10_000), { code: 'TOO_LARGE' });
    assert.ok(read < 100, `${read} values were read`);
  });

  it('counts buffers and collections', () => {
    assert.ok(measure(new Uint8Array(1_000), ENOUGH) >= 1_000);
    assert.ok(measure(new ArrayBuffer(1_000), ENOUGH) >= 1_000);
    assert.throws(() => measure(new Uint8Array(2 * ENOUGH), ENOUGH), { code: 'TOO_LARGE' });
    assert.throws(() => measure(new Set(Array.from({ length: ENOUGH / 8 + 1 }, (_, index) => index)), ENOUGH), { code: 'TOO_LARGE' });
  });

  it('of what cannot travel is a named error', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const value of [
      () => 1,
      Symbol('x'),
      { a: { b: () => 1 } },
      [Symbol('x')],
      new WeakMap(),
      Promise.resolve(),
      new WeakRef({}),
      proxy,
      {
        get secret() {
          throw new Error('from the page');
        },
      },
    ])
      assert.throws(() => measure(value, ENOUGH), { code: 'NOT_CLONEABLE' });
  });

  it('of anything at all is a number, TOO_LARGE or NOT_CLONEABLE, and agrees with what the platform can clone', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true, withNullPrototype: true }),
        (value) => {
          try {
            assert.ok(measure(value, ENOUGH) >= 8);
            structuredClone(value);
          } catch (error) {
            assert.match((error as { code: string }).code, /^(TOO_LARGE|NOT_CLONEABLE)$/);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('of JSON is never less than its text', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => assert.ok(measure(value, ENOUGH) * 4 >= JSON.stringify(value).length / 4)));
  });
});
