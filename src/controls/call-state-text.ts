/** The state of a call in words. */
import type { Call } from '../protocol/call.ts';
import { isListening } from '../protocol/is-listening.ts';
import type { StringKey } from './control-strings.ts';

/** Key of the words for a call's state. */
export const callStateKey = ({ state, remoteState, parties, supervision }: Call): StringKey => {
  switch (state) {
    case 'initiated':
      return remoteState === 'alerting' ? 'call.ringing' : 'call.calling';
    case 'alerting':
      return 'call.incoming';
    case 'connected':
      if (supervision && isListening({ supervision })) return supervision.how === 'whisper' ? 'call.whisper' : 'call.silentMonitor';
      return parties ? 'call.conference' : 'call.connected';
    case 'held':
      return 'call.held';
    case 'queued':
      return 'call.queued';
    case 'failed':
      return 'call.failed';
    case 'null':
      return 'call.ended';
  }
};

/** The colour a state is shown in, besides its words. */
export const callTone = ({ state, signalling }: Call): 'positive' | 'warning' | 'negative' | 'neutral' => {
  if (state === 'failed') return 'negative';
  if (signalling === 'lost' || state === 'held') return 'warning';
  return state === 'connected' || state === 'alerting' ? 'positive' : 'neutral';
};
