import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFakePhone } from '../../../src/testing/index.ts';
import { enter, type RawSoftphone } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { until } from './until.ts';

const reasons = { notReady: [{ code: 'GONE', label: 'Gone' }], logOut: [], wrapUp: [], mandatory: { notReady: true } };

/** A link whose softphones have 50 ms to come back. */
const withLink = async (gateway: Parameters<typeof startGateway>[0], run: (gateway: TestGateway) => Promise<void>) => {
  const started = await startGateway({ heartbeatMs: 100, resumeWindowMs: 50, ...gateway });
  try {
    await run(started);
  } finally {
    await started.link.stop();
  }
};
const leave = async (softphone: RawSoftphone) => {
  softphone.socket.terminate();
  await softphone.closed();
};
const forgotten = (gateway: TestGateway) =>
  until('the session to be forgotten', async () => (await gateway.metric('ringframe_softphones{')).every((line) => line.endsWith(' 0')));

describe('an agent whose softphone does not come back', () => {
  test('is made not ready when the resume window ends, whether the softphone was lost or has said bye', async () => {
    await withLink({}, async (gateway) => {
      for (const [agentId, how] of [
        ['anna', leave],
        ['bert', async (softphone: RawSoftphone) => softphone.send({ type: 'bye' })],
      ] as const) {
        const line = await gateway.addAgent(agentId);
        const softphone = await enter(gateway.socketUrl, agentId);
        assert.equal(line.agent.state, 'ready');
        await how(softphone);
        await until(`${agentId} to be not ready`, () => line.agent.state === 'notReady');
      }
    });
  });

  test('stays ready when it comes back in time', async () => {
    await withLink({ resumeWindowMs: 400 }, async (gateway) => {
      const line = await gateway.addAgent('anna');
      const other = await gateway.addAgent('bert');
      const first = await enter(gateway.socketUrl, 'anna');
      const gone = await enter(gateway.socketUrl, 'bert');
      await leave(first);
      await enter(gateway.socketUrl, 'anna', { resume: { session: first.welcome.session, seq: 0, commands: [] } });
      await leave(gone);
      await until('the one who left later to be not ready', () => other.agent.state === 'notReady');
      assert.equal(line.agent.state, 'ready');
    });
  });

  test('is made not ready with the reason that is configured, where one is wanted', async () => {
    await withLink({ goneReason: 'GONE' }, async (gateway) => {
      const line = createFakePhone({ reasons });
      await gateway.phoneSystem.add('anna', line);
      await leave(await enter(gateway.socketUrl, 'anna'));
      await until('anna to be not ready', () => line.agent.state === 'notReady');
      assert.equal(line.agent.reason, 'GONE');
    });
  });

  test('stays as it is when the phone system wants a reason and none is configured, and the log says so', async () => {
    await withLink({}, async (gateway) => {
      const line = createFakePhone({ reasons });
      await gateway.phoneSystem.add('anna', line);
      await leave(await enter(gateway.socketUrl, 'anna'));
      await until('the log', () => gateway.log.find((text) => text.includes('could not be made not ready') && text.includes('INVALID_ARGUMENT')));
      assert.equal(line.agent.state, 'ready');
    });
  });

  test('in a call is made not ready when the call is over and the next one could ring', async () => {
    await withLink({}, async (gateway) => {
      const line = await gateway.addAgent('anna');
      const { id } = line.script.ring({ number: '+46812345601' });
      await line.answer(id);
      line.script.agent({ state: 'busy' });
      await leave(await enter(gateway.socketUrl, 'anna'));
      await forgotten(gateway);
      assert.equal(line.agent.state, 'busy');
      line.script.farEndHangsUp(id);
      line.script.agent({ state: 'ready' });
      await until('anna to be not ready', () => line.agent.state === 'notReady');
      line.script.agent({ state: 'ready' });
      await gateway.metric('ringframe');
      assert.equal(line.agent.state, 'ready', 'made ready at a desk phone after that, it stays so');
    });
  });

  test('is made not ready when the phone system is back, if it was away', async () => {
    await withLink({}, async (gateway) => {
      const line = await gateway.addAgent('anna');
      const softphone = await enter(gateway.socketUrl, 'anna');
      gateway.phoneSystem.lose('gone');
      await leave(softphone);
      await forgotten(gateway);
      assert.equal(line.agent.state, 'ready');
      gateway.phoneSystem.restore();
      await until('anna to be not ready', () => line.agent.state === 'notReady');
    });
  });

  test('stays ready where the link is told so', async () => {
    await withLink({ whenGone: 'stay' }, async (gateway) => {
      const line = await gateway.addAgent('anna');
      await leave(await enter(gateway.socketUrl, 'anna'));
      await forgotten(gateway);
      assert.deepEqual([line.agent.state, gateway.phoneSystem.commands], ['ready', []]);
    });
  });
});
