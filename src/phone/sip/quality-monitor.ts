import type { CallQuality } from '../phone.ts';
import type { Timers } from './options.ts';
import { measure, type QualityCounts } from './quality.ts';
import type { SipCall } from './sip-call.ts';
import { createTimer } from './timer.ts';

export interface QualityMonitor {
  /** Begins while there are calls, and stops by itself when there are none. */
  watch(): void;
  stop(): void;
}

/** Measures every call with a connection once an interval. */
export const createQualityMonitor = (
  timers: Timers,
  intervalMs: number,
  calls: () => Iterable<SipCall>,
  tell: (quality: CallQuality) => void,
): QualityMonitor => {
  const timer = createTimer(timers);
  const counts = new WeakMap<RTCPeerConnection, QualityCounts>();

  const measureOne = async (call: SipCall) => {
    const { connection } = call.leg.session;
    if (!connection || connection.signalingState === 'closed' || !call.leg.session.isEstablished()) return;
    const report = await connection.getStats();
    if (call.ended) return;
    const measured = measure(call.id, report.values(), counts.get(connection));
    counts.set(connection, measured.counts);
    tell(measured.quality);
  };

  const round = () => {
    const now = [...calls()];
    if (now.length === 0) return;
    timer.set(round, intervalMs);
    // A connection that closes meanwhile has nothing to tell.
    for (const call of now) void measureOne(call).catch(() => {});
  };

  return {
    watch() {
      if (intervalMs > 0 && !timer.running) timer.set(round, intervalMs);
    },
    stop: timer.clear,
  };
};
