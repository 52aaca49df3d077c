import type { Call } from './call.ts';

/** A supervisor's call in which the supervisor is no party: of those who are in it, at most the agent hears the supervisor. */
export const isListening = ({ supervision }: Pick<Call, 'supervision'>): boolean => supervision?.how === 'silentMonitor' || supervision?.how === 'whisper';
