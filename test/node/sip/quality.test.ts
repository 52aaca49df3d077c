import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { measure } from '../../../src/phone/sip/quality.ts';

const report = (inbound: object, ...more: { type: string; kind?: string }[]) => [{ type: 'inbound-rtp', kind: 'audio', ...inbound }, ...more];

describe('quality', () => {
  test('loss is that of the interval, packets are those of the call', () => {
    const first = measure('1', report({ packetsReceived: 100, packetsLost: 0, jitter: 0.003 }));
    assert.equal(first.quality.lossRatio, 0);
    const second = measure('1', report({ packetsReceived: 190, packetsLost: 10, jitter: 0.02 }, { type: 'outbound-rtp', kind: 'audio' }), first.counts);
    assert.deepEqual(second.quality, { callId: '1', packetsReceived: 190, packetsSent: 0, packetsLost: 10, lossRatio: 0.1, jitterMs: 20 });
  });

  test('duplicates, which make the lost ones negative, and counters that begin anew do no harm', () => {
    const { quality, counts } = measure('1', report({ packetsReceived: 10, packetsLost: -3 }), { received: 500, lost: 7 });
    assert.deepEqual([quality.packetsLost, quality.lossRatio, counts.lost], [0, 0, 0]);
  });

  test('what a browser does not tell stays away', () => {
    const { quality } = measure('1', []);
    assert.deepEqual(quality, { callId: '1', packetsReceived: 0, packetsSent: 0, packetsLost: 0, lossRatio: 0, jitterMs: 0 });
  });

  test('round trip and levels, of sound only', () => {
    const stats = [
      { type: 'inbound-rtp', kind: 'video', packetsReceived: 5_000 },
      { type: 'inbound-rtp', kind: 'audio', packetsReceived: 50, audioLevel: 0.4 },
      { type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.05 },
      { type: 'media-source', kind: 'audio', audioLevel: 1.2 },
    ];
    const { quality } = measure('1', stats);
    assert.deepEqual([quality.packetsReceived, quality.roundTripMs, quality.inputLevel, quality.outputLevel], [50, 50, 0.4, 1]);
  });
});
