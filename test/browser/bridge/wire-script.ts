/** What is said between two pages when the wire is recorded, and said again when the record is replayed. */
import type { Assistance, Call, CallLog, PhoneCommandName, PlainData } from '../../../src/index.ts';
import { aCall } from './calls.ts';

const record = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Somebody' };
const log: CallLog = {
  id: 'call-1/sip:agent@pbx.example',
  callId: 'call-1',
  direction: 'inbound',
  number: '08-123 456 78',
  e164: '+46812345678',
  name: 'Caller',
  called: '+46855555555',
  agent: 'sip:agent@pbx.example',
  startedAt: 1_700_000_000_000,
  answeredAt: 1_700_000_005_000,
  endedAt: 1_700_000_065_000,
  durationSeconds: 60,
  answered: true,
  cause: 'normalClearing',
  notes: 'Wants a new lamp.',
  disposition: 'sale',
  record,
  data: { queue: 'sales' },
};
const missed: CallLog = {
  id: 'call-2/sip:agent@pbx.example',
  callId: 'call-2',
  direction: 'inbound',
  number: '',
  agent: 'sip:agent@pbx.example',
  startedAt: 1_700_000_000_000,
  endedAt: 1_700_000_020_000,
  durationSeconds: 0,
  answered: false,
  cause: 'callCancelled',
};

/** The CRM of the record. */
export const crm = {
  search: () => [
    { ...record, confidence: 'strong' as const, fields: { city: 'Lund' } },
    { recordId: 'contact/18', recordName: 'Somebody else', confidence: 'weak' as const },
  ],
  screenPop: () => undefined,
  saveLog: () => ({ recordId: 'activity/1' }),
  refreshView: () => undefined,
  getAppViewInfo: () => ({ url: 'https://crm.example/contact/17', record }),
  saveRecord: () => ({ recordId: 'task/1' }),
  setPanel: () => undefined,
  getPanel: () => ({ visible: true, height: 480, width: 320 }),
  getDirectoryNumbers: () => ({ directoryNumbers: [{ name: 'Switchboard', phone: '+46855555555', description: 'All day' }], hasNext: true }),
  completeWork: () => undefined,
  refreshObject: () => undefined,
  isInConsole: () => true,
};
/** One action of the CRM, and what its administrator has set. */
export const actions = { 'Cases.open': () => ({ open: [17, 18], more: false }) };
const section = {
  callRelatedFields: ['ANI', 'DNIS'],
  objects: { Contact: [{ displayName: 'City', apiName: 'city' }] },
  screenPopSettings: { MultipleMatches: { screenPopType: 'PopToSearch' } },
};
export const settings = {
  callCenterSettings: { '/reqGeneralInfo/reqAdapterUrl': 'https://phone.example/', '/vendor/region': 'eu' },
  softphoneLayout: { Inbound: section, Outbound: { ...section, screenPopSettings: {} }, Internal: { ...section, screenPopSettings: {} } },
};
/** What a method of the protocol leads to in the CRM, where it is not the function of its name. */
export const leadsTo: Readonly<Record<string, string>> = { searchAndScreenPop: 'search', runAction: 'Cases.open' };

/** What the softphone asks, as methods of `CrmConnection`. */
export const asks: [method: string, ...args: unknown[]][] = [
  ['search', { number: '08-123 456 78', e164: '+46812345678', callId: 'call-1', direction: 'inbound', limit: 10 }],
  ['search', { text: 'some' }],
  ['screenPop', { type: 'record', recordId: 'contact/17', objectType: 'Contact' }],
  ['screenPop', { type: 'url', url: '/contact/17' }],
  ['screenPop', { type: 'objectHome', objectType: 'Contact' }],
  ['screenPop', { type: 'list', listViewId: 'recent', objectType: 'Contact' }],
  ['screenPop', { type: 'search', searchString: '+46812345678' }],
  ['screenPop', { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { phone: '+46812345678' } }],
  ['screenPop', { type: 'flow', flowName: 'complaint', flowArguments: [{ name: 'phone', type: 'String', value: '+46812345678' }] }],
  [
    'searchAndScreenPop',
    { searchParams: '+46812345678', callType: 'inbound', deferred: true, defaultFieldValues: { Phone: '+46812345678' }, callId: 'call-1' },
  ],
  ['saveLog', log],
  ['saveLog', missed],
  ['refreshView'],
  ['getAppViewInfo'],
  ['enableClickToDial'],
  ['disableClickToDial', 'Phone is not connected'],
  ['claim', 'pop:call-1'],
  ['saveLog', { id: 'task-1', objectType: 'Task', fields: { Subject: 'Call', Seconds: 60, Done: true, WhatId: null } }],
  ['runAction', 'Cases.open', { since: [2_026, 11] }],
  ['getCallCenterSettings'],
  ['getSoftphoneLayout'],
  ['setSoftphonePanelHeight', 480],
  ['isSoftphonePanelVisible'],
  ['notifyInitializationComplete'],
  ['publish', 'orders', { id: 17, lines: ['lamp', null] }],
  ['completeWork', { workId: 'work-1', disposition: 'sale', taskId: 'task/1', wasConnected: true }],
  ['getDirectoryNumbers', { isGlobal: false, page: 0, pageSize: 100 }],
  ['refreshObject', { recordId: 'contact/17', refreshFields: true }],
  ['isInConsole'],
];

