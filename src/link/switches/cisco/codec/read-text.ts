/** Bytes outside an array are undefined to the compiler; the callers stay inside. */
const fromCharCode = String.fromCharCode as (...codes: (number | undefined)[]) => string;

/** Up to eight characters. Made in one call they cost half of what they cost one by one. */
const characters = (b: Uint8Array, at: number, count: number): string => {
  switch (count) {
    case 0:
      return '';
    case 1:
      return fromCharCode(b[at]);
    case 2:
      return fromCharCode(b[at], b[at + 1]);
    case 3:
      return fromCharCode(b[at], b[at + 1], b[at + 2]);
    case 4:
      return fromCharCode(b[at], b[at + 1], b[at + 2], b[at + 3]);
    case 5:
      return fromCharCode(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4]);
    case 6:
      return fromCharCode(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5]);
    case 7:
      return fromCharCode(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5], b[at + 6]);
    default:
      return fromCharCode(b[at], b[at + 1], b[at + 2], b[at + 3], b[at + 4], b[at + 5], b[at + 6], b[at + 7]);
  }
};

/** One character a byte, up to the first NUL or the end: some peers end texts with a NUL, some do not. */
export const readText = (bytes: Uint8Array, start: number, limit: number): string => {
  let end = start;
  while (end < limit && bytes[end] !== 0) end += 1;
  if (end - start <= 8) return characters(bytes, start, end - start);
  let text = characters(bytes, start, 8);
  let at = start + 8;
  for (; at + 8 <= end; at += 8) text += characters(bytes, at, 8);
  return at < end ? text + characters(bytes, at, end - at) : text;
};
