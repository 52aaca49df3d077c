/** Limits that have to fit each other. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measure } from '../../../src/bridge/measure.ts';
import * as limits from '../../../src/protocol/limits.ts';
import { examples } from './examples.ts';

describe('the limits', () => {
  it('let the largest call and the largest log through', () => {
    const { maxMessageBytes } = limits.DEFAULT_LIMITS;
    const data = {
      name: 'x'.repeat(limits.MAX_TEXT_LENGTH - 4),
      ...Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`${index}`, 'x'.repeat(limits.MAX_TEXT_LENGTH - 1)])),
    };
    for (const name of ['Call', 'CallLog']) {
      const { schema, value } = examples.find((example) => example.name === name) ?? assert.fail(name);
      const large = { ...(value as object), data, ...(name === 'CallLog' ? { notes: 'x'.repeat(limits.MAX_NOTES_LENGTH) } : {}) };
      assert.ok(schema().safeParse(large).success, name);
      assert.ok(measure(large, maxMessageBytes) <= maxMessageBytes);
    }
  });

  it('have one attempt to save a log end before the softphone gives it up', () => {
    assert.ok(limits.LOG_ATTEMPT_TIMEOUT_MS < limits.SAVE_LOG_TIMEOUT_MS);
  });

  it('give an honest page its burst, and cut off nobody who is merely eager', () => {
    assert.ok(limits.DEFAULT_LIMITS.messageBurst >= 5 * limits.DEFAULT_LIMITS.messagesPerSecond);
    assert.ok(limits.CUT_OFF_AFTER_REFUSED >= limits.DEFAULT_LIMITS.messageBurst);
  });

  it('are positive', () => {
    for (const [name, value] of Object.entries(limits)) if (typeof value === 'number') assert.ok(value > 0, name);
  });
});
