/** One valid value of every shape that crosses, with everything in it, and what would make it invalid. */
import type { AgentStatus, AppView, Call, CallLog, LogStatus, RecordMatch, RecordReference, ScreenPopTarget } from '../../../src/index.ts';
import { agentStatusSchema } from '../../../src/protocol/agent.ts';
import { callSchema, partySchema } from '../../../src/protocol/call.ts';
import { callLogSchema, logStatusSchema, saveLogResultSchema } from '../../../src/protocol/call-log.ts';
import { clickToDialStateSchema, crmAnswers, crmParams } from '../../../src/protocol/crm-methods.ts';
import { hostEvents, softphoneEvents } from '../../../src/protocol/events.ts';
import { helloSchema, welcomeSchema } from '../../../src/protocol/hello.ts';
import { commandAnswers, commandParams } from '../../../src/protocol/phone-commands.ts';
import { appViewSchema, recordMatchSchema, recordReferenceSchema, searchResultSchema } from '../../../src/protocol/record.ts';
import type { Schema } from '../../../src/protocol/schema.ts';
import { screenPopTargetSchema } from '../../../src/protocol/screen-pop.ts';
import { agentExamples } from './agent-examples.ts';
import { chatExamples, vendorAnswer } from './chat-examples.ts';
import { openCtiExamples } from './open-cti-examples.ts';
import { popExamples, query } from './pop-examples.ts';
import { teamChange, teamExamples } from './team-examples.ts';
import { transferExamples } from './transfer-examples.ts';
import { fieldValues, flag, id, long, map, number, time } from './wrong-values.ts';

export interface Example {
  name: string;
  schema: Schema<unknown>;
  value: unknown;
  /** Names that may be left out. */
  optional?: readonly string[];
  /** Values that must not fit, by name. */
  wrong?: Record<string, readonly unknown[]>;
}

const limits = { maxMessageBytes: 262_144, maxPendingCalls: 256, messagesPerSecond: 200, messageBurst: 1_000 };

const record: RecordReference = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Somebody' };
const match: RecordMatch = { ...record, recordName: 'Somebody', confidence: 'weak', fields: { city: 'Lund' } };
const view: AppView = { url: 'https://crm.example/', record };
const reason = { code: '17', label: 'Lunch' };
const agent: AgentStatus = {
  state: 'notReady',
  reason: 'Lunch',
  since: 1,
  workMode: 'autoIn',
  reasons: { notReady: [reason], logOut: [], wrapUp: [reason], mandatory: { wrapUp: true } },
};
const call: Call = {
  id: 'c',
  type: 'chat',
  direction: 'inbound',
  state: 'held',
  remoteState: 'connected',
  remote: { number: '+4681', name: 'Caller' },
  called: { number: '+4682' },
  createdAt: 1,
  establishedAt: 2,
  clearedAt: 3,
  cause: 'normalClearing',
  muted: true,
  consultationFor: 'd',
  supervision: { how: 'bargeIn', agentId: 'a' },
  parties: [{ number: '+4681', name: 'Caller' }, { number: '204' }],
  signalling: 'lost',
  actions: ['hangUp'],
  data: { queue: 'sales' },
};
const log: CallLog = {
  id: 'c/agent',
  callId: 'c',
  direction: 'outbound',
  number: '08-1',
  e164: '+4681',
  name: 'Caller',
  called: '+4682',
  agent: 'agent',
  startedAt: 1,
  answeredAt: 2,
  endedAt: 3,
  durationSeconds: 1,
  answered: true,
  cause: 'normalClearing',
  notes: 'n',
  disposition: 'sale',
  record,
  data: { queue: 'sales' },
};
const logStatus: LogStatus = {
  id: 'c/agent',
  state: 'retrying',
  attempts: 2,
  recordId: 'activity/1',
  retryAt: 5,
  error: { code: 'UNREACHABLE', message: 'Down.' },
};
const hello = {
  protocol: [1, 2],
  software: { name: 'x', version: '1' },
  wants: ['search'],
  serves: ['dial'],
  limits,
  calls: [call],
  agent,
  clickToDial: { enabled: false, reason: 'Lunch' },
};
const welcome = { protocol: 1, session: 's', software: { name: 'x', version: '1' }, grants: ['search'], limits };
const callReference = { callId: 'c' };

