/** Stands in `tagOrder` for the next of the `unknownFields`. */
export const KEPT_FIELD = -1;

/**
 * Puts the floating fields, as they were just written, into the order in which they came. Fields of one tag keep their order among
 * themselves; those whose tag is not named come last. From `keptStart` on they are the unknown ones.
 */
export const reorder = (floating: Uint8Array, keptStart: number, order: readonly unknown[], isWide: boolean): void => {
  const written = floating.slice();
  const view = new DataView(written.buffer);
  const fieldsOf = new Map<unknown, Uint8Array[]>();
  for (let at = 0, end = 0; at < written.length; at = end) {
    const tag = isWide ? view.getUint16(at) : view.getUint8(at);
    end = at + (isWide ? 4 + view.getUint16(at + 2) : 2 + view.getUint8(at + 1));
    const key = at < keptStart ? tag : KEPT_FIELD;
    const fields = fieldsOf.get(key);
    if (fields) fields.push(written.subarray(at, end));
    else fieldsOf.set(key, [written.subarray(at, end)]);
  }
  let at = 0;
  const put = (field: Uint8Array | undefined) => {
    if (!field) return;
    floating.set(field, at);
    at += field.length;
  };
  for (const fields of fieldsOf.values()) fields.reverse();
  for (const key of order) put(fieldsOf.get(key)?.pop());
  for (const fields of fieldsOf.values()) while (fields.length) put(fields.pop());
};
