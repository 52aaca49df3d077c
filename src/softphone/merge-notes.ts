import { MAX_NOTES_LENGTH } from '../protocol/limits.ts';

/** Notes that came with a call, and those written meanwhile: both, the older first, and nothing twice. Undefined when that is too long. */
export const mergeNotes = (arrived: string, own: string): string | undefined => {
  if (own.includes(arrived)) return own;
  if (arrived.includes(own)) return arrived;
  const both = `${arrived}\n${own}`;
  return both.length > MAX_NOTES_LENGTH ? undefined : both;
};
