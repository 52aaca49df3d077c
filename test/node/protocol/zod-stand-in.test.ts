/** In the bundled scripts a stand-in has zod's place: it must take, refuse and say the same as zod, for every schema of the protocol. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as zod from 'zod/mini';
import * as standIn from '../../../src/protocol/zod-stand-in.ts';
import { oddValues } from './odd-values.ts';
import { loadProtocol, zodStandIn } from './protocol-copies.ts';

interface Issue {
  path: PropertyKey[];
  code: string;
  message: string;
  expected?: string;
}

interface Validator {
  safeParse(value: unknown): { success: boolean; data?: unknown; error?: { issues: readonly Issue[] } | undefined };
}

/** All that is read of an answer. */
const answer = (schema: Validator, value: unknown) => {
  const { success, data, error } = schema.safeParse(value);
  return { success, data, issues: error?.issues.map(({ path, code, message, expected }) => ({ path, code, message, expected })) };
};

/** A list that says it is empty when it is iterated. */
const unwilling = (list: unknown[]) => Object.assign(list, { [Symbol.iterator]: () => [][Symbol.iterator]() });

/** Forms in which a value may come without being a plain literal. */
const formsOf = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [value, [value]];
  if (!Array.isArray(value)) return [value, Object.freeze({ ...value }), Object.create(value), Object.assign(Object.create(null), value), [value]];
  return [value, { ...value }, new Array(3), unwilling([...value])];
};

const withZod = await loadProtocol();
const withStandIn = await loadProtocol({ 'zod/mini': `./${zodStandIn}` });

const allValues = withZod.examples.map(({ value }) => value);
const valuesOf = (name: string): unknown[] => {
  const schema = withZod.schemas.get(name);
  return withZod.examples.flatMap((example) => {
    if (example.schema !== schema) return [];
    const wrong = Object.entries(example.wrong ?? {}).flatMap(([field, values]) => values.map((one) => ({ ...(example.value as object), [field]: one })));
    return [example.value, ...wrong];
  });
};

describe('the stand-in for zod', () => {
  it('is in the one copy, and zod in the other', () => {
    const isZod = (file: string) => file.includes('node_modules/zod/');
    assert.ok(withZod.files.some(isZod) && !withZod.files.includes(zodStandIn));
    assert.ok(withStandIn.files.includes(zodStandIn) && !withStandIn.files.some(isZod));
    assert.ok(withZod.schemas.size > 100);
    assert.deepEqual([...withStandIn.schemas.keys()], [...withZod.schemas.keys()]);
  });

  for (const [name, schema] of withZod.schemas) {
    it(`answers as zod does for ${name}`, () => {
      const other = withStandIn.schemas.get(name);
      assert.ok(other);
      const compare = (value: unknown) => assert.deepStrictEqual(answer(other(), value), answer(schema(), value));
      const own = valuesOf(name);
      for (const value of [...allValues, ...own].flatMap(formsOf)) compare(value);
      fc.assert(fc.property(oddValues(own.length > 0 ? own : allValues), compare), { numRuns: 200 });
    });
  }
});

describe('what the stand-in shares with zod beyond what the protocol asks of it today', () => {
  const anything = (z: typeof standIn) => z.custom<unknown>(() => true, 'never said');
  const long = (z: typeof standIn) => z.string().check(z.refine((value) => value.length > 2, 'too short'));
  const cases: Record<string, [build: (z: typeof standIn) => Validator, ...values: unknown[]]> = {
    'a required field that takes undefined': [(z) => z.object({ a: anything(z) }), {}, { a: undefined }, { a: 1 }],
    'an optional field that was checked': [
      (z) => z.object({ a: z.optional(long(z)).check(z.refine((value) => value !== 'never', 'never')) }),
      {},
      { a: undefined },
      { a: 'x' },
      { a: 'never' },
    ],
    'several checks': [
      (z) =>
        long(z).check(
          z.refine((value) => value !== 'x', 'not x'),
          z.refine((value) => value === 'abc', 'only abc'),
        ),
      'x',
      'ab',
      'abc',
      1,
      new String('abc'),
    ],
    'a check of a whole whose parts fail': [
      (z) => z.object({ a: long(z), b: z.number() }).check(z.refine(({ a, b }) => a.length === b, 'a must be as long as b says')),
      { a: 'x', b: 2 },
      { a: 'abc', b: 3 },
      { a: 'abc', b: '3' },
      { a: 1, b: 2 },
    ],
    'a check after a test of our own': [
      (z) => z.custom<string>((value) => value !== 'a', 'not a').check(z.refine((value) => value !== 'b' && value !== 'a', 'nor b')),
      'a',
      'b',
      'c',
    ],
    'a list of what may be missing': [
      (z) => z.array(z.optional(long(z))),
      [],
      ['abc', undefined, 'x'],
      unwilling(['abc', 'x']),
      new Array(2),
      { length: 1, 0: 'abc' },
    ],
    'a transformation of a transformation': [
      (z) =>
        z.pipe(
          z.pipe(
            long(z),
            z.transform((value) => value.length),
          ),
          z.transform((length) => [length]),
        ),
      'abc',
      'x',
      3,
    ],
    'a transformation that passes on what another schema finds, and what is checked after it': [
      (z) =>
        z
          .pipe(
            z.string(),
            z.transform((value, context) => {
              for (const issue of long(z).safeParse(value).error?.issues ?? []) context.issues.push({ ...issue, path: ['inside', ...issue.path] });
              return value;
            }),
          )
          .check(z.refine((value) => value !== 'x', 'not x')),
      'x',
      'abc',
      1,
    ],
    'a transformation that finds fault, and what is checked after it': [
      (z) =>
        z
          .pipe(
            z.array(long(z)),
            z.transform((list, context) => {
              if (list.length > 1) context.issues.push({ code: 'custom', message: 'too many', path: [1], input: list } as never);
              return list.join();
            }),
          )
          .check(z.refine((text) => text !== 'abc', 'not abc')),
      ['abc'],
      ['def'],
      ['abc', 'def'],
      ['x', 'abc'],
    ],
  };

  for (const [what, [build, ...values]] of Object.entries(cases)) {
    it(what, () => {
      const ours = build(standIn);
      const theirs = build(zod as unknown as typeof standIn);
      for (const value of values) assert.deepStrictEqual(answer(ours, value), answer(theirs, value));
      assert.ok(values.some((value) => theirs.safeParse(value).success) && !values.every((value) => theirs.safeParse(value).success));
    });
  }
});
