/** The parameters of a request as the generic listener reads them: the query of the URL and the body, merged. */

export type Parameters = ReadonlyMap<string, string>;

/**
 * A key that is there more than once has its values joined by commas, those of the URL first. Names are as they were sent; a part without a name is none.
 *
 * @example
 * readParameters('ani=1234&Email=a%40b.example', 'ani=5'); // ani → '1234,5', Email → 'a@b.example'
 */
export const readParameters = (...queries: readonly string[]): Map<string, string> => {
  const parameters = new Map<string, string>();
  for (const query of queries) {
    for (const [name, value] of new URLSearchParams(query)) {
      if (name === '') continue;
      const before = parameters.get(name);
      parameters.set(name, before === undefined ? value : `${before},${value}`);
    }
  }
  return parameters;
};
