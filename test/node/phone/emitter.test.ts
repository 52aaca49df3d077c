import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEmitter } from '../../../src/phone/index.ts';

interface Events {
  word: string;
  number: number;
}

/** Errors that go where uncaught errors go, while `work` runs. */
const reportedDuring = (work: () => void): unknown[] => {
  const reported: unknown[] = [];
  Object.defineProperty(globalThis, 'reportError', { value: (error: unknown) => reported.push(error), configurable: true });
  try {
    work();
  } finally {
    Reflect.deleteProperty(globalThis, 'reportError');
  }
  return reported;
};

describe('the emitter', () => {
  test('calls the listeners of a name in the order in which they came', () => {
    const emitter = createEmitter<Events>();
    const heard: string[] = [];
    emitter.on('word', (word) => heard.push(`first ${word}`));
    emitter.on('number', (number) => heard.push(`number ${number}`));
    emitter.on('word', (word) => heard.push(`second ${word}`));
    emitter.emit('word', 'a');
    emitter.emit('number', 1);
    assert.deepEqual(heard, ['first a', 'second a', 'number 1']);
  });

  test('counts one function subscribed twice as two, and lets each go by itself', () => {
    const emitter = createEmitter<Events>();
    let count = 0;
    const listener = () => count++;
    const leave = emitter.on('word', listener);
    emitter.on('word', listener);
    emitter.emit('word', 'a');
    leave();
    leave();
    emitter.emit('word', 'b');
    assert.equal(count, 3);
  });

  test('reports what a listener throws, and goes on', () => {
    const emitter = createEmitter<Events>();
    const heard: string[] = [];
    const thrown = new Error('on purpose');
    emitter.on('word', () => {
      throw thrown;
    });
    emitter.on('word', (word) => heard.push(word));
    const reported = reportedDuring(() => {
      emitter.emit('word', 'a');
      emitter.emit('word', 'b');
    });
    assert.deepEqual(heard, ['a', 'b']);
    assert.deepEqual(reported, [thrown, thrown]);
  });

  test('makes what a listener throws an uncaught error where there is no reportError', () => {
    const program = `
      import { createEmitter } from './src/protocol/emitter.ts';
      process.on('uncaughtException', (error) => console.log('uncaught', error.message));
      const emitter = createEmitter();
      emitter.on('word', () => { throw new Error('on purpose'); });
      emitter.on('word', (word) => console.log('heard', word));
      emitter.emit('word', 'a');`;
    const cwd = fileURLToPath(new URL('../../../', import.meta.url));
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { cwd, encoding: 'utf8', timeout: 30_000 });
    assert.equal(stdout, 'heard a\nuncaught on purpose\n');
  });

  test('tells what a listener emits after everybody has heard the first', () => {
    const emitter = createEmitter<Events>();
    const heard: string[] = [];
    emitter.on('word', (word) => void (word === 'a' && emitter.emit('number', 1)));
    emitter.on('number', (number) => heard.push(`${number}`));
    emitter.on('word', (word) => heard.push(word));
    emitter.emitAll('word', ['a', 'b']);
    assert.deepEqual(heard, ['a', 'b', '1']);
  });

  test('does not call a listener that another one has just let go', () => {
    const emitter = createEmitter<Events>();
    let heard = 0;
    emitter.on('word', () => leave());
    const leave = emitter.on('word', () => heard++);
    emitter.emit('word', 'a');
    assert.equal(heard, 0);
  });

  test('delivers what was emitted before it was disposed of, and nothing after', () => {
    const emitter = createEmitter<Events>();
    const heard: string[] = [];
    emitter.on('word', (word) => {
      if (word !== 'a') return;
      emitter.emit('word', 'last');
      emitter.dispose();
      emitter.emit('word', 'too late');
    });
    emitter.on('word', (word) => heard.push(word));
    emitter.emit('word', 'a');
    emitter.emit('word', 'much too late');
    emitter.on('word', (word) => heard.push(word))();
    emitter.dispose();
    assert.deepEqual(heard, ['a', 'last']);
  });
});
