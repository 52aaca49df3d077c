/** Every command of a call in every state a call can be in: done where it is offered, refused everywhere else. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CallAction, callActions, type PhoneCommandName } from '../../../src/index.ts';
import { everyCommand } from '../phone/every-command.ts';
import { type CallCenter, openCallCenter } from './call-center.ts';
import { outcomeOf } from './line-witness.ts';
import { requestFor } from './request-for.ts';

const dialled = async (center: CallCenter, number: string) => {
  const { id } = await center.do('one', 'dial', { number });
  center.clock.advance(0);
  return id;
};

const consulting = async (center: CallCenter) => {
  const callId = await center.talking('one');
  const { id } = await center.do('one', 'consult', { callId, number: '103' });
  center.clock.advance(0);
  return { callId, id };
};

const consulted = async (center: CallCenter) => {
  const both = await consulting(center);
  await center.do('three', 'answer', { callId: both.id });
  return both;
};

/** How a call of `one` gets into each state, and what is offered there. */
const states: Record<string, { reach(center: CallCenter): Promise<string>; offers: readonly CallAction[] }> = {
  'inbound, ringing': {
    reach: async ({ simulator }) => simulator.placeCall({ from: '+46700000001', to: '101' }),
    offers: ['answer', 'reject', 'hangUp', 'setCallData'],
  },
  'outbound, just dialled': { reach: async (center) => (await center.do('one', 'dial', { number: '102' })).id, offers: ['hangUp', 'setCallData'] },
  'outbound, ringing': { reach: (center) => dialled(center, '102'), offers: ['hangUp', 'setCallData'] },
  'outbound, queued': { reach: (center) => dialled(center, '800'), offers: ['hangUp', 'setCallData'] },
  failed: { reach: (center) => dialled(center, '+46800000004'), offers: ['hangUp'] },
  connected: { reach: (center) => center.talking('one'), offers: ['hangUp', 'hold', 'mute', 'sendDtmf', 'blindTransfer', 'consult', 'setCallData'] },
  muted: {
    async reach(center) {
      const callId = await center.talking('one');
      await center.do('one', 'mute', { callId });
      return callId;
    },
    offers: ['hangUp', 'hold', 'unmute', 'sendDtmf', 'blindTransfer', 'consult', 'setCallData'],
  },
  held: {
    async reach(center) {
      const callId = await center.talking('one');
      await center.do('one', 'hold', { callId });
      return callId;
    },
    offers: ['hangUp', 'retrieve', 'mute', 'blindTransfer', 'consult', 'setCallData'],
  },
  'with a colleague who was handed on and rings elsewhere': {
    async reach(center) {
      const callId = await dialled(center, '103');
      await center.do('three', 'answer', { callId });
      await center.do('three', 'blindTransfer', { callId, number: '102' });
      return callId;
    },
    offers: ['hangUp', 'hold', 'mute', 'sendDtmf', 'setCallData'],
  },
  'held, while the consultation rings': {
    reach: async (center) => (await consulting(center)).callId,
    offers: ['hangUp', 'retrieve', 'mute', 'blindTransfer', 'consult', 'cancelConsult', 'setCallData'],
  },
  'held, with a consultation that was answered': {
    reach: async (center) => (await consulted(center)).callId,
    offers: ['hangUp', 'retrieve', 'mute', 'blindTransfer', 'consult', 'completeTransfer', 'cancelConsult', 'conference', 'setCallData'],
  },
  'a consultation that was answered': {
    reach: async (center) => (await consulted(center)).id,
    offers: ['hangUp', 'hold', 'mute', 'sendDtmf', 'blindTransfer', 'consult', 'setCallData'],
  },
  'a conference': {
    async reach(center) {
      const { callId } = await consulted(center);
      await center.do('one', 'conference', { callId });
      return callId;
    },
    offers: ['hangUp', 'hold', 'mute', 'sendDtmf', 'blindTransfer', 'consult', 'dropParty', 'setCallData'],
  },
};

