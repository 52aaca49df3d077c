import { contactIdOf } from '../record-id.ts';

/** What the form for a request may be opened with. */
export interface RequestValues {
  template?: string | undefined;
  /** The caller's number, where the contact is not known. */
  number?: string | undefined;
  contact?: number | undefined;
}

/** From an address, or from a screen pop. */
export const requestValues = (given: Readonly<Record<string, string | undefined>>): RequestValues => {
  const contact = contactIdOf(given.contact ?? given.contactId);
  const { templateId = '', number = '' } = given;
  return { ...(templateId && { template: templateId }), ...(number && { number }), ...(contact !== undefined && { contact }) };
};