/** What the CRM commands, as methods of `Softphone`. */
export const commands: [name: PhoneCommandName, ...args: unknown[]][] = [
  ['dial', '+46812345678', { record, data: { campaign: 'spring' } }],
  ['dial', '112', {}],
  ['answer', 'call-1'],
  ['reject', 'call-1', { as: 'declined' }],
  ['hangUp', 'call-1'],
  ['hold', 'call-1'],
  ['retrieve', 'call-1'],
  ['mute', 'call-1'],
  ['unmute', 'call-1'],
  ['sendDtmf', 'call-1', '12#,A'],
  ['blindTransfer', 'call-1', '+46811111111'],
  ['consult', 'call-1', '+46822222222'],
  ['completeTransfer', 'call-1', { consultationCallId: 'call-3' }],
  ['cancelConsult', 'call-1', {}],
  ['conference', 'call-1', { consultationCallId: 'call-3' }],
  ['dropParty', 'call-1', '+46822222222'],
  ['setCallData', 'call-1', { order: '17' }],
  ['sendMessage', 'call-1', 'Good morning'],
  ['pushUrl', 'call-1', 'https://shop.example/orders/17'],
  ['wrapUp', 'call-1', 'sale', { note: 'Wants a new lamp.' }],
  ['logIn', { extension: '201', workMode: 'manualIn' }],
  ['setAgentState', 'notReady', { reason: 'Lunch' }],
  ['logOut', { reason: 'End of shift' }],
  ['superviseCall', 'agent-2', 'call-5', 'whisper'],
  ['setMemberState', 'agent-2', 'notReady', { reason: 'Lunch' }],
  ['requestAssistance', 'emergency', { callId: 'call-1' }],
  ['vendorCommand', 'queueLength', { queue: 'sales', oldest: null }],
];
const dialled = aCall({ id: 'call-9', direction: 'outbound', state: 'initiated', remoteState: 'null', cause: 'newCall' });
const assistance: Assistance = { id: 'help-1', kind: 'emergency', state: 'asked', agentId: 'agent-1', callId: 'call-1', at: 1_700_000_065_000 };
const answers: Readonly<Record<string, Call | Assistance | PlainData>> = {
  dial: dialled,
  consult: dialled,
  superviseCall: aCall({ id: 'call-5', direction: 'outbound', remote: { number: '202' }, supervision: { how: 'whisper', agentId: 'agent-2' } }),
  requestAssistance: assistance,
  vendorCommand: { waiting: [4, null] },
};
export const answerOf = (name: string): Call | Assistance | PlainData | undefined => answers[name];

/** What the softphone tells, as methods of `CrmConnection`. */
export const tells: [method: string, ...args: unknown[]][] = [
  ['publishCall', { event: 'delivered', call: aCall({ state: 'alerting', called: { number: '+46855555555' }, data: { queue: 'sales' } }) }],
  ['publishCall', { event: 'established', call: aCall({ remote: { number: '+46812345678', name: 'Caller' } }) }],
  ['publishCall', { event: 'held', call: aCall({ state: 'held' }) }],
  ['publishCall', { event: 'originated', call: aCall({ id: 'call-3', direction: 'outbound', state: 'initiated', consultationFor: 'call-1' }) }],
  [
    'publishCall',
    { event: 'cleared', call: aCall({ state: 'null', remoteState: 'null', clearedAt: 1_700_000_065_000, cause: 'normalClearing', actions: [] }) },
  ],
  ['publishAgent', { state: 'busy', since: 1_700_000_005_000 }],
  ['publishAgent', { state: 'notReady', reason: 'Lunch', since: 1_700_000_065_000 }],
  ['publishCall', { event: 'delivered', call: aCall({ id: 'call-4', type: 'chat', state: 'alerting' }) }],
  ['publishMessage', { callId: 'call-4', by: 'remote', from: { number: '+46812345678' }, text: 'Good <b>morning</b>', at: 1_700_000_065_000 }],
  ['publishAssistance', { ...assistance, state: 'taken', takenBy: { number: '200', name: 'Supervisor' } }],
  ['publishVendorEvent', { name: 'queueLength', data: { queue: 'sales', waiting: 4 } }],
  ['requestPanel', { visible: true, attention: true, width: 320, height: 480 }],
];

/** JSON as a file keeps it: what is undefined is not there. */
export const asJson = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
