/** Reads JSON and remembers where each part of it stands, so that what is wrong with a part can be shown in the text. */

/** Offsets in the text. */
export interface Range {
  start: number;
  end: number;
}

export interface ReadJson {
  value: unknown;
  /** Of a place such as `rules[2].branches.many`; of the nearest part around it, where that is missing. */
  rangeOf(place: string): Range;
}

export interface JsonProblem extends Range {
  problem: string;
}

/** Deeper than any rule goes. */
const MAX_DEPTH = 50;

const patterns = {
  space: /[\t\n\r ]*/y,
  string: /"(?:[^"\\]|\\.)*"/sy,
  number: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y,
  word: /true|false|null/y,
};

class JsonError extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const parentOf = (place: string): string => place.replace(/(?:\.[^.[]*|\[\d*\]?|[^.[]+)$/, '');

/** @param root what the places begin with */
export const readJson = (text: string, root: string): ReadJson | JsonProblem => {
  const ranges = new Map<string, Range>();
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const skip = (): void => void take(patterns.space);
  const fail = (expected: string): never => {
    throw new JsonError(at, at >= text.length ? `The text ends where ${expected} is expected.` : `Here ${expected} is expected.`);
  };
  const takeChar = (...wanted: string[]): string | undefined => {
    const char = text[at];
    if (char === undefined || !wanted.includes(char)) return undefined;
    at += 1;
    return char;
  };

  const takeText = (): string | undefined => {
    const start = at;
    const written = take(patterns.string);
    if (written === undefined) return undefined;
    try {
      return JSON.parse(written) as string;
    } catch {
      throw new JsonError(start, 'This text has a line break, or a backslash that means nothing.');
    }
  };

  /** Items between brackets, with commas between them. */
  const readItems = (close: string, readItem: (index: number) => void): void => {
    skip();
    if (takeChar(close)) return;
    for (let index = 0; ; index += 1) {
      skip();
      readItem(index);
      skip();
      const next = takeChar(',', close);
      if (next === close) return;
      if (next === undefined) fail(`a comma or ${close}`);
    }
  };
  const readMember = (place: string, depth: number, known: Set<string>): void => {
    const start = at;
    const name = takeText() ?? fail('a name in double quotes');
    if (known.has(name)) throw new JsonError(start, 'This name is written twice.');
    known.add(name);
    skip();
    if (!takeChar(':')) fail('a colon');
    skip();
    readValue(`${place}.${name.slice(0, 100)}`, depth + 1);
  };
  const readValue = (place: string, depth: number): void => {
    const start = at;
    if (depth > MAX_DEPTH) throw new JsonError(at, 'This is nested too deeply.');
    const open = takeChar('{', '[');
    if (open === '[') readItems(']', (index) => readValue(`${place}[${index}]`, depth + 1));
    else if (open === '{') {
      const known = new Set<string>();
      readItems('}', () => readMember(place, depth, known));
    } else takeText() ?? take(patterns.number) ?? take(patterns.word) ?? fail('a value');
    ranges.set(place, { start, end: at });
  };

  try {
    skip();
    readValue(root, 0);
    skip();
    if (at < text.length) fail('nothing more');
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { problem: error.message, start: error.at, end: Math.min(error.at + 1, text.length) };
  }
  return {
    value: JSON.parse(text),
    rangeOf(place) {
      for (let part = place; part !== ''; part = parentOf(part)) {
        const range = ranges.get(part);
        if (range) return range;
      }
      return { start: 0, end: text.length };
    },
  };
};
