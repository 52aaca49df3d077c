import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { phoneContract } from '../../../src/testing/index.ts';
import { createFakeRig } from './fake-phone-rig.ts';

describe('the fake phone keeps the phone contract', () => {
  const cases = phoneContract(createFakeRig(), { stepTimeoutMs: 1_000, caseTimeoutMs: 3_000 });

  for (const { name, missing, run } of cases) if (missing.length === 0) test(name, run);

  test('of all cases, exactly one means nothing for a phone that grants everything', () => {
    assert.deepEqual(
      cases.filter(({ missing }) => missing.length > 0).map(({ name, missing }) => [name, missing]),
      [['commands that are not granted reject NOT_SUPPORTED', ['a command that is not granted']]],
    );
  });
});
