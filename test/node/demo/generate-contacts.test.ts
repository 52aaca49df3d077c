import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { generateContacts } from '../../../demo/crm/contacts/generate-contacts.ts';
import { regions } from '../../../demo/crm/contacts/number-ranges.ts';
import { toE164 } from '../../../demo/crm/database/to-e164.ts';

const contacts = generateContacts(10_000);
const numbers = contacts.flatMap((contact) => contact.numbers.map((number) => ({ ...number, country: contact.country })));

describe('generated contacts', () => {
  it('are the same in every run, and others with another seed', () => {
    assert.deepEqual(generateContacts(200), generateContacts(200));
    assert.notDeepEqual(generateContacts(200, 1), generateContacts(200, 2));
  });

  it('are as many as asked for, with names that can be told apart', () => {
    assert.equal(contacts.length, 10_000);
    const names = new Set(contacts.map(({ firstName, lastName }) => `${firstName} ${lastName}`));
    assert.ok(names.size > 9_500, `${names.size} different names`);
  });

  it('have valid numbers of a dozen countries', () => {
    const countries = new Set<string>();
    for (const { e164 } of numbers) {
      const parsed = parsePhoneNumberFromString(e164);
      assert.equal(parsed?.isValid(), true, 'every number is valid');
      countries.add(parsed?.country ?? '');
    }
    assert.deepEqual([...countries].sort(), regions.map(({ country }) => country).sort());
    assert.equal(countries.size, 12);
  });

  it('have numbers of the ranges nobody is reached by, and no other', () => {
    const ranges = regions.flatMap((region) => region.ranges);
    for (const { e164 } of numbers) {
      assert.ok(ranges.some(({ prefix, digits }) => e164.startsWith(prefix) && e164.length === prefix.length + digits));
    }
  });

  it('have numbers as people write them, which are still the same numbers', () => {
    for (const { number, e164, country } of numbers) if (country !== null) assert.equal(toE164(number, country), e164);
    const tidy = numbers.filter(({ number }) => number.startsWith('+') && !number.includes('(0)')).length;
    assert.ok(tidy < numbers.length * 0.75, 'a good part is national or messy');
    for (const style of [/\(0\)/, /^00/, /ext\./, /\//, /^\d+$/, /\([a-z]/])
      assert.ok(
        numbers.some(({ number }) => style.test(number)),
        `some are like ${style}`,
      );
  });

  it('share numbers, and some have several', () => {
    const owners = new Map<string, number>();
    for (const { e164 } of numbers) owners.set(e164, (owners.get(e164) ?? 0) + 1);
    assert.ok([...owners.values()].filter((count) => count > 1).length > 200, 'some numbers belong to several contacts');
    assert.ok(contacts.filter((contact) => contact.numbers.length > 1).length > 2_000, 'some contacts have several numbers');
    assert.ok([...owners.values()].filter((count) => count === 1).length > 9_000, 'most numbers belong to one');
  });
});
