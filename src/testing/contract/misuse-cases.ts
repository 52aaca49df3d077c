import { type CallAction, callActions, type PhoneCommandName } from '../../index.ts';
import type { Bench, OneCall } from './bench.ts';
import { commandsOf, isCallCommand } from './commands-of.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection } from './expect.ts';

const allCommands: readonly PhoneCommandName[] = [
  ...(['dial', ...callActions, 'wrapUp', 'logIn', 'logOut', 'setAgentState'] as const),
  ...(['superviseCall', 'setMemberState', 'requestAssistance', 'vendorCommand'] as const),
];

/** Every granted action but the fitting ones is refused with INVALID_STATE, and nothing changes. */
const refusesAllBut = async ({ rig, within }: Bench, { phone, witness, id }: OneCall, ...fitting: readonly CallAction[]): Promise<void> => {
  const commands = commandsOf(phone, id, rig.numbers.second);
  const [calls, events] = [JSON.stringify(phone.calls), witness.count];
  for (const action of callActions) {
    if (fitting.includes(action) || !rig.capabilities.includes(action)) continue;
    const state = phone.calls.find((call) => call.id === id)?.state;
    await within(`${action} to reject`, expectRejection(`${action} of a call that is ${state}`, commands[action], 'INVALID_STATE'));
  }
  expectEqual([JSON.stringify(phone.calls), witness.count], [calls, events], 'law 5: calls, and number of events, after commands in the wrong state');
};

export const misuseCases: readonly CaseDefinition[] = [
  {
    name: 'commands for an unknown call reject NO_SUCH_CALL',
    requires: [],
    async run({ connected, within, rig }) {
      const { phone, witness } = await connected();
      const events = witness.count;
      for (const [name, command] of Object.entries(commandsOf(phone, 'nobody knows this call', rig.numbers.first))) {
        if (!isCallCommand(name as PhoneCommandName) || !rig.capabilities.includes(name as PhoneCommandName)) continue;
        await within(`${name} to reject`, expectRejection(`${name} of an unknown call`, command, 'NO_SUCH_CALL'));
      }
      expectEqual(witness.count, events, 'number of events after refused commands');
    },
  },
  {
    name: 'a call that was cleared is unknown',
    requires: ['reject'],
    async run({ ringing, act, cleared, within }) {
      const call = await ringing();
      await act('reject', () => call.phone.reject(call.id));
      await cleared(call, call.id);
      await within(
        'reject to reject',
        expectRejection('reject of a cleared call', () => call.phone.reject(call.id), 'NO_SUCH_CALL'),
      );
    },
  },
  {
    name: 'commands that are not granted reject NOT_SUPPORTED',
    requires: [],
    pointless: ({ capabilities }) => (allCommands.every((name) => capabilities.includes(name)) ? 'a command that is not granted' : undefined),
    async run({ connected, within, rig }) {
      const { phone } = await connected();
      for (const [name, command] of Object.entries(commandsOf(phone, 'nobody knows this call', rig.numbers.first))) {
        if (rig.capabilities.includes(name as PhoneCommandName)) continue;
        await within(`${name} to reject`, expectRejection(`${name}, which is not granted,`, command, 'NOT_SUPPORTED'));
      }
    },
  },
  {
    name: 'while a call rings, what does not fit rejects INVALID_STATE and changes nothing',
    requires: [],
    async run(bench) {
      await refusesAllBut(bench, await bench.ringing(), 'answer', 'reject', 'hangUp', 'setCallData');
    },
  },
  {
    name: 'while a call is connected, what does not fit rejects INVALID_STATE and changes nothing',
    requires: ['answer'],
    async run(bench) {
      await refusesAllBut(bench, await bench.talking(), 'hangUp', 'hold', 'mute', 'sendDtmf', 'blindTransfer', 'consult', 'setCallData');
    },
  },
  {
    name: 'while a call is held, what does not fit rejects INVALID_STATE and changes nothing',
    requires: ['answer', 'hold'],
    async run(bench) {
      const call = await bench.talking();
      await bench.act('hold', () => call.phone.hold(call.id));
      await refusesAllBut(bench, call, 'hangUp', 'retrieve', 'mute', 'blindTransfer', 'consult', 'setCallData');
    },
  },
  {
    name: 'what cannot be dialled rejects INVALID_NUMBER and starts no call',
    requires: ['dial'],
    async run({ connected, within }) {
      const { phone, witness } = await connected();
      const events = witness.count;
      for (const number of ['', '   ', '(-)', '1'.repeat(251), '12\r\n34']) {
        await within(
          'dial to reject',
          expectRejection('dial of what is no number', () => phone.dial({ number }), 'INVALID_NUMBER'),
        );
      }
      expectEqual([phone.calls.length, witness.count], [0, events], 'calls, and number of events, after refused commands');
    },
  },
  {
    name: 'a transfer to what cannot be dialled rejects INVALID_NUMBER and leaves the call as it is',
    requires: ['answer', 'blindTransfer'],
    async run({ talking, within, rig }) {
      const { phone, witness, id } = await talking();
      const events = witness.count;
      for (const number of ['', '12\r\n34']) {
        await within(
          'blindTransfer to reject',
          expectRejection('blindTransfer to what is no number', () => phone.blindTransfer(id, number), 'INVALID_NUMBER'),
        );
        if (!rig.capabilities.includes('consult')) continue;
        await within(
          'consult to reject',
          expectRejection('consult of what is no number', () => phone.consult(id, number), 'INVALID_NUMBER'),
        );
      }
      expectEqual([phone.calls.length, witness.count], [1, events], 'calls, and number of events, after refused commands');
    },
  },
  {
    name: 'dial before connect rejects NOT_CONNECTED',
    requires: ['dial'],
    async run({ create, within, rig }) {
      const { phone, witness } = create();
      await within(
        'dial to reject',
        expectRejection('dial', () => phone.dial({ number: rig.numbers.first }), 'NOT_CONNECTED'),
      );
      expectEqual([phone.calls.length, witness.count], [0, 0], 'calls and number of events');
    },
  },
  {
    name: 'no method throws at once, whatever it is given',
    requires: [],
    async run({ create, within }) {
      const { phone } = create();
      const methods = phone as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      for (const name of allCommands) {
        for (const nonsense of [undefined, null, 7, '', {}, Symbol('nonsense')]) {
          const outcome = expectRejection(
            `${name} with nonsense`,
            () => methods[name]?.call(phone, nonsense, nonsense) ?? Promise.reject(new Error('there is no such method')),
            ...(['NOT_CONNECTED', 'NO_SUCH_CALL', 'NOT_SUPPORTED', 'INVALID_ARGUMENT', 'INVALID_NUMBER', 'INVALID_STATE'] as const),
          );
          await within(`${name} with nonsense to reject`, outcome);
        }
      }
      expect(phone.calls.length === 0, 'nonsense made a call');
    },
  },
];
