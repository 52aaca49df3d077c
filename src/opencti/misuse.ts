/** Mistakes seen in real pages: each is told once, with what to write instead. */
const told = new Set<string>();

export const warnOnce = (text: string): void => {
  if (told.has(text)) return;
  told.add(text);
  console.warn(`ringframe: ${text}`);
};
