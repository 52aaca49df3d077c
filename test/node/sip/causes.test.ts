import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callCauses } from '../../../src/index.ts';
import { causeOfBye, causeOfCancel, causeOfJsSip, causeOfStatus, parseReasons } from '../../../src/phone/sip/causes.ts';

describe('SIP’s reasons in ECMA-269’s words', () => {
  test('status codes', () => {
    const expected = {
      486: 'busy',
      600: 'busy',
      603: 'doNotDisturb',
      404: 'destNotObtainable',
      484: 'destNotObtainable',
      480: 'destOutOfOrder',
      408: 'callNotAnswered',
      487: 'callCancelled',
      488: 'incompatibleDestination',
      302: 'callForward',
      399: 'callForward',
      503: 'networkCongestion',
      599: 'networkOutOfOrder',
      499: 'unknown',
      200: 'normalClearing',
    } as const;
    for (const [status, cause] of Object.entries(expected)) assert.equal(causeOfStatus(Number(status)), cause, status);
  });

  test('every code gives a known cause, and no final refusal looks like a normal end', () => {
    for (let status = 300; status < 700; status += 1) {
      assert.ok(callCauses.includes(causeOfStatus(status)));
      assert.notEqual(causeOfStatus(status), 'normalClearing');
    }
  });

  test('a CANCEL says whether another device has answered', () => {
    assert.equal(causeOfCancel('SIP;cause=200;text="Call completed elsewhere"'), 'answeredElsewhere');
    assert.equal(causeOfCancel('Q.850 ;cause=26, SIP ; cause=200 ; text="x"'), 'answeredElsewhere');
    assert.equal(causeOfCancel('SIP;cause=603'), 'answeredElsewhere');
    assert.equal(causeOfCancel('SIP;cause=487'), 'callCancelled');
    assert.equal(causeOfCancel('nonsense'), 'callCancelled');
    assert.equal(causeOfCancel(undefined), 'callCancelled');
  });

  test('a BYE is normal unless it says otherwise', () => {
    assert.equal(causeOfBye(undefined), 'normalClearing');
    assert.equal(causeOfBye('Q.850;cause=16'), 'normalClearing');
    assert.equal(causeOfBye('Q.850;cause=41;text="temporary failure"'), 'networkOutOfOrder');
    assert.equal(causeOfBye('SIP;cause=408'), 'networkOutOfOrder');
  });

  test('several reasons are read, hostile ones do no harm', () => {
    assert.deepEqual(parseReasons('SIP;cause=200, Q.850;cause=16;text="a"'), [
      { protocol: 'SIP', cause: 200 },
      { protocol: 'Q.850', cause: 16 },
    ]);
    const began = performance.now();
    assert.deepEqual(parseReasons(';,'.repeat(100_000)), []);
    assert.ok(performance.now() - began < 50);
  });

  test('ends that no message stands behind', () => {
    assert.equal(causeOfJsSip('RTP Timeout'), 'mediaFailed');
    assert.equal(causeOfJsSip('Connection Error'), 'signallingLost');
    assert.equal(causeOfJsSip('something new'), 'unknown');
  });
});
