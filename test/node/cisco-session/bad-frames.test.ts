/** A server that sends damaged frames over TCP, by the hundred thousand: nothing passes the session but messages, problems and losses with a reason. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type CtiError, isCtiError } from '../../../src/index.ts';
import { encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { allEvents, clientMonitor, miscellaneous, serverService } from '../../../src/link/switches/cisco/services/index.ts';
import type { CiscoSession } from '../../../src/link/switches/cisco/session/index.ts';
import { CTI_ERROR_CODES } from '../../../src/protocol/error.ts';
import { createDamagedStream, type DamagedStream } from '../cisco/damaged-stream.ts';
import { FUZZ_VERSIONS } from '../cisco/frame-pool.ts';
import { fuzzSeed, seeded, withSeed } from '../cisco/seeded.ts';
import { usedBytes } from '../cisco/used-bytes.ts';
import { startCarelessServer } from './careless-server.ts';
import { endCall } from './messages.ts';
import { openSession } from './rig.ts';

const seed = fuzzSeed();
const FRAMES = 102_000;
const STREAMS_AT_ONCE = 8;
const MOST_ROUNDS = 5_000;

interface Counts {
  messages: number;
  problems: number;
  /** By their codes. */
  losses: Record<string, number>;
}

/** How a round ends: with the loss, or with its last message. Leaves no listener behind. */
const ended = (session: CiscoSession, last: number): Promise<CtiError | undefined> =>
  new Promise((resolve) => {
    const settle = (error?: CtiError) => {
      for (const off of offs) off();
      resolve(error);
    };
    const offs = [
      session.on('END_CALL_EVENT', ({ connectionCallId }) => void (connectionCallId === last && settle())),
      session.on('status', (status) => void ((status.state === 'lost' || status.state === 'failed') && settle(status.error))),
    ];
  });

/** A session, with services that listen, hears so many damaged frames; and is up again after every loss. */
const suffer = async (test: TestContext, stream: DamagedStream, version: number, frames: number, counts: Counts): Promise<void> => {
  const server = await startCarelessServer(test, version);
  const session = openSession(test, [server.port], {
    services: ['allEvents', 'clientControl', 'clientMonitor', 'server'],
    protocolVersions: { oldest: version, newest: version },
  });
  const before = counts.messages + counts.problems;
  allEvents(session, { lines: [{ agentId: '1001' }, { agentInstrument: '3001' }] });
  miscellaneous(session);
  clientMonitor(session);
  session.on('message', () => {
    counts.messages += 1;
  });
  session.on('problem', ({ error }) => {
    // What a listener throws is caught by nobody, and ends this test.
    assert.ok(isCtiError(error));
    counts.problems += 1;
  });
  await session.opened();
  await serverService(session).register({ name: 'recorder' }, { start: () => ({ sessionId: 1, serverData: 1 }), stop: () => undefined });
  for (let round = 0; counts.messages + counts.problems - before < frames; round += 1) {
    assert.ok(round < MOST_ROUNDS);
    await session.opened();
    const last = 0x10000 + round;
    const end = ended(session, last);
    let isWhole = true;
    for (let part = 0; part < STREAMS_AT_ONCE; part += 1) {
      isWhole = stream.fill(version) && isWhole;
      server.write(stream.bytes.slice());
    }
    // Where a frame cannot be found again nothing behind it is heard: the server leaves, perhaps in the middle of one.
    if (isWhole) server.write(encodeMessage(endCall(last), { version }));
    else server.end();
    const error = await end;
    if (error) counts.losses[error.code] = (counts.losses[error.code] ?? 0) + 1;
    // Among them may be one that says that a newer session has taken over: then somebody has to say that it shall go on.
    session.connect();
  }
  await session.opened();
  await session.close();
};

describe('damaged frames through a session', () => {
  it(`${FRAMES} over TCP in ${FUZZ_VERSIONS.length} versions, with services listening: typed problems only, no exception, memory flat, up again after every loss`, (test) =>
    withSeed(seed, async () => {
      const stream = createDamagedStream(seed, seeded(seed));
      const counts: Counts = { messages: 0, problems: 0, losses: {} };
      const used: number[] = [];
      for (const part of [0.1, 0.4, 0.5]) {
        for (const version of FUZZ_VERSIONS) await suffer(test, stream, version, (part * FRAMES) / FUZZ_VERSIONS.length, counts);
        used.push(usedBytes());
      }
      const { messages, problems, losses } = counts;
      assert.ok(messages + problems >= FRAMES && messages > FRAMES / 4 && problems > FRAMES / 10, JSON.stringify(counts));
      assert.ok((losses.BAD_FRAME ?? 0) > 20 && Object.keys(losses).every((code) => Object.hasOwn(CTI_ERROR_CODES, code)), JSON.stringify(losses));
      // What grows is the engine's, and this test's twelve sessions. A message kept for each frame, of 200 bytes and more, would be 18 MB.
      const [tenth = 0, half = 0, whole = 0] = used;
      assert.ok(half - tenth < 2_000_000 && whole - tenth < 2_000_000, `${used.join(', ')} bytes`);
    }));
});
