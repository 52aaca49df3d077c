/** The site's reason codes: numbers on the wire, texts with labels outside. GED-188 has no way to ask for them. */
import type { AgentReason, AgentReasons } from '../../../../protocol/agent.ts';
import { CtiError } from '../../../../protocol/error.ts';
import { requireReason } from '../../simulator/requirements.ts';

/** A reason of the site's: its EventReasonCode, 1 to 65,535, and what an agent reads. */
export interface CiscoReason {
  code: number;
  label: string;
}

/** What the wrap-up of a call is written as, into CallWrapupData: at most 39 characters of Latin-1. */
export interface CiscoWrapUpReason {
  code: string;
  label: string;
}

export interface CiscoReasons {
  notReady?: readonly CiscoReason[] | undefined;
  logOut?: readonly CiscoReason[] | undefined;
  wrapUp?: readonly CiscoWrapUpReason[] | undefined;
  /** What the site's desk settings demand: asked here already, so that the agent is told which codes there are. */
  mandatory?: AgentReasons['mandatory'];
}

/** EventReasonCode 0 says that there is none. */
const NO_REASON = 0;
const LAST_REASON = 0xffff;

const inTexts = (reasons: readonly { code: number | string; label: string }[] = []): AgentReason[] =>
  reasons.map(({ code, label }) => ({ code: String(code), label }));

export const agentReasons = (reasons: CiscoReasons | undefined): AgentReasons | undefined =>
  reasons && {
    notReady: inTexts(reasons.notReady),
    logOut: inTexts(reasons.logOut),
    wrapUp: inTexts(reasons.wrapUp),
    ...(reasons.mandatory && { mandatory: reasons.mandatory }),
  };

/** What an event says. A code that the site has not told us stays the number it is. */
export const reasonTold = (raw: number | undefined): string | undefined => (raw === undefined || raw === NO_REASON ? undefined : String(raw));

/**
 * EventReasonCode of a request.
 * @throws CtiError `INVALID_ARGUMENT` by law 15 of a phone, and for what is no number
 */
export const rawReason = (kind: 'notReady' | 'logOut', reason: string | undefined, reasons: AgentReasons | undefined): number | undefined => {
  const checked = requireReason(kind, reason, reasons);
  if (checked === undefined) return undefined;
  const code = Number(checked);
  if (Number.isInteger(code) && code >= NO_REASON && code <= LAST_REASON) return code;
  throw new CtiError('INVALID_ARGUMENT', 'Reasons of this phone system are numbers from 0 to 65535.');
};
