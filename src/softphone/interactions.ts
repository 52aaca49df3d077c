/** When work on a call begins: by itself, or once the agent has accepted it. Until then nothing of it opens in the CRM. */
import type { Phone } from '../phone/phone.ts';
import type { Call } from '../protocol/call.ts';
import { CtiError } from '../protocol/error.ts';
import { kindOf } from './call-kind.ts';
import type { CallContext, DesktopCall, InteractionSettings } from './desktop.ts';

export interface InteractionsOptions {
  phone: Phone;
  settings: InteractionSettings;
  find(callId: string): DesktopCall | undefined;
  update(callId: string, change: Pick<CallContext, 'interaction'>): void;
  /** Opens the call's page. */
  pop(callId: string): void;
  /** There will be no page. */
  onDeclined(callId: string): void;
}

export const createInteractions = ({ phone, settings, find, update, pop, onDeclined }: InteractionsOptions) => {
  /** Calls whose page would be open already, had they been accepted. */
  const due = new Set<string>();

  const interactionOf = (callId: string): CallContext['interaction'] => find(callId)?.context.interaction;

  const requireOffered = (callId: string): void => {
    if (!find(callId)) throw new CtiError('NO_SUCH_CALL', 'There is no call with this id. It may be over.');
    if (interactionOf(callId) !== 'offered') throw new CtiError('INVALID_STATE', 'This call does not wait to be accepted.');
  };

  return {
    /** An inbound call has begun. */
    begins(call: Call): void {
      if (interactionOf(call.id) === undefined && settings[kindOf(call)] === 'accept') update(call.id, { interaction: 'offered' });
    },
    /** The call's page is to open now. False: not before it is accepted. */
    opens(callId: string): boolean {
      const interaction = interactionOf(callId);
      if (interaction === 'offered') due.add(callId);
      return interaction === undefined || interaction === 'accepted';
    },
    async accept(callId: string): Promise<void> {
      requireOffered(callId);
      update(callId, { interaction: 'accepted' });
      if (due.delete(callId)) pop(callId);
    },
    /** Refuses the call too, while it rings at a phone that can. */
    async decline(callId: string): Promise<void> {
      requireOffered(callId);
      const actions = phone.calls.find(({ id, state }) => id === callId && state === 'alerting')?.actions ?? [];
      if (actions.includes('reject')) await phone.reject(callId, 'busy');
      else if (actions.includes('hangUp')) await phone.hangUp(callId);
      due.delete(callId);
      update(callId, { interaction: 'declined' });
      onDeclined(callId);
    },
    forget: (callId: string): void => void due.delete(callId),
  };
};
