/** What is decided about a call that brought its record along, from another agent: nobody is searched for, no rule is asked. */
import type { RecordReference } from '../../protocol/record.ts';
import type { SearchAndPop } from '../../protocol/search-and-pop.ts';
import type { PopDecision } from './decide-pop.ts';

export const givenRecord = ({ recordId, objectType, recordName }: RecordReference, { searchParams }: SearchAndPop): PopDecision => {
  const kind = objectType !== undefined && { objectType };
  const match = { recordId, ...kind, recordName: recordName ?? searchParams };
  return {
    decision: 'createSessionAndLoadMatch',
    matches: [match],
    count: 1,
    match,
    actions: [],
    problems: [],
    trace: [],
    target: { type: 'record', recordId, ...kind },
  };
};
