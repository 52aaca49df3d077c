/** What an administrator of Salesforce would click together: which records a number is looked for in, and what opens. */
import type { SoftphoneLayout } from 'ringframe';
import { CONTACT } from '../../record-id.ts';

const section = {
  callRelatedFields: ['ANI', 'DNIS'],
  objects: {
    [CONTACT]: [
      { displayName: 'Company', apiName: 'Company' },
      { displayName: 'Title', apiName: 'Title' },
      { displayName: 'City', apiName: 'City' },
    ],
  },
};

export const softphoneLayout: SoftphoneLayout = {
  Inbound: {
    ...section,
    screenPopSettings: {
      screenPopsOpenWithin: 'ExistingWindow',
      NoMatch: { screenPopType: 'PopToEntity', screenPopData: CONTACT },
      SingleMatch: { screenPopType: 'PopToEntity' },
      MultipleMatches: { screenPopType: 'PopToSearch' },
    },
  },
  // Found, but not opened: whoever dials has chosen the page already.
  Outbound: { ...section, screenPopSettings: {} },
  Internal: { ...section, screenPopSettings: {} },
};
