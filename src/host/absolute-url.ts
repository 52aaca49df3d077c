/** Softphones take the address of a view apart, which they can only do with a whole one. */
export const absoluteUrl = (url: string): string => (URL.canParse(url, location.href) ? new URL(url, location.href).href : url);
