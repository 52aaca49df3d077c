import { TRANSFER_SETTLE_MS } from './limits.ts';
import type { Timers } from './options.ts';
import { refer } from './refer.ts';
import type { SipCall } from './sip-call.ts';
import { createTimer } from './timer.ts';

/** Hands the far end of `call` to `target`. Whatever ends meanwhile is told afterwards, as a transfer or as what it was. */
export const transferBlind = async (call: SipCall, target: string, timers: Timers): Promise<void> => {
  const release = call.keepEnd();
  try {
    await refer(call.leg.session, call.leg.ending, target, { timers });
  } catch (error) {
    release();
    throw error;
  }
};

/** Connects the far ends of two calls. The consultation ends first when it works: its far end has let itself be replaced. */
export const transferAttended = async (call: SipCall, consultation: SipCall, timers: Timers): Promise<void> => {
  const releases = [call.keepEnd(), consultation.keepEnd()];
  const patience = createTimer(timers);
  const off = consultation.leg.ending.on(() => patience.set(releases[1] ?? (() => {}), TRANSFER_SETTLE_MS));
  try {
    const target = consultation.address ?? '';
    await refer(call.leg.session, call.leg.ending, target, { timers, replaces: consultation.leg.session });
  } catch (error) {
    for (const release of releases) release();
    throw error;
  } finally {
    off();
    patience.clear();
  }
};
