import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultReconnect } from '../../../src/phone/sip/index.ts';

const range = (attempt: number, retryAfterMs?: number) => [0, 0.999].map((random) => defaultReconnect({ attempt, random, retryAfterMs }));

describe('when the phone tries again', () => {
  test('within a second at first, then ever later, up to 20 s', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 50].map((attempt) => range(attempt).map((ms) => Math.round(ms / 100) / 10)),
      [
        [0, 1],
        [1, 2],
        [2, 4],
        [4, 8],
        [8, 16],
        [10, 20],
        [10, 20],
      ],
    );
  });

  test('signalling is back within 20 s of an outage of 8 s, at worst', () => {
    let at = 0;
    for (let attempt = 1; at < 8_000; attempt += 1) at += defaultReconnect({ attempt, random: 0.999 });
    assert.ok(at <= 20_000, `${at} ms`);
  });

  test('a server that asks for a time gets it, and the phones spread over a second', () => {
    assert.deepEqual(range(1, 30_000), [30_000, 30_999]);
  });

  test('2,000 phones do not come back in one moment', () => {
    const times = Array.from({ length: 2_000 }, (_, index) => defaultReconnect({ attempt: 4, random: index / 2_000 }));
    const perSecond = new Map<number, number>();
    for (const ms of times) perSecond.set(Math.floor(ms / 1_000), (perSecond.get(Math.floor(ms / 1_000)) ?? 0) + 1);
    assert.ok(perSecond.size >= 4);
    assert.ok([...perSecond.values()].every((phones) => phones <= 501));
  });
});
