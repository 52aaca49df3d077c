import type { Call } from './call.ts';

/** Written, not spoken: there is nothing to hear, and so nothing to hold or mute. Here by itself, so that a page which asks needs no schemas. */
export const isChat = ({ type }: Pick<Call, 'type'>): boolean => type?.toLowerCase() === 'chat';
