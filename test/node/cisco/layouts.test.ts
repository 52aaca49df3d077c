/** The codec's tables hold what the guide prints, field by field and version by version. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layouts } from '../../../src/link/switches/cisco/codec/layouts/index.ts';
import { Kind, parseLayout } from '../../../src/link/switches/cisco/codec/parse-layout.ts';
import { camelCase, type GuideField, guide, isInRecords, isInVersion, listName, VERSIONS } from './guide.ts';

const table: Readonly<Record<string, string>> = layouts;

const KINDS: Readonly<Record<string, Kind>> = { u1: Kind.u1, u2: Kind.u2, u4: Kind.u4, i4: Kind.i4, b2: Kind.b2, t4: Kind.u4 };
const keyOf = (name: string, type: string) => ({ NV: 'namedVariables', NA: 'namedArrays' })[type] ?? camelCase(name);
const expectedField = ({ name, type, maxUntil18 }: GuideField, version: number) => {
  const key = keyOf(name, type);
  if (type === 'NV') return { key, kind: Kind.namedVariable, size: 0 };
  if (type === 'NA') return { key, kind: Kind.namedArray, size: 0 };
  // The guide has a number there, the samples a text.
  if (name === 'SendingPort') return { key, kind: Kind.port, size: 4 };
  const size = maxUntil18 !== undefined && version <= 18 ? maxUntil18 : Number(type.slice(1));
  return { key, kind: KINDS[type] ?? (type.startsWith('S') ? Kind.text : Kind.bytes), size };
};

describe('layouts of GED-188', () => {
  it('are those of the guide, no more and no fewer', () => {
    assert.equal(guide.length, 158);
    assert.deepEqual(Object.keys(table).sort(), guide.map(({ name }) => name).sort());
  });

  it('have the guide’s numbers and first versions', () => {
    for (const { name, type, since = 0 } of guide) {
      const { messageType, since: first } = parseLayout(table[name] ?? '', 25);
      assert.deepEqual([messageType, first], [type, since], name);
    }
  });

  for (const version of VERSIONS)
    it(`have the guide’s fields in version ${version}`, () => {
      for (const message of guide.filter((each) => isInVersion(each, version))) {
        const parsed = parseLayout(table[message.name] ?? '', version);
        assert.deepEqual(
          parsed.fixed.map(({ key, kind, size }) => ({ key, kind, size })),
          message.fixed.filter((field) => isInVersion(field, version)).map((field) => expectedField(field, version)),
          `${message.name}, fixed part`,
        );
        assert.deepEqual(
          parsed.slots.map(({ key, kind, size, tag }) => ({ key, kind, size, tag })),
          message.floating
            .filter((field) => field.tag !== null && isInVersion(field, version))
            .map((field) => ({ ...expectedField(field, version), tag: field.tag })),
          `${message.name}, floating part`,
        );
        const lists = [...(isInRecords(message) ? [{ key: 'records' }] : []), ...(message.lists ?? []).map(({ count }) => ({ key: listName(count) }))];
        assert.deepEqual(
          parsed.lists.map(({ key }) => ({ key })),
          lists,
          `${message.name}, lists`,
        );
        for (const { count, members } of message.lists ?? [])
          for (const member of members)
            assert.ok(
              parsed.slots.every(({ key, list }) => key !== camelCase(member) || list?.key === listName(count)),
              `${message.name}: ${member} belongs to ${count}`,
            );
      }
    });

  it('have no tag that a version could not write', () => {
    for (const version of VERSIONS.filter((each) => each < 20))
      for (const [name, layout] of Object.entries(table)) {
        const { since, slots } = parseLayout(layout, version);
        if (version >= since)
          assert.ok(
            slots.every(({ tag }) => tag < 256),
            `${name} in version ${version}`,
          );
      }
  });

  it('count every count', () => {
    for (const [name, layout] of Object.entries(table)) {
      const { fixed, slots, lists } = parseLayout(layout, 25);
      const counted = [...lists.map(({ key }) => key), 'namedVariables', 'namedArrays'];
      for (const { absent, key } of [...fixed, ...slots])
        if (typeof absent === 'object') assert.ok(counted.includes(absent.count), `${name}.${key} counts ${absent.count || 'nothing'}`);
    }
  });
});
