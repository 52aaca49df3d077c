/** A message that goes to many, encoded once for each form in which anybody wants it. */
import { CodecError, type EncodableMessage, encodeMessage } from '../codec/index.ts';
import { callVariableNames } from './call-data.ts';

/** What a client registered for: nothing registered means all. */
export interface WantedVariables {
  /** Bit n-1: CallVariable n. */
  readonly mask: number;
  readonly named: ReadonlySet<string>;
  readonly arrays: ReadonlySet<string>;
  readonly key: string;
}

/** Fields that depend on whose device looks at the call. `key` tells apart what is told apart by them. */
export interface Seen {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type Outgoing = (version: number, monitorId: number, seen?: Seen, wanted?: WantedVariables) => Uint8Array | undefined;

const MONITOR_ID_AT = 8;

const withMonitorId = (frame: Uint8Array, monitorId: number): Uint8Array => {
  const copy = frame.slice();
  new DataView(copy.buffer).setUint32(MONITOR_ID_AT, monitorId);
  return copy;
};

const onlyWanted = (message: Record<string, unknown>, { mask, named, arrays }: WantedVariables): Record<string, unknown> => {
  const kept = { ...message };
  for (const [index, name] of callVariableNames.entries()) if (!(mask & (1 << index))) delete kept[name];
  const ofNames = (list: unknown, names: ReadonlySet<string>) => (list as { name: string }[]).filter(({ name }) => names.has(name));
  if (kept.namedVariables) kept.namedVariables = ofNames(kept.namedVariables, named);
  if (kept.namedArrays) kept.namedArrays = ofNames(kept.namedArrays, arrays);
  return kept;
};

/**
 * The message as bytes, by version and by what the client sees of it. MonitorID, where the message has one, is its first field,
 * so that it is written over a copy. Undefined for a version that does not have the message.
 */
export const createOutgoing = (message: EncodableMessage): Outgoing => {
  const frames = new Map<string, Uint8Array | undefined>();

  const encode = (version: number, seen: Seen | undefined, wanted: WantedVariables | undefined): Uint8Array | undefined => {
    const whole = { ...message, ...seen?.fields } as Record<string, unknown>;
    try {
      return encodeMessage((wanted ? onlyWanted(whole, wanted) : whole) as unknown as EncodableMessage, { version });
    } catch (error) {
      if (error instanceof CodecError && error.code === 'NOT_SUPPORTED') return undefined;
      throw error;
    }
  };

  return (version, monitorId, seen, wanted) => {
    const key = `${version} ${seen?.key ?? ''} ${wanted?.key ?? ''}`;
    let frame = frames.get(key);
    if (!frame && !frames.has(key)) {
      frame = encode(version, seen, wanted);
      frames.set(key, frame);
    }
    return frame && monitorId !== 0 ? withMonitorId(frame, monitorId) : frame;
  };
};
