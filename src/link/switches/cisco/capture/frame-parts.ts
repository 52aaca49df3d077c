/** Where in a frame what stands: by the layouts, but byte by byte, so that what a server writes in its own way stays visible. */
import { FIRST_WIDE_VERSION, HEADER_BYTES } from '../codec/index.ts';
import { layouts } from '../codec/layouts/index.ts';
import { Kind, type ParsedLayout, parseLayout } from '../codec/parse-layout.ts';
import { readPrefix, readU4 } from '../codec/read.ts';

export interface FramePart {
  /** Undefined for a tag that the layout does not have, and for what follows when a frame cannot be read on. */
  key: string | undefined;
  kind: Kind | undefined;
  /** Of a floating field: where its tag stands, and what it is. */
  tag?: { at: number; number: number } | undefined;
  /** Its data, or the fixed field: bytes from `start` to before `end`. */
  start: number;
  end: number;
  /** Numbers have their size; what has another is no number. */
  isWhole: boolean;
}

const numberedNames = new Map(Object.entries(layouts).map(([name, layout]) => [Number.parseInt(layout, 10), name as keyof typeof layouts]));
const parsed = new Map<string, ParsedLayout>();

/** The form that only its length tells: see the codec's `version-codec.ts`. */
const LONG_FAILURE = '1 invokeId:u4 failureCode:u2 peripheralErrorCode:u4';
const FAILURE_TYPE = 1;
const LONG_FAILURE_BYTES = 18;

const layoutFor = (messageType: number, version: number, bytes: number): ParsedLayout | undefined => {
  const isLongFailure = messageType === FAILURE_TYPE && bytes === LONG_FAILURE_BYTES;
  const name = numberedNames.get(messageType);
  if (!name) return undefined;
  const key = `${version} ${isLongFailure ? 'long failure' : name}`;
  const known = parsed.get(key) ?? parseLayout(isLongFailure ? LONG_FAILURE : layouts[name], version);
  parsed.set(key, known);
  return version < known.since ? undefined : known;
};

const sizes: Partial<Record<Kind, number>> = { [Kind.u1]: 1, [Kind.u2]: 2, [Kind.b2]: 2, [Kind.u4]: 4, [Kind.i4]: 4, [Kind.port]: 4 };

/** All bytes behind the header, in their order. */
export const framePartsOf = (frame: Uint8Array, version: number): FramePart[] => {
  const rest = (start: number): FramePart[] => (start < frame.length ? [{ key: undefined, kind: undefined, start, end: frame.length, isWhole: false }] : []);
  const layout = layoutFor(readU4(frame, 4), version, frame.length);
  if (!layout) return rest(HEADER_BYTES);
  const parts: FramePart[] = [];
  let at = HEADER_BYTES;
  for (const { key, kind, size } of layout.fixed) {
    if (at + size > frame.length) return [...parts, ...rest(at)];
    parts.push({ key, kind, start: at, end: at + size, isWhole: true });
    at += size;
  }
  const slots = new Map(layout.slots.map((slot) => [slot.tag, slot]));
  const isWide = version >= FIRST_WIDE_VERSION;
  const prefix = isWide ? 4 : 2;
  while (at < frame.length) {
    if (at + prefix > frame.length) return [...parts, ...rest(at)];
    const number = readPrefix(frame, at, isWide);
    const start = at + prefix;
    const end = start + readPrefix(frame, at + prefix / 2, isWide);
    if (end > frame.length) return [...parts, ...rest(at)];
    const slot = slots.get(number);
    const size = slot && sizes[slot.kind];
    parts.push({ key: slot?.key, kind: slot?.kind, tag: { at, number }, start, end, isWhole: size !== undefined && size === end - start });
    at = end;
  }
  return parts;
};
