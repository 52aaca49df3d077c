/** Messages between this page and the softphone, on channels as Salesforce names them. */
import type { PlainData } from 'ringframe';
import type { Toasts } from '../notices.ts';
import type { View } from '../view.ts';
import type { Phone } from './phone.ts';

/** This page tells which contact it shows. */
const CONTACT_SHOWN = 'Contact_Shown__c';
/** The softphone has something to say to the agent; the second is what `sforce.console.sendCTIMessage` of Classic uses. */
const NOTES = ['Phone_Note__c', 'CTIEvent'];

const noteOf = (message: PlainData): string => {
  const text = typeof message === 'object' && message !== null && 'text' in message ? message.text : message;
  return typeof text === 'string' ? text : JSON.stringify(text);
};

export const createChannels = (phone: Phone, toasts: Toasts) => {
  phone.onMounted((softphone) => {
    for (const channel of NOTES) softphone.subscribe(channel, (message) => toasts.show(`The softphone says: ${noteOf(message)}`));
  });
  return {
    tellShown({ record }: View): void {
      if (record) phone.softphone?.publish(CONTACT_SHOWN, { recordId: record.recordId, recordName: record.recordName });
    },
  };
};
