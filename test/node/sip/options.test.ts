import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCtiError } from '../../../src/index.ts';
import { type SipPhoneOptions, sipPhone } from '../../../src/phone/sip/index.ts';
import { resolveOptions } from '../../../src/phone/sip/options.ts';

const good: SipPhoneOptions = { server: 'wss://pbx.example/ws', user: 'alice', password: 'secret' };

describe('the options of sipPhone', () => {
  test('have sensible defaults', () => {
    const settings = resolveOptions(good);
    assert.deepEqual(
      [settings.domain, settings.pcConfig, settings.iceGatheringTimeoutMs, settings.registerExpiresSeconds, settings.dtmf, settings.sessionTimers],
      ['pbx.example', { iceServers: [] }, 50, 600, 'auto', true],
    );
    assert.deepEqual(settings.credentials, { authorization_user: 'alice', password: 'secret' });
    assert.equal(resolveOptions({ ...good, iceServers: [{ urls: 'stun:stun.example' }] }).iceGatheringTimeoutMs, 500);
    assert.deepEqual(
      [
        settings.acceptTransferTo({ user: 'x', host: 'PBX.example' }, { user: 'bob', host: 'pbx.example' }),
        settings.acceptTransferTo({ user: 'x', host: 'pbx.example' }, { user: 'stranger', host: 'evil.example' }),
        settings.acceptTransferTo({ user: 'x', host: 'evil.example' }, { user: 'bob', host: 'pbx.example' }),
      ],
      [true, false, false],
    );
  });

  test('that cannot work are refused when the phone is made, without repeating secrets', () => {
    const bad: Partial<SipPhoneOptions>[] = [
      { server: 'https://pbx.example' },
      { server: 'pbx.example' },
      { server: [] },
      { user: '' },
      { user: 'a b' },
      { user: 'alice@pbx.example' },
      { domain: 'a b' },
      { domain: 'a\r\nb' },
      { displayName: 'a\r\nb' },
      { ha1: 'hash-of-secret' },
      { registerExpiresSeconds: 5 },
      { registerExpiresSeconds: Number.NaN },
      { qualityIntervalMs: -1 },
    ];
    for (const options of bad) {
      assert.throws(
        () => sipPhone({ ...good, ...options }),
        (error) => isCtiError(error, 'INVALID_ARGUMENT') && !error.message.includes('secret'),
        JSON.stringify(options),
      );
    }
  });

  test('a phone can be made where there is no browser, and says what it can do', async () => {
    const phone = sipPhone(good);
    assert.equal(phone.status.state, 'disconnected');
    assert.ok(phone.capabilities.includes('blindTransfer'));
    await phone.dispose();
  });
});
