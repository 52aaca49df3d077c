const LINE_BREAKS = /\r\n|[\r\n\u2028\u2029]/g;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', "'": "\\'", '\n': '\\n', '\r': '\\r', '\u2028': '\\u2028', '\u2029': '\\u2029' };
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Half of a character has no URL form, and would throw. */
const wellFormed = (value: string): string => value.replace(/\p{Surrogate}/gu, '\uFFFD');

/**
 * A value as its flags want it: `$` escapes quotes and line breaks for a script's text, `^` makes it one line and lets `$` be,
 * `x` encodes for XML, `u` for a URL. In this order, so that `xu` is XML within a URL.
 */
export const encodeValue = (value: string, flags: ReadonlySet<string>): string => {
  let encoded = value;
  if (flags.has('^')) encoded = encoded.replace(LINE_BREAKS, ' ');
  else if (flags.has('$')) encoded = encoded.replace(/[\\"'\n\r\u2028\u2029]/g, (character) => escapes[character] ?? character);
  if (flags.has('x')) encoded = encoded.replace(/[&<>"']/g, (character) => entities[character] ?? character);
  return flags.has('u') ? encodeURIComponent(wellFormed(encoded)) : encoded;
};
