/** A value that fits, changed in a few places: what a careless, a newer or a hostile peer may send. */
import fc from 'fast-check';
import { fieldValues, flag, id, long, map, number, pollution, time } from './wrong-values.ts';

type Holder = Record<string, unknown>;

/** Some of the wrong values are nested without end. */
const DEPTH = 20;

const isPlain = (value: unknown, depth: number): value is Holder =>
  depth < DEPTH && (Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]');

/** Every field and item of a value. */
const placesIn = (value: unknown, depth = 0): { holder: Holder; name: string }[] =>
  isPlain(value, depth) ? Object.keys(value).flatMap((name) => [{ holder: value, name }, ...placesIn(value[name], depth + 1)]) : [];

/** An own property, even `__proto__`. */
const put = (holder: Holder, name: string, value: unknown) =>
  Object.defineProperty(holder, name, { value, configurable: true, enumerable: true, writable: true });

/** What is changed must not be what is tried next. */
const copy = (value: unknown, depth = 0): unknown => {
  if (!isPlain(value, depth)) return value;
  const copied: Holder = Array.isArray(value) ? (new Array(value.length) as unknown as Holder) : Object.create(Object.getPrototypeOf(value));
  for (const name of Object.keys(value)) put(copied, name, copy(value[name], depth + 1));
  return copied;
};

const nearMisses = [...new Set([...id, ...time, ...number, ...map, ...flag, ...fieldValues]), undefined, pollution, 0.5, '', 'x', long(4_001), [], {}, [[]]];

const odd = fc.oneof(
  fc.constantFrom(...nearMisses),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
);

interface Change {
  place: number;
  how: 'replace' | 'remove' | 'add';
  name: string;
  odd: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('replace', 'remove', 'add'),
  name: fc.constantFrom('unknown', '__proto__', 'constructor', 'toString', 'type', '0'),
  odd,
});

const applyTo = (value: unknown, { place, how, name, odd: other }: Change): void => {
  const places = placesIn(value);
  const chosen = places[place % places.length];
  if (!chosen) return;
  if (how === 'replace') put(chosen.holder, chosen.name, copy(other));
  // Of a list, this leaves a hole.
  if (how === 'remove') Reflect.deleteProperty(chosen.holder, chosen.name);
  if (how === 'add') put(chosen.holder, name, copy(other));
};

/** One to four changes of one of the values, or now and then something else altogether. */
export const oddValues = (values: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.tuple(fc.constantFrom(...values), fc.array(change, { minLength: 1, maxLength: 4 })).map(([value, changes]) => {
        const changed = copy(value);
        for (const one of changes) applyTo(changed, one);
        return changed;
      }),
    },
    { weight: 1, arbitrary: odd },
  );
