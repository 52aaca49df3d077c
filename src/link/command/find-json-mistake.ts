/** Where a text stops being JSON (RFC 8259). What an engine's own parser says differs by version, and quotes what stands there. */
export interface JsonMistake {
  /** Both from 1. */
  line: number;
  column: number;
  /** What could have stood there, in words. */
  wanted: string;
}

const SPACE = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b/y;

type Closing = '}' | ']';
/** What has to come next: `first…` is right after the opening bracket, where it may be closed at once. */
type Next = 'value' | 'firstValue' | 'name' | 'firstName' | 'colon' | 'separator';

const wantedFor = (next: Next, closing: Closing | undefined): string => {
  const wanted: Record<Next, string> = {
    value: 'a value',
    firstValue: 'a value or ]',
    name: 'a name in double quotes',
    firstName: 'a name in double quotes or }',
    colon: ':',
    separator: closing ? `, or ${closing}` : 'the end of the file',
  };
  return wanted[next];
};

export const findJsonMistake = (text: string): JsonMistake => {
  const open: Closing[] = [];
  let at = 0;
  let next: Next = 'value';

  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    at += found?.length ?? 0;
    return found !== undefined;
  };
  const begin = (closing: Closing): Next => {
    open.push(closing);
    return closing === '}' ? 'firstName' : 'firstValue';
  };
  const end = (): Next => {
    open.pop();
    return 'separator';
  };

  /** What follows the character that stands here; undefined when it cannot stand here. */
  const step = (character: string | undefined): Next | undefined => {
    const closing = open.at(-1);
    if (character === closing && (next === 'separator' || next.startsWith('first'))) return end();
    if (next === 'colon') return character === ':' ? 'value' : undefined;
    if (next === 'separator') return character === ',' && closing ? (closing === '}' ? 'name' : 'value') : undefined;
    if (next === 'value' || next === 'firstValue') return character === '{' ? begin('}') : character === '[' ? begin(']') : undefined;
    return undefined;
  };

  for (;;) {
    skip(SPACE);
    if (next.endsWith('alue') && (skip(TEXT) || skip(PLAIN))) next = 'separator';
    else if (next.endsWith('ame') && skip(TEXT)) next = 'colon';
    else {
      const following = at < text.length ? step(text[at]) : undefined;
      if (!following) break;
      next = following;
      at += 1;
    }
  }
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, wanted: wantedFor(next, open.at(-1)) };
};
