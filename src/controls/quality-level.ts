/** How a call sounds, from what was measured over the last interval. */
import type { CallQuality } from '../phone/phone.ts';
import { QUALITY } from './limits.ts';

export type QualityLevel = 'good' | 'fair' | 'poor';

export const qualityLevel = (quality: CallQuality): QualityLevel => {
  const exceeds = (limit: (typeof QUALITY)[keyof typeof QUALITY]) =>
    quality.lossRatio >= limit.lossRatio || quality.jitterMs >= limit.jitterMs || (quality.roundTripMs ?? 0) >= limit.roundTripMs;
  if (exceeds(QUALITY.poor)) return 'poor';
  return exceeds(QUALITY.fair) ? 'fair' : 'good';
};