const shapes: Example[] = [
  { name: 'Party', schema: partySchema, value: call.remote, optional: ['name'], wrong: { number, name: [long(501), 5] } },
  {
    name: 'Call',
    schema: callSchema,
    value: call,
    optional: ['type', 'called', 'establishedAt', 'clearedAt', 'cause', 'consultationFor', 'supervision', 'parties'],
    wrong: {
      id,
      type: [long(65), 5, null],
      direction: ['sideways', null],
      state: ['floating', null],
      remoteState: ['floating', null],
      remote: [null, {}, { number: long(251) }],
      called: [null, {}],
      createdAt: time,
      establishedAt: time,
      clearedAt: time,
      cause: [5, null],
      muted: flag,
      consultationFor: id,
      supervision: [null, {}, { how: 'record', agentId: 'a' }, { how: 'whisper', agentId: '' }],
      parties: [null, {}, [{ number: long(251) }], Array.from({ length: 51 }, () => ({ number: '1' }))],
      signalling: ['down', null],
      actions: ['hangUp', [5], Array.from({ length: 101 }, () => 'x'), null],
      data: map,
    },
  },
  {
    name: 'AgentStatus',
    schema: agentStatusSchema,
    value: agent,
    optional: ['reason', 'workMode', 'reasons'],
    wrong: {
      state: ['dancing', null],
      reason: [long(501), 5],
      since: time,
      workMode: ['acw', null],
      reasons: [
        null,
        {},
        { ...agent.reasons, notReady: [{ code: '', label: 'x' }] },
        { ...agent.reasons, logOut: Array.from({ length: 201 }, () => reason) },
        { ...agent.reasons, mandatory: { wrapUp: 'yes' } },
      ],
    },
  },
  {
    name: 'RecordReference',
    schema: recordReferenceSchema,
    value: record,
    optional: ['objectType', 'recordName'],
    wrong: { recordId: id, objectType: [long(501)], recordName: [5] },
  },
  {
    name: 'RecordMatch',
    schema: recordMatchSchema,
    value: match,
    optional: ['objectType', 'confidence', 'fields'],
    wrong: { recordId: id, recordName: [long(501), 5, null], confidence: ['certain', null], fields: map },
  },
  { name: 'AppView', schema: appViewSchema, value: view, optional: ['record'], wrong: { url: ['', long(4_097), 5], record: [null, {}] } },
  {
    name: 'CallLog',
    schema: callLogSchema,
    value: log,
    optional: ['e164', 'name', 'called', 'answeredAt', 'notes', 'disposition', 'record', 'data'],
    wrong: {
      id: ['', long(512), 5],
      callId: id,
      direction: ['up'],
      number,
      agent: [long(256), 5],
      startedAt: time,
      endedAt: time,
      durationSeconds: [-1, Number.NaN, Number.POSITIVE_INFINITY, '1'],
      answered: flag,
      cause: [5, null],
      notes: [long(32_001), 5],
      disposition: [long(501)],
      record: [null, {}],
      data: map,
    },
  },
  {
    name: 'LogStatus',
    schema: logStatusSchema,
    value: logStatus,
    optional: ['recordId', 'retryAt', 'error'],
    wrong: {
      id: ['', long(512)],
      state: ['lost'],
      attempts: [-1, 1.5],
      recordId: id,
      retryAt: time,
      error: [{}, { code: 'X' }, { code: long(65), message: '' }, null],
    },
  },
  {
    name: 'SaveLogResult',
    schema: saveLogResultSchema,
    value: { status: 'saved', recordId: 'a' },
    optional: ['recordId'],
    wrong: { status: ['lost', null], recordId: id },
  },
  {
    name: 'ClickToDialState',
    schema: clickToDialStateSchema,
    value: { enabled: false, reason: 'x' },
    optional: ['reason'],
    wrong: { enabled: flag, reason: [long(501)] },
  },
  {
    name: 'Hello',
    schema: helloSchema,
    value: hello,
    optional: ['agent', 'clickToDial'],
    wrong: {
      protocol: [[], [1.5], ['1'], Array.from({ length: 21 }, () => 1), 1, null],
      software: [null, {}, { name: long(501), version: '1' }, { name: 'x', version: long(65) }],
      wants: ['all', [5], [long(65)], Array.from({ length: 201 }, () => 'x')],
      serves: ['all', [5]],
      limits: [
        null,
        {},
        { ...limits, maxMessageBytes: 0 },
        { ...limits, messageBurst: 1.5 },
        { ...limits, maxPendingCalls: -1 },
        { ...limits, messagesPerSecond: Number.POSITIVE_INFINITY },
      ],
      calls: [null, [{}], Array.from({ length: 101 }, () => call)],
      agent: [null, {}],
      clickToDial: [null, {}],
    },
  },
  {
    name: 'Welcome',
    schema: welcomeSchema,
    value: welcome,
    wrong: { protocol: [0, 1.5, '1'], session: id, software: [null, {}], grants: ['all', [5]], limits: [null, {}] },
  },
];

