/** Values by name, as somebody else may have sent them. */
export interface MapCaps {
  names: number;
  nameLength: number;
  /** Characters of all names and texts together. */
  length?: number;
}

/** Plain objects only: dates, maps and lists have no entries to look at. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> => Object.prototype.toString.call(value) === '[object Object]';

export const isMap = (value: unknown, caps: MapCaps, fits: (entry: unknown, name: string) => boolean): value is Record<string, unknown> => {
  if (!isPlainObject(value)) return false;
  const entries = Object.entries(value);
  let length = 0;
  for (const [name, entry] of entries) {
    // `__proto__` is a name nobody has a use for but an attacker.
    if (name === '__proto__' || name.length > caps.nameLength || !fits(entry, name)) return false;
    length += name.length + (typeof entry === 'string' ? entry.length : 0);
  }
  return entries.length <= caps.names && length <= (caps.length ?? Number.POSITIVE_INFINITY);
};
