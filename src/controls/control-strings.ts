/** The words of the controls: one catalog for all, replaceable in part or whole. */
import { english } from './english.ts';

export type StringKey = keyof typeof english;

/** A catalog, or the part of one that replaces the words before it. Further keys are allowed: `data.NAME`, `error.CODE`. */
export type ControlStrings = { readonly [Key in StringKey]?: string } & { readonly [key: string]: string | undefined };

/** What is filled into the braces of a string. */
export type StringValues = Readonly<Record<string, string | number>>;

let replaced: ControlStrings = {};
let locale: string | undefined;
const listeners = new Set<() => void>();

/**
 * Replaces words in every control, those already on the page included.
 * @param strings The words to replace; what is left out stays English.
 * @param options `locale` is a BCP 47 tag for times and durations; without it the `lang` of the page counts.
 * @example setControlStrings({ 'action.answer': 'Svara' }, { locale: 'sv' });
 */
export const setControlStrings = (strings: ControlStrings, options: { locale?: string | undefined } = {}): void => {
  replaced = strings;
  locale = options.locale;
  for (const listener of listeners) listener();
};

export const controlLocale = (): string | undefined => locale;

/** Tells of a new catalog. Returns what ends it. */
export const onControlStrings = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const own = (strings: ControlStrings | undefined, key: string): string | undefined => (strings && Object.hasOwn(strings, key) ? strings[key] : undefined);

/** The words for a key: the element's own, the replaced ones, then English; undefined when nobody has any. */
export const findString = (key: string, strings?: ControlStrings): string | undefined => own(strings, key) ?? own(replaced, key) ?? own(english, key);

/** Fills braces. Texts stand in bidi isolates, so that a name or phone number stays readable in a sentence of the other direction. */
export const fill = (template: string, values: StringValues): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : whole;
    return typeof value === 'number' || value === whole ? String(value) : `\u2068${value}\u2069`;
  });
