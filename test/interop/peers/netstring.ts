/** Netstrings, as baresip's `ctrl_tcp` speaks them: `5:hello,`. */

export const toNetstring = (text: string): string => `${Buffer.byteLength(text)}:${text},`;

/** Takes bytes in any portions and hands on each complete text. */
export const netstringReader = (take: (text: string) => void): ((chunk: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let colon = rest.indexOf(':'); colon > 0; colon = rest.indexOf(':')) {
      const length = Number(rest.toString('latin1', 0, colon));
      if (!Number.isSafeInteger(length)) throw new Error(`not a netstring: ${rest.toString('latin1', 0, 40)}`);
      const end = colon + 1 + length;
      if (rest.length < end + 1) return;
      take(rest.toString('utf8', colon + 1, end));
      rest = rest.subarray(end + 1);
    }
  };
};
