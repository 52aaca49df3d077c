/** What is said between two pages when the wire is recorded, and said again when the record is replayed. */
import type { Call, CallLog, PhoneCommandName } from '../../../src/index.ts';
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
};

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
  ['screenPop', { type: 'flow', flowName: 'complaint', flowArguments: { phone: '+46812345678' } }],
  ['saveLog', log],
  ['saveLog', missed],
  ['refreshView'],
  ['getAppViewInfo'],
  ['enableClickToDial'],
  ['disableClickToDial', 'Phone is not connected'],
  ['claim', 'pop:call-1'],
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
  ['setAgentState', 'notReady', { reason: 'Lunch' }],
];
export const answerOf = (name: string): Call | undefined =>
  name === 'dial' || name === 'consult' ? aCall({ id: 'call-9', direction: 'outbound', state: 'initiated', remoteState: 'null', cause: 'newCall' }) : undefined;

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
  ['requestPanel', { visible: true, attention: true, width: 320, height: 480 }],
];

/** JSON as a file keeps it: what is undefined is not there. */
export const asJson = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
