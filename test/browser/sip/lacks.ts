/** What `sipPhone` does not grant, and the rig's abilities that go with it: a case of the contract is left out for one of these, and for nothing else. */
export const sipLacks: readonly string[] = [
  'chats',
  'conference',
  'dropParty',
  'logIn',
  'logOut',
  'mandatoryReasons',
  'pushUrl',
  'sendMessage',
  'setCallData',
  'vendor',
  'vendorCommand',
  'wrapUp',
  'wrongLogIn',
];
