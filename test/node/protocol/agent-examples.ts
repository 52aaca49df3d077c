/** Commands of the agent, and of the work after a call. */
import { commandParams } from '../../../src/protocol/phone-commands.ts';
import type { Example } from './examples.ts';
import { id, long } from './wrong-values.ts';

export const agentExamples: readonly Example[] = [
  {
    name: 'wrapUp',
    schema: commandParams.wrapUp,
    value: { callId: 'c', code: 'sold', note: 'x' },
    optional: ['note'],
    wrong: { callId: id, code: ['', long(501), 5], note: [long(32_001), 5] },
  },
  {
    name: 'logIn',
    schema: commandParams.logIn,
    value: { agentId: 'a', password: 'p', extension: '204', workMode: 'manualIn' },
    optional: ['agentId', 'password', 'extension', 'workMode'],
    wrong: { agentId: id, password: [long(501), 5], extension: ['', 5], workMode: ['acw', null] },
  },
  { name: 'logOut', schema: commandParams.logOut, value: { reason: 'Home' }, optional: ['reason'], wrong: { reason: [long(501), 5] } },
  {
    name: 'setAgentState',
    schema: commandParams.setAgentState,
    value: { state: 'ready', reason: 'x' },
    optional: ['reason'],
    wrong: { state: ['busy', 'loggedOut', 'reserved', null], reason: [long(501)] },
  },
];