const targets: ScreenPopTarget[] = [
  { type: 'record', recordId: 'r', objectType: 'Contact' },
  { type: 'url', url: '/x' },
  { type: 'objectHome', objectType: 'Contact' },
  { type: 'list', listViewId: 'l', objectType: 'Contact' },
  { type: 'search', searchString: '' },
  { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { a: 'b' } },
  { type: 'flow', flowName: 'f', flowArguments: [{ name: 'a', type: 'String', value: 'b' }] },
];
const optionalOfTargets = ['objectType', 'defaultFieldValues', 'flowArguments'];
const pops: Example[] = targets.map((value) => ({
  name: `ScreenPopTarget ${value.type}`,
  schema: screenPopTargetSchema,
  value,
  optional: Object.keys(value).filter(
    (name) => optionalOfTargets.includes(name) && !(value.type === 'objectHome' || (value.type === 'newRecord' && name === 'objectType')),
  ),
  wrong: {
    type: ['page', '', undefined, null, 5, 'constructor', '__proto__'],
    recordId: id,
    url: ['', long(4_097)],
    listViewId: id,
    defaultFieldValues: fieldValues,
    flowArguments: [
      { a: 'b' },
      [{ name: 'a' }],
      [{ name: 'a', value: {} }],
      [{ name: 5, value: 1 }],
      Array.from({ length: 101 }, () => ({ name: 'a', value: 1 })),
      null,
    ],
  },
}));

const transfer = { callId: 'c', number: '1' };
const commands: Example[] = [
  {
    name: 'dial',
    schema: commandParams.dial,
    value: { number: '1', record, data: { a: 'b' } },
    optional: ['record', 'data'],
    wrong: { number: ['', ...number], record: [{}], data: map },
  },
  ...(['answer', 'hangUp', 'hold', 'retrieve', 'mute', 'unmute'] as const).map((name) => ({
    name,
    schema: commandParams[name],
    value: callReference,
    wrong: { callId: id },
  })),
  { name: 'reject', schema: commandParams.reject, value: { callId: 'c', as: 'declined' }, optional: ['as'], wrong: { callId: id, as: ['rude', null] } },
  {
    name: 'sendDtmf',
    schema: commandParams.sendDtmf,
    value: { callId: 'c', digits: '0123456789ABCD*#,' },
    wrong: { callId: id, digits: ['', '1'.repeat(65), 'x', 'a', '1 2', '1\n', '１', 5, null] },
  },
  ...(['blindTransfer', 'consult'] as const).map((name) => ({
    name,
    schema: commandParams[name],
    value: transfer,
    wrong: { callId: id, number: ['', ...number] },
  })),
  ...(['completeTransfer', 'cancelConsult', 'conference'] as const).map((name) => ({
    name,
    schema: commandParams[name],
    value: { callId: 'c', consultationCallId: 'd' },
    optional: ['consultationCallId'],
    wrong: { callId: id, consultationCallId: id },
  })),
  {
    name: 'dropParty',
    schema: commandParams.dropParty,
    value: { callId: 'c', number: '204' },
    wrong: { callId: id, number: ['', long(251), 5] },
  },
  {
    name: 'setCallData',
    schema: commandParams.setCallData,
    value: { callId: 'c', data: { order: '17', gone: '' } },
    wrong: { callId: id, data: [undefined, 'order', ['order'], { order: 17 }, { order: long(4_001) }] },
  },
];

