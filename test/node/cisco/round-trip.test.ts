/** Every message, in both widths: frames that were built from the guide decode to what was put in, and encode to the same bytes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeMessage, encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { layouts } from '../../../src/link/switches/cisco/codec/layouts/index.ts';
import { type BuiltFrame, builtFrames, type Extent, frameOf, MOST_ENTRIES, withUnknown } from './build-frame.ts';
import { type GuideMessage, guide, isInVersion, listName, VERSIONS } from './guide.ts';

const RUNS = 3;
const maxBytes = (version: number) => (version < 20 ? 4_329 : 12_500);
/** Of named variables in one message: name, value, two NULs; elements of arrays have an index too. */
const namedBytes = ({ namedVariables = [], namedArrays = [] }: Record<string, unknown>) =>
  [...(namedVariables as { name: string; value: string }[]), ...(namedArrays as { name: string; value: string }[])].reduce(
    (bytes, { name, value }) => bytes + name.length + value.length + 3,
    0,
  );

/** Reads, and writes again; what is larger than may be sent is refused. */
const roundTrip = ({ frame, message }: BuiltFrame, version: number): void => {
  const decoded = decodeMessage(frame, { version });
  assert.deepEqual(decoded, message);
  if (frame.length <= maxBytes(version) && namedBytes(message) <= 2_000) assert.deepEqual(encodeMessage(decoded, { version }), frame);
  else if (frame.length > maxBytes(version)) assert.throws(() => encodeMessage(decoded, { version }), { name: 'CtiError', code: 'TOO_LARGE' });
};

/** Fields with tags that this message does not have. FAILURE_CONF has none: two bytes more make it the long form. */
const unknownFields = ({ name, floating }: GuideMessage, version: number) => {
  const known = new Set(floating.map(({ tag }) => tag));
  const tags = fc.integer({ min: 0, max: version < 20 ? 255 : 65_535 }).filter((tag) => !known.has(tag));
  const one = fc.tuple(tags, fc.uint8Array({ maxLength: 12 })).map(([tag, data]) => ({ tag, data: new Uint8Array(data) }));
  return fc.array(one, { maxLength: name === 'FAILURE_CONF' ? 0 : 2 });
};

const messagesOf = (version: number) => guide.filter((message) => isInVersion(message, version));

describe('round trip of GED-188', () => {
  it('is made for every layout of the table, in both widths where both have it', () => {
    assert.equal(Object.keys(layouts).length, 158);
    const made = (versions: readonly number[]) => new Set(versions.flatMap(messagesOf).map(({ name }) => name));
    assert.deepEqual([...made(VERSIONS.filter((version) => version >= 20))].sort(), Object.keys(layouts).sort());
    const narrow = made(VERSIONS.filter((version) => version < 20));
    for (const { name, since = 0 } of guide) assert.equal(narrow.has(name), since < 20, name);
  });

  for (const version of VERSIONS)
    it(`holds for every message of version ${version}, with fields there or not, known or not`, () => {
      const messages = messagesOf(version);
      assert.ok(messages.length > 120);
      for (const message of messages)
        fc.assert(
          fc.property(builtFrames(message, version), unknownFields(message, version), (built, unknown) =>
            roundTrip(withUnknown(built, version, unknown), version),
          ),
          { numRuns: RUNS },
        );
    });

  const extents: readonly (readonly [Extent, string])[] = [
    ['least', 'as short as it can be: no field that may be left out, no entries'],
    ['empty', 'with every field there, empty texts, zeros, one entry in each list'],
    ['most', 'with the longest texts, all ones or null, named variables of the most bytes'],
    ['lists', 'with the most entries that a list may have'],
  ];
  for (const [extent, title] of extents)
    it(`holds for every message in every version ${title}`, () => {
      for (const version of VERSIONS)
        for (const message of messagesOf(version))
          fc.assert(
            fc.property(builtFrames(message, version, extent), (built) => roundTrip(built, version)),
            { numRuns: 1 },
          );
    });

  it('ends at one entry more than the guide allows', () => {
    const lists = new Set<string>();
    for (const message of messagesOf(25))
      for (const { count } of message.lists ?? []) {
        const most = MOST_ENTRIES[count];
        if (most === undefined) continue;
        const [built] = fc.sample(builtFrames(message, 25, 'lists'), 1);
        const key = listName(count);
        const entries = built?.message[key] as unknown[];
        assert.equal(entries.length, most);
        assert.throws(() => encodeMessage({ ...built?.message, [key]: [...entries, entries[0]] } as never, { version: 25 }), {
          ...{ name: 'CtiError', code: 'INVALID_ARGUMENT', details: { field: key } },
        });
        lists.add(count);
      }
    assert.deepEqual([...lists].sort(), Object.keys(MOST_ENTRIES).sort());
  });

  it('needs no counts: they are the lengths of what is there', () => {
    let counts = 0;
    for (const version of [15, 25])
      for (const message of messagesOf(version))
        for (const extent of ['least', 'empty', 'lists'] as const) {
          const [built] = fc.sample(builtFrames(message, version, extent), 1);
          const given = { ...built?.message };
          const listOf = new Map([...(message.lists ?? []).map(({ count }) => [count, listName(count)] as const), ['NumNamedVariables', 'namedVariables']]);
          for (const [count, list] of [...listOf, ['NumNamedArrays', 'namedArrays'], ['NumRecords', 'records']] as const) {
            if (!message.fixed.some(({ name }) => name === count)) continue;
            const key = `${count.charAt(0).toLowerCase()}${count.slice(1)}`.replace('CTI', 'Cti');
            assert.ok(key in given, key);
            delete given[key];
            const decoded = decodeMessage(encodeMessage(given as never, { version }), { version }) as unknown as Record<string, unknown>;
            assert.equal(decoded[key], (given[list] as unknown[] | undefined)?.length ?? 0, `${message.name}.${key}`);
            counts += 1;
          }
        }
    assert.ok(counts > 100, `${counts}`);
  });

  it('holds for frames that are views into something larger, and for Buffers', () => {
    const frame = Buffer.from(frameOf(6, [1, 2, 3, 4]));
    const larger = Buffer.concat([Buffer.from([9, 9, 9]), frame, Buffer.from([9])]);
    const decoded = decodeMessage(larger.subarray(3, 15), { version: 15 });
    assert.deepEqual(decoded, { messageType: 6, name: 'HEARTBEAT_CONF', invokeId: 0x01020304 });
  });

  it('keeps bytes of its own: the frame may be overwritten', () => {
    const frame = frameOf(9999, [1, 2, 3]);
    const decoded = decodeMessage(frame, { version: 15 });
    frame.fill(0);
    assert.deepEqual(decoded, { messageType: 9999, name: 'UNKNOWN', body: Uint8Array.of(1, 2, 3) });
  });

  it('reads FAILURE_CONF in both forms, by its length', () => {
    for (const version of [15, 25]) {
      const short = frameOf(1, [0, 0, 0, 7, 0, 0, 0, 36]);
      const long = frameOf(1, [0, 0, 0, 7, 1, 2, 0, 0, 3, 4]);
      assert.deepEqual(decodeMessage(short, { version }), { messageType: 1, name: 'FAILURE_CONF', invokeId: 7, status: 36 });
      assert.deepEqual(decodeMessage(long, { version }), {
        ...{ messageType: 1, name: 'FAILURE_CONF', invokeId: 7, failureCode: 258, peripheralErrorCode: 772 },
      });
      for (const frame of [short, long]) assert.deepEqual(encodeMessage(decodeMessage(frame, { version }), { version }), frame);
    }
  });
});
