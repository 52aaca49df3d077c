/** The small pieces of SIP's grammar (RFC 3261 §25) that several headers share. All are linear in the length of what they read. */

export const TOKEN = /^[!%'*+\-.0-9A-Z_`a-z~]+$/;

/** Splits at a separator that stands outside quotes and, unless it splits parameters of a URI, outside angle brackets. `undefined` when a quote or bracket is not closed. */
export const splitOutside = (value: string, separator: ',' | ';'): string[] | undefined => {
  const parts: string[] = [];
  let quoted = false;
  let inBrackets = false;
  let start = 0;
  for (let i = 0; i < value.length; i++) {
    const c = value[i];
    if (quoted) {
      if (c === '\\') i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '<' && !inBrackets) inBrackets = true;
    else if (c === '>' && inBrackets) inBrackets = false;
    else if (c === separator && !inBrackets) {
      parts.push(value.slice(start, i).trim());
      start = i + 1;
    }
  }
  if (quoted || inBrackets) return undefined;
  parts.push(value.slice(start).trim());
  return parts;
};

/** Removes the quotes of a quoted string, and its escapes. Leaves anything else as it is. */
export const unquote = (value: string): string =>
  value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1).replace(/\\([\s\S])/g, '$1') : value;

/** Parameters by lower-case name; a flag without a value is the empty string. */
export type Parameters = ReadonlyMap<string, string>;

/** `a=1;b;c="x"`, already split. The first of two of the same name wins. `undefined` when a name is not a token. */
export const parseParameters = (parts: readonly string[]): Parameters | undefined => {
  const result = new Map<string, string>();
  for (const part of parts) {
    const at = part.indexOf('=');
    const name = (at < 0 ? part : part.slice(0, at)).trim().toLowerCase();
    if (!TOKEN.test(name)) return undefined;
    if (!result.has(name)) result.set(name, at < 0 ? '' : part.slice(at + 1).trim());
  }
  return result;
};
