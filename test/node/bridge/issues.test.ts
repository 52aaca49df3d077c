import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issuesOf } from '../../../src/bridge/issues.ts';
import { callSchema } from '../../../src/protocol/call.ts';
import { searchQuerySchema } from '../../../src/protocol/record.ts';
import type { Schema } from '../../../src/protocol/schema.ts';

const problems = (schema: Schema<unknown>, value: unknown) => {
  const { error } = schema().safeParse(value);
  return error ? issuesOf(error) : assert.fail('should not fit');
};

describe('what is wrong with a value', () => {
  it('is said with its place', () => {
    const { text, list } = problems(callSchema, { id: 'a' });
    assert.ok(list.some(({ path }) => path === 'direction'));
    assert.match(text, /direction: /);
  });

  it('is at most five things', () => assert.equal(problems(callSchema, {}).list.length, 5));

  it('never repeats the value', () => {
    for (const value of [
      { number: '+46812345678'.repeat(30) },
      { number: 46812345678 },
      { text: { secret: '+46812345678' } },
      '+46812345678',
      { number: '1', direction: '+46812345678' },
    ])
      assert.doesNotMatch(JSON.stringify(problems(searchQuerySchema, value)), /46812345678/);
  });

  it('says rules in words', () => assert.match(problems(searchQuerySchema, {}).text, /number or text/));

  it('cuts a path that somebody else chose', () => {
    const { list } = problems(callSchema, { data: { ['x'.repeat(5_000)]: 1 } });
    assert.ok(list.every(({ path }) => path.length <= 200));
  });
});
