/** Answers calls without the agent, where the settings say so. */
import type { Phone } from '../phone/phone.ts';
import type { Call } from '../protocol/call.ts';
import { kindOf } from './call-kind.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { AutoAnswer, AutoAnswerSettings } from './desktop.ts';

/** What became of a call's pop. `elsewhere`: another window has it, and so has the call. */
export type PopOutcome = 'shown' | 'none' | 'elsewhere';

export interface AutoAnswerOptions {
  phone: Phone;
  crm: CrmConnection;
  settings: AutoAnswerSettings;
  /** Ringing calls are popped at all, so that there is something to wait for. */
  popsRinging: boolean;
  /** The call as this agent's: a colleague may have the same call in another window of this browser. */
  ownId(callId: string): string;
  onProblem(error: unknown, callId: string): void;
}

export const createAutoAnswer = ({ phone, crm, settings, popsRinging, ownId, onProblem }: AutoAnswerOptions) => {
  /** Calls that wait for their pop, with whether another call was there when they came. */
  const waiting = new Map<string, boolean>();
  /** Calls claimed for this window: one that went back to a queue rings anew, and a claim is given once. */
  const claimed = new Set<string>();

  /** A CRM that will not come opens no page. */
  const isGone = (): boolean => ['refused', 'failed', 'disposed'].includes(crm.status.state);

  const isBusy = (callId: string): boolean => phone.calls.some(({ id }) => id !== callId);

  const settingFor = (call: Call, busy: boolean): AutoAnswer => {
    if (busy) return settings.whileBusy ?? 'never';
    return settings[kindOf(call)] ?? 'never';
  };

  /** A call that rings in several windows is answered in one of them. Without the CRM there is nobody to ask, and it is answered. */
  const isOurs = async (callId: string): Promise<boolean> => {
    if (claimed.has(callId) || !crm.grants('claim')) return true;
    const ours = await crm.claim(`answer:${ownId(callId)}`).catch(() => true);
    if (ours) claimed.add(callId);
    return ours;
  };

  const answer = async (callId: string): Promise<void> => {
    const call = phone.calls.find(({ id }) => id === callId);
    // The agent, or the caller, was faster.
    if (!call?.actions.includes('answer')) return;
    try {
      await phone.answer(callId);
    } catch (error) {
      onProblem(error, callId);
    }
  };

  /** Its page is open, or will not be. */
  const popped = async (callId: string, outcome: PopOutcome): Promise<void> => {
    const busyThen = waiting.get(callId);
    if (busyThen === undefined) return;
    waiting.delete(callId);
    // While the CRM searched, another call may have come or been made: then this one counts as a second.
    const busyNow = !busyThen && isBusy(callId);
    if (outcome !== 'elsewhere' && !(busyNow && (settings.whileBusy ?? 'never') === 'never')) await answer(callId);
  };

  return {
    popped,
    /** The connection to the CRM has changed. */
    follow(): void {
      if (isGone()) for (const callId of [...waiting.keys()]) void popped(callId, 'none');
    },
    /** A call has begun to ring. */
    async rings(call: Call): Promise<void> {
      const busy = isBusy(call.id);
      const setting = settingFor(call, busy);
      if (setting === 'never') return;
      if (setting === 'afterPop' && popsRinging && !isGone()) waiting.set(call.id, busy);
      else if (await isOurs(call.id)) await answer(call.id);
    },
    forget(callId: string): void {
      waiting.delete(callId);
      claimed.delete(callId);
    },
  };
};
