/** Rules, sessions and phone actions of one softphone: loaded as one when the first call, or the CRM, needs any of it. */
import { onePart } from '../bridge/load-part.ts';
import { createPhoneActions, type PhoneActionsOptions } from './phone-actions.ts';
import { createPops } from './pops.ts';
import { createRuleBook } from './rules/index.ts';
import type { Crm, Logger, MountOptions, Softphone } from './softphone.ts';
import type { SoftphoneState } from './softphone-state.ts';

export interface PopPartOptions extends Pick<MountOptions, 'popRules' | 'softphoneLayout' | 'knownNames' | 'sessions'> {
  crm: Crm;
  state: SoftphoneState;
  commands: PhoneActionsOptions['commands'];
  onDialPad: PhoneActionsOptions['onDialPad'];
  setCallRecord: Softphone['setCallRecord'];
  logger: Logger;
}

const loadSessions = onePart(() => import('./sessions/index.ts'));

export const createPopPart = async ({ popRules, softphoneLayout, knownNames, sessions: wanted, commands, onDialPad, ...world }: PopPartOptions) => {
  const { crm, state, logger } = world;
  const rules = createRuleBook({ popRules, softphoneLayout, knownNames });
  try {
    rules.read();
  } catch (error) {
    logger.error('ringframe: the rules for screen pops cannot be used', error);
  }
  const phoneActions = createPhoneActions({ commands, state, onDialPad });
  const sessions = wanted
    ? (await loadSessions()).createSessions({ ...world, options: wanted === true ? {} : wanted, hangUp: (callId) => commands.hangUp(callId) })
    : undefined;
  return { rules, phoneActions, sessions, searchAndScreenPop: createPops({ crm, rules, sessions, phoneActions, state, logger }) };
};

export type PopPart = Awaited<ReturnType<typeof createPopPart>>;
