import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fromWireError, toWireError } from '../../../src/bridge/wire-error.ts';
import { CTI_ERROR_CODES, CtiError, isCtiError } from '../../../src/protocol/error.ts';

const FALLBACK = { code: 'HANDLER_FAILED', message: 'search failed on the other side.' };
const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true });

describe('an error on its way out', () => {
  it('keeps code, message and details, and nothing else', () => {
    const error = new CtiError('NO_MICROPHONE', 'Plug it in.', { details: { device: 'usb' }, cause: new Error('secret') });
    const wire = toWireError(error, 'search');
    assert.deepEqual(wire, { code: 'NO_MICROPHONE', message: 'Plug it in.', details: { device: 'usb' } });
    assert.doesNotMatch(JSON.stringify(wire), /secret|\.ts/);
    assert.deepEqual(toWireError(new CtiError('BUSY', 'x'), 'search'), { code: 'BUSY', message: 'x' });
  });

  it('that was not meant for the other side leaves its words behind', () => {
    for (const error of [
      new Error('secret'),
      new TypeError('secret'),
      'secret',
      { message: 'secret' },
      undefined,
      null,
      7,
      { code: 'BUSY', message: 'secret' },
    ])
      assert.deepEqual(toWireError(error, 'search'), FALLBACK);
  });

  it('needs a proper code', () => {
    for (const code of ['', 'lower', 'A B', '1A', `A${'B'.repeat(64)}`, '__proto__', 'É'])
      assert.deepEqual(toWireError(new CtiError(code, 'secret'), 'search'), FALLBACK);
    for (const code of ['A', 'NEWER_CODE_2', ...Object.keys(CTI_ERROR_CODES)]) assert.equal(toWireError(new CtiError(code, 'x'), 'search').code, code);
  });

  it('is cut, and loses details that are too much', () => {
    const long = toWireError(new CtiError('BUSY', 'm'.repeat(5_000), { details: { fine: 1 } }), 'search');
    assert.equal(long.message.length, 1_000);
    assert.deepEqual(long.details, { fine: 1 });
    const cycle: Record<string, unknown> = {};
    cycle.cycle = cycle;
    for (const details of [
      { text: 'x'.repeat(5_000) },
      { act: () => 1 },
      cycle,
      [1] as never,
      'text' as never,
      new Proxy({}, { ownKeys: () => assert.fail() }),
    ])
      assert.equal(toWireError(new CtiError('BUSY', 'x', { details }), 'search').details, undefined);
  });

  it('from another realm is known by its name', () => {
    assert.equal(toWireError({ name: 'CtiError', code: 'BUSY', message: 'x' }, 'search').code, 'BUSY');
  });

  it('is always something that can be sent', () => {
    fc.assert(
      fc.property(fc.string(), anything, anything, (code, message, details) => {
        const wire = toWireError({ name: 'CtiError', code, message, details }, 'search');
        assert.doesNotThrow(() => structuredClone(wire));
        assert.ok(wire.message.length <= 1_000);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('an error on its way in', () => {
  it('becomes a CtiError whatever came', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.record({ code: fc.oneof(fc.string(), fc.constantFrom('BUSY', 'NEWER')), message: anything, details: anything, stack: fc.string() }),
        ),
        (wire) => {
          const error = fromWireError(wire, 'search');
          assert.ok(error instanceof CtiError && isCtiError(error));
          assert.match(error.code, /^[A-Z][A-Z0-9_]{0,63}$/);
          assert.ok(error.message.length <= 1_000);
          assert.ok(error.details === undefined || Object.getPrototypeOf(error.details) === Object.prototype);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('keeps codes of a newer side', () => assert.equal(fromWireError({ code: 'TELEPORT_FAILED', message: 'x' }, 'search').code, 'TELEPORT_FAILED'));

  it('takes no stack, no name and no prototype', () => {
    const details = JSON.parse('{"__proto__":{"polluted":1},"fine":1}');
    const error = fromWireError({ code: 'BUSY', message: 'x', stack: 'at secret.js', name: 'Evil', details }, 'search');
    assert.equal(error.name, 'CtiError');
    assert.doesNotMatch(error.stack ?? '', /secret/);
    assert.equal((error.details as { polluted?: unknown }).polluted, undefined);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  it('survives the way out and in again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(CTI_ERROR_CODES)),
        fc.string({ maxLength: 1_000 }),
        fc.dictionary(fc.string({ maxLength: 20 }), fc.oneof(fc.string({ maxLength: 50 }), fc.integer())),
        (code, message, details) => {
          const error = fromWireError(structuredClone(toWireError(new CtiError(code, message, { details }), 'dial')), 'dial');
          assert.equal(error.code, code);
          assert.equal(error.message, message);
          assert.deepEqual({ ...error.details }, { ...details });
        },
      ),
    );
  });
});
