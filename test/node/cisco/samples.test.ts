/** Messages that another implementation wrote decode to their last byte and encode back to the same bytes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeMessage, encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { samples } from './guide.ts';

const version = 15;
/** Not real messages: one has no number, one the number of another message. */
const NOT_REAL: Readonly<Record<string, number>> = { UNKNOWN_TYPE: 0, AGENT_GREETING_CONTROL_CONF: 255 };
const sample = (name: string) => {
  const found = samples.find((each) => each.name === name);
  assert.ok(found, name);
  return decodeMessage(found.frame, { version });
};

describe('samples of protocol version 15', () => {
  it('are 88', () => assert.equal(samples.length, 88));

  for (const { name, frame } of samples)
    it(`${name} decodes without a rest and encodes to the same bytes`, () => {
      const message = decodeMessage(frame, { version });
      if (name in NOT_REAL) {
        assert.equal(message.messageType, NOT_REAL[name]);
        assert.ok('body' in message);
      } else {
        assert.ok(!('body' in message));
        assert.equal(message.unknownFields, undefined);
      }
      assert.deepEqual(encodeMessage(message, { version }), frame);
    });

  it('say what they should', () => {
    assert.deepEqual(sample('OPEN_REQ'), {
      ...{ messageType: 3, name: 'OPEN_REQ', invokeId: 0x04030201, versionNumber: 19, idleTimeout: null, peripheralId: 0x02030405 },
      ...{ servicesRequested: 16, callMsgMask: 0x6000, agentStateMask: 520, configMsgMask: 0, reserved1: 0, reserved2: 0, reserved3: 0 },
      ...{ clientId: 'ClientID', clientPassword: new Uint8Array(), clientSignature: 'ClientSignature' },
      ...{ agentExtension: '3001', agentId: '1001', agentInstrument: '3001', applicationPathId: 0x03040506 },
    });
    const delivered = sample('CALL_DELIVERED_EVENT');
    assert.ok(delivered.name === 'CALL_DELIVERED_EVENT');
    assert.equal(delivered.eventCause, null);
    assert.equal(delivered.callVariable10, 'CV10');
    assert.deepEqual(delivered.namedVariables, [{ name: 'ECCVar', value: 'ECCVal' }]);
    assert.deepEqual(delivered.namedArrays, [{ index: 1, name: 'ECCArr', value: 'ECCArrVal' }]);
    // A count that lies: 1,029 variables, one of which is there.
    assert.equal(delivered.numNamedVariables, 0x0405);
    const agent = sample('AGENT_STATE_EVENT');
    assert.ok(agent.name === 'AGENT_STATE_EVENT');
    assert.equal(agent.fltSkillGroups?.length, 1);
    const started = sample('RTP_STARTED_EVENT');
    assert.ok(started.name === 'RTP_STARTED_EVENT');
    assert.equal(started.sendingPort, 'SendingPort');
    // Its tags do not come in the guide's order, so the order is kept.
    assert.deepEqual(started.tagOrder, [25, 81, 4, 5, 6, 125, 126, 226, 227]);
  });
});
