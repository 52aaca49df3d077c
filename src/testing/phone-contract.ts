/** The one behaviour suite every `Phone` must pass, whatever the test framework: a list of named cases. */
import { afterCallCases } from './contract/after-call-cases.ts';
import { agentCases } from './contract/agent-cases.ts';
import { createBench, type Watched } from './contract/bench.ts';
import { callDataCases } from './contract/call-data-cases.ts';
import { cancelConsultCases } from './contract/cancel-consult-cases.ts';
import { chatCases } from './contract/chat-cases.ts';
import { conferenceCases } from './contract/conference-cases.ts';
import { connectionCases } from './contract/connection-cases.ts';
import type { CaseDefinition } from './contract/contract-case.ts';
import { disposeCases } from './contract/dispose-cases.ts';
import { holdCases } from './contract/hold-cases.ts';
import { inboundCases } from './contract/inbound-cases.ts';
import { listenerCases } from './contract/listener-cases.ts';
import { logInCases } from './contract/log-in-cases.ts';
import { misuseCases } from './contract/misuse-cases.ts';
import { outboundCases } from './contract/outbound-cases.ts';
import { reasonCases } from './contract/reason-cases.ts';
import { signallingCases } from './contract/signalling-cases.ts';
import { soundCases } from './contract/sound-cases.ts';
import { teamCases } from './contract/team-cases.ts';
import { transferCases } from './contract/transfer-cases.ts';
import { vendorCases } from './contract/vendor-cases.ts';
import type { PhoneRig } from './phone-rig.ts';

export interface PhoneContractCase {
  /** What holds, as a sentence. Unique. */
  readonly name: string;
  /** Commands and rig abilities the case is about and this rig lacks. Not empty: the case means nothing here, and `run` rejects saying so. */
  readonly missing: readonly string[];
  /** Resolves when the phone behaves; rejects with what it did instead. Settles within `caseTimeoutMs` and the rig's own `tidy`. */
  run(): Promise<void>;
}

export interface PhoneContractOptions {
  /** How long a case may wait for one thing. Default 5,000 ms. */
  stepTimeoutMs?: number | undefined;
  /** How long a case may take. Default 20,000 ms. */
  caseTimeoutMs?: number | undefined;
}

const definitions: readonly CaseDefinition[] = [
  ...connectionCases,
  ...inboundCases,
  ...outboundCases,
  ...holdCases,
  ...soundCases,
  ...transferCases,
  ...cancelConsultCases,
  ...conferenceCases,
  ...callDataCases,
  ...chatCases,
  ...vendorCases,
  ...teamCases,
  ...misuseCases,
  ...listenerCases,
  ...agentCases,
  ...logInCases,
  ...afterCallCases,
  ...reasonCases,
  ...signallingCases,
  ...disposeCases,
];

/** The timer is set before the work starts: a case may watch for timers. */
const bounded = async (what: string, timeoutMs: number, work: () => Promise<unknown>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
};

const runCase = async (definition: CaseDefinition, rig: PhoneRig, stepTimeoutMs: number, caseTimeoutMs: number): Promise<void> => {
  const watched: Watched[] = [];
  const problems: string[] = [];
  const attempt = async (work: () => Promise<unknown>, what: string): Promise<void> => {
    try {
      await bounded(what, caseTimeoutMs, work);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  };

  await attempt(async () => rig.prepare?.(), 'preparing');
  if (problems.length === 0) await attempt(() => definition.run(createBench(rig, stepTimeoutMs, (one) => watched.push(one))), 'the case');
  for (const { phone } of watched) await attempt(async () => phone.dispose(), 'dispose');
  await attempt(async () => rig.tidy?.(), 'tidying up');
  for (const { witness } of watched) problems.push(...witness.finish());

  if (problems.length === 0) return;
  const timeline = watched.map(({ witness }, index) => `\n  phone ${index + 1}: ${witness.timeline.join(', ') || 'no events'}`);
  throw new Error(`${definition.name}: ${problems.join('; ')}${timeline.join('')}`);
};

/**
 * All cases for a rig, in a fixed order. Run them one after the other.
 *
 * @example
 * for (const { name, missing, run } of phoneContract(rig)) if (missing.length === 0) test(name, run);
 * // and nothing is dropped silently:
 * assert.deepEqual(phoneContract(rig).filter(({ missing }) => missing.length > 0).map(({ name }) => name), ['expected', 'names']);
 */
export const phoneContract = (rig: PhoneRig, { stepTimeoutMs = 5_000, caseTimeoutMs = 20_000 }: PhoneContractOptions = {}): readonly PhoneContractCase[] =>
  definitions.map((definition) => {
    const pointless = definition.pointless?.(rig);
    const missing = [
      ...definition.requires.filter((command) => !rig.capabilities.includes(command)),
      ...(definition.needs ?? []).filter((ability) => !rig.can.includes(ability)),
      ...(pointless === undefined ? [] : [pointless]),
    ];
    return {
      name: definition.name,
      missing,
      run: () =>
        missing.length > 0
          ? Promise.reject(new Error(`${definition.name}: not applicable, this rig lacks ${missing.join(', ')}`))
          : runCase(definition, rig, stepTimeoutMs, caseTimeoutMs),
    };
  });
