/** How this CRM names its contacts to the softphone. */
export const CONTACT = 'Contact';

/** What a caller wants, written down in a form. */
export const REQUEST = 'Request';

export const recordIdOf = (contactId: number): string => `contact/${contactId}`;

export const contactIdOf = (recordId: string | undefined): number | undefined => {
  const digits = /^contact\/([1-9]\d{0,8})$/.exec(recordId ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
};
