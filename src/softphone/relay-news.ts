/** What a phone tells besides its calls and its agent: messages of chats, the team, and what is its phone system's own. */
import type { Phone, Unsubscribe } from '../phone/index.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { CallContext, DesktopEvents } from './desktop.ts';
import { TRANSCRIPT_KEPT } from './limits.ts';

export interface NewsOptions {
  phone: Phone;
  crm: CrmConnection;
  contextOf(callId: string): CallContext;
  update(callId: string, change: Pick<CallContext, 'messages'>): void;
  emit<Name extends 'message' | 'team' | 'assistance' | 'vendorEvent'>(name: Name, event: DesktopEvents[Name]): void;
}

export const relayNews = ({ phone, crm, contextOf, update, emit }: NewsOptions): readonly Unsubscribe[] => [
  phone.on('message', (message) => {
    crm.publishMessage(message);
    update(message.callId, { messages: [...(contextOf(message.callId).messages ?? []), message].slice(-TRANSCRIPT_KEPT) });
    emit('message', message);
  }),
  // The lines of others are no business of the CRM's; that somebody needs help is.
  phone.on('team', (change) => emit('team', change)),
  phone.on('assistance', (assistance) => {
    crm.publishAssistance(assistance);
    emit('assistance', assistance);
  }),
  phone.on('vendorEvent', (event) => {
    crm.publishVendorEvent(event);
    emit('vendorEvent', event);
  }),
];
