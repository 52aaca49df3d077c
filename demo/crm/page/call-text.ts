/** How a call stands, in words, and for how long. */
import type { Call } from 'ringframe';

const clock = (sinceMs: number) => {
  const seconds = Math.max(0, Math.floor((Date.now() - sinceMs) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

export const callText = (call: Call): string => {
  if (call.state === 'alerting') return 'Is calling now';
  if (call.state === 'initiated') return 'Being called';
  const held = call.state === 'held' ? ' (on hold)' : '';
  return call.establishedAt === undefined ? `On the phone${held}` : `On the phone for ${clock(call.establishedAt)}${held}`;
};
