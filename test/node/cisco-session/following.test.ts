/** Client Events and All Events: a snapshot after every opening, and then what came behind it, each once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ControlFailureCode, StatusCode, SystemEvent } from '../../../src/link/switches/cisco/codec/index.ts';
import { allEvents, clientEvents, type FollowedLines } from '../../../src/link/switches/cisco/services/index.ts';
import { agentIs, agentState, callIs, callsAre, endCall, held, PERIPHERAL, retrieved, systemEvent } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';
import { type Answers, openConf } from './scripted-server.ts';

/** What is told, in a word each. */
const tellings = (events: Pick<FollowedLines, 'on'>) => {
  const told: string[] = [];
  events.on('snapshot', ({ line, agent, calls }) => {
    const list = calls.map(({ connectionCallId, state, call }) => `${connectionCallId} ${state.value} ${call?.callVariable1 ?? 'over'}`);
    told.push(`${line.agentId} is ${agent?.state.value ?? 'loggedOut'} with [${list.join(', ')}]`);
  });
  events.on('call', ({ event, connection, state }) => told.push(`${event.name} ${connection.connectionCallId} ${state?.value ?? ''}`.trim()));
  events.on('agent', ({ event, state }) => told.push(`${event.agentId} becomes ${state.value}`));
  return told;
};

const MONITOR = 77;
const oneAgent: Answers = {
  OPEN_REQ: (request) => openConf(request, { monitorId: MONITOR }),
  QUERY_AGENT_STATE_REQ: () => agentIs('1001', 4),
  SNAPSHOT_DEVICE_REQ: () => callsAre({ callId: 9, state: 3 }),
  SNAPSHOT_CALL_REQ: () => callIs('gold'),
};
const forOne = { services: ['clientEvents'], peripheralId: PERIPHERAL, agentId: '1001' } as const;

