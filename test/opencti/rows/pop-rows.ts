/** `screenPop`, with each of its targets. */
import type { OpenCtiRow } from '../open-cti-row.ts';
import { defaultFieldValues, popTargets } from '../pop-targets.ts';

export const popRows: readonly OpenCtiRow[] = [
  ...popTargets.map(
    ({ typed, data }): OpenCtiRow => ({
      name: `screenPop ${data.type} ${Object.keys(data.params)}`,
      typed: { method: 'screenPop', args: [typed] },
      lightning: { method: 'screenPop', args: data },
      crm: { asked: [['screenPop', typed]] },
    }),
  ),
  {
    name: 'screenPop with values for a new record beside params',
    typed: { method: 'screenPop', args: [{ type: 'newRecord', objectType: 'Contact', defaultFieldValues }] },
    lightning: { method: 'screenPop', args: { type: 'newRecord', params: { entityName: 'Contact' }, defaultFieldValues } },
    crm: { asked: [['screenPop', { type: 'newRecord', objectType: 'Contact', defaultFieldValues }]] },
  },
  {
    name: 'screenPop of what saveLog answered',
    typed: { method: 'screenPop', args: [{ type: 'record', recordId: 'task/1' }] },
    lightning: { method: 'screenPop', args: { type: 'sobject', params: { recordId: 'task/1', id: 'task/1' } } },
    crm: { asked: [['screenPop', { type: 'record', recordId: 'task/1' }]] },
  },
  {
    name: 'screenPop of a relative URL',
    typed: { method: 'screenPop', args: [{ type: 'url', url: '/reports?tab=1' }] },
    classic: { method: 'screenPop', args: ['/reports?tab=1', true], result: true },
    crm: { asked: [['screenPop', { type: 'url', url: '/reports?tab=1' }]] },
  },
  {
    name: 'screenPop of the path of a record',
    typed: { method: 'screenPop', args: [{ type: 'record', recordId: '00Q000000000018' }] },
    classic: { method: 'screenPop', args: ['/00Q000000000018'], result: true },
    crm: { asked: [['screenPop', { type: 'record', recordId: '00Q000000000018' }]] },
  },
];
