/** Forms for calls that are sorted by subject before they reach an agent: a launch URL names one by its id. */
export interface RequestTemplate {
  id: string;
  name: string;
  subject: string;
  /** Questions for the agent to go through. */
  description: string;
  priority: 'Normal' | 'High';
}

export const requestTemplates: readonly RequestTemplate[] = [
  {
    id: '4cf10508-c474-94fd-55df-28cb7a6f3fb3',
    name: 'Delivery',
    subject: 'Question about a delivery',
    description: 'Order number:\nPromised for:\nWhat is missing or late:\n',
    priority: 'High',
  },
  {
    id: '7d0b3a52-91c4-4f0e-8a36-2f5e1c9b7d10',
    name: 'Invoice',
    subject: 'Question about an invoice',
    description: 'Invoice number:\nAmount in question:\n',
    priority: 'Normal',
  },
  {
    id: 'b61f2c08-5f7e-4c39-9d52-0a8e6d4471ce',
    name: 'Call back',
    subject: 'Call back',
    description: 'When:\nAbout:\n',
    priority: 'Normal',
  },
];

/** Ids are compared as people write them: in any case. */
export const templateOf = (id: string | undefined): RequestTemplate | undefined => requestTemplates.find((template) => template.id === id?.toLowerCase());
