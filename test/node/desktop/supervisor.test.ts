/** A supervisor's desktop over a real link, with real agents' lines beside it. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import type { Assistance, TeamChange } from '../../../src/index.ts';
import { startLink } from '../../../src/link/start-link.ts';
import { createSimulator } from '../../../src/link/switches/simulator/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import type { LineEvent } from '../../../src/phone/link/wire.ts';
import { attachPhone, type Desktop, type DesktopOptions } from '../../../src/softphone/index.ts';
import { agentOptions } from '../link/call-center.ts';
import { createCuttable } from '../link-gateway/cuttable.ts';
import { enter, type RawSoftphone } from '../link-gateway/raw-softphone.ts';
import { signToken, tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { createSmallCrm } from './small-crm.ts';

const customer = '+46812345678';
const contact = { recordId: 'contact/1', objectType: 'Contact', recordName: 'Contact 1' };

/** `chief` supervises `one` and `two`; nobody supervises `three`. */
const openFloor = async () => {
  const simulator = createSimulator({
    agents: [
      agentOptions('chief', '100', { supervises: ['one', 'two'] }),
      agentOptions('one', '101'),
      agentOptions('two', '102'),
      agentOptions('three', '103'),
    ],
    queues: [{ number: '800' }],
  });
  const link = await startLink({
    switch: simulator,
    gateway: { origins: [], tokens: tokenConfig, heartbeatMs: 500 },
    http: { port: 0 },
    log: { level: 'silent' },
  });
  const network = await createCuttable(link.port);
  const desks: Desktop[] = [];
  after(async () => {
    for (const desk of desks) await desk.dispose();
    await network.close();
    await link.stop();
  });

  const sitDown = async (agentId: string, options: DesktopOptions = {}) => {
    const small = createSmallCrm([contact]);
    const phone = linkPhone({ url: `ws://127.0.0.1:${network.port}/softphone`, token: () => signToken(agentId), reconnect: () => 20, WebSocket });
    const desktop = attachPhone(phone, small.crm, options);
    desks.push(desktop);
    const changes: TeamChange[] = [];
    const assistance: Assistance[] = [];
    desktop.on('team', (change) => changes.push(change));
    desktop.on('assistance', (one) => assistance.push(one));
    await until(`${agentId} to be connected`, () => desktop.status.state === 'ready');
    const member = (id: string) => desktop.team.find((one) => one.agentId === id);
    return { ...small, phone, desktop, changes, assistance, member };
  };

  /** Calls an agent, whose desk phone answers. */
  const talk = (agentId: string): string => {
    const callId = simulator.placeCall({ from: customer, to: simulator.snapshot(agentId)?.address ?? '', data: { secret: 'of the customer' } });
    simulator.atPhone(agentId, 'answer', { callId });
    return callId;
  };

  return { simulator, link, network, sitDown, talk };
};

const lineEvents = ({ heard }: RawSoftphone): LineEvent[] => heard.flatMap((message) => (message.type === 'events' ? message.events : []));

/** Gives a command over the bare wire, granted or not. */
let commands = 0;
const command = async (softphone: RawSoftphone, name: string, request: unknown) => {
  commands += 1;
  const id = commands;
  softphone.send({ type: 'command', id, name, request, timeoutMs: 5_000 });
  return until(
    `the answer to ${name}`,
    () => softphone.heard.find((message) => message.type === 'answer' && message.id === id) as { error?: { code: string } } | undefined,
  );
};