describe('client events', () => {
  it('begin with a snapshot, and are those of the session’s own monitor', async (test) => {
    const server = await startServer(test, oneAgent);
    const session = openSession(test, [server.port], forOne);
    const told = tellings(clientEvents(session));
    await session.opened();
    const last = heard(session, 'END_CALL_EVENT');
    const [peer] = server.peers;
    for (const event of [held(9, '4001', MONITOR), held(9, '4001', 78), agentState('1001', 2, MONITOR), endCall(9, '4001', MONITOR)]) peer?.send(event);
    await last;
    assert.deepEqual(told, ['1001 is busy with [9 connected gold]', 'CALL_HELD_EVENT 9 held', '1001 becomes notReady', 'END_CALL_EVENT 9']);
    const [query, device, call] = [
      await server.next('QUERY_AGENT_STATE_REQ'),
      await server.next('SNAPSHOT_DEVICE_REQ'),
      await server.next('SNAPSHOT_CALL_REQ'),
    ];
    assert.deepEqual([query.agentId, device.agentInstrument, call.connectionCallId, call.peripheralId], ['1001', '4001', 9, PERIPHERAL]);
  });

  it('that come while the snapshot is taken are neither lost nor told twice', async (test) => {
    // Each answer has events on both sides of it, in the same segment.
    const server = await startServer(test, {
      ...oneAgent,
      OPEN_REQ: (request, peer) => {
        setImmediate(() => peer.write(peer.frame(held(9, '4001', MONITOR)), peer.frame(agentState('1001', 3, MONITOR))));
        return openConf(request, { monitorId: MONITOR });
      },
      QUERY_AGENT_STATE_REQ: ({ invokeId }, peer) => {
        setImmediate(() =>
          peer.write(
            peer.frame(retrieved(9, '4001', MONITOR)),
            peer.frame({ ...agentIs('1001', 4), invokeId } as never),
            peer.frame(agentState('1001', 10, MONITOR)),
          ),
        );
        return undefined;
      },
      SNAPSHOT_DEVICE_REQ: ({ invokeId }, peer) => {
        setImmediate(() =>
          peer.write(
            peer.frame(held(9, '4001', MONITOR)),
            peer.frame({ ...callsAre({ callId: 9, state: 4 }), invokeId } as never),
            peer.frame(retrieved(9, '4001', MONITOR)),
          ),
        );
        return undefined;
      },
      SNAPSHOT_CALL_REQ: ({ invokeId }, peer) => {
        setImmediate(() => peer.write(peer.frame({ ...callIs('gold'), invokeId } as never), peer.frame(held(9, '4001', MONITOR))));
        return undefined;
      },
    });
    const session = openSession(test, [server.port], forOne);
    const told = tellings(clientEvents(session));
    await session.opened();
    assert.deepEqual(told, ['1001 is busy with [9 held gold]', '1001 becomes busy', 'CALL_RETRIEVED_EVENT 9 connected', 'CALL_HELD_EVENT 9 held']);
  });

  it('begin anew with a snapshot on the other side', async (test) => {
    const [a, b] = [await startServer(test, oneAgent), await startServer(test, { ...oneAgent, SNAPSHOT_DEVICE_REQ: () => callsAre() })];
    const session = openSession(test, [a.port, b.port], { ...forOne, reconnect: ({ attempt }) => ({ side: attempt === 1 ? 0 : 1, waitMs: 1 }) });
    const told = tellings(clientEvents(session));
    await session.opened();
    a.answer({ OPEN_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_CTI_SERVER_OFFLINE }) });
    a.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.deepEqual(told, ['1001 is busy with [9 connected gold]', '1001 is busy with []']);
  });

  it('of an agent who is logged out have none, and a call that is over meanwhile is not known', async (test) => {
    const server = await startServer(test, {
      ...oneAgent,
      SNAPSHOT_CALL_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_INVALID_CALLID }),
    });
    const session = openSession(test, [server.port], forOne);
    const told = tellings(clientEvents(session));
    await session.opened();
    server.answer({ QUERY_AGENT_STATE_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_AGENT_NOT_LOGGED_ON }) });
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.deepEqual(told, ['1001 is busy with [9 connected over]', '1001 is loggedOut with []']);
  });

  it('are not taken for those of an agent who is logged out where the server cannot say', async (test) => {
    const cannotSay: Answers[] = [
      { QUERY_AGENT_STATE_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_TIMEOUT }) },
      { QUERY_AGENT_STATE_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_FUNCTION_NOT_AVAILABLE }) },
      {
        QUERY_AGENT_STATE_REQ: () => ({
          messageType: 'CONTROL_FAILURE_CONF',
          failureCode: ControlFailureCode.CF_RESOURCE_OUT_OF_SERVICE,
          peripheralErrorCode: 0,
        }),
      },
      { SNAPSHOT_DEVICE_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_CTI_SERVER_OFFLINE }) },
      { SNAPSHOT_CALL_REQ: () => ({ messageType: 'FAILURE_CONF', status: StatusCode.E_CTI_TIMEOUT }) },
    ];
    for (const answers of cannotSay) {
      const server = await startServer(test, { ...oneAgent, ...answers });
      const session = openSession(test, [server.port], forOne);
      const events = clientEvents(session);
      const told = tellings(events);
      const unknown: unknown[] = [];
      events.on('unknown', ({ line, error }) => unknown.push([line.agentId, error.code]));
      const problem = heard(session, 'problem');
      await session.opened();
      const { code } = (await problem).error;
      assert.deepEqual([told, unknown], [[], [['1001', code]]]);
    }
  });

  it('are those of the line’s own phone where the server names none', async (test) => {
    const server = await startServer(test, { ...oneAgent, QUERY_AGENT_STATE_REQ: () => ({ ...agentIs('1001', 1, ''), agentExtension: '' }) });
    const session = openSession(test, [server.port], { ...forOne, agentInstrument: '4007' });
    const told = tellings(clientEvents(session));
    await session.opened();
    assert.equal((await server.next('SNAPSHOT_DEVICE_REQ')).agentInstrument, '4007');
    assert.deepEqual(told, ['1001 is loggedOut with [9 connected gold]']);
  });

  it('after a part of the phone system is back begin anew in the same session', async (test) => {
    const server = await startServer(test, oneAgent);
    const session = openSession(test, [server.port], forOne);
    const told = tellings(clientEvents(session));
    await session.opened();
    server.answer({ SNAPSHOT_DEVICE_REQ: () => callsAre() });
    server.peers[0]?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_OFFLINE, PERIPHERAL));
    server.peers[0]?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_ONLINE, PERIPHERAL));
    await heard(session, 'status', (status) => status.state === 'up' && status.partial === undefined && told.length > 1);
    assert.deepEqual(told, ['1001 is busy with [9 connected gold]', '1001 is busy with []']);
    assert.equal(server.peers.length, 1);
  });
});

