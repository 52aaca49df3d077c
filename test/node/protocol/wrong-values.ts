/** What must not fit where a shape wants an id, a time, a number, a map. */
export const long = (length: number) => 'x'.repeat(length);
export const id = ['', long(256), 5, null];
export const time = [-1, Number.NaN, Number.POSITIVE_INFINITY, '1', null];
export const number = [long(251), 5, null];
export const map = [
  { a: 1 },
  { a: long(4_001) },
  { [long(501)]: 'a' },
  Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`${index}`, 'x'])),
  [],
  'x',
  null,
  JSON.parse('{"__proto__":"x"}'),
];
export const flag = [0, 'true', null];
export const names = (length: number) => Array.from({ length }, (_, index) => `name${index}`);
export const numbered = <Value>(length: number, value: Value): Record<string, Value> => Object.fromEntries(names(length).map((name) => [name, value]));
export const pollution = JSON.parse('{"__proto__":["x"]}');
export const fieldValues = [{ a: {} }, { a: Number.NaN }, { a: long(32_001) }, ...map.slice(2)];
