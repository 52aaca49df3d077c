/**
 * Decoding and encoding of GED-188 on the mix of an agent's day, beside pg-protocol: its parser on rows with the same values as text
 * (and on rows of the same size with few long columns, which suit it best), its serializer on queries with the same values.
 */
import { serialize } from 'pg-protocol';
import { Parser } from 'pg-protocol/dist/parser.js';
import { createFramer, type DecodedMessage, decodeMessage, encodeMessage } from '../../src/link/switches/cisco/codec/index.ts';
import { agentsDay } from './cisco-day.ts';
import type { Finding } from './report.ts';
import { median, quartiles, ratios } from './stats.ts';

const VERSION = { version: 15 };
/** As a socket reads them. */
const CHUNK_BYTES = 65_536;
const LONG_COLUMN = 'x'.repeat(20);

/** All values of a message as text, nulls empty, as a database would send them. */
const textsOf = (value: unknown): string[] => {
  if (value === null) return [''];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1')];
  return typeof value === 'object' ? Object.values(value as object).flatMap(textsOf) : [String(value)];
};

/** PostgreSQL's DataRow: `D`, its length, the number of columns, and each with its length. */
const dataRow = (columns: readonly string[]): Buffer => {
  const head = Buffer.alloc(7);
  head.write('D');
  head.writeInt32BE(6 + columns.reduce((bytes, column) => bytes + 4 + column.length, 0), 1);
  head.writeInt16BE(columns.length, 5);
  const parts = columns.map((column) => {
    const part = Buffer.alloc(4 + column.length);
    part.writeInt32BE(column.length);
    part.write(column, 4, 'latin1');
    return part;
  });
  return Buffer.concat([head, ...parts]);
};

const chunksOf = (parts: readonly Uint8Array[]): Buffer[] => {
  const all = Buffer.concat(parts);
  return Array.from({ length: Math.ceil(all.length / CHUNK_BYTES) }, (_, index) => all.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES));
};

const megabytesOf = (parts: readonly Uint8Array[]): number => parts.reduce((bytes, { length }) => bytes + length, 0) / 1e6;

const secondsOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1_000;
};

/** Growth of the heap for each of a few messages; where the collector came in between, it shrank, which a median forgets. */
const allocatedBytes = (frames: readonly Uint8Array[]): number => {
  const kept: unknown[] = new Array(500);
  const growth: number[] = [];
  for (let start = 0; start + kept.length <= frames.length; start += kept.length) {
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < kept.length; index += 1) kept[index] = decodeMessage(frames[start + index] as Uint8Array, VERSION);
    growth.push((process.memoryUsage().heapUsed - before) / kept.length);
  }
  return median(growth.filter((bytes) => bytes > 0));
};

export const benchCiscoCodec = async (calls: number, rounds: number): Promise<Finding[]> => {
  const frames = agentsDay(calls).map((message) => encodeMessage(message, VERSION));
  const messages = frames.map((frame) => decodeMessage(frame, VERSION));
  const texts = messages.map(textsOf);
  const sameValues = texts.map(dataRow);
  const sameSize = frames.map(({ length }) => dataRow(Array.from({ length: Math.max(1, Math.round((length - 7) / 24)) }, () => LONG_COLUMN)));

  let seen: DecodedMessage | undefined;
  let count = 0;
  const decodeAll = (chunks: readonly Buffer[]) => {
    const framer = createFramer({
      frame: (bytes) => {
        seen = decodeMessage(bytes, VERSION);
        count += 1;
      },
      reset: (reason) => {
        throw reason;
      },
    });
    for (const chunk of chunks) framer.push(chunk);
  };
  const encodeAll = () => {
    for (const message of messages) count += encodeMessage(message, VERSION).length > 0 ? 1 : 0;
  };
  const serializeAll = () => {
    for (const values of texts) count += serialize.bind({ values }).length > 0 ? 1 : 0;
  };
  const parseAll = (chunks: readonly Buffer[]) => {
    const parser = new Parser();
    for (const chunk of chunks) parser.parse(chunk, () => (count += 1));
  };

  const contenders = {
    decode: { chunks: chunksOf(frames), megabytes: megabytesOf(frames), work: decodeAll },
    encode: { chunks: [], megabytes: megabytesOf(frames), work: encodeAll },
    serialize: { chunks: [], megabytes: megabytesOf(texts.map((values) => serialize.bind({ values }))), work: serializeAll },
    values: { chunks: chunksOf(sameValues), megabytes: megabytesOf(sameValues), work: parseAll },
    size: { chunks: chunksOf(sameSize), megabytes: megabytesOf(sameSize), work: parseAll },
  };
  const rates: Record<keyof typeof contenders, number[]> = { decode: [], encode: [], serialize: [], values: [], size: [] };
  const names = Object.keys(contenders) as (keyof typeof contenders)[];
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const { chunks, megabytes, work } = contenders[name];
      count = 0;
      const seconds = secondsOf(() => work(chunks));
      if (count !== frames.length) throw new Error(`${name} read ${count} of ${frames.length} messages`);
      if (round) rates[name].push(megabytes / seconds);
    }
  if (!seen) throw new Error('nothing was decoded');

  const perMegabyte = frames.length / contenders.decode.megabytes;
  const rate = (name: keyof typeof contenders, title: string): Finding => ({
    name: title,
    value: median(rates[name]),
    unit: 'MB/s',
    spread: quartiles(rates[name]),
  });
  /** Time for a megabyte, beside the reference in the same round. */
  const beside = (name: keyof typeof contenders, reference: keyof typeof contenders, title: string, target?: number): Finding => {
    const times = ratios(rates[reference], rates[name]);
    return { name: `GED-188: time to ${name} a MB`, value: median(times), unit: '×', spread: quartiles(times), reference: title, target };
  };
  return [
    rate('decode', 'GED-188: decode'),
    { name: 'GED-188: decode', value: median(rates.decode) * perMegabyte, unit: 'messages/s' },
    rate('encode', 'GED-188: encode'),
    { name: 'GED-188: encode', value: median(rates.encode) * perMegabyte, unit: 'messages/s' },
    { name: 'GED-188: allocated for a message decoded', value: allocatedBytes(frames), unit: 'B' },
    rate('serialize', 'pg-protocol: queries with the same values'),
    rate('values', 'pg-protocol: rows with the same values'),
    rate('size', 'pg-protocol: rows of the same size, 20 characters a column'),
    beside('decode', 'values', 'pg-protocol, the same values', 1),
    beside('encode', 'serialize', 'pg-protocol, the same values'),
    beside('decode', 'size', 'pg-protocol, the same size'),
  ];
};
