/** The page of one record. */
import type { RecordReference } from '../../protocol/record.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';

export const recordTarget = ({ recordId, objectType }: Pick<RecordReference, 'recordId' | 'objectType'>): ScreenPopTarget => ({
  type: 'record',
  recordId,
  ...(objectType !== undefined && { objectType }),
});
