/** What is sent is checked first, by the compiler where it can, else before a byte is written. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AgentState,
  AgentStateMask,
  decodeMessage,
  type EncodableMessage,
  EventCause,
  encodeMessage,
  type Message,
  nameOf,
  type OpaqueMessage,
  Service,
} from '../../../src/link/switches/cisco/codec/index.ts';

const version = 15;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const refuses = (message: unknown, code: string, field: string | undefined, of = version) =>
  assert.throws(
    () => encodeMessage(message as EncodableMessage, { version: of }),
    (error: { name?: unknown; code?: unknown; details?: { field?: unknown } }) => {
      assert.deepEqual([error.name, error.code, error.details?.field], ['CtiError', code, field]);
      return true;
    },
  );

const query: EncodableMessage<'QUERY_AGENT_STATE_REQ'> = {
  ...{ messageType: 'QUERY_AGENT_STATE_REQ', invokeId: 7, peripheralId: 5_000, mrdId: 1, icmAgentId: null, agentId: '1001' },
};
const setCallData: EncodableMessage<'SET_CALL_DATA_REQ'> = {
  ...{ messageType: 'SET_CALL_DATA_REQ', invokeId: 1, peripheralId: 5_000, connectionDeviceIdType: 0, connectionCallId: 9, callType: null },
  ...{ calledPartyDisposition: 0, campaignId: null, queryRuleId: null, connectionDeviceId: '4001' },
};
const makeCall: EncodableMessage<'MAKE_CALL_REQ'> = {
  ...{ messageType: 'MAKE_CALL_REQ', invokeId: 1, peripheralId: 5_000, callPlacementType: 0, callMannerType: 0, alertRings: 0, callOption: 0, facilityType: 0 },
  ...{ answeringMachine: 0, priority: false, postRoute: false, agentInstrument: '4001', dialedNumber: '4002' },
};

describe('a message to send', () => {
  it('is written as the guide has it, in both widths', () => {
    assert.equal(hex(encodeMessage(query, { version: 15 })), '0000001700000024000000070000138800000001ffffffff05053130303100');
    assert.equal(hex(encodeMessage(query, { version: 20 })), '0000001900000024000000070000138800000001ffffffff000500053130303100');
  });

  it('may be named or numbered', () => {
    const numbered: EncodableMessage<'QUERY_AGENT_STATE_REQ'> = { ...query, messageType: 36 };
    assert.deepEqual(encodeMessage(numbered, { version }), encodeMessage(query, { version }));
  });

  it('needs no counts and no reserved fields', () => {
    const frame = encodeMessage({ ...setCallData, namedVariables: [{ name: 'user.account', value: '17' }] }, { version });
    const message = decodeMessage(frame, { version });
    assert.ok(message.name === 'SET_CALL_DATA_REQ');
    assert.deepEqual([message.numNamedVariables, message.numNamedArrays], [1, 0]);
    const device = decodeMessage(encodeMessage({ messageType: 'QUERY_DEVICE_INFO_REQ', invokeId: 1, peripheralId: 1 }, { version }), { version });
    assert.ok(device.name === 'QUERY_DEVICE_INFO_REQ');
    assert.equal(device.reserved, 0);
  });

  it('leaves out what its version does not have, and needs what it has', () => {
    const withGroup = { ...makeCall, skillGroupNumber: 12 };
    assert.equal(encodeMessage(withGroup, { version: 13 }).length + 4, encodeMessage(withGroup, { version: 14 }).length);
    refuses(makeCall, 'INVALID_ARGUMENT', 'skillGroupNumber', 14);
    const event = {
      messageType: 'RTP_STOPPED_EVENT',
      monitorId: 0,
      peripheralId: 1,
      clientPort: 0,
      direction: 0,
      connectionDeviceIdType: 0,
      connectionCallId: 1,
    };
    const address = '2001:db8:0:0:0:0:0:1';
    const stopped = { ...event, clientAddress: address } as EncodableMessage<'RTP_STOPPED_EVENT'>;
    refuses(stopped, 'INVALID_ARGUMENT', 'clientAddress', 18);
    assert.ok(encodeMessage(stopped, { version: 19 }).length > 0);
    const withV6 = { ...event, clientAddressIpv6: address } as EncodableMessage<'RTP_STOPPED_EVENT'>;
    assert.equal(encodeMessage(withV6, { version: 18 }).length, encodeMessage(withV6, { version: 19 }).length + address.length + 3);
  });

  it('is refused in a version that does not have it', () => {
    const stop: EncodableMessage = { messageType: 'AGENT_GREETING_CONTROL_REQ', invokeId: 1, peripheralId: 1, agentAction: 0, agentId: '1' };
    refuses(stop, 'NOT_SUPPORTED', 'messageType', 14);
    assert.ok(encodeMessage(stop, { version: 15 }).length > 0);
  });

  it('is refused with numbers out of range', () => {
    for (const invokeId of [-1, 2 ** 32, 1.5, Number.NaN, '7', 7n, null, undefined]) refuses({ ...query, invokeId }, 'INVALID_ARGUMENT', 'invokeId');
    for (const mrdId of [2 ** 31, -(2 ** 31) - 1]) refuses({ ...query, mrdId }, 'INVALID_ARGUMENT', 'mrdId');
    refuses({ ...makeCall, skillGroupNumber: null, alertRings: 65_536 }, 'INVALID_ARGUMENT', 'alertRings');
    refuses({ ...makeCall, skillGroupNumber: null, priority: 1 }, 'INVALID_ARGUMENT', 'priority');
  });

  it('is refused with texts that do not fit, with room for their NUL', () => {
    assert.ok(encodeMessage({ ...query, agentId: '12345678901' }, { version }));
    refuses({ ...query, agentId: '123456789012' }, 'INVALID_ARGUMENT', 'agentId');
    for (const agentId of ['10\u000001', '10\u010101', 1001, null]) refuses({ ...query, agentId }, 'INVALID_ARGUMENT', 'agentId');
    assert.ok(encodeMessage({ ...setCallData, callVariable1: 'x'.repeat(40), callWrapupData: 'x'.repeat(39) }, { version }));
    refuses({ ...setCallData, callVariable10: 'x'.repeat(41) }, 'INVALID_ARGUMENT', 'callVariable10');
    refuses({ ...setCallData, callWrapupData: 'x'.repeat(40) }, 'INVALID_ARGUMENT', 'callWrapupData');
    refuses({ ...setCallData, userToUserInfo: new Uint8Array(132) }, 'INVALID_ARGUMENT', 'userToUserInfo');
    refuses({ ...setCallData, userToUserInfo: 'text' }, 'INVALID_ARGUMENT', 'userToUserInfo');
  });

  it('is refused with named variables beyond their limits', () => {
    const largest = { name: 'n'.repeat(32), value: 'v'.repeat(210) };
    assert.ok(encodeMessage({ ...setCallData, namedVariables: [largest], namedArrays: [{ index: 255, ...largest }] }, { version }));
    refuses({ ...setCallData, namedVariables: [{ ...largest, name: 'n'.repeat(33) }] }, 'INVALID_ARGUMENT', 'namedVariables.name');
    refuses({ ...setCallData, namedVariables: [{ ...largest, name: '' }] }, 'INVALID_ARGUMENT', 'namedVariables.name');
    refuses({ ...setCallData, namedVariables: [{ ...largest, value: 'v'.repeat(211) }] }, 'INVALID_ARGUMENT', 'namedVariables.value');
    refuses({ ...setCallData, namedArrays: [{ ...largest, index: 256 }] }, 'INVALID_ARGUMENT', 'namedArrays.index');
    refuses({ ...setCallData, namedArrays: [largest] }, 'INVALID_ARGUMENT', 'namedArrays.index');
    refuses({ ...setCallData, namedVariables: 'none' }, 'INVALID_ARGUMENT', 'namedVariables');
    refuses({ ...setCallData, namedVariables: [null] }, 'INVALID_ARGUMENT', 'namedVariables');
    // 2,000 bytes are eight of 244 and one of 48.
    const last = { name: 'n', value: 'v'.repeat(45) };
    const all = [...Array.from({ length: 8 }, () => largest), last];
    assert.ok(encodeMessage({ ...setCallData, namedVariables: all }, { version }));
    refuses({ ...setCallData, namedVariables: [...all.slice(0, 8), { ...last, value: `${last.value}v` }] }, 'TOO_LARGE', 'namedVariables');
    refuses(
      { ...setCallData, namedVariables: all.slice(0, 5), namedArrays: all.slice(0, 5).map((each) => ({ index: 0, ...each })) },
      'TOO_LARGE',
      'namedArrays',
    );
  });

  it('is refused with more entries than the guide allows', () => {
    const snapshot = (entries: number): EncodableMessage => ({
      ...{ messageType: 'SNAPSHOT_DEVICE_CONF', invokeId: 1 },
      calls: Array.from({ length: entries }, (_, index) => ({ callConnectionCallId: index })),
    });
    assert.ok(encodeMessage(snapshot(16), { version }));
    refuses(snapshot(17), 'INVALID_ARGUMENT', 'calls');
    refuses({ ...snapshot(0), calls: {} }, 'INVALID_ARGUMENT', 'calls');
    refuses({ ...snapshot(0), calls: [7] }, 'INVALID_ARGUMENT', 'calls');
  });

  it('is refused with entries that would run together, or that would be none', () => {
    const snapshot = (...calls: unknown[]) => ({ messageType: 'SNAPSHOT_DEVICE_CONF', invokeId: 1, calls });
    refuses(snapshot({ callConnectionCallId: 7 }, { callState: 2 }), 'INVALID_ARGUMENT', 'calls');
    refuses(snapshot({}), 'INVALID_ARGUMENT', 'calls');
    refuses(snapshot({ callConnectionCallId: 7 }, {}, { callConnectionCallId: 8 }), 'INVALID_ARGUMENT', 'calls');
    // These are told apart by their order.
    const apart = snapshot({ callState: 1 }, { callState: 2 }, { callConnectionDeviceIdType: 0, callState: 3 });
    const message = decodeMessage(encodeMessage(apart as EncodableMessage, { version }), { version });
    assert.ok(message.name === 'SNAPSHOT_DEVICE_CONF');
    assert.deepEqual([message.numCalls, message.calls], [3, apart.calls]);
    const agents = (...records: unknown[]) => ({ messageType: 'CONFIG_AGENT_EVENT', records });
    refuses(agents({ recordType: 0 }, { loginId: 'a' }), 'INVALID_ARGUMENT', 'records', 20);
    refuses(agents({ recordType: 0, skills: [{ fltSkillGroupNumber: 1 }, { fltSkillGroupPriority: 1 }] }), 'INVALID_ARGUMENT', 'skills', 20);
  });

  it('leaves out what its version does not have in an entry too', () => {
    const records = [{ recordType: 0, activeTerminal: 'SEP1', mrds: [{ fltAgentMrdId: 1 }] }];
    const agents = { messageType: 'CONFIG_AGENT_EVENT', records } as EncodableMessage<'CONFIG_AGENT_EVENT'>;
    const [old, newer, newest] = [20, 21, 24].map((of) => decodeMessage(encodeMessage(agents, { version: of }), { version: of }));
    assert.ok(old?.name === 'CONFIG_AGENT_EVENT' && newer?.name === 'CONFIG_AGENT_EVENT' && newest?.name === 'CONFIG_AGENT_EVENT');
    const [record] = records;
    assert.deepEqual([old.records, newer.records, newest.records], [[{ recordType: 0 }], [{ recordType: 0, mrds: record?.mrds }], records]);
  });

  it('is refused when it is larger than its version allows', () => {
    const records = (entries: number) => ({
      ...{ messageType: 'CONFIG_CALL_TYPE_EVENT' as const },
      records: Array.from({ length: entries }, () => ({ recordType: 0, enterpriseName: 'x'.repeat(31), description: 'x'.repeat(127) })),
    });
    for (const [of, maxBytes] of [
      [19, 4_329],
      [25, 12_500],
    ] as const) {
      let entries = 1;
      while (encodeMessage(records(entries), { version: of }).length + 180 < maxBytes) entries += 1;
      assert.throws(() => encodeMessage(records(entries + 2), { version: of }), { name: 'CtiError', code: 'TOO_LARGE', details: { maxBytes } });
    }
    const opaque: OpaqueMessage = { messageType: 120, name: 'SUPERVISOR_ASSIST_EVENT', body: new Uint8Array(4_321) };
    assert.equal(encodeMessage(opaque, { version }).length, 4_329);
    for (const bytes of [4_322, 5_000, 100_000]) refuses({ ...opaque, body: new Uint8Array(bytes) }, 'TOO_LARGE', undefined);
    refuses({ ...opaque, body: 'text' }, 'INVALID_ARGUMENT', 'body');
  });

  it('is refused with a field that there is not, or without a known type', () => {
    refuses({ ...query, agentID: '1001' }, 'INVALID_ARGUMENT', 'agentID');
    for (const messageType of ['QUERY_AGENT', 4_711, undefined, null, {}]) refuses({ messageType, invokeId: 1 }, 'INVALID_ARGUMENT', 'messageType');
    for (const message of [null, undefined, 7]) refuses(message, 'INVALID_ARGUMENT', 'message');
    refuses({ ...query, unknownFields: [{ tag: 256, data: new Uint8Array() }] }, 'INVALID_ARGUMENT', 'unknownFields');
    refuses({ ...query, unknownFields: [{ tag: 200, data: 'text' }] }, 'INVALID_ARGUMENT', 'unknownFields');
  });

  it('leaves nothing behind for the next when it is refused', () => {
    const good = encodeMessage(query, { version });
    for (let round = 0; round < 3; round += 1) {
      refuses({ ...setCallData, namedVariables: [{ name: 'n', value: 'v' }], callVariable1: 7 }, 'INVALID_ARGUMENT', 'callVariable1');
      assert.deepEqual(encodeMessage(query, { version }), good);
    }
  });

  it('never shows a value in an error', () => {
    try {
      encodeMessage({ ...query, agentId: 'secret-number-070' } as EncodableMessage, { version });
      assert.fail('was accepted');
    } catch (error) {
      assert.ok(!JSON.stringify([String(error), error]).includes('secret'));
    }
  });
});

describe('the types of messages', () => {
  it('know fields, values, lists and the other names', () => {
    // @ts-expect-error a field that this message does not have
    const misspelt: EncodableMessage = { ...{ messageType: 'HEARTBEAT_REQ' }, invokeId: 1, invokeID: 1 };
    // @ts-expect-error a field that is always there
    const lacking: EncodableMessage = { messageType: 'CLOSE_REQ', invokeId: 1 };
    // @ts-expect-error null where the guide has none
    const nothing: EncodableMessage = { messageType: 'HEARTBEAT_REQ', invokeId: null };
    // @ts-expect-error no message of the guide
    const unknown: EncodableMessage = { messageType: 'HEARTBEAT', invokeId: 1 };
    assert.equal([misspelt, lacking, nothing, unknown].length, 4);
    const configuration: Message<'CONFIG_AGENT_EVENT'> = {
      ...{ messageType: 237, name: 'CONFIG_AGENT_EVENT', records: [{ recordType: 0, skills: [{ fltSkillGroupNumber: null, fltSkillGroupPriority: 1 }] }] },
    };
    const priority: number | undefined = configuration.records?.[0]?.skills?.[0]?.fltSkillGroupPriority;
    assert.equal(priority, 1);
  });
});

describe('enumerations', () => {
  it('have the guide’s names', () => {
    assert.equal(nameOf(EventCause, 22), 'CEC_NEW_CALL');
    assert.equal(nameOf(AgentState, AgentState.AGENT_STATE_TALKING), 'AGENT_STATE_TALKING');
    assert.equal(nameOf(EventCause, 60_000), undefined);
    assert.equal(nameOf(EventCause, null), undefined);
  });

  it('know that the mask of states is not a shift by the state', () => {
    assert.equal(AgentStateMask.RESERVED, 1 << AgentState.AGENT_STATE_RESERVED);
    assert.equal(AgentStateMask.HOLD, 1 << (AgentState.AGENT_STATE_HOLD - 1));
    assert.equal(Service.DEBUG, 2 ** 31);
  });
});
