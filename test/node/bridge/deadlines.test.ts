import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeadlines } from '../../../src/bridge/deadlines.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('deadlines', () => {
  it('pass in their order, whatever the order in which they were set', async () => {
    const deadlines = createDeadlines();
    const passed: number[] = [];
    for (const [id, ms] of [
      [1, 60],
      [2, 20],
      [3, 40],
    ] as const)
      deadlines.set(id, ms, () => passed.push(id));
    await wait(120);
    assert.deepEqual(passed, [2, 3, 1]);
    deadlines.clear();
  });

  it('that pass while nobody can look pass in their order afterwards, without those that one of them deletes', async () => {
    const deadlines = createDeadlines();
    const passed: number[] = [];
    deadlines.set(1, 4, () => passed.push(1));
    deadlines.set(2, 2, () => passed.push(2));
    deadlines.set(3, 1, () => {
      passed.push(3);
      deadlines.delete(1);
      deadlines.set(5, 0, () => passed.push(5));
    });
    deadlines.set(4, 3, () => passed.push(4));
    for (const from = performance.now(); performance.now() - from < 6; );
    await wait(20);
    assert.deepEqual(passed, [3, 2, 4, 5]);
  });

  it('never pass early', async () => {
    const deadlines = createDeadlines();
    const from = performance.now();
    const took = await new Promise<number>((resolve) => {
      deadlines.set(1, 5, () => {});
      deadlines.set(2, 50, () => resolve(performance.now() - from));
    });
    assert.ok(took >= 49, `${took}`);
  });

  it('that are deleted or cleared do not pass', async () => {
    const deadlines = createDeadlines();
    const passed: number[] = [];
    for (const id of [1, 2, 3]) deadlines.set(id, 20, () => passed.push(id));
    deadlines.delete(2);
    await wait(50);
    assert.deepEqual(passed, [1, 3]);
    deadlines.set(4, 20, () => passed.push(4));
    deadlines.clear();
    await wait(50);
    assert.deepEqual(passed, [1, 3]);
    deadlines.set(5, 5, () => passed.push(5));
    await wait(30);
    assert.deepEqual(passed, [1, 3, 5], 'it can be used again');
  });

  it('may be set and deleted from one that passes', async () => {
    const deadlines = createDeadlines();
    const passed: number[] = [];
    deadlines.set(1, 10, () => {
      passed.push(1);
      deadlines.delete(2);
      deadlines.set(3, 10, () => passed.push(3));
    });
    deadlines.set(2, 15, () => passed.push(2));
    await wait(80);
    assert.deepEqual(passed, [1, 3]);
  });

  it('leave no timer behind once they are cleared', () => {
    const deadlines = createDeadlines();
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    deadlines.set(1, 60_000, () => {});
    assert.equal(timers(), before + 1);
    deadlines.set(2, 30_000, () => {});
    assert.equal(timers(), before + 1, 'one for all');
    deadlines.clear();
    assert.equal(timers(), before);
  });

  it('longer than a timer can run are as good as none', async () => {
    const deadlines = createDeadlines();
    for (const ms of [Number.POSITIVE_INFINITY, 1e12]) deadlines.set(1, ms, () => assert.fail());
    await wait(20);
    deadlines.clear();
  });
});
