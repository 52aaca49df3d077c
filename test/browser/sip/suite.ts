/** The phone contract for `sipPhone` at any SIP server. Call it inside `describe`. */
import { expect } from 'chai';
import { phoneContract } from '../../../src/testing/index.ts';
import type { SipEnvironment } from './environment.ts';
import { type FarEnds, startFarEnds } from './far-ends.ts';
import { sipLacks } from './lacks.ts';
import { sipRig } from './rig.ts';

export const sipPhoneContract = (environment: SipEnvironment): void => {
  let farEnds: FarEnds | undefined;
  before(async function () {
    this.timeout(20_000);
    farEnds = await startFarEnds(environment);
  });
  after(() => farEnds?.stop());

  const cases = phoneContract(
    sipRig(environment, () => {
      if (!farEnds) throw new Error('the far ends were not started');
      return farEnds;
    }),
  );
  it('leaves out no case that could be run', () => {
    expect([...new Set(cases.flatMap(({ missing }) => missing))].sort()).to.deep.equal(sipLacks);
  });
  for (const { name, missing: lacks, run } of cases) if (lacks.length === 0) it(name, run).timeout(65_000);
};
