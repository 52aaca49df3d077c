/** What the administrator of the CRM under test has set, and the records it has. Data only, so that tests in Node and in browsers share it. */

/** A call center as vendors ship it, with a section of their own. */
export const definition = `<callCenter>
  <section sortOrder="0" name="reqGeneralInfo" label="General Information">
    <item sortOrder="0" name="reqInternalName" label="Internal Name">FrontDesk</item>
    <item sortOrder="1" name="reqDisplayName" label="Display Name">Front desk</item>
    <item sortOrder="2" name="reqAdapterUrl" label="CTI Adapter URL">https://phone.vendor.example/</item>
    <item sortOrder="3" name="reqUseApi" label="Use CTI API">true</item>
    <item sortOrder="4" name="reqSoftphoneHeight" label="Softphone Height">480</item>
    <item sortOrder="5" name="reqSoftphoneWidth" label="Softphone Width">320</item>
  </section>
  <section sortOrder="1" name="vendorAccount" label="Account">
    <item sortOrder="0" name="region" label="Region">north</item>
  </section>
</callCenter>`;

/** The same as softphones read it. */
export const settings = {
  '/label': 'Front desk',
  '/internalNameLabel': 'Internal Name',
  '/displayNameLabel': 'Display Name',
  '/reqGeneralInfo/label': 'General Information',
  '/reqGeneralInfo/sortOrder': '0.0',
  '/reqGeneralInfo/reqInternalName': 'FrontDesk',
  '/reqGeneralInfo/reqDisplayName': 'Front desk',
  '/reqGeneralInfo/reqAdapterUrl': 'https://phone.vendor.example/',
  '/reqGeneralInfo/reqAdapterUrl/label': 'CTI Adapter URL',
  '/reqGeneralInfo/reqAdapterUrl/sortOrder': '2.0',
  '/reqGeneralInfo/reqUseApi': 'true',
  '/reqGeneralInfo/reqUseApi/label': 'Use CTI API',
  '/reqGeneralInfo/reqUseApi/sortOrder': '3.0',
  '/reqGeneralInfo/reqSoftphoneHeight': '480',
  '/reqGeneralInfo/reqSoftphoneHeight/label': 'Softphone Height',
  '/reqGeneralInfo/reqSoftphoneHeight/sortOrder': '4.0',
  '/reqGeneralInfo/reqSoftphoneWidth': '320',
  '/reqGeneralInfo/reqSoftphoneWidth/label': 'Softphone Width',
  '/reqGeneralInfo/reqSoftphoneWidth/sortOrder': '5.0',
  '/vendorAccount/label': 'Account',
  '/vendorAccount/sortOrder': '1.0',
  '/vendorAccount/region': 'north',
  '/vendorAccount/region/label': 'Region',
  '/vendorAccount/region/sortOrder': '0.0',
};

const shown = {
  callRelatedFields: ['ANI', 'DNIS'],
  objects: {
    Contact: [{ displayName: 'City', apiName: 'City' }],
    Account: [
      { displayName: 'Phone', apiName: 'Phone' },
      { displayName: 'City', apiName: 'City' },
    ],
  },
};

/** Each kind of pop once: records for calls that come in, a flow and a page for colleagues, nothing for calls that go out. */
export const layout = {
  Inbound: {
    ...shown,
    screenPopSettings: {
      NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Contact' },
      SingleMatch: { screenPopType: 'PopToEntity' },
      MultipleMatches: { screenPopType: 'PopToSearch' },
    },
  },
  Internal: {
    ...shown,
    screenPopSettings: {
      NoMatch: { screenPopType: 'PopToFlow', screenPopData: 'Welcome' },
      SingleMatch: { screenPopType: 'PopToVisualforce', screenPopData: 'Caller' },
    },
  },
  Outbound: { ...shown, screenPopSettings: {} },
};

export const NUMBER = '+46812345678';

export const contact = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Contact Seventeen' };
export const foundContact = { ...contact, fields: { City: 'North' } };
export const foundAccount = { recordId: 'account/4', objectType: 'Account', recordName: 'Account Four', fields: { Phone: NUMBER, City: 'North' } };
/** A person who is a contact and an account. */
export const person = {
  recordId: '003000000000017',
  objectType: 'Contact',
  recordName: 'A Person',
  personAccount: { accountId: '001000000000004', contactId: '003000000000017' },
};
export const foundPerson = { ...person, fields: { City: 'South' } };

/** What the CRM is asked to search for, by the layout. */
export const searchFor = (direction: 'inbound' | 'outbound' | 'internal', sought: object = { number: NUMBER }) => ({
  ...sought,
  objectTypes: ['Contact', 'Account'],
  fields: { Contact: ['City'], Account: ['Phone', 'City'] },
  direction,
  limit: 50,
});
