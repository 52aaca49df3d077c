/** Every field of every message refuses what it cannot hold, by its name, and tells nobody what that was. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCtiError } from '../../../src/index.ts';
import { encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { builtFrames } from './build-frame.ts';
import { camelCase, type GuideField, type GuideMessage, guide, isInVersion } from './guide.ts';

/** In everything that is refused, as a text or a number, and in no error. */
const SECRET = '70123456789';

const wrongText = (size: number) => [
  `${SECRET}${'x'.repeat(size)}`,
  `${SECRET}\0`.slice(-size + 1),
  '☎',
  '\u{1f600}',
  Number(SECRET),
  null,
  true,
  {},
  [SECRET],
];
const wrongNumber = (least: number, most: number) => [
  ...[least - 1, most + 1, Number(SECRET), -Number(SECRET), 1.5, Number.NaN, Number.POSITIVE_INFINITY],
  ...[BigInt(SECRET), SECRET, '', true, {}, []],
];

/** What this field cannot hold. */
const wrongFor = ({ name, type, maxUntil18 }: GuideField, version: number): unknown[] => {
  const size = maxUntil18 !== undefined && version <= 18 ? maxUntil18 : Number(type.slice(1));
  if (type.startsWith('S')) return wrongText(size);
  if (type.startsWith('X')) return [new Uint8Array(size + 1), SECRET, null, [...SECRET].map(Number), new DataView(new ArrayBuffer(1))];
  if (type === 'b2') return [0, 1, 'true', null, Number(SECRET)];
  // A text that cannot be taken for a number is a port too; the samples have such.
  if (name === 'SendingPort') return [...wrongNumber(0, 2 ** 32 - 1).filter((value) => typeof value !== 'string'), 'abc', `${SECRET}.......`];
  const most = 256 ** size;
  return type.startsWith('i') ? wrongNumber(-most / 2, most / 2 - 1) : wrongNumber(0, most - 1);
};
const wrongNamed = (name: string, value: unknown): [field: string, entry: unknown][] => [
  ...[...wrongText(33), ''].map((wrong): [string, unknown] => [`${name}.name`, { index: 0, name: wrong, value }]),
  ...wrongText(211).map((wrong): [string, unknown] => [`${name}.value`, { index: 0, name: 'n', value: wrong }]),
  ...(name === 'namedArrays' ? wrongNumber(0, 255).map((wrong): [string, unknown] => [`${name}.index`, { index: wrong, name: 'n', value }]) : []),
  ...[null, SECRET, Number(SECRET), undefined].map((wrong): [string, unknown] => [name, wrong]),
];

type Values = Readonly<Record<string, unknown>>;
/** Every way to put one wrong value into a message, and the name that the error must have. */
const spoiled = (values: Values, fields: ReadonlyMap<string, GuideField>, version: number): [field: string, spoiled: Values][] =>
  Object.entries(values).flatMap(([key, value]): [string, Values][] => {
    const put = (wrong: unknown): Values => ({ ...values, [key]: wrong });
    if (key === 'messageType' || key === 'name') return [];
    if (key === 'namedVariables' || key === 'namedArrays')
      return [...wrongNamed(key, 'v').map(([field, wrong]): [string, Values] => [field, put([wrong])]), [key, put(SECRET)], [key, put({ 0: SECRET })]];
    const field = fields.get(key);
    if (field) return wrongFor(field, version).map((wrong) => [key, put(wrong)]);
    const [entry = {}] = value as Values[];
    const inner = spoiled(entry, fields, version).map(([name, wrong]): [string, Values] => [name, put([wrong])]);
    return [...inner, ...[SECRET, Number(SECRET), {}, [null], [SECRET], [undefined], [{}]].map((wrong): [string, Values] => [key, put(wrong)])];
  });

const isRefused = (name: string, version: number, field: string, message: Values): void => {
  const what = `${name} in version ${version}, ${field}`;
  try {
    encodeMessage(message as never, { version });
  } catch (error) {
    assert.ok(isCtiError(error, 'INVALID_ARGUMENT'), `${what}: ${error}`);
    assert.equal(error.details?.field, field, what);
    assert.ok(!JSON.stringify([String(error), error.details]).includes(SECRET.slice(1, -1)), what);
    return;
  }
  assert.fail(`${what} was taken`);
};

const fieldsOf = ({ fixed, floating }: GuideMessage, version: number) =>
  new Map([...fixed, ...floating].filter((field) => isInVersion(field, version)).map((field) => [camelCase(field.name), field]));

describe('a field', () => {
  for (const version of [13, 19, 25])
    it(`of any message of version ${version} refuses what it cannot hold, and names itself only`, () => {
      let count = 0;
      for (const message of guide.filter((each) => isInVersion(each, version))) {
        const [built] = fc.sample(builtFrames(message, version, 'empty'), 1);
        assert.ok(encodeMessage(built?.message as never, { version }).length > 0);
        for (const [field, wrong] of spoiled(built?.message ?? {}, fieldsOf(message, version), version)) {
          isRefused(message.name, version, field, wrong);
          count += 1;
        }
      }
      assert.ok(count > 10_000, `${count}`);
    });

  it('that is needed is missed by its name', () => {
    const version = 25;
    for (const message of guide.filter((each) => isInVersion(each, version))) {
      const [built] = fc.sample(builtFrames(message, version, 'least'), 1);
      for (const { name } of message.fixed.filter((field) => isInVersion(field, version))) {
        // Counts are counted, and what is reserved is zero.
        if (/^Num(ber)?(Of|Named|Lines|Records|Parties|Calls|CallDevices|CTIClients|SkillGroups|FltSkillGroups)|^Reserved/.test(name)) continue;
        const { [camelCase(name)]: _, ...lacking } = built?.message ?? {};
        isRefused(message.name, version, camelCase(name), lacking);
      }
    }
  });

  it('that there is not is refused, wherever it stands', () => {
    const version = 25;
    for (const message of guide.filter((each) => isInVersion(each, version))) {
      const [built] = fc.sample(builtFrames(message, version, 'empty'), 1);
      const values = built?.message ?? {};
      isRefused(message.name, version, 'invokeID', { ...values, invokeID: 1 });
      isRefused(message.name, version, 'constructor', { ...values, constructor: SECRET });
      isRefused(
        message.name,
        version,
        '__proto__',
        JSON.parse(JSON.stringify({ messageType: values.messageType, ...numbersOf(values) }).replace('{', '{"__proto__":7,')),
      );
      for (const [key, value] of Object.entries(values)) {
        const [entry] = Array.isArray(value) && !key.startsWith('named') ? (value as Values[]) : [];
        if (!entry) continue;
        isRefused(message.name, version, 'misspelt', { ...values, [key]: [entry, { ...entry, misspelt: SECRET }] });
        isRefused(message.name, version, 'messageType', { ...values, [key]: [{ ...entry, messageType: 1 }] });
        // A member of the list is no field of the message, and a field of the message none of the list.
        const [member = ''] = Object.keys(entry);
        isRefused(message.name, version, member, { ...values, [member]: entry[member] });
      }
    }
  });
});

/** The fixed part, which a message cannot be without. */
const numbersOf = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => ['number', 'boolean'].includes(typeof value) || value === null));
