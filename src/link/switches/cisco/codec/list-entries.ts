/** Checks of the lists in a message to send. */
import { CodecError } from './codec-error.ts';
import { MAX_LIST_ENTRIES } from './limits.ts';

type Values = Readonly<Record<string, unknown>>;

export const asArray = (value: unknown, key: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new CodecError('INVALID_ARGUMENT', `${key} must be an array`, { field: key });
  return value;
};

export const entriesOf = (value: unknown, key: string): readonly Values[] => {
  const entries = asArray(value, key);
  const most = MAX_LIST_ENTRIES[key] ?? Number.POSITIVE_INFINITY;
  if (entries.length > most) throw new CodecError('INVALID_ARGUMENT', `${key} may have at most ${most} entries`, { field: key });
  for (const entry of entries)
    if (typeof entry !== 'object' || entry === null) throw new CodecError('INVALID_ARGUMENT', `${key} must have objects as entries`, { field: key });
  return entries as readonly Values[];
};

interface ListSteps {
  readonly isRecords: boolean;
  readonly steps: readonly { readonly key: string }[];
}

/**
 * Whether an entry that lacks the list's first field would still be read as one of its own. Nothing but the order of fields separates
 * entries, so one that goes on where the one before it ended would be taken for the rest of that, and an empty one for none.
 */
export const isApart = ({ steps, isRecords }: ListSteps, previous: Values | undefined, entry: Values): boolean => {
  const given = steps.findIndex(({ key }) => entry[key] !== undefined);
  if (given < 0 || !previous) return given >= 0;
  return !isRecords && steps.some(({ key }, index) => index >= given && previous[key] !== undefined);
};