describe('supervisors', () => {
  test('row 73: a supervisor acts on an agent of the team; an agent cannot', async () => {
    const { simulator, link, sitDown, talk } = await openFloor();
    const socket = `ws://127.0.0.1:${link.port}/softphone`;
    const one = await enter(socket, 'one');
    const three = await enter(socket, 'three');
    const chief = await sitDown('chief');

    const callId = talk('one');
    const seen = await until('the call to be seen', () => chief.member('one')?.calls[0]?.state === 'connected' && chief.member('one')?.calls[0]);
    assert.deepEqual([seen.id, seen.remote.number, seen.data, seen.actions, chief.member('one')?.agent.state], [callId, customer, {}, [], 'busy']);

    await chief.desktop.superviseCall({ agentId: 'one', callId, how: 'bargeIn' });
    await until('the agent to see the supervisor', () => lineEvents(one).some((event) => event.type === 'call' && event.call.parties?.[1]?.number === '100'));
    assert.equal((await chief.desktop.superviseCall({ agentId: 'one', callId, how: 'intercept' })).state, 'connected');
    assert.deepEqual(simulator.snapshot('one')?.calls, []);
    await chief.desktop.setMemberState({ agentId: 'one', state: 'ready' });
    assert.equal(chief.member('one')?.agent.state, 'ready');
    assert.equal(simulator.snapshot('one')?.agent.state, 'ready');
    await chief.desktop.setMemberState({ agentId: 'one', state: 'loggedOut' });
    assert.equal(simulator.snapshot('one')?.agent.state, 'loggedOut');

    const other = talk('two');
    for (const agent of [one, three]) {
      for (const [name, request] of [
        ['superviseCall', { agentId: 'two', callId: other, how: 'silentMonitor' }],
        ['setMemberState', { agentId: 'two', state: 'loggedOut' }],
      ] as const)
        assert.equal((await command(agent, name, request)).error?.code, 'NOT_SUPPORTED');
    }
    assert.equal(simulator.snapshot('two')?.agent.state, 'busy');
    await assert.rejects(chief.desktop.superviseCall({ agentId: 'three', callId: other, how: 'whisper' }), { code: 'REFUSED' });
    await assert.rejects(chief.desktop.setMemberState({ agentId: 'nobody', state: 'ready' }), { code: 'REFUSED' });
    await assert.rejects(chief.desktop.superviseCall({ agentId: 'one', callId: other, how: 'whisper' }), { code: 'NO_SUCH_CALL' });
  });

  test('nothing of another agent’s line crosses to who has no team', async () => {
    const { link, sitDown, talk, simulator } = await openFloor();
    const socket = `ws://127.0.0.1:${link.port}/softphone`;
    const three = await enter(socket, 'three');
    const two = await enter(socket, 'two');
    const chief = await sitDown('chief');
    const callId = talk('one');
    await chief.desktop.superviseCall({ agentId: 'one', callId, how: 'whisper' });
    simulator.atPhone('one', 'requestAssistance', { kind: 'emergency', callId });
    await until('the supervisor to be told', () => chief.assistance.length > 0);
    for (const agent of [two, three]) {
      assert.equal((await command(agent, 'setAgentState', { state: 'ready' })).error, undefined);
      const heard = JSON.stringify(agent.heard);
      assert.deepEqual(
        lineEvents(agent).map(({ type }) => type),
        ['agent'],
      );
      for (const word of [callId, customer, 'secret', '"team"', 'Desk 101', '"one"']) assert.ok(!heard.includes(word), `${word} has crossed`);
    }
  });

  test('a connection that broke, and a reload of the page, lead to the team as it is', async () => {
    const { sitDown, talk, network, simulator } = await openFloor();
    const chief = await sitDown('chief');
    const callId = talk('one');
    await until('the call to be seen', () => chief.member('one')?.calls.length === 1);
    network.cut();
    await until('the loss', () => chief.desktop.status.state === 'reconnecting');
    simulator.hangUpCaller(callId);
    simulator.atPhone('two', 'setAgentState', { state: 'ready' });
    simulator.atPhone('two', 'requestAssistance', { kind: 'assist' });
    assert.equal(chief.member('one')?.calls.length, 1, 'as it was last known');
    const before = chief.changes.length;
    network.restore();
    await until(
      'the team as it is',
      () => chief.member('one')?.calls.length === 0 && chief.member('two')?.agent.state === 'ready' && chief.desktop.assistance.length === 1,
    );
    assert.ok(chief.changes.slice(before).every(({ member }) => member?.agentId === 'one' || member?.agentId === 'two'));
    const again = await sitDown('chief');
    assert.deepEqual([again.desktop.team, again.desktop.assistance], [chief.desktop.team, chief.desktop.assistance]);
    await again.desktop.disconnect();
    assert.deepEqual([again.desktop.team, again.desktop.assistance], [[], []]);
    assert.deepEqual(again.changes.map(({ removed }) => removed).filter(Boolean), ['one', 'two']);
  });

  test('the CRM hears of help that is needed, and of no team; supervision is not its to command', async () => {
    const { sitDown, talk } = await openFloor();
    const chief = await sitDown('chief');
    const one = await sitDown('one');
    const allowed = await sitDown('two', { allowCommands: ['requestAssistance'] });
    const callId = talk('one');
    await until('the call', () => one.desktop.calls.length === 1);
    const asked = await one.desktop.requestAssistance({ kind: 'assist', callId });
    await until('the supervisor to be told', () => chief.desktop.assistance[0]?.id === asked.id);
    await chief.desktop.superviseCall({ agentId: 'one', callId, how: 'whisper' });
    await until('the agent to be told', () => one.desktop.assistance[0]?.state === 'taken');
    assert.equal(one.desktop.assistance[0]?.takenBy?.number, '100');
    for (const crm of [chief, one])
      assert.deepEqual(
        crm.told.map(({ name, event }) => [name, (event as Assistance).state]),
        [
          ['assistance', 'asked'],
          ['assistance', 'taken'],
        ],
      );
    assert.deepEqual([[...one.calls.values()][0]?.supervision, [...one.calls.values()][0]?.parties], [undefined, undefined]);
    assert.ok(chief.desktop.capabilities.includes('superviseCall'));
    assert.deepEqual(
      ['superviseCall', 'setMemberState'].filter((name) => name in chief.served()),
      [],
    );
    assert.deepEqual(
      [Object.keys(allowed.served()), 'requestAssistance' in one.served(), 'requestAssistance' in chief.served()],
      [['requestAssistance'], true, false],
    );
  });

  test('a call that stays the agent’s is not searched for, logged or wrapped up; one that is taken is', async () => {
    const { sitDown, talk } = await openFloor();
    const chief = await sitDown('chief');
    const first = talk('one');
    await until('the call to be seen', () => chief.member('one')?.calls.length === 1);
    const { id } = await chief.desktop.superviseCall({ agentId: 'one', callId: first, how: 'silentMonitor' });
    await chief.desktop.superviseCall({ agentId: 'one', callId: first, how: 'bargeIn' });
    await chief.desktop.hangUp(id);
    assert.deepEqual([chief.searched, chief.popped, chief.saved, chief.desktop.wrapUps], [[], [], [], []]);
    await chief.desktop.superviseCall({ agentId: 'one', callId: first, how: 'whisper' });
    const own = await chief.desktop.superviseCall({ agentId: 'one', callId: first, how: 'intercept' });
    assert.deepEqual([own.remote.number, own.parties], [customer, undefined]);
    await until('the page of the customer', () => chief.popped.length === 1);
    await chief.desktop.hangUp(own.id);
    await until('the log', () => chief.saved.length === 1);
    assert.deepEqual([chief.searched, chief.saved[0]?.number, chief.desktop.wrapUps.length], [[customer], customer, 1]);
    const second = talk('two');
    await until('the call to be seen', () => chief.member('two')?.calls.length === 1);
    await chief.desktop.superviseCall({ agentId: 'two', callId: second, how: 'intercept' });
    await until('the page of the customer', () => chief.popped.length === 2);
  });
});
