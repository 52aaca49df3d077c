import { type Call, type CallCause, isCtiError } from 'ringframe';

/** What the status line says about a call. */
export const callText = (call: Call): string => {
  if (call.signalling === 'lost') return 'The phone system cannot be reached; you can still talk.';
  if (call.state === 'alerting') return 'The agent is calling you';
  if (call.state === 'initiated') return call.remoteState === 'alerting' ? 'It rings at the agent …' : 'Calling the agent …';
  if (call.state === 'failed') return endText(call.cause);
  if (call.remoteState === 'held') return 'The agent has put you on hold';
  return call.muted ? 'Connected; the agent cannot hear you' : 'Connected';
};

const ENDS: Partial<Record<CallCause, string>> = {
  busy: 'The agent is busy.',
  doNotDisturb: 'The agent has declined.',
  callNotAnswered: 'Nobody has answered.',
  destOutOfOrder: 'No agent is there yet: open the demo CRM first.',
  destNotObtainable: 'There is no such agent.',
  callCancelled: 'The caller has hung up.',
  answeredElsewhere: 'Answered in another window.',
  signallingLost: 'The connection to the phone system was lost.',
  mediaFailed: 'The sound could not be set up.',
  incompatibleDestination: 'The other phone cannot take this call.',
};

/** What the status line says after a call. */
export const endText = (cause: CallCause | undefined): string => (cause !== undefined && ENDS[cause]) || 'The call has ended.';

const PROBLEMS: Record<string, string> = {
  NO_MICROPHONE: 'No microphone was found. Connect one and try again.',
  PERMISSION_DENIED: 'The browser does not allow the microphone here. Allow it in the address bar and try again.',
  MEDIA_FAILED: 'The sound could not be set up.',
  UNREACHABLE: 'The phone system of the demo does not answer. Is it still running?',
  UNAUTHORIZED: 'The phone system refused this page. Reload it: after a restart of the demo it needs a new password.',
  NOT_CONNECTED: 'The phone system cannot be reached at this moment.',
  BUSY: 'The agent is busy.',
};

/** An error in words for people. */
export const problemText = (error: unknown): string =>
  (isCtiError(error) && PROBLEMS[error.code]) || (error instanceof Error ? error.message : 'Something went wrong.');

/** `65000` → `1:05`. */
export const durationText = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};
