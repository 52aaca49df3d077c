/** A capture at a server, from the first byte to the file; and from bytes that somebody else has recorded. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type CiscoCaptureLine, type CiscoCaptureSummary, captureDump, captureSession } from '../../../src/link/switches/cisco/capture/index.ts';
import { decodeMessage, encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import type { CiscoService } from '../../../src/link/switches/cisco/index.ts';
import { type CiscoSimulator, startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { frameOf } from '../cisco/build-frame.ts';
import { until } from '../cisco-simulator/until.ts';

const CUSTOMER = '+46855501234';
type Frame = Extract<CiscoCaptureLine, { frame: string }>;

const isFrame = (line: CiscoCaptureLine): line is Frame => 'frame' in line;
const decoded = ({ frame, version }: Frame) => decodeMessage(Buffer.from(frame, 'hex'), { version }) as unknown as Record<string, unknown>;

interface Running {
  simulator: CiscoSimulator;
  lines: CiscoCaptureLine[];
  told: string[];
  frames(name: string): Frame[];
  heard(name: string): Promise<void>;
  stop(): Promise<CiscoCaptureSummary>;
  readonly ended: Promise<CiscoCaptureSummary>;
}

const startCapture = async (test: TestContext, services: readonly CiscoService[], more: object = {}): Promise<Running> => {
  const simulator = await startCiscoSimulator({
    agents: [
      { id: '1001', loggedInAt: '2001', ready: true, skillGroups: [1] },
      { id: '1009', loggedInAt: '2009' },
    ],
    skillGroups: [{ number: 1, dialedNumber: '800' }],
    teams: [{ id: 7, name: 'Norrland', supervisors: ['1009'], members: ['1001'] }],
    clients: { 'a capture': 'a secret' },
  });
  test.after(() => simulator.stop());
  const { a, b = 0 } = simulator.ports;
  const lines: CiscoCaptureLine[] = [];
  const told: string[] = [];
  const stopping = new AbortController();
  const capture = captureSession({
    sides: [a, b].map((port) => ({ host: '127.0.0.1', port })),
    clientId: 'a capture',
    password: 'a secret',
    services,
    peripheralId: 5_000,
    signal: stopping.signal,
    write: (line) => lines.push(line),
    tell: (text) => told.push(text),
    reconnect: ({ attempt, sides }) => ({ side: (attempt - 1) % sides, waitMs: 1 }),
    ...more,
  });
  const frames = (wanted: string) => lines.filter(isFrame).filter(({ name }) => name === wanted);
  // A test that waits for its end hears why it failed.
  capture.catch(() => undefined);
  return {
    ...{ simulator, lines, told, frames, ended: capture },
    heard: (name) => until(() => frames(name).length > 0),
    stop() {
      stopping.abort();
      return capture;
    },
  };
};

describe('a capture of a session', () => {
  it('has what both sides said, in its order, with the same stand-in for the same, and nothing of the site', async (test) => {
    const { simulator, lines, frames, heard, stop } = await startCapture(test, ['allEvents']);
    await heard('SYSTEM_EVENT');
    const callId = simulator.placeCall({
      from: CUSTOMER,
      to: '2001',
      variables: { callVariable1: 'Lindqvist' },
      named: [{ name: 'user.account', value: 'Lindqvist' }],
    });
    simulator.atPhone('2001').answer();
    await heard('CALL_ESTABLISHED_EVENT');
    simulator.hangUpOutside(callId);
    await heard('END_CALL_EVENT');
    const summary = await stop();

    const file = JSON.stringify(lines);
    for (const secret of ['46855501234', 'Lindqvist', 'Norrland', 'a secret', 'a capture', 'user.account'])
      assert.ok(!file.includes(Buffer.from(secret).toString('hex')) && !file.includes(secret), secret);
    const names = lines.filter(isFrame).map(({ name, from }) => `${from} ${name}`);
    assert.deepEqual(names.slice(0, 2), ['client OPEN_REQ', 'server OPEN_CONF']);
    assert.ok(names.indexOf('server CALL_DELIVERED_EVENT') < names.indexOf('server CALL_ESTABLISHED_EVENT'));
    assert.deepEqual(names.slice(-2), ['client CLOSE_REQ', 'server CLOSE_CONF']);

    const of = (name: string) => decoded(frames(name)[0] ?? assert.fail(name));
    const [begin, delivered, established] = ['BEGIN_CALL_EVENT', 'CALL_DELIVERED_EVENT', 'CALL_ESTABLISHED_EVENT'].map(of);
    assert.notEqual(delivered?.connectionCallId, callId);
    assert.equal(delivered?.connectionCallId, established?.connectionCallId);
    assert.equal(delivered?.connectionCallId, begin?.connectionCallId);
    assert.equal(delivered?.alertingDeviceId, established?.answeringDeviceId);
    assert.match(String(begin?.ani), /^\+\d{11}$/);
    assert.match(String(begin?.callVariable1), /^[A-Z][a-z]{8}$/);
    assert.deepEqual(
      (begin?.namedVariables as { value: string }[] | undefined)?.map(({ value }) => value),
      [begin?.callVariable1],
    );
    // What is the protocol's own has stayed.
    assert.deepEqual([established?.localConnectionState, established?.eventCause], [3, null]);
    assert.equal(of('OPEN_CONF').pgStatus, 0);

    assert.deepEqual([summary.versions, summary.problems, summary.unknownTags, summary.unknownTypes, summary.writtenOtherwise], [[25], {}, {}, {}, {}]);
    assert.equal(summary.messages, lines.filter(isFrame).length);
    assert.equal(summary.byName.CALL_DELIVERED_EVENT, 1);
    assert.deepEqual(lines.at(-1), { summary });
  });

  it('asks for what does not come by itself, and changes nothing', async (test) => {
    const services: CiscoService[] = ['clientEvents', 'peripheralMonitor', 'clientControl', 'clientMonitor', 'supervisor'];
    const { simulator, heard, lines, stop } = await startCapture(test, services, { devices: ['2001'], agentId: '1009', agentInstrument: '2009' });
    const before = simulator.state().agents;
    for (const name of ['MONITOR_START_CONF', 'QUERY_DEVICE_INFO_CONF', 'SNAPSHOT_DEVICE_CONF', 'LIST_AGENT_TEAM_CONF', 'MONITOR_AGENT_TEAM_START_CONF'])
      await heard(name);
    await stop();
    assert.deepEqual(simulator.state().agents, before);
    const asked = new Set(lines.filter(isFrame).flatMap(({ from, name }) => (from === 'client' ? [name] : [])));
    const harmless = [
      'OPEN_REQ',
      'CLOSE_REQ',
      'MONITOR_START_REQ',
      'QUERY_DEVICE_INFO_REQ',
      'SNAPSHOT_DEVICE_REQ',
      'LIST_AGENT_TEAM_REQ',
      'MONITOR_AGENT_TEAM_START_REQ',
    ];
    assert.deepEqual([...asked].sort(), harmless.sort());
  });

  it('goes on at the other side, and says that it had to', async (test) => {
    const { simulator, lines, told, frames, stop } = await startCapture(test, ['allEvents']);
    await until(() => told.length === 1);
    await simulator.takeSideDown('a');
    await until(() => told.some((text) => text.includes('open at side B')));
    await stop();
    assert.deepEqual([...new Set(lines.flatMap((line) => ('connection' in line ? [line.connection] : [])))], [1, 2]);
    assert.equal(frames('OPEN_CONF').length, 2);
  });

  it('ends with as many messages as were asked for', async (test) => {
    const { simulator, lines, told, stop } = await startCapture(test, ['allEvents'], { maxMessages: 5 });
    await until(() => told.length === 1);
    for (let call = 0; call < 5; call += 1) simulator.placeCall({ from: CUSTOMER, to: '2001' });
    const summary = await stop();
    assert.deepEqual([summary.messages, lines.filter(isFrame).length], [5, 5]);
  });

  it('of a server that refuses says what it was refused for', async (test) => {
    const { ended, lines } = await startCapture(test, ['allEvents'], { password: 'a wrong one' });
    await assert.rejects(ended, { code: 'UNAUTHORIZED' });
    assert.ok(!JSON.stringify(lines).includes(Buffer.from('a wrong one').toString('hex')));
  });
});

describe('a capture of a dump', () => {
  const version = 15;
  const agent = (agentId: string) => encodeMessage({ messageType: 'HEARTBEAT_CONF', invokeId: Number(agentId) }, { version });
  const collect = async (bytes: Iterable<Uint8Array>, more: object = { version }) => {
    const lines: CiscoCaptureLine[] = [];
    const summary = await captureDump({ bytes, write: (line) => lines.push(line), ...more });
    return { lines: lines.filter(isFrame), summary };
  };

  it('is the same, wherever the bytes are split', async () => {
    const all = Buffer.concat([agent('1'), agent('2'), agent('3')]);
    const { summary } = await collect(Array.from(all, (byte) => Uint8Array.of(byte)));
    assert.deepEqual([summary.messages, summary.byName], [3, { HEARTBEAT_CONF: 3 }]);
  });

  it('says what is unknown, opaque, damaged or written otherwise, in counts', async () => {
    const unknownTag = frameOf(24, [...new Array(16).fill(0), 200, 2, 9, 9]);
    const truncated = frameOf(30, [0, 0, 0, 1]);
    const withoutNul = frameOf(109, [0, 0, 0, 0, 0, 0, 7, 2, 0x41, 0x42]);
    const { lines, summary } = await collect([unknownTag, truncated, withoutNul, frameOf(155, [1, 2]), frameOf(700, [1]), frameOf(900_000, [])]);
    assert.deepEqual(summary, {
      versions: [15],
      messages: 6,
      byName: { END_CALL_EVENT: 1, USER_MESSAGE_EVENT: 1, MAKE_AGENT_NOT_ROUTABLE_REQ: 1, UNKNOWN: 2 },
      unknownTypes: { 700: 1, 'no message type': 1 },
      opaque: { MAKE_AGENT_NOT_ROUTABLE_REQ: 1 },
      unknownTags: { 'END_CALL_EVENT tag 200, 2 bytes': 1 },
      problems: { 'type 30 BAD_FRAME at byte 12': 1 },
      writtenOtherwise: { USER_MESSAGE_EVENT: 1 },
      resets: {},
    });
    assert.deepEqual(
      lines.map(({ type }) => type),
      [24, 30, 109, 155, 700, 0xffff_ffff],
    );
    assert.equal(lines[1]?.problem, 'type 30 BAD_FRAME at byte 12');
  });

  it('stops where the bytes are none of a CTI Server, and where they end in a message', async () => {
    const { summary: noServer } = await collect([Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    assert.deepEqual([noServer.messages, noServer.resets], [0, { 'a length that no message has, from the server': 1 }]);
    const { summary: cut } = await collect([agent('1'), agent('2').subarray(0, 9)]);
    assert.deepEqual([cut.messages, cut.resets], [1, { 'the end of the stream inside a message, from the server': 1 }]);
  });

  it('needs to know the protocol version, which a client’s bytes say', async () => {
    await assert.rejects(collect([agent('1')], {}), { code: 'INVALID_ARGUMENT' });
    await assert.rejects(collect([agent('1')], { version: 12 }), { code: 'INVALID_ARGUMENT' });
    const open = encodeMessage(
      {
        ...{ messageType: 'OPEN_REQ', invokeId: 1, versionNumber: 21, idleTimeout: 20, peripheralId: null, servicesRequested: 2, callMsgMask: 0 },
        ...{ agentStateMask: 0, configMsgMask: 0, clientId: 'x', clientPassword: Uint8Array.of(1) },
      },
      { version: 21 },
    );
    const { summary, lines } = await collect([open], { from: 'client' });
    assert.deepEqual([summary.versions, lines[0]?.from], [[21], 'client']);
  });
});
