import { CodecError } from './codec-error.ts';
import { compileDecoder, type Decoder } from './compile-decoder.ts';
import { compileEncoder, type Encoder } from './compile-encoder.ts';
import { fieldNames } from './field-names.ts';
import { layouts } from './layouts/index.ts';
import { FIRST_WIDE_VERSION, NEWEST_VERSION, OLDEST_VERSION } from './limits.ts';
import { opaqueMessages } from './opaque-messages.ts';
import { parseLayout } from './parse-layout.ts';

/**
 * What some versions of Unified CCE send as FAILURE_CONF: G24 and G25 print it, clients in the field still read the short form.
 * Only the length tells them apart.
 */
const LONG_FAILURE = '1 invokeId:u4 failureCode:u2 peripheralErrorCode:u4';
const FAILURE_TYPE = 1;
const LONG_FAILURE_BYTES = 18;

const layoutTable: ReadonlyMap<string, string> = new Map(Object.entries(layouts));
/** Names by number, and the first version that has the message. */
const numbered = new Map(
  [...layoutTable].map(([name, layout]): [number, { name: string; since: number }] => {
    const [messageType = 0, since = 0] = (layout.split(/\s/, 1)[0] ?? '').split('@').map(Number);
    return [messageType, { name, since }];
  }),
);
const opaqueNames = new Map(Object.entries(opaqueMessages).map(([name, messageType]) => [messageType as number, name as keyof typeof opaqueMessages]));

export interface VersionCodec {
  /** Undefined for messages that this version does not have, or whose body is not public. */
  decoderOf(messageType: number, frameBytes: number): Decoder | undefined;
  /** By number or name. */
  encoderOf(message: string | number, isLongFailure: boolean): { messageType: number; encode: Encoder };
}

const createVersionCodec = (version: number): VersionCodec => {
  const isWide = version >= FIRST_WIDE_VERSION;
  const decoders: Decoder[] = [];
  const encoders = new Map<string, { messageType: number; encode: Encoder }>();
  const layoutOf = (name: string) => layoutTable.get(name) ?? '';
  const encoderFor = (name: string, layout: string) => {
    const parsed = parseLayout(layout, version);
    return { messageType: parsed.messageType, encode: compileEncoder(name, parsed, fieldNames(parseLayout(layout)), isWide) };
  };
  const decodeLongFailure = compileDecoder('FAILURE_CONF', parseLayout(LONG_FAILURE, version), isWide);
  const longFailure = encoderFor('FAILURE_CONF', LONG_FAILURE);

  return {
    decoderOf: (messageType, frameBytes) => {
      if (messageType === FAILURE_TYPE && frameBytes === LONG_FAILURE_BYTES) return decodeLongFailure;
      const known = decoders[messageType];
      if (known) return known;
      const entry = numbered.get(messageType);
      if (!entry || version < entry.since) return undefined;
      const decoder = compileDecoder(entry.name, parseLayout(layoutOf(entry.name), version), isWide);
      decoders[messageType] = decoder;
      return decoder;
    },
    encoderOf: (message, isLongFailure) => {
      const name = typeof message === 'string' ? message : (numbered.get(message)?.name ?? '');
      if (isLongFailure && name === 'FAILURE_CONF') return longFailure;
      const known = encoders.get(name);
      if (known) return known;
      const layout = layoutOf(name);
      const { since = 0 } = numbered.get(Number.parseInt(layout, 10)) ?? {};
      if (!layout)
        throw new CodecError('INVALID_ARGUMENT', 'messageType must be a name or number of the guide; other messages need a body of bytes', {
          field: 'messageType',
        });
      if (version < since) throw new CodecError('NOT_SUPPORTED', `protocol version ${version} has no ${name}: it came with ${since}`, { field: 'messageType' });
      const encoder = encoderFor(name, layout);
      encoders.set(name, encoder);
      return encoder;
    },
  };
};

const codecs: VersionCodec[] = [];

/** Compiled on first use, message by message. */
export const versionCodec = (version: number): VersionCodec => {
  if (!Number.isInteger(version) || version < OLDEST_VERSION || version > NEWEST_VERSION)
    throw new CodecError('NOT_SUPPORTED', `protocol version must be an integer from ${OLDEST_VERSION} to ${NEWEST_VERSION}`, { field: 'version' });
  codecs[version] ??= createVersionCodec(version);
  return codecs[version];
};

/** Versions up to 18 have the team configuration where later ones have configuration records. */
const OLD_TEAM_CONFIG: Readonly<Record<number, keyof typeof opaqueMessages>> = { 236: 'TEAM_CONFIG_REQ', 237: 'TEAM_CONFIG_EVENT', 238: 'TEAM_CONFIG_CONF' };

/** The guide's name of a message that passes as opaque. */
export const opaqueName = (messageType: number, version: number): keyof typeof opaqueMessages | 'UNKNOWN' =>
  OLD_TEAM_CONFIG[messageType] ?? (version < 19 && messageType >= 216 && messageType <= 246 ? 'UNKNOWN' : (opaqueNames.get(messageType) ?? 'UNKNOWN'));
