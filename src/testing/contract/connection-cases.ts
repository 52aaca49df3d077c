import { whileConstructing } from './construction-watch.ts';
import type { CaseDefinition } from './contract-case.ts';
import { expect, expectEqual, expectRejection, started } from './expect.ts';

export const connectionCases: readonly CaseDefinition[] = [
  {
    name: 'constructing a phone connects nothing and starts nothing',
    requires: [],
    async run({ rig, watch }) {
      const { made, touched } = await whileConstructing(() => rig.createPhone());
      const { phone, witness } = watch(made);
      expectEqual(touched, [], 'law 1: what the constructor touched');
      expectEqual(phone.status.state, 'disconnected', 'law 1: status');
      expectEqual(phone.calls, [], 'calls');
      // Learnt by connecting, or known before.
      if (phone.capabilities.length > 0) expectEqual([...phone.capabilities].sort(), [...rig.capabilities].sort(), 'capabilities');
      expectEqual(witness.timeline, [], 'law 1: events');
    },
  },
  {
    name: 'connect resolves when the phone is ready, and tells so before',
    requires: [],
    async run({ create, act, rig }) {
      const { phone, witness } = create();
      await act('connect', () => phone.connect());
      expectEqual(phone.status.state, 'ready', 'status when connect resolved');
      expectEqual([...phone.capabilities].sort(), [...rig.capabilities].sort(), 'capabilities when connect resolved');
      expectEqual(
        witness.marked.statuses.map(({ state }) => state),
        ['connecting', 'ready'],
        'law 3: statuses told when connect resolved',
      );
      expect(phone.status.state === 'ready' && phone.status.address !== '', 'the status ready has no address');
    },
  },
  {
    name: 'a second connect joins the first',
    requires: [],
    async run({ create, act }) {
      const { phone, witness } = create();
      await act('two connects', () => Promise.all([started('connect', () => phone.connect()), started('connect', () => phone.connect())]));
      await act('a connect while ready', () => phone.connect());
      expectEqual(witness.statuses.filter(({ state }) => state === 'ready').length, 1, 'times the status ready was told');
    },
  },
  {
    name: 'connect with a signal that was aborted rejects ABORTED and leaves the phone disconnected',
    requires: [],
    async run({ create, within }) {
      const { phone } = create();
      await within(
        'connect to reject',
        expectRejection('connect', () => phone.connect({ signal: AbortSignal.abort() }), 'ABORTED'),
      );
      expectEqual(phone.status.state, 'disconnected', 'status');
    },
  },
  {
    name: 'an abort while connecting rejects ABORTED, and the phone can be connected afterwards',
    requires: [],
    async run({ create, within, act }) {
      const { phone } = create();
      const controller = new AbortController();
      const rejected = expectRejection('connect', () => phone.connect({ signal: controller.signal }), 'ABORTED');
      controller.abort();
      await within('connect to reject', rejected);
      await act('connect', () => phone.connect());
      expectEqual(phone.status.state, 'ready', 'status');
    },
  },
  {
    name: 'a wrong password rejects UNAUTHORIZED and gives up',
    requires: [],
    needs: ['wrongPassword'],
    async run({ create, within }) {
      const { phone, witness } = create({ with: 'wrongPassword' });
      await within(
        'connect to reject',
        expectRejection('connect', () => phone.connect(), 'UNAUTHORIZED'),
      );
      const { status } = phone;
      expectEqual(status.state === 'failed' ? status.error.code : status.state, 'UNAUTHORIZED', 'error of the status failed');
      expectEqual(witness.statuses.at(-1)?.state, 'failed', 'law 3: last status told');
    },
  },
  {
    name: 'a server that cannot be reached rejects UNREACHABLE, and the phone keeps trying until disconnect',
    requires: [],
    needs: ['unreachableServer'],
    async run({ create, within, act }) {
      const { phone, witness } = create({ with: 'unreachableServer' });
      await within(
        'connect to reject',
        expectRejection('connect', () => phone.connect(), 'UNREACHABLE'),
      );
      await within(
        'the status reconnecting',
        witness.until(() => phone.status.state === 'reconnecting'),
      );
      await act('disconnect', () => phone.disconnect());
      expectEqual(phone.status.state, 'disconnected', 'status after disconnect');
    },
  },
  {
    name: 'after disconnect the phone is disconnected and can connect again',
    requires: [],
    async run({ connected, act }) {
      const { phone, witness } = await connected();
      await act('disconnect', () => phone.disconnect());
      expectEqual(phone.status.state, 'disconnected', 'status when disconnect resolved');
      expectEqual(witness.marked.statuses.at(-1)?.state, 'disconnected', 'law 3: last status told');
      await act('disconnect while disconnected', () => phone.disconnect());
      await act('connect', () => phone.connect());
      expectEqual(phone.status.state, 'ready', 'status after connecting again');
    },
  },
  {
    name: 'disconnect hangs up calls',
    requires: ['answer'],
    async run({ talking, act, within, cleared }) {
      const call = await talking();
      await act('disconnect', () => call.phone.disconnect());
      expectEqual(call.phone.calls, [], 'calls when disconnect resolved');
      expectEqual((await cleared(call, call.id)).state, 'null', 'state of the cleared call');
      expectEqual(await within('the far end to be hung up on', call.far.ended()), 'hungUp', 'how the far end saw it end');
    },
  },
];
