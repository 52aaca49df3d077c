/** What the phone system is told of finished calls, where it wants to know, beside the log that the CRM gets. */
import type { Phone } from '../phone/phone.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import type { WrapUp } from './desktop.ts';

export const createPhoneWrapUps = (phone: Phone) => {
  const told = new Set<string>();

  /** A disposition that is none of the phone system's codes is the CRM's alone. */
  const codeOf = ({ call }: WrapUp): string | undefined => {
    const { disposition } = call.context;
    const codes = phone.agent.reasons?.wrapUp ?? [];
    return disposition && (codes.length === 0 || codes.some(({ code }) => code === disposition)) ? disposition : undefined;
  };

  const lacksCode = (wrapUp: WrapUp): boolean => {
    const wanted = phone.capabilities.includes('wrapUp') && phone.agent.reasons?.mandatory?.wrapUp && wrapUp.call.consultationFor === undefined;
    return wanted === true && codeOf(wrapUp) === undefined;
  };

  return {
    lacksCode,
    /** @throws CtiError `INVALID_ARGUMENT` when the phone system wants a code and there is none */
    check(wrapUp: WrapUp): void {
      if (lacksCode(wrapUp)) {
        throw new CtiError('INVALID_ARGUMENT', 'The phone system wants one of `agent.reasons.wrapUp` as the disposition of this call.');
      }
    },
    /** Once for each call: not again because something after it failed. */
    async tell(wrapUp: WrapUp): Promise<void> {
      const { callId, call } = wrapUp;
      const code = codeOf(wrapUp);
      if (code === undefined || told.has(callId) || !phone.capabilities.includes('wrapUp')) return;
      try {
        await phone.wrapUp({ callId, code, note: call.context.notes || undefined });
      } catch (error) {
        // It has forgotten the call, for example with its last connection: then it wants nothing about it either.
        if (!isCtiError(error, 'NO_SUCH_CALL')) throw error;
      }
      told.add(callId);
    },
    forget: (callId: string): void => void told.delete(callId),
  };
};
