import { expect } from 'chai';
import { phoneContract } from '../../../src/testing/index.ts';
import type { LinkEnvironment } from './link-door.ts';
import { linkRig } from './rig.ts';

/** The phone contract for `linkPhone`. Call it inside `describe`. */
export const linkPhoneContract = (environment: LinkEnvironment, transport: 'websocket' | 'poll'): void => {
  const cases = phoneContract(linkRig(environment, transport));
  it('leaves out no case but the one that means nothing for a phone that grants everything', () => {
    expect(cases.flatMap(({ missing }) => missing)).to.deep.equal(['a command that is not granted']);
  });
  for (const { name, missing, run } of cases) if (missing.length === 0) it(name, run).timeout(65_000);
};
