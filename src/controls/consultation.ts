/** The two halves of a transfer with asking first: the call to hand on, and the one made to ask. */
import type { Call } from '../protocol/call.ts';
import type { Desktop, DesktopCall } from '../softphone/desktop.ts';

export interface Consultation {
  primary: DesktopCall;
  consultation: DesktopCall;
}

/** The pair that `completeTransfer` on this call would join, whichever half it is; undefined without one. */
export const consultationOf = (desktop: Desktop, call: Call): Consultation | undefined => {
  const byId = (id: string | undefined) => desktop.calls.find((other) => other.id === id);
  const primary = byId(call.consultationFor ?? call.id);
  const consultation = call.consultationFor === undefined ? desktop.calls.find((other) => other.consultationFor === call.id) : byId(call.id);
  return primary && consultation ? { primary, consultation } : undefined;
};
