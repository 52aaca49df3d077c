import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createTokenBucket } from '../../../src/bridge/token-bucket.ts';

describe('a token bucket', () => {
  const make = (perSecond: number, burst: number) => {
    let at = 0;
    const bucket = createTokenBucket(perSecond, burst, () => at);
    const taken = (times: number) => Array.from({ length: times }, () => bucket.take()).filter(Boolean).length;
    const wait = (ms: number) => {
      at += ms;
    };
    return { taken, wait };
  };

  it('gives its burst at once, and then no more', () => {
    const { taken } = make(10, 5);
    assert.equal(taken(100), 5);
    assert.equal(taken(100), 0);
  });

  it('fills at its rate, up to its burst', () => {
    const { taken, wait } = make(10, 5);
    taken(100);
    wait(99);
    assert.equal(taken(1), 0);
    wait(1);
    assert.equal(taken(2), 1);
    wait(300);
    assert.equal(taken(100), 3);
    wait(3_600_000);
    assert.equal(taken(100), 5);
  });

  it('loses nothing by being asked often', () => {
    const { taken, wait } = make(10, 1);
    let total = 0;
    for (let ms = 0; ms < 10_000; ms += 1) {
      wait(1);
      total += taken(1);
    }
    assert.ok(total >= 100 && total <= 101, `${total}`);
  });

  it('never gives more than burst and rate allow, whatever the pattern', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.record({ wait: fc.integer({ min: 0, max: 5_000 }), take: fc.integer({ min: 0, max: 500 }) }), { maxLength: 50 }),
        (perSecond, burst, steps) => {
          const { taken, wait } = make(perSecond, burst);
          let waitedMs = 0;
          let total = 0;
          for (const step of steps) {
            wait(step.wait);
            waitedMs += step.wait;
            total += taken(step.take);
            assert.ok(total <= burst + (waitedMs / 1_000) * perSecond + 1e-6);
          }
        },
      ),
    );
  });
});
