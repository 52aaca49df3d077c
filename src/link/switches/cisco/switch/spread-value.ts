/**
 * A value that is longer than one variable, in the elements of a named array from the first one on. The first element that is not full is the last:
 * a value that fills its elements to the end is followed by an empty one, and what stands behind is of an older, longer value.
 */
import type { NamedArrayElement } from '../codec/index.ts';

/** As `callDataOf` names an element. */
export const elementName = (array: string, index: number): string => `${array}[${index}]`;

/** Elements have an index of one byte. */
const MAX_ELEMENTS = 256;

/** `known`: what the call has, by the names of elements; of it everything behind the new value is emptied. */
export const spreadOver = (array: string, value: string, known: Readonly<Record<string, string>>, size: number): NamedArrayElement[] => {
  const count = Math.floor(value.length / size) + 1;
  const elements = Array.from({ length: count }, (_, index) => ({ name: array, index, value: value.slice(index * size, (index + 1) * size) }));
  for (let index = count; index < MAX_ELEMENTS; index += 1) if (known[elementName(array, index)]) elements.push({ name: array, index, value: '' });
  return elements;
};

export const joinedElements = (array: string, values: Readonly<Record<string, string>>, size: number): string => {
  let joined = '';
  for (let index = 0; index < MAX_ELEMENTS; index += 1) {
    const part = values[elementName(array, index)] ?? '';
    joined += part;
    if (part.length < size) break;
  }
  return joined;
};
