/**
 * Values by name of a query string, as a form writes it. A plus at the beginning of a number is kept: pages write
 * `Phone=+46812345678` without encoding it.
 */
export const parseQuery = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text.replace(/=\+(?=\d)/g, '=%2B')));
