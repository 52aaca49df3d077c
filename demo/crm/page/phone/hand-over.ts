/** Screen transfer: what is on the screen for a call goes with it to the next agent, and comes back if nobody takes it. */
import { CtiError } from 'ringframe';
import type { Crm } from 'ringframe/host';
import { ApiFailure, api } from '../api.ts';
import { ask } from '../ask.ts';
import { h } from '../dom.ts';
import type { SessionSpace } from '../sessions/session-space.ts';
import type { Phone } from './phone.ts';

const texts = {
  blindTransfer: 'The call goes on to',
  completeTransfer: 'The call goes on to',
  conference: 'The conference begins with',
} as const;

/** A call leaves this agent with one of these causes when it was handed on. */
const handedOn: readonly (string | undefined)[] = ['singleStepTransfer', 'transfer'];

/** The CRM keeps the work itself: all that travels with a call is an id that nobody can guess. */
export const createHandOver = (phone: Phone, space: SessionSpace): Required<Pick<Crm, 'prepareTransfer' | 'acceptTransfer'>> => {
  /** Calls whose work is on its way. */
  const leaving = new Set<string>();
  phone.on('call', ({ event, call }) => {
    if (event !== 'cleared' || !leaving.delete(call.id)) return;
    if (handedOn.includes(call.cause)) space.release(call.id);
  });

  return {
    async prepareTransfer({ callId, kind, to, notes, ...request }, { signal }) {
      const { record = request.record, pages, unsaved } = space.workOf(callId);
      if (unsaved.length > 0) {
        const agreed = await ask({
          title: 'Send what is not saved along?',
          text: [
            h('p', {}, `${texts[kind]} ${to}. What you typed is not saved yet: ${unsaved.map((title) => `“${title}”`).join(', ')}.`),
            h('p', { class: 'muted' }, 'OK keeps it and shows it to your colleague, who can save it. Cancel leaves the call and the page as they are.'),
          ],
          signal,
        });
        if (!agreed) throw new CtiError('ABORTED', 'The call was not handed on.');
      }
      if (!record && pages.length === 0 && notes === '') return {};
      try {
        const { id } = await api.keepTransfer({ record, notes, pages }, signal);
        if (kind !== 'conference') leaving.add(callId);
        return { transferId: id, record };
      } catch (error) {
        throw error instanceof ApiFailure ? new CtiError('HANDLER_FAILED', `The CRM could not keep what goes along. ${error.message}`) : error;
      }
    },
    async acceptTransfer({ callId, transferId, returned }, { signal }) {
      // The call is where it was, or it left without any work.
      if (transferId === undefined && returned) return {};
      if (transferId === undefined) throw new CtiError('INVALID_ARGUMENT', 'This CRM hands work on under an id of its own only.');
      if (returned) leaving.delete(callId);
      try {
        const { work } = await api.takeTransfer(transferId, callId, signal);
        await space.restore(callId, work);
        return { record: work.record, notes: work.notes };
      } catch (error) {
        throw error instanceof ApiFailure ? new CtiError('INVALID_ARGUMENT', `The work of this call could not be fetched. ${error.message}`) : error;
      }
    },
  };
};
