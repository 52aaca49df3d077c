/** Shapes of the two methods about calls that are handed on with what is on the screen. */
import type { AcceptedTransfer, ArrivedTransfer, PreparedTransfer, RecordReference, TransferPreparation } from '../../../src/index.ts';
import { crmAnswers, crmParams } from '../../../src/protocol/crm-methods.ts';
import type { Example } from './examples.ts';
import { flag, id, long, number } from './wrong-values.ts';

const record: RecordReference = { recordId: 'r', objectType: 'Contact', recordName: 'x' };
const preparation: TransferPreparation = { callId: 'c', kind: 'blindTransfer', to: '102', record, notes: '' };
const prepared: PreparedTransfer = { transferId: 't', record, draft: '{"amount":40}' };
const arrived: ArrivedTransfer = { callId: 'c', returned: false, transferId: 't', record, notes: 'n', draft: 'd', from: '101' };
const accepted: AcceptedTransfer = { record, notes: 'n' };

const records = [{}, { recordId: '' }, { recordId: long(256) }, 'r', null];
const notes = [long(32_001), 5, null];
const draft = [long(4_001), 5, null];

export const transferExamples: readonly Example[] = [
  {
    name: 'prepareTransfer',
    schema: crmParams.prepareTransfer,
    value: preparation,
    optional: ['record'],
    wrong: { callId: id, kind: ['consult', 'hangUp', '', null], to: number, record: records, notes },
  },
  {
    name: 'the answer to prepareTransfer',
    schema: crmAnswers.prepareTransfer.result,
    value: prepared,
    optional: ['transferId', 'record', 'draft'],
    wrong: { transferId: id, record: records, draft },
  },
  {
    name: 'acceptTransfer',
    schema: crmParams.acceptTransfer,
    value: arrived,
    optional: ['transferId', 'record', 'notes', 'draft', 'from'],
    wrong: { callId: id, returned: flag, transferId: id, record: records, notes, draft, from: number },
  },
  {
    name: 'the answer to acceptTransfer',
    schema: crmAnswers.acceptTransfer.result,
    value: accepted,
    optional: ['record', 'notes'],
    wrong: { record: records, notes },
  },
];