describe('rows 36 and 44: what is offered is what is done', () => {
  for (const [state, { reach, offers }] of Object.entries(states)) {
    test(`for a call that is ${state}`, async () => {
      for (const action of callActions) {
        const center = await openCallCenter({ times: { busyToneMs: 4_000 } });
        const callId = await reach(center);
        assert.deepEqual([...center.call('one', callId).actions].sort(), [...offers].sort());
        const [before, told] = [JSON.stringify(center.simulator.snapshotAll()), center.told.length];
        const request = { ...requestFor(action, callId, '102'), ...(action === 'dropParty' && { number: '103' }) };
        const code = await outcomeOf(center.do('one', action, request));
        assert.equal(code, offers.includes(action) ? undefined : 'INVALID_STATE', action);
        if (code) assert.deepEqual([JSON.stringify(center.simulator.snapshotAll()), center.told.length], [before, told], action);
        else assert.ok(action === 'sendDtmf' || center.told.length > told, `${action} was done and nothing told`);
      }
    });
  }

  test('for a line without calls: nothing but dialling', async () => {
    const center = await openCallCenter();
    for (const action of callActions) await center.refused('NO_SUCH_CALL', center.do('one', action, requestFor(action, 'no call', '102')));
    assert.deepEqual(center.told, []);
  });

  test('with all lines in use', async () => {
    const center = await openCallCenter({ limits: { linesPerAgent: 2 } });
    const first = await center.talking('one');
    await center.talking('one', '+46700000002');
    assert.ok(!center.call('one', first).actions.includes('consult'));
    await center.refused('INVALID_STATE', center.do('one', 'dial', { number: '102' }));
    await center.refused('INVALID_STATE', center.do('one', 'consult', { callId: first, number: '102' }));
    const third = center.simulator.placeCall({ from: '+46700000003', to: '101' });
    assert.ok(!center.simulator.snapshotAll().calls.some(({ id }) => id === third));
  });

  test('with capabilities of each of the three modes', async () => {
    const modes: readonly (readonly PhoneCommandName[])[] = [[], ['logIn', 'logOut', 'setAgentState'], everyCommand];
    for (const capabilities of modes) {
      const center = await openCallCenter({ capabilities });
      const callId = center.simulator.placeCall({ from: '+46700000001', to: '101' });
      center.simulator.hangUpCaller(callId);
      assert.deepEqual([center.types('one'), center.simulator.capabilities], [['delivered', 'cleared'], capabilities]);
      for (const command of everyCommand.filter((name) => !capabilities.includes(name))) {
        await center.refused('NOT_SUPPORTED', center.do('one', command, requestFor('hangUp', callId, '102') as never));
      }
    }
  });

  test('and the requests are looked at first', async () => {
    const center = await openCallCenter();
    const callId = await center.talking('one');
    const wrong: readonly (readonly [PhoneCommandName, unknown, string])[] = [
      ['dial', { number: '' }, 'INVALID_NUMBER'],
      ['dial', { number: '12\r\n34' }, 'INVALID_NUMBER'],
      ['dial', { number: '1'.repeat(251) }, 'INVALID_NUMBER'],
      ['dial', { number: '(-)' }, 'INVALID_NUMBER'],
      ['dial', { number: '102', data: { order: 17 } }, 'INVALID_ARGUMENT'],
      ['consult', { callId, number: ' ' }, 'INVALID_NUMBER'],
      ['sendDtmf', { callId, digits: 'x' }, 'INVALID_ARGUMENT'],
      ['setCallData', { callId, data: { '': 'nameless' } }, 'INVALID_ARGUMENT'],
      ['setCallData', { callId, data: JSON.parse('{"__proto__":"x"}') }, 'INVALID_ARGUMENT'],
      ['setAgentState', { state: 'busy' }, 'INVALID_ARGUMENT'],
      ['wrapUp', { callId, code: '' }, 'INVALID_ARGUMENT'],
      ['reject', { callId, as: 'nothing' }, 'INVALID_ARGUMENT'],
      ['hold', undefined, 'INVALID_ARGUMENT'],
    ];
    const before = JSON.stringify(center.simulator.snapshotAll());
    for (const [command, request, code] of wrong) assert.equal(await outcomeOf(center.do('one', command, request as never)), code, command);
    assert.equal(JSON.stringify(center.simulator.snapshotAll()), before);
  });
});
