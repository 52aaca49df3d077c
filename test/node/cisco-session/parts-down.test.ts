/** A phone system of which a part is down: the session is up and says which, and looks everything up when the part is back. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PgStatus, SystemEvent } from '../../../src/link/switches/cisco/codec/index.ts';
import type { CiscoStatus, Synchronization } from '../../../src/link/switches/cisco/session/index.ts';
import { pgStatusTexts } from '../../../src/link/switches/cisco/tables/index.ts';
import { PERIPHERAL, systemEvent } from './messages.ts';
import { heard, openSession, reached, startServer } from './rig.ts';
import { openConf } from './scripted-server.ts';

const partial = (status: CiscoStatus) => (status.state === 'up' ? status.partial : status.state);

describe('a part of the phone system', () => {
  it('that is down from the start is told', async (test) => {
    const server = await startServer(test, { OPEN_REQ: (request) => openConf(request, { pgStatus: PgStatus.PGS_CC_DOWN + 0x100, peripheralOnline: false }) });
    const session = openSession(test, [server.port], { services: ['clientEvents'], peripheralId: PERIPHERAL, agentId: '1001' });
    const { partial: text = '' } = await reached(session, 'up');
    for (const part of [...pgStatusTexts(PgStatus.PGS_CC_DOWN), 'PGStatus 0x100', `peripheral ${PERIPHERAL} is off-line`]) assert.ok(text.includes(part), text);
  });

  it('has nothing to do with a session that has no peripheral', async (test) => {
    const server = await startServer(test, { OPEN_REQ: (request) => openConf(request, { peripheralOnline: false }) });
    assert.equal((await reached(openSession(test, [server.port]), 'up')).partial, undefined);
  });

  it('goes down and comes back: what is known is looked up again before the session is whole', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    const done: Synchronization['cause'][] = [];
    const seen: unknown[] = [];
    session.synchronize(async ({ cause }) => {
      done.push(cause);
      seen.push(partial(session.status));
    });
    await session.opened();
    const [peer] = server.peers;
    peer?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_ONLINE, PERIPHERAL));
    peer?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_OFFLINE, PERIPHERAL, PgStatus.PGS_PERIPHERAL_OFFLINE));
    const down = await heard(session, 'status', (status) => partial(status) !== undefined);
    assert.match(partial(down) ?? '', /a peripheral is off-line; peripheral 5000 is off-line/);
    peer?.send(systemEvent(SystemEvent.SYS_PERIPHERAL_ONLINE, PERIPHERAL));
    await heard(session, 'status', (status) => partial(status) === undefined);
    assert.deepEqual(done, ['opened', 'restored']);
    // While it was looked up the session still said what was down.
    assert.deepEqual(seen[1], partial(down));
  });

  it('that comes back while everything is looked up makes that be done once more', async (test) => {
    const server = await startServer(test, { OPEN_REQ: (request) => openConf(request, { pgStatus: PgStatus.PGS_OPC_DOWN }) });
    const session = openSession(test, [server.port]);
    const causes: string[] = [];
    session.synchronize(async ({ cause }) => {
      causes.push(cause);
      if (cause === 'restored') return;
      const back = heard(session, 'SYSTEM_EVENT');
      server.peers[0]?.send(systemEvent(SystemEvent.SYS_TEXT_FYI));
      await back;
    });
    assert.equal((await reached(session, 'up')).partial, undefined);
    assert.deepEqual(causes, ['opened', 'restored']);
  });

  it('a task that fails is told, and the session goes up without it', async (test) => {
    const server = await startServer(test);
    const session = openSession(test, [server.port]);
    const causes: unknown[] = [];
    session.on('problem', ({ error }) => causes.push([error.code, (error.cause as Error).message]));
    session.synchronize(async () => {
      throw new Error('one');
    });
    session.synchronize(() => {
      throw new Error('two');
    });
    const takeBack = session.synchronize(() => Promise.reject(new Error('three')));
    takeBack();
    await session.opened();
    assert.deepEqual(causes, [
      ['HANDLER_FAILED', 'one'],
      ['HANDLER_FAILED', 'two'],
    ]);
  });
});
