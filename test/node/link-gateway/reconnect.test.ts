/** When a softphone tries again. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultReconnect, linkPhone, type ReconnectPolicy } from '../../../src/phone/link/index.ts';

const range = (attempt: number, retryAfterMs?: number) => [0, 1].map((random) => defaultReconnect({ attempt, random, retryAfterMs }));

describe('the default policy', () => {
  test('may try once at once, then waits twice as long each time, twenty seconds at most', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 60].map((attempt) => range(attempt)),
      [
        [0, 1_000],
        [1_000, 2_000],
        [2_000, 4_000],
        [4_000, 8_000],
        [8_000, 16_000],
        [10_000, 20_000],
        [10_000, 20_000],
      ],
    );
  });

  test('obeys what the gateway asks for, and spreads it', () => {
    assert.deepEqual(range(1, 30_000), [30_000, 31_000]);
    assert.deepEqual(range(6, 500), [10_000, 20_000]);
  });
});

describe('a policy of somebody’s own', () => {
  const attemptsWithin = async (ms: number, reconnect: ReconnectPolicy): Promise<number> => {
    let attempts = 0;
    // Whoever opens it is refused at once.
    class Refused {
      readonly readyState = 3;
      onopen = null;
      onmessage = null;
      onerror = null;
      onclose: ((event: never) => void) | null = null;
      constructor() {
        attempts += 1;
        setImmediate(() => this.onclose?.(undefined as never));
      }
      send(): void {}
      close(): void {}
    }
    const phone = linkPhone({ url: 'wss://link.example/softphone', token: 'x', transport: 'websocket', WebSocket: Refused, reconnect });
    phone.connect().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, ms));
    await phone.dispose();
    return attempts;
  };

  test('is asked', async () => assert.ok((await attemptsWithin(200, () => 20)) >= 3));

  for (const [what, wait] of [
    ['for ever', Number.POSITIVE_INFINITY],
    ['longer than a timer can', 2 ** 40],
    ['by mistake what is no number', Number.NaN],
    ['by mistake nothing', undefined as unknown as number],
  ] as const)
    test(`may say ${what}, and the link is not stormed`, async () => assert.ok((await attemptsWithin(200, () => wait)) <= 2));
});