const events: Example[] = [
  {
    name: 'event offer',
    schema: softphoneEvents.offer,
    value: { serves: ['dial'] },
    wrong: { serves: ['all', [5], Array.from({ length: 201 }, () => 'x'), null] },
  },
  { name: 'event call', schema: softphoneEvents.call, value: { event: 'held', call }, wrong: { event: [5, null], call: [null, {}] } },
  { name: 'event agent', schema: softphoneEvents.agent, value: agent, optional: ['reason', 'workMode', 'reasons'], wrong: { state: ['dancing'] } },
  {
    name: 'event panel',
    schema: softphoneEvents.panel,
    value: { visible: true, height: 480, width: 320, attention: false },
    optional: ['visible', 'height', 'width', 'attention'],
    wrong: { visible: flag, attention: flag, height: [-1, 10_001, '5', Number.NaN], width: [-1, 10_001] },
  },
  {
    name: 'event clickToDial',
    schema: hostEvents.clickToDial,
    value: { number: '1', record, params: 'a,b' },
    optional: ['record', 'params'],
    wrong: { number: ['', ...number], record: [{}], params: [long(4_001), 5] },
  },
  { name: 'event navigation', schema: hostEvents.navigation, value: view, optional: ['record'], wrong: { url: [''] } },
  { name: 'event log', schema: hostEvents.log, value: logStatus, optional: ['recordId', 'retryAt', 'error'], wrong: { state: ['lost'] } },
];

const methods: Example[] = [
  { name: 'search', schema: crmParams.search, value: query, optional: Object.keys(query) },
  { name: 'claim', schema: crmParams.claim, value: { key: 'pop:1', id: 'question-1' }, optional: ['id'], wrong: { key: ['', long(601), 5], id } },
];

/** Shapes with named fields. */
export const examples: readonly Example[] = [
  ...shapes,
  ...popExamples,
  ...pops,
  ...commands,
  ...events,
  ...methods,
  ...agentExamples,
  ...chatExamples,
  ...openCtiExamples,
  ...transferExamples,
  ...teamExamples,
];

/** Shapes without. */
export const others: readonly { name: string; schema: Schema<unknown>; right: readonly unknown[]; wrong: readonly unknown[] }[] = [
  {
    name: 'search result',
    schema: searchResultSchema,
    right: [[], [match], Array.from({ length: 50 }, () => match)],
    wrong: [null, {}, [{}], Array.from({ length: 51 }, () => match)],
  },
  { name: 'claim result', schema: crmAnswers.claim.result, right: [true, false], wrong: [undefined, 1, 'true', null] },
  { name: 'refreshView', schema: crmParams.refreshView, right: [undefined], wrong: [null, {}, 0, 'x', []] },
  { name: 'screenPop result', schema: crmAnswers.screenPop.result, right: [undefined], wrong: [null, {}, true] },
  { name: 'hold result', schema: commandAnswers.hold.result, right: [undefined], wrong: [null, {}, call] },
  vendorAnswer,
  teamChange,
  { name: 'dial result', schema: commandAnswers.dial.result, right: [call], wrong: [undefined, null, {}, [call]] },
];
