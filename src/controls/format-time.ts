/** Times as the reader's language writes them. */

/** The tag if the browser knows it, else its own default; a wrong `lang` on a page must not break a call bar. */
export const usableLocale = (tag: string | null | undefined): string | undefined => {
  try {
    return tag ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch {
    return undefined;
  }
};

/** What stands between minutes and seconds in this language: a colon nearly everywhere, a point in some. */
const separatorOf = (locale: string | undefined): string =>
  new Intl.DateTimeFormat(locale, { minute: '2-digit', second: '2-digit' }).formatToParts(0).find((part) => part.type === 'literal')?.value ?? ':';

/** `0:07`, `12:30`, `1:02:09`, in the digits of the language. */
export const formatDuration = (durationMs: number, locale?: string): string => {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  const digits = (value: number, minimumIntegerDigits: number) => new Intl.NumberFormat(locale, { minimumIntegerDigits, useGrouping: false }).format(value);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const parts = hours > 0 ? [digits(hours, 1), digits(minutes, 2)] : [digits(minutes, 1)];
  return [...parts, digits(seconds % 60, 2)].join(separatorOf(locale));
};

/** The time of day, for example `09:41`. */
export const formatTime = (at: number, locale?: string, withSeconds = false): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: withSeconds ? 'medium' : 'short' }).format(at);

export const formatPercent = (ratio: number, locale?: string): string => new Intl.NumberFormat(locale, { style: 'percent' }).format(ratio);
