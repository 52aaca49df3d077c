/** The supervisor's commands, a team, and asking for help. */
import { softphoneEvents } from '../../../src/protocol/events.ts';
import { commandAnswers, commandParams } from '../../../src/protocol/phone-commands.ts';
import { supervisionSchema } from '../../../src/protocol/supervision.ts';
import { type Assistance, type TeamMember, teamChangeSchema, teamMemberSchema } from '../../../src/protocol/team.ts';
import type { Example } from './examples.ts';
import { id, long, time } from './wrong-values.ts';

const member: TeamMember = { agentId: 'a', name: 'Desk 204', address: '204', agent: { state: 'ready', since: 1 }, calls: [] };
const assistance: Assistance = {
  id: 'h',
  kind: 'emergency',
  state: 'taken',
  agentId: 'a',
  name: 'Desk 204',
  callId: 'c',
  at: 1,
  takenBy: { number: '200', name: 'Desk 200' },
};
const wrongHow = ['record', null];
const wrongAssistance = {
  id,
  kind: ['panic', null],
  state: ['lost', null],
  agentId: id,
  name: [long(501), 5],
  callId: id,
  at: time,
  takenBy: [null, {}],
};
const optionalOfAssistance = ['name', 'callId', 'takenBy'];

export const teamExamples: readonly Example[] = [
  { name: 'Supervision', schema: supervisionSchema, value: { how: 'whisper', agentId: 'a' }, wrong: { how: wrongHow, agentId: id } },
  {
    name: 'TeamMember',
    schema: teamMemberSchema,
    value: member,
    optional: ['name', 'address'],
    wrong: { agentId: id, name: [long(501), 5], address: [long(256), 5], agent: [null, {}], calls: [null, {}, [{}]] },
  },
  {
    name: 'superviseCall',
    schema: commandParams.superviseCall,
    value: { agentId: 'a', callId: 'c', how: 'silentMonitor' },
    wrong: { agentId: id, callId: id, how: wrongHow },
  },
  {
    name: 'setMemberState',
    schema: commandParams.setMemberState,
    value: { agentId: 'a', state: 'loggedOut', reason: 'x' },
    optional: ['reason'],
    wrong: { agentId: id, state: ['busy', 'workingAfterCall', null], reason: [long(501), 5] },
  },
  {
    name: 'requestAssistance',
    schema: commandParams.requestAssistance,
    value: { kind: 'assist', callId: 'c' },
    optional: ['callId'],
    wrong: { kind: ['panic', null], callId: id },
  },
  {
    name: 'requestAssistance result',
    schema: commandAnswers.requestAssistance.result,
    value: assistance,
    optional: optionalOfAssistance,
    wrong: wrongAssistance,
  },
  { name: 'event assistance', schema: softphoneEvents.assistance, value: assistance, optional: optionalOfAssistance, wrong: wrongAssistance },
];

/** One of two, and not both. */
export const teamChange = {
  name: 'TeamChange',
  schema: teamChangeSchema,
  right: [{ member }, { removed: 'a' }],
  wrong: [{}, { member, removed: 'a' }, { member: {} }, { removed: '' }, null, 'a'],
};
