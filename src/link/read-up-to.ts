/**
 * All of a stream of bytes; undefined, and the rest unread, when it is longer than it may be. Counted while it is read: what it says of its own
 * length may be wrong. Rejects when it breaks off.
 */
export const readUpTo = async (stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (stream ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // Leaving the loop ends the reading.
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
