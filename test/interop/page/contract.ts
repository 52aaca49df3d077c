/** The phone contract, run in this page: `sipPhone` against the phone system of the test, with bare JsSIP as its far ends. */
import { phoneContract } from '../../../src/testing/index.ts';
import type { SipEnvironment } from '../../browser/sip/environment.ts';
import { startFarEnds } from '../../browser/sip/far-ends.ts';
import { sipRig } from '../../browser/sip/rig.ts';
import type { ContractCase, ContractFunctions } from './wire.ts';

declare global {
  interface Window {
    killPhoneSystem(): Promise<void>;
    startPhoneSystem(): Promise<void>;
    contract: ContractFunctions;
  }
}

let runs = new Map<string, () => Promise<void>>();

const open = async (environment: SipEnvironment): Promise<ContractCase[]> => {
  const whole: SipEnvironment = { ...environment, kill: () => window.killPhoneSystem(), start: () => window.startPhoneSystem() };
  const farEnds = await startFarEnds(whole);
  const cases = phoneContract(sipRig(whole, () => farEnds));
  runs = new Map(cases.map(({ name, run }) => [name, run]));
  return cases.map(({ name, missing }) => ({ name, missing }));
};

const run = async (name: string): Promise<string | undefined> => {
  try {
    await runs.get(name)?.();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

window.contract = { open, run };
