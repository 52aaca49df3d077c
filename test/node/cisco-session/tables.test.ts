/** The tables that put the server's numbers into Ringframe's words: complete, and the number stays beside. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AgentState,
  CallType,
  ControlFailureCode,
  EventCause,
  LocalConnectionState,
  PgStatus,
  StatusCode,
  SystemEvent,
} from '../../../src/link/switches/cisco/codec/index.ts';
import {
  agentStateOf,
  callTypeOf,
  causeOf,
  connectionStateOf,
  controlFailureMeaning,
  pgStatusTexts,
  statusMeaning,
  systemEventOf,
} from '../../../src/link/switches/cisco/tables/index.ts';
import { agentStates } from '../../../src/protocol/agent.ts';
import { callCauses, callDirections, connectionStates } from '../../../src/protocol/call.ts';
import { CTI_ERROR_CODES } from '../../../src/protocol/error.ts';

describe('the tables', () => {
  it('have a word for every number of the guide, and keep number and name beside it', () => {
    for (const [rawName, raw] of Object.entries(AgentState)) {
      const { value, ...rest } = agentStateOf(raw);
      assert.deepEqual(rest, { raw, rawName });
      assert.ok(agentStates.includes(value));
    }
    for (const [rawName, raw] of Object.entries(LocalConnectionState)) {
      const { value, ...rest } = connectionStateOf(raw);
      assert.deepEqual(rest, { raw, rawName });
      assert.ok(connectionStates.includes(value));
    }
    for (const [rawName, raw] of Object.entries(EventCause)) {
      const { value, ...rest } = causeOf(raw);
      assert.deepEqual(rest, { raw, rawName });
      assert.ok(rawName === 'CEC_NONE' ? value === undefined : value !== undefined && callCauses.includes(value), rawName);
    }
    for (const [rawName, raw] of Object.entries(CallType)) {
      const { value, ...rest } = callTypeOf(raw, 25);
      assert.deepEqual(rest, { raw, rawName });
      assert.ok(callDirections.includes(value.direction));
    }
    for (const raw of Object.values(SystemEvent)) assert.notEqual(systemEventOf(raw).value, 'unknown');
  });

  it('say what the words of the field are', () => {
    assert.deepEqual(
      [AgentState.AGENT_STATE_AVAILABLE, AgentState.AGENT_STATE_WORK_NOT_READY, AgentState.AGENT_STATE_HOLD].map((raw) => agentStateOf(raw).value),
      ['ready', 'workingAfterCall', 'busy'],
    );
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6].map((raw) => connectionStateOf(raw).value),
      ['initiated', 'alerting', 'connected', 'held', 'queued', 'failed'],
    );
    assert.deepEqual(
      [EventCause.CEC_BUSY, EventCause.CEC_CONSULT, EventCause.CECX_ABAND_RING, EventCause.CEC_CAMP_ON].map((raw) => causeOf(raw).value),
      ['busy', 'consultation', 'callCancelled', 'unknown'],
    );
    assert.deepEqual(callTypeOf(CallType.CALLTYPE_CONSULT, 15).value, { direction: 'internal', purpose: 'consultation' });
    // The same number, before and after version 19.
    assert.deepEqual([callTypeOf(27, 18).rawName, callTypeOf(27, 19).rawName], ['CALLTYPE_NON_ACD', 'RESERVATION_PREVIEW']);
  });

  it('pass what is newer than they are', () => {
    assert.deepEqual(agentStateOf(99), { value: 'notReady', raw: 99 });
    assert.deepEqual(connectionStateOf(null), { value: 'null', raw: null });
    assert.deepEqual(causeOf(60_000), { value: 'unknown', raw: 60_000 });
    assert.deepEqual([causeOf(null).value, causeOf(undefined).value, causeOf(0).value], [undefined, undefined, undefined]);
    assert.equal(callTypeOf(4_711, 25).value.direction, 'inbound');
    assert.equal(statusMeaning(4_711).name, 'UNKNOWN');
    assert.equal(controlFailureMeaning(4_711).name, 'UNKNOWN');
  });

  it('have advice for every status and failure, under a code of ours', () => {
    for (const [name, status] of Object.entries(StatusCode)) {
      const meaning = statusMeaning(status);
      assert.equal(meaning.name, name);
      assert.ok(Object.hasOwn(CTI_ERROR_CODES, meaning.code) && meaning.advice.endsWith('.'), name);
    }
    for (const [name, failureCode] of Object.entries(ControlFailureCode)) {
      const meaning = controlFailureMeaning(failureCode);
      assert.equal(meaning.name, name);
      assert.ok(Object.hasOwn(CTI_ERROR_CODES, meaning.code) && meaning.advice.endsWith('.'), name);
    }
  });

  it('tell every part that is down', () => {
    assert.deepEqual(pgStatusTexts(0), []);
    const all = Object.values(PgStatus).reduce((mask, bit) => mask | bit, 0);
    assert.equal(pgStatusTexts(all).length, 5);
    assert.equal(pgStatusTexts(0x80000001).at(-1), 'PGStatus 0x80000000');
  });
});
