import { CtiError, isCtiError } from '../protocol/error.ts';
import { MAX_DEPTH } from '../protocol/limits.ts';

const PER_VALUE_BYTES = 8;

const tooLarge = (maxBytes: number) =>
  new CtiError('TOO_LARGE', `The message is larger than ${maxBytes} bytes, or nested deeper than ${MAX_DEPTH} levels.`, { details: { maxBytes } });

/** Adds what a value weighs to `bytes`. Plain functions and numbers: this is on the path of every message. */
const weigh = (node: unknown, bytes: number, depth: number, maxBytes: number): number => {
  let sum = bytes + PER_VALUE_BYTES;
  if (typeof node === 'string') sum += node.length * 2;
  else if (typeof node === 'object' && node !== null) sum = weighObject(node, sum, depth, maxBytes);
  else if (typeof node === 'function' || typeof node === 'symbol') throw new CtiError('NOT_CLONEABLE', `A ${typeof node} cannot travel between pages.`);
  if (sum > maxBytes) throw tooLarge(maxBytes);
  return sum;
};

const weighObject = (node: object, bytes: number, depth: number, maxBytes: number): number => {
  if (depth > MAX_DEPTH) throw tooLarge(maxBytes);
  let sum = bytes;
  if (Array.isArray(node)) {
    for (const item of node) sum = weigh(item, sum, depth + 1, maxBytes);
    return sum;
  }
  const prototype = Object.getPrototypeOf(node);
  if (prototype !== Object.prototype && prototype !== null) sum += weighForeign(node, maxBytes);
  for (const key of Object.keys(node)) sum = weigh((node as Record<string, unknown>)[key], sum + key.length * 2, depth + 1, maxBytes);
  return sum;
};

/** Dates, buffers, maps, and what cannot be cloned at all. They are no part of the protocol, so rarity pays for the cost. */
const weighForeign = (node: object, maxBytes: number): number => {
  if (ArrayBuffer.isView(node) || node instanceof ArrayBuffer) return node.byteLength;
  if (node instanceof Map || node instanceof Set) return node.size > maxBytes / PER_VALUE_BYTES ? maxBytes + 1 : node.size * PER_VALUE_BYTES;
  try {
    structuredClone(node);
    return 0;
  } catch {
    throw new CtiError('NOT_CLONEABLE', 'A value cannot travel between pages: it is not plain data.');
  }
};

/**
 * Estimates what a value weighs in a message, giving up as soon as it is too much, so that neither a huge nor a cyclic
 * one costs more than the cap allows. Values that only look like data are tried for real.
 * @throws CtiError `TOO_LARGE`, `NOT_CLONEABLE`.
 */
export const measure = (value: unknown, maxBytes: number): number => {
  try {
    return weigh(value, 0, 0, maxBytes);
  } catch (error) {
    // A getter that throws, a revoked proxy: the page's own error says less here than what it means.
    throw isCtiError(error) ? error : new CtiError('NOT_CLONEABLE', 'A value cannot travel between pages: reading it failed.', { cause: error });
  }
};
