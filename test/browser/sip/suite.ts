/** The phone contract for `sipPhone` at any SIP server. Call it inside `describe`. */
import { expect } from 'chai';
import { phoneContract } from '../../../src/testing/index.ts';
import type { SipEnvironment } from './environment.ts';
import { type FarEnds, startFarEnds } from './far-ends.ts';
import { sipRig } from './rig.ts';

/** @param missing names of the cases that this environment cannot run, and no others */
export const sipPhoneContract = (environment: SipEnvironment, missing: readonly string[]): void => {
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
    expect(cases.filter((one) => one.missing.length > 0).map(({ name }) => name)).to.deep.equal(missing);
  });
  for (const { name, missing: lacks, run } of cases) if (lacks.length === 0) it(name, run).timeout(65_000);
};
