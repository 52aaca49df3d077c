/** Looks again and again, without a fixed pause between what happens and what is seen. */
export const until = async <Found>(
  what: string,
  find: () => Found | undefined | false | Promise<Found | undefined | false>,
  timeoutMs = 5_000,
): Promise<Found> => {
  const end = performance.now() + timeoutMs;
  while (performance.now() < end) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`waited ${timeoutMs} ms for ${what}`);
};
