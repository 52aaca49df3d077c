/** What is decided about a call that brought its record along, from another agent: nobody is searched for, no rule is asked. */
import type { RecordReference } from '../../protocol/record.ts';
import type { SearchAndPop } from '../../protocol/search-and-pop.ts';
import type { PopDecision } from './decide-pop.ts';
import { recordTarget } from './record-target.ts';

export const givenRecord = ({ recordId, objectType, recordName }: RecordReference, { searchParams }: SearchAndPop): PopDecision => {
  const match = { recordId, ...(objectType !== undefined && { objectType }), recordName: recordName ?? searchParams };
  return {
    decision: 'createSessionAndLoadMatch',
    matches: [match],
    count: 1,
    match,
    actions: [],
    problems: [],
    trace: [],
    target: recordTarget(match),
  };
};
