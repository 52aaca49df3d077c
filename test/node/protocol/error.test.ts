import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CTI_ERROR_CODES, CtiError, isCtiError } from '../../../src/index.ts';

describe('a CtiError', () => {
  it('is an error with a code, details and a cause', () => {
    const cause = new Error('why');
    const error = new CtiError('BUSY', 'They talk.', { details: { a: 1 }, cause });
    assert.ok(error instanceof Error);
    assert.deepEqual(
      { name: error.name, code: error.code, message: error.message, details: error.details, cause: error.cause },
      { name: 'CtiError', code: 'BUSY', message: 'They talk.', details: { a: 1 }, cause },
    );
    assert.equal(new CtiError('BUSY', 'x').details, undefined);
    assert.ok(!('cause' in new CtiError('BUSY', 'x')));
  });

  it('is known by its name, from whatever realm or copy of the library', () => {
    assert.ok(isCtiError(new CtiError('BUSY', 'x')));
    assert.ok(isCtiError({ name: 'CtiError', code: 'BUSY' }, 'BUSY'));
    assert.ok(!isCtiError(new CtiError('BUSY', 'x'), 'ABORTED'));
    for (const value of [undefined, null, 'CtiError', new Error('x'), { name: 'CtiError' }, { name: 'CtiError', code: 5 }, { code: 'BUSY' }, () => 1])
      assert.ok(!isCtiError(value));
  });

  it('has codes that can cross, each with advice', () => {
    for (const [code, advice] of Object.entries(CTI_ERROR_CODES)) {
      assert.match(code, /^[A-Z][A-Z0-9_]{0,63}$/);
      assert.match(advice, /^.{20,}\.$/s);
    }
  });
});
