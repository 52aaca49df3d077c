/** Values as people read them, in the language of the page. */
const LOCALE = 'en';

const time = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
const regions = new Intl.DisplayNames(LOCALE, { type: 'region' });

const DAY_MS = 86_400_000;

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

export const formatDay = (at: number, now = Date.now()): string => {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  return days === 0 ? 'Today' : days === 1 ? 'Yesterday' : day.format(at);
};

export const formatMoment = (at: number): string => `${formatDay(at)}, ${time.format(at)}`;

/** `42 s`, `3 min 07 s`, `1 h 02 min`. */
export const formatDuration = (seconds: number): string => {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
};

export const formatCount = (count: number): string => count.toLocaleString(LOCALE);

export const countryName = (country: string | undefined): string => (country === undefined ? '' : (regions.of(country) ?? country));

/** Two letters for a picture. */
export const initials = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
};

/** One of eight hues, always the same for a name. */
export const hueOf = (name: string): number => [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 4_093, 7) % 8;
