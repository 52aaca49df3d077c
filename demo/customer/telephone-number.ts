/** What can be dialled of what somebody typed: digits and a leading plus. `undefined` when nothing sensible is left. */
export const telephoneNumber = (text: string): string | undefined => {
  const plus = /^[^0-9]*\+/.test(text) ? '+' : '';
  const digits = text.replace(/\D/g, '');
  return digits.length >= 3 && digits.length <= 20 ? `${plus}${digits}` : undefined;
};
