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

  it('say, read byte by byte with the guide beside, just this', () => {
    // 01020304 02030405 0011 0001 06070809 0304 0004 04050607 05060708 0607 0708 0000 0708090a 004c 0046 0003 0019, then tags 35 to 41.
    assert.deepEqual(sample('CALL_CONFERENCED_EVENT'), {
      ...{ messageType: 17, name: 'CALL_CONFERENCED_EVENT', monitorId: 0x01020304, peripheralId: 0x02030405, peripheralType: 17, primaryDeviceIdType: 1 },
      ...{ primaryCallId: 0x06070809, lineHandle: 0x0304, lineType: 4, skillGroupNumber: 0x04050607, skillGroupId: 0x05060708, skillGroupPriority: 0x0607 },
      ...{ numParties: 0x0708, secondaryDeviceIdType: 0, secondaryCallId: 0x0708090a, controllerDeviceType: 76, addedPartyDeviceType: 70 },
      ...{ localConnectionState: 3, eventCause: 25, primaryDeviceId: 'PrimaryDeviceID', secondaryDeviceId: 'SecondaryDeviceID' },
      ...{ controllerDeviceId: 'ControllerDeviceID', addedPartyDeviceId: 'AddedPartyDeviceID' },
      parties: [{ connectedPartyCallId: 0x08090a0b, connectedPartyDeviceIdType: 75, connectedPartyDeviceId: 'ConnectedPartyDeviceID' }],
    });
    // … 0011 0007 04050607 06070809 0708090a 0809 000a 090a 090a0b0c 0a0b0c0d 0000 09080706 08070605 00000001 0706, then tags 3, 5, 4, 6, 150, 123, 244, 62 to 65.
    assert.deepEqual(sample('AGENT_STATE_EVENT'), {
      ...{ messageType: 30, name: 'AGENT_STATE_EVENT', monitorId: 0x01020304, peripheralId: 0x02030405, sessionId: 0x03040506, peripheralType: 17 },
      ...{ skillGroupState: 7, stateDuration: 0x04050607, skillGroupNumber: 0x06070809, skillGroupId: 0x0708090a, skillGroupPriority: 0x0809, agentState: 10 },
      ...{ eventReasonCode: 0x090a, mrdId: 0x090a0b0c, numTasks: 0x0a0b0c0d, agentMode: 0, maxTaskLimit: 0x09080706, icmAgentId: 0x08070605 },
      ...{ agentAvailabilityStatus: 1, numFltSkillGroups: 0x0706, ctiClientSignature: 'ClientSignature', agentId: '1001', agentExtension: '3001' },
      ...{ agentInstrument: '3001', duration: 0x06050403, nextAgentState: 4, direction: 1 },
      fltSkillGroups: [{ fltSkillGroupNumber: 0x0708090a, fltSkillGroupId: 0x08090a0b, fltSkillGroupPriority: 0x090a, fltSkillGroupState: 7 }],
    });
    // 01020304 00000010 02030405 00000013 04050607 0001 0011 0003, then tags 4, 5, 6, 228, and 224 without the 208 that begins an entry.
    assert.deepEqual(sample('OPEN_CONF'), {
      ...{ messageType: 4, name: 'OPEN_CONF', invokeId: 0x01020304, servicesGranted: 0x10, monitorId: 0x02030405, pgStatus: 0x13 },
      ...{ icmCentralControllerTime: 0x04050607, peripheralOnline: true, peripheralType: 17, agentState: 3 },
      ...{ agentExtension: '3001', agentId: '1001', agentInstrument: '3001', numPeripherals: 0x0506, peripherals: [{ multilineAgentControl: 0 }] },
    });
  });
});
