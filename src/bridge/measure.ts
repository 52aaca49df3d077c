import { CtiError, isCtiError } from '../protocol/error.ts';
import { MAX_DEPTH } from '../protocol/limits.ts';

const PER_VALUE_BYTES = 8;

const tooLarge = (maxBytes: number) =>
  new CtiError('TOO_LARGE', `The message is larger than ${maxBytes} bytes, or nested deeper than ${MAX_DEPTH} levels.`, { details: { maxBytes } });

/**
 * Estimates what a value weighs in a message, giving up as soon as it is too much, so that neither a huge nor a cyclic
 * one costs more than the cap allows. Values that only look like data are tried for real.
 * @throws CtiError `TOO_LARGE`, `NOT_CLONEABLE`.
 */
export const measure = (value: unknown, maxBytes: number): number => {
  let bytes = 0;

  const walk = (node: unknown, depth: number): void => {
    bytes += PER_VALUE_BYTES;
    if (typeof node === 'string') bytes += node.length * 2;
    else if (typeof node === 'function' || typeof node === 'symbol') throw new CtiError('NOT_CLONEABLE', `A ${typeof node} cannot travel between pages.`);
    else if (typeof node === 'object' && node !== null) walkObject(node, depth);
    if (bytes > maxBytes) throw tooLarge(maxBytes);
  };

  const walkObject = (node: object, depth: number): void => {
    if (depth > MAX_DEPTH) throw tooLarge(maxBytes);
    if (Array.isArray(node)) {
      for (const item of node) walk(item, depth + 1);
      return;
    }
    const prototype = Object.getPrototypeOf(node);
    if (prototype !== Object.prototype && prototype !== null) bytes += weighForeign(node);
    for (const key of Object.keys(node)) {
      bytes += key.length * 2;
      walk((node as Record<string, unknown>)[key], depth + 1);
    }
  };

  /** Dates, buffers, maps, and what cannot be cloned at all. They are no part of the protocol, so rarity pays for the cost. */
  const weighForeign = (node: object): number => {
    if (ArrayBuffer.isView(node) || node instanceof ArrayBuffer) return node.byteLength;
    if (node instanceof Map || node instanceof Set) return node.size > maxBytes / PER_VALUE_BYTES ? maxBytes + 1 : node.size * PER_VALUE_BYTES;
    try {
      structuredClone(node);
      return 0;
    } catch {
      throw new CtiError('NOT_CLONEABLE', 'A value cannot travel between pages: it is not plain data.');
    }
  };

  try {
    walk(value, 0);
  } catch (error) {
    // A getter that throws, a revoked proxy: the page's own error says less here than what it means.
    throw isCtiError(error) ? error : new CtiError('NOT_CLONEABLE', 'A value cannot travel between pages: reading it failed.', { cause: error });
  }
  return bytes;
};
