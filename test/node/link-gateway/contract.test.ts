import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { phoneContract } from '../../../src/testing/index.ts';
import { createLinkRig } from './link-rig.ts';
import { createSimulatorRig } from './simulator-rig.ts';

const ways = [
  ['over a WebSocket', () => createLinkRig('websocket')],
  ['over long polling', () => createLinkRig('poll')],
  ['when the phone system behind the link is lost', () => createLinkRig('websocket', 'phoneSystem')],
  ['with the simulator behind the link', () => createSimulatorRig('websocket')],
] as const;

for (const [name, createRig] of ways) {
  const rig = await createRig();
  describe(`linkPhone keeps the phone contract ${name}`, () => {
    after(() => rig.stop());
    const cases = phoneContract(rig, { stepTimeoutMs: 5_000, caseTimeoutMs: 15_000 });

    for (const { name: holds, missing, run } of cases) if (missing.length === 0) test(holds, run);

    test('of all cases, exactly one means nothing for a phone that grants everything', () => {
      assert.deepEqual(
        cases.filter(({ missing }) => missing.length > 0).map(({ missing }) => missing),
        [['a command that is not granted']],
      );
    });
  });
}
