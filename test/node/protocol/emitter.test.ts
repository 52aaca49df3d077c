import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEmitter } from '../../../src/protocol/emitter.ts';

interface Events {
  number: number;
  text: string;
}

describe('an emitter', () => {
  it('tells listeners in the order of their subscription, each only what it asked for', () => {
    const emitter = createEmitter<Events>();
    const heard: string[] = [];
    emitter.on('number', (value) => heard.push(`a${value}`));
    emitter.on('text', (value) => heard.push(`t${value}`));
    emitter.on('number', (value) => heard.push(`b${value}`));
    emitter.emit('number', 1);
    emitter.emitAll('number', [2, 3]);
    assert.deepEqual(heard, ['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
  });

  it('lets everybody hear events in the order in which they happened, though listeners cause more', () => {
    const emitter = createEmitter<Events>();
    const heard: string[] = [];
    emitter.on('number', (value) => {
      heard.push(`a${value}`);
      if (value === 1) emitter.emit('number', 3);
    });
    emitter.on('number', (value) => heard.push(`b${value}`));
    emitter.emitAll('number', [1, 2]);
    assert.deepEqual(heard, ['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
  });

  it('stops at once for who has unsubscribed, even in the midst of it', () => {
    const emitter = createEmitter<Events>();
    const heard: string[] = [];
    const off: (() => void)[] = [];
    emitter.on('number', () => off[0]?.());
    off.push(emitter.on('number', () => heard.push('late')));
    emitter.emit('number', 1);
    off[0]?.();
    assert.deepEqual(heard, []);
  });

  it('tells the same function twice if it subscribed twice', () => {
    const emitter = createEmitter<Events>();
    let heard = 0;
    const listener = () => {
      heard += 1;
    };
    const off = emitter.on('number', listener);
    emitter.on('number', listener);
    emitter.emit('number', 1);
    off();
    emitter.emit('number', 1);
    assert.equal(heard, 3);
  });

  it('replays what a new listener would have missed', () => {
    const values = [1, 2];
    const emitter = createEmitter<Events>({ number: () => values });
    const heard: number[] = [];
    emitter.on('number', (value) => heard.push(value));
    emitter.on('text', () => assert.fail());
    assert.deepEqual(heard, [1, 2]);
  });

  it('is not hurt by a listener that throws, on replay either; the error is reported', async () => {
    const reported: unknown[] = [];
    const onUncaught = (error: unknown) => reported.push((error as Error).message);
    const before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', onUncaught);
    try {
      const emitter = createEmitter<Events>({ text: () => ['replayed'] });
      const heard: unknown[] = [];
      emitter.on('number', () => {
        throw new Error('of a listener');
      });
      emitter.on('number', (value) => heard.push(value));
      emitter.emit('number', 1);
      emitter.on('text', () => {
        throw new Error('of a replay');
      });
      emitter.emit('number', 2);
      assert.deepEqual(heard, [1, 2]);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(reported, ['of a listener', 'of a replay', 'of a listener']);
    } finally {
      process.removeListener('uncaughtException', onUncaught);
      for (const listener of before) process.on('uncaughtException', listener);
    }
  });

  it('has no events but those it is told: inherited names are names like any other', () => {
    const emitter = createEmitter<Record<string, number>>();
    const heard: number[] = [];
    for (const name of ['constructor', 'toString', '__proto__', 'valueOf']) emitter.on(name, (value) => heard.push(value));
    emitter.emit('constructor', 1);
    emitter.emit('__proto__', 2);
    assert.deepEqual(heard, [1, 2]);
  });

  it('after dispose tells what was emitted before, and then nothing', () => {
    const emitter = createEmitter<Events>();
    const heard: number[] = [];
    emitter.on('number', (value) => {
      heard.push(value);
      if (value === 1) {
        emitter.emit('number', 2);
        emitter.dispose();
        emitter.emit('number', 3);
      }
    });
    emitter.emit('number', 1);
    emitter.emit('number', 4);
    emitter.dispose();
    emitter.on('number', () => assert.fail());
    emitter.emit('number', 5);
    assert.deepEqual(heard, [1, 2]);
  });
});
