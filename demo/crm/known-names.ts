/** What pop rules may name: kinds of records, flows and actions of this CRM. */
import { CONTACT, REQUEST } from './record-id.ts';

/** Pieces of this CRM's own logic, which softphones and rules may run: in Salesforce these would be methods of Apex classes. */
export const actionNames = ['Contacts.countByCompany', 'Contacts.findByNumber'] as const;
export type ActionName = (typeof actionNames)[number];

export const knownNames = { objectTypes: [CONTACT, REQUEST], flows: ['New_Caller'], actions: actionNames };
