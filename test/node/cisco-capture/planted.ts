/** Messages full of what must not survive: every text a name or a number, every number one of a site's. */
import { encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { camelCase, type GuideField, type GuideMessage, isInRecords, isInVersion, listName } from '../cisco/guide.ts';

export const NAME = 'Andersdotter';
export const NUMBER = '46857190463';
/** As they fit into one, two and four bytes. */
export const PLANTED_NUMBERS: Readonly<Record<number, number>> = { 1: 213, 2: 60_417, 4: 73_190_462 };

const planted = ({ type, maxUntil18 }: GuideField, version: number, index: number): unknown => {
  const size = maxUntil18 !== undefined && version <= 18 ? maxUntil18 : Number(type.slice(1));
  const text = index % 2 === 0 ? NAME : NUMBER;
  if (type === 'NV') return [{ name: NAME, value: NUMBER }];
  if (type === 'NA') return [{ index: 3, name: NUMBER, value: NAME }];
  if (type.startsWith('S')) return text.slice(0, size - 1);
  if (type.startsWith('X')) return Uint8Array.from(text.slice(0, size), (character) => character.charCodeAt(0));
  if (type === 'b2') return true;
  return PLANTED_NUMBERS[type.startsWith('P') ? 4 : size] ?? PLANTED_NUMBERS[2];
};

/** Every field of the version, with one entry in every list. */
export const plantedFrame = (message: GuideMessage, version: number): Uint8Array => {
  const lists = message.lists ?? [];
  const has = (field: GuideField): boolean => isInVersion(field, version);
  const listOf = (name: string): string | undefined => lists.find(({ members }) => members.includes(name))?.count;
  const counts = new Set(lists.map(({ count }) => count).concat('NumRecords', 'NumNamedVariables', 'NumNamedArrays'));
  const values: Record<string, unknown> = {};
  for (const [index, field] of message.fixed.filter(has).entries()) if (!counts.has(field.name)) values[camelCase(field.name)] = planted(field, version, index);
  const target: Record<string, unknown> = isInRecords(message) ? {} : values;
  for (const [index, field] of message.floating.filter((one) => has(one) && one.tag != null).entries()) {
    const list = listOf(field.name);
    const name = field.type === 'NV' ? 'namedVariables' : field.type === 'NA' ? 'namedArrays' : camelCase(field.name);
    const value = planted(field, version, index);
    if (list === undefined) target[name] = value;
    else {
      const entries = (target[listName(list)] ?? [{}]) as Record<string, unknown>[];
      target[listName(list)] = entries;
      (entries[0] ?? {})[name] = value;
    }
  }
  if (isInRecords(message)) values.records = [target];
  return encodeMessage({ messageType: message.name, ...values } as never, { version });
};
