/** Who hears whom in a call. */
import type { Leg } from './model.ts';

/** Whether what comes from one party gets to another: neither is on hold, and a supervisor is heard by whom the way of supervision says. */
export const soundReaches = (from: Leg, to: Leg): boolean => {
  if (from === to || from.view.state !== 'connected' || to.view.state !== 'connected') return false;
  const { supervision } = from.view;
  if (supervision?.how === 'silentMonitor') return false;
  return supervision?.how !== 'whisper' || to.agent?.options.id === supervision.agentId;
};

/** The same for the voice, which a microphone that is off keeps back. */
export const isHeardBy = (from: Leg, to: Leg): boolean => !from.view.muted && soundReaches(from, to);
