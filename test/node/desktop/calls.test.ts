/** What an agent does with a call, from the desktop manager to the phone system, and what the CRM keeps of it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CallAction } from '../../../src/index.ts';
import { agentOptions } from '../link/call-center.ts';
import { until } from '../link-gateway/until.ts';
import { contact, customer, type Desk, openDesk } from './open-desk.ts';

const ready = async (...options: Parameters<typeof openDesk>): Promise<Desk> => {
  const desk = await openDesk(...options);
  await desk.desktop.setAgentState({ state: 'ready' });
  return desk;
};
const actionsOf = (desk: Desk, callId: string): readonly CallAction[] => desk.call(callId)?.actions ?? [];

describe('a call at an agent’s desk', () => {
  test('row 25: can be answered only while it rings, and the phone system’s event moves its state', async () => {
    const desk = await ready();
    const callId = await desk.ring();
    assert.ok(actionsOf(desk, callId).includes('answer'));
    await desk.desktop.answer(callId);
    await desk.becomes(callId, 'connected');
    assert.ok(!actionsOf(desk, callId).includes('answer'));
    assert.deepEqual(
      desk
        .events('call')
        .map(({ event }) => event)
        .filter((event) => event !== 'updated'),
      ['delivered', 'established'],
    );
    await assert.rejects(desk.desktop.answer(callId), { code: 'INVALID_STATE' });
  });

  test('row 27: hung up here or at the phone, the end is the same', async () => {
    const ends: { state: string | undefined; cause: string | undefined; left: number }[] = [];
    for (const hangUp of [
      (desk: Desk, callId: string) => desk.desktop.hangUp(callId),
      async (desk: Desk, callId: string) => desk.simulator.atPhone('one', 'hangUp', { callId }),
      async (desk: Desk, callId: string) => void (await desk.served().hangUp?.({ callId }, { signal: new AbortController().signal })),
    ]) {
      const desk = await ready();
      const callId = await desk.ring();
      await desk.desktop.answer(callId);
      await hangUp(desk, callId);
      const cleared = await until('it is over', () => desk.events('call').find(({ event }) => event === 'cleared'));
      ends.push({ state: cleared.call.state, cause: cleared.call.cause, left: desk.simulator.snapshotAll().calls.length });
    }
    assert.deepEqual(ends, Array(3).fill({ state: 'null', cause: 'normalClearing', left: 0 }));
  });

  test('row 27: hung up while the network loses the command, it ends at the phone system too', async () => {
    const desk = await ready();
    const callId = await desk.ring();
    await desk.desktop.answer(callId);
    desk.network.freeze();
    const hangingUp = desk.desktop.hangUp(callId);
    desk.network.cut();
    desk.network.restore();
    await hangingUp;
    assert.equal(desk.call(callId), undefined);
    await until('the phone system knows', () => desk.simulator.snapshotAll().calls.length === 0);
  });

  test('row 28: held and retrieved, here or at the desk phone', async () => {
    const desk = await ready();
    const callId = await desk.ring();
    await desk.desktop.answer(callId);
    await desk.desktop.hold(callId);
    assert.equal(desk.call(callId)?.state, 'held');
    desk.simulator.atPhone('one', 'retrieve', { callId });
    await desk.becomes(callId, 'connected');
    desk.simulator.atPhone('one', 'hold', { callId });
    assert.ok((await desk.becomes(callId, 'held')).actions.includes('retrieve'));
    await desk.desktop.retrieve(callId);
    assert.equal(desk.call(callId)?.state, 'connected');
  });

  test('row 36: offers in each state what USD’s table switches on in it, and takes nothing else', async () => {
    const desk = await ready();
    const names = ['answer', 'hold', 'retrieve', 'blindTransfer', 'consult', 'conference'] as const;
    const offered = (callId: string) => names.filter((name) => actionsOf(desk, callId).includes(name));
    const refused = async (callId: string) => {
      for (const name of names.filter((one) => !actionsOf(desk, callId).includes(one))) {
        const act = name === 'blindTransfer' || name === 'consult' ? desk.desktop[name](callId, '102') : desk.desktop[name](callId);
        await assert.rejects(act, { code: 'INVALID_STATE' }, name);
      }
    };
    const callId = await desk.ring();
    assert.deepEqual(offered(callId), ['answer'], 'RINGING');
    await refused(callId);
    await desk.desktop.answer(callId);
    assert.deepEqual(offered(callId), ['hold', 'blindTransfer', 'consult'], 'OFFHOOK');
    await refused(callId);
    await desk.desktop.hold(callId);
    assert.deepEqual(offered(callId), ['retrieve', 'blindTransfer', 'consult'], 'ONHOLD');
    assert.ok(desk.desktop.capabilities.includes('dial'), 'and another call may be made');
    await refused(callId);
    desk.simulator.hangUpCaller(callId);
    await until('it is over', () => !desk.call(callId));
    await assert.rejects(desk.desktop.hold(callId), { code: 'NO_SUCH_CALL' }, 'DISCONNECTED');
  });

  test('row 45: call data of the phone system appear by name', async () => {
    const desk = await ready();
    const callId = await desk.ring({ data: { customerid: '49383433', 'Call Variable 1': 'gold' } });
    assert.deepEqual(desk.call(callId)?.data, { customerid: '49383433', 'Call Variable 1': 'gold' });
  });
});

describe('an agent’s state', () => {
  test('row 40: ready and not ready, here or at the desk phone', async () => {
    const desk = await openDesk();
    await desk.desktop.setAgentState({ state: 'ready' });
    assert.equal(desk.simulator.snapshot('one')?.agent.state, 'ready');
    desk.simulator.atPhone('one', 'setAgentState', { state: 'notReady', reason: 'Lunch' });
    await desk.is('notReady');
    assert.equal(desk.desktop.agent.reason, 'Lunch');
    desk.simulator.atPhone('one', 'setAgentState', { state: 'ready' });
    await desk.is('ready');
  });

  test('row 44: a phone that grants pops only, or agent state too, shows no dead button, and refuses the rest', async () => {
    const popsOnly = await openDesk({}, { capabilities: [], agents: [agentOptions('one', '101', { loggedIn: true })] });
    const callId = await popsOnly.ring();
    await until('the caller pops', () => popsOnly.popped.length > 0);
    assert.deepEqual([popsOnly.desktop.capabilities, actionsOf(popsOnly, callId)], [[], []]);
    await assert.rejects(popsOnly.desktop.answer(callId), { code: 'NOT_SUPPORTED' });
    await assert.rejects(popsOnly.desktop.setAgentState({ state: 'notReady' }), { code: 'NOT_SUPPORTED' });
    assert.deepEqual(Object.keys(popsOnly.served()), []);

    const withState = await ready({}, { capabilities: ['setAgentState'], agents: [agentOptions('one', '101', { loggedIn: true })] });
    assert.deepEqual([withState.desktop.capabilities, actionsOf(withState, await withState.ring())], [['setAgentState'], []]);
  });
});

describe('the entry of a call in the CRM', () => {
  const talk = async (desk: Desk): Promise<string> => {
    const callId = await desk.ring();
    await desk.desktop.answer(callId);
    desk.simulator.hangUpCaller(callId);
    await until('it is over', () => !desk.call(callId));
    return callId;
  };

  test('row 52: there is one for each call, and none where it is switched off', async () => {
    const desk = await ready({ wrapUp: false });
    const calls = [await talk(desk), await talk(desk)];
    await until('both are logged', () => desk.saved.length >= 2);
    assert.deepEqual(
      desk.saved.map(({ callId }) => callId),
      calls,
    );

    const off = await ready({ log: false, wrapUp: false });
    await talk(off);
    await off.settled();
    assert.deepEqual([off.saved, off.events('log')], [[], []]);
  });

  test('row 53: it is finished when the call is hung up, with duration and outcome', async () => {
    const desk = await ready();
    const callId = await talk(desk);
    const log = await until('it is logged', () => desk.saved.find((saved) => saved.callId === callId));
    assert.ok(log.answeredAt !== undefined && log.endedAt >= log.answeredAt && log.answeredAt >= log.startedAt);
    assert.ok(log.durationSeconds >= 0 && log.durationSeconds < 30);
    assert.deepEqual(
      [log.answered, log.cause, log.direction, log.number, log.record?.recordId],
      [true, 'normalClearing', 'inbound', customer, contact.recordId],
    );
  });
});
