import type { CallQuality } from '../phone.ts';

/** What the next measurement is compared with. */
export interface QualityCounts {
  received: number;
  lost: number;
}

interface Stats {
  type: string;
  kind?: string;
  packetsReceived?: number;
  packetsSent?: number;
  packetsLost?: number;
  jitter?: number;
  roundTripTime?: number;
  audioLevel?: number;
}

const level = (value: number | undefined) => (value === undefined ? undefined : Math.min(1, Math.max(0, value)));

/** Reads an RTCStatsReport. Missing values of a browser stay missing; lost packets are never negative (duplicates make them so). */
export const measure = (
  callId: string,
  report: Iterable<Stats>,
  before: QualityCounts = { received: 0, lost: 0 },
): { quality: CallQuality; counts: QualityCounts } => {
  const audio = [...report].filter(({ kind }) => kind === undefined || kind === 'audio');
  const one = (type: string) => audio.find((stats) => stats.type === type);
  const inbound = one('inbound-rtp');
  const counts = { received: inbound?.packetsReceived ?? 0, lost: Math.max(0, inbound?.packetsLost ?? 0) };
  const newlyLost = Math.max(0, counts.lost - before.lost);
  const expected = Math.max(0, counts.received - before.received) + newlyLost;
  const roundTrip = one('remote-inbound-rtp')?.roundTripTime;
  const heard = level(inbound?.audioLevel);
  const said = level(one('media-source')?.audioLevel);
  return {
    counts,
    quality: {
      callId,
      packetsReceived: counts.received,
      packetsSent: one('outbound-rtp')?.packetsSent ?? 0,
      packetsLost: counts.lost,
      lossRatio: expected === 0 ? 0 : newlyLost / expected,
      jitterMs: (inbound?.jitter ?? 0) * 1_000,
      ...(roundTrip === undefined ? {} : { roundTripMs: roundTrip * 1_000 }),
      ...(heard === undefined ? {} : { inputLevel: heard }),
      ...(said === undefined ? {} : { outputLevel: said }),
    },
  };
};
