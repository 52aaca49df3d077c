/**
 * Origins are compared as whole strings. A program that is no browser sends none: it cannot be made to call by a page somebody opened, and
 * still has to show a token.
 */
export const createOriginCheck = (origins: readonly string[]) => {
  const allowed = new Set(origins);
  return (origin: string | undefined): boolean => origin === undefined || allowed.has(origin);
};