describe('all events', () => {
  const lines = Array.from({ length: 200 }, (_, index) => ({ agentId: `${1_000 + index}` }));
  const instrumentOf = (agentId = '') => `${Number(agentId) + 3_000}`;
  const site: Answers = {
    QUERY_AGENT_STATE_REQ: ({ agentId = '' }) => agentIs(agentId, 3, instrumentOf(agentId)),
    SNAPSHOT_DEVICE_REQ: () => callsAre(),
  };

  it('have a snapshot of each line, not all at once, and events of everybody', async (test) => {
    let [open, most] = [0, 0];
    const server = await startServer(test, {
      ...site,
      QUERY_AGENT_STATE_REQ: ({ agentId = '', invokeId }, peer) => {
        most = Math.max(most, ++open);
        setImmediate(() => {
          open -= 1;
          peer.send({ ...agentIs(agentId, 3, instrumentOf(agentId)), invokeId } as never);
        });
        return undefined;
      },
    });
    const session = openSession(test, [server.port], { services: ['allEvents'], peripheralId: PERIPHERAL });
    const told = tellings(allEvents(session, { lines }));
    await session.opened();
    assert.equal(told.length, 200);
    assert.deepEqual([...told].sort(), lines.map(({ agentId }) => `${agentId} is ready with []`).sort());
    assert.ok(most <= 64 && most > 8, `${most}`);
    const last = heard(session, 'AGENT_STATE_EVENT');
    server.peers[0]?.send(agentState('9999', 2));
    await last;
    assert.equal(told.at(-1), '9999 becomes notReady');
  });

  it('of one line are held until its own snapshot, and of strangers until all are there', async (test) => {
    const server = await startServer(test, {
      ...site,
      SNAPSHOT_DEVICE_REQ: ({ invokeId, agentInstrument = '' }, peer) => {
        // The event of a line that is asked about stands behind its own answer, and before that of others.
        peer.write(peer.frame({ ...callsAre(), invokeId } as never), peer.frame(held(Number(agentInstrument), agentInstrument)), peer.frame(held(1, '8888')));
        return undefined;
      },
    });
    const session = openSession(test, [server.port], { services: ['allEvents'], peripheralId: PERIPHERAL });
    const told = tellings(allEvents(session, { lines: lines.slice(0, 20) }));
    await session.opened();
    assert.equal(told.slice(0, 20).filter((word) => word.includes(' is ready')).length, 20);
    assert.equal(new Set(told.slice(20).filter((word) => !word.includes('EVENT 1 '))).size, 20);
    assert.equal(told.filter((word) => word === 'CALL_HELD_EVENT 1 held').length, 20);
    assert.equal(told.length, 60);
  });

  it('that come before the session is open are nobody’s', async (test) => {
    const server = await startServer(test, {
      ...site,
      OPEN_REQ: (request, peer) => {
        peer.send(held(7, '4001'));
        return openConf(request);
      },
    });
    const session = openSession(test, [server.port], { services: ['allEvents'], peripheralId: PERIPHERAL });
    const told = tellings(allEvents(session, { lines: [{ agentId: '1001' }] }));
    await session.opened();
    assert.deepEqual(told, ['1001 is ready with []']);
  });

  it('follow one line more, and one less', async (test) => {
    const server = await startServer(test, site);
    const session = openSession(test, [server.port], { services: ['allEvents'], peripheralId: PERIPHERAL });
    const events = allEvents(session);
    const told = tellings(events);
    const line = { agentId: '1007' };
    const early = events.add(line);
    await session.opened();
    await early;
    await events.add({ agentId: '1008' });
    assert.deepEqual(told, ['1007 is ready with []', '1008 is ready with []']);
    events.remove(line);
    server.peers[0]?.destroy();
    await reached(session, 'lost');
    await session.opened();
    assert.deepEqual(told.slice(2), ['1008 is ready with []']);
    events.stop();
    const last = heard(session, 'AGENT_STATE_EVENT');
    server.peers.at(-1)?.send(agentState('1008', 2));
    await last;
    assert.equal(told.length, 3);
  });

  it('that come faster than can be held make the snapshots be taken once more', { timeout: 60_000 }, async (test) => {
    let rounds = 0;
    const server = await startServer(test, {
      QUERY_AGENT_STATE_REQ: ({ agentId = '', invokeId }, peer) => {
        rounds += 1;
        const frame = peer.frame(held(1, '8888'));
        if (rounds === 1) peer.write(Buffer.concat(Array.from({ length: 50_001 }, () => frame)));
        peer.send({ ...agentIs(agentId, rounds === 1 ? 3 : 2), invokeId } as never);
        return undefined;
      },
      SNAPSHOT_DEVICE_REQ: () => callsAre(),
    });
    const session = openSession(test, [server.port], { services: ['allEvents'], peripheralId: PERIPHERAL });
    const told = tellings(allEvents(session, { lines: [{ agentId: '1001' }] }));
    await session.opened();
    assert.deepEqual(told, ['1001 is notReady with []']);
    assert.equal(rounds, 2);
  });

  it('that come faster than can be held time and again are missing, and that is told', { timeout: 60_000 }, async (test) => {
    const server = await startServer(test, {
      QUERY_AGENT_STATE_REQ: ({ agentId = '', invokeId }, peer) => {
        const frame = peer.frame(held(1, '8888'));
        peer.write(Buffer.concat(Array.from({ length: 50_001 }, () => frame)));
        peer.send({ ...agentIs(agentId, 3), invokeId } as never);
        return undefined;
      },
      SNAPSHOT_DEVICE_REQ: () => callsAre(),
    });
    const session = openSession(test, [server.port], { services: ['allEvents'], peripheralId: PERIPHERAL });
    const told = tellings(allEvents(session, { lines: [{ agentId: '1001' }] }));
    const problem = heard(session, 'problem');
    await session.opened();
    assert.equal((await problem).error.code, 'TOO_LARGE');
    assert.deepEqual([told[0], told.length], ['1001 is ready with []', 50_001]);
  });

  it('without an answer are told all the same, and the problem with them', async (test) => {
    const server = await startServer(test, { QUERY_AGENT_STATE_REQ: (_, peer) => void peer.send(held(3)) });
    const session = openSession(test, [server.port], { services: ['allEvents'], requestTimeoutMs: 500 });
    const told = tellings(allEvents(session, { lines: [{ agentId: '1001' }] }));
    const problem = heard(session, 'problem');
    await session.opened();
    assert.equal((await problem).error.code, 'TIMEOUT');
    assert.deepEqual(told, ['CALL_HELD_EVENT 3 held']);
  });
});
