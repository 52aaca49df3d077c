/** Texts with placeholders: `[[group.name]]`, or `[[group.name]flags]`. */

/** What stands for a value. */
export interface Placeholder {
  /** `cti` where none is written. */
  group: string;
  name: string;
  /** Of `+ $ ^ u x g a v`. */
  flags: ReadonlySet<string>;
}

export type Template = readonly (string | Placeholder)[];

/** Neither part may hold a bracket, so no character is looked at more than twice. */
const pattern = /\[\[([^[\]]*)\]([^[\]]*)\]/g;
const flagsPattern = /^[+$^uxgav]*$/;
const DEFAULT_GROUP = 'cti';

const placeholderOf = (inner: string, flags: string): Placeholder | undefined => {
  const dot = inner.indexOf('.');
  const name = inner.slice(dot + 1);
  const group = dot < 0 ? DEFAULT_GROUP : inner.slice(0, dot);
  // `$Expression(…)` and its like are scripts: nothing here runs what it reads.
  if (name.trim() === '' || group.trim() === '' || /[()]/.test(inner) || !flagsPattern.test(flags)) return undefined;
  return { group, name, flags: new Set(flags) };
};

/** Reads a text; what is no placeholder stays text. */
export const readTemplate = (text: string): Template => {
  const parts: (string | Placeholder)[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const placeholder = placeholderOf(match[1] ?? '', match[2] ?? '');
    if (!placeholder) continue;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(placeholder);
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
};

/** USD's groups that have something to stand for here. Its others, such as `$Panel`, are about its own windows. */
const systemGroups = ['$Context', '$Session', '$Global', '$User', '$Return'];

/** What is wrong with a text that somebody wrote as a template, in words. */
export const templateProblem = (text: string): string | undefined => {
  const parts = readTemplate(text);
  const strange = parts.find((part) => typeof part !== 'string' && part.group.startsWith('$') && !systemGroups.includes(part.group));
  if (strange) return `there is no group ${(strange as Placeholder).group}; those with a $ are ${systemGroups.join(', ')}`;
  const left = parts.find((part): part is string => typeof part === 'string' && part.includes('[['));
  if (left === undefined) return undefined;
  if (/\[\[\$(Expression|Multiline)\b/.test(left)) return 'scripts such as $Expression are not run; use conditions, or an action of the CRM';
  return 'has a [[ that begins no placeholder: it must read [[group.name]], or [[group.name]flags] with flags of + $ ^ u x g a v';
};
