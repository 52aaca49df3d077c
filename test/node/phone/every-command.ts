import { callActions, type PhoneCommandName } from '../../../src/index.ts';

export const everyCommand: readonly PhoneCommandName[] = [
  'dial',
  ...callActions,
  'wrapUp',
  'logIn',
  'logOut',
  'setAgentState',
  'superviseCall',
  'setMemberState',
  'requestAssistance',
  'vendorCommand',
];
