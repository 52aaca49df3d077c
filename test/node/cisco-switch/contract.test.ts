import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { phoneContract } from '../../../src/testing/index.ts';
import { createCiscoRig, lacking } from './contract-rig.ts';

for (const confirmations of ['before', 'after'] as const) {
  const rig = await createCiscoRig(confirmations);
  describe(`linkPhone keeps the phone contract with a CTI Server behind the link that confirms ${confirmations} the events`, () => {
    after(() => rig.stop());
    const cases = phoneContract(rig, { stepTimeoutMs: 5_000, caseTimeoutMs: 15_000 });

    for (const { name: holds, missing, run } of cases) if (missing.length === 0) test(holds, run);

    test('what means nothing for a Cisco site is about calls that are rejected, muted or written, and commands of any name', () => {
      const apart: readonly string[] = [...lacking, 'reject', 'mute', 'unmute', 'sendMessage', 'pushUrl', 'vendorCommand'];
      const unexplained = cases.filter(({ missing }) => missing.length > 0 && !missing.every((what) => apart.includes(what)));
      assert.deepEqual(unexplained, []);
    });
  });
}
