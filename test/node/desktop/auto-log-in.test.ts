/** Row 43: who loads the page is logged in. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CtiError, type LogInRequest } from '../../../src/index.ts';
import { agentOptions } from '../link/call-center.ts';
import { until } from '../link-gateway/until.ts';
import { openDesk } from './open-desk.ts';

const loggedOut = { agents: [agentOptions('one', '101', { loggedIn: false, password: 'secret' }), agentOptions('two', '102')], afterLogIn: 'ready' as const };
const good: LogInRequest = { password: 'secret', workMode: 'manualIn' };

describe('logging in by itself', () => {
  test('row 43: page load, and the agent is logged in, with what was given', async () => {
    const desk = await openDesk({ logIn: good }, loggedOut);
    await desk.is('ready');
    assert.deepEqual([desk.desktop.agent.workMode, desk.desktop.logInProblem, desk.events('problem')], ['manualIn', undefined, []]);
  });

  test('row 43: with what is fetched, each time anew', async () => {
    let fetched = 0;
    const logIn = async () => {
      fetched++;
      return good;
    };
    const desk = await openDesk({ logIn }, loggedOut);
    await desk.is('ready');
    await desk.desktop.disconnect();
    assert.equal(desk.desktop.agent.state, 'loggedOut');
    // The phone system lets the agent go while the page is away.
    desk.simulator.atPhone('one', 'logOut', {});
    await desk.desktop.connect();
    await desk.is('ready');
    assert.equal(fetched, 2);
  });

  test('row 43: who is logged in already is left alone', async () => {
    let fetched = 0;
    const desk = await openDesk({
      logIn: () => {
        fetched++;
        return good;
      },
    });
    await desk.settled();
    assert.deepEqual([fetched, desk.desktop.agent.state, desk.events('problem')], [0, 'notReady', []]);
  });

  test('row 43: not again after the agent has logged out, here or at the desk phone, whatever becomes of the connection', async () => {
    for (const where of ['here', 'at the desk phone']) {
      const desk = await openDesk({ logIn: good }, loggedOut);
      await desk.is('ready');
      if (where === 'here') await desk.desktop.logOut();
      else desk.simulator.atPhone('one', 'logOut', {});
      await desk.is('loggedOut');
      desk.network.cut();
      await until('the connection to be lost', () => desk.desktop.status.state === 'reconnecting');
      desk.network.restore();
      await until('the connection to be back', () => desk.desktop.status.state === 'ready');
      await desk.settled();
      assert.equal(desk.desktop.agent.state, 'loggedOut', where);
    }
  });

  test('row 43: logged out by the phone system while the connection was lost, the agent is logged in again', async () => {
    const desk = await openDesk({ logIn: good }, loggedOut);
    await desk.is('ready');
    desk.network.cut();
    await until('the connection to be lost', () => desk.desktop.status.state === 'reconnecting');
    desk.simulator.atPhone('one', 'logOut', {});
    desk.network.restore();
    await until(
      'the agent to be logged out and in again',
      () =>
        desk
          .events('agent')
          .slice(-2)
          .map(({ state }) => state)
          .join() === 'loggedOut,ready',
    );
  });

  test('row 43: a password that is refused is told, and not tried again', async () => {
    const desk = await openDesk({ logIn: { password: 'wrong' } }, loggedOut);
    const { during, error } = await until('the problem', () => desk.events('problem')[0]);
    assert.deepEqual([during, error.code, desk.desktop.logInProblem?.code], ['logIn', 'UNAUTHORIZED', 'UNAUTHORIZED']);
    desk.network.cut();
    await until('the connection to be lost', () => desk.desktop.status.state === 'reconnecting');
    desk.network.restore();
    await until('the connection to be back', () => desk.desktop.status.state === 'ready');
    await desk.settled();
    assert.equal(desk.events('problem').length, 1);
    await desk.desktop.logIn(good);
    assert.equal(desk.desktop.logInProblem, undefined);
  });

  test('row 43: a phone system that refuses the agent for reasons of its own is not asked again', async () => {
    let fetch = (): void => {};
    const fetched = new Promise<LogInRequest>((resolve) => {
      fetch = () => resolve(good);
    });
    const desk = await openDesk({ logIn: () => fetched }, loggedOut);
    const { execute } = desk.simulator;
    let asked = 0;
    const refuse: typeof execute = async (agentId, command, ...rest) => {
      if (command !== 'logIn') return execute(agentId, command, ...rest);
      asked++;
      throw new CtiError('REFUSED', 'The agent is locked out.');
    };
    Object.assign(desk.simulator, { execute: refuse });
    fetch();
    await until('the problem', () => desk.desktop.logInProblem?.code === 'REFUSED');
    desk.network.cut();
    await until('the connection to be lost', () => desk.desktop.status.state === 'reconnecting');
    desk.network.restore();
    await until('the connection to be back', () => desk.desktop.status.state === 'ready');
    await desk.settled();
    assert.deepEqual([asked, desk.events('problem').length], [1, 1]);
  });

  test('row 43: credentials that cannot be fetched are told, and asked for again with the next connection', async () => {
    let fails = true;
    const logIn = async () => {
      if (fails) throw new CtiError('UNREACHABLE', 'no directory');
      return good;
    };
    const desk = await openDesk({ logIn }, loggedOut);
    await until('the problem', () => desk.desktop.logInProblem?.code === 'UNREACHABLE');
    fails = false;
    desk.network.cut();
    await until('the connection to be lost', () => desk.desktop.status.state === 'reconnecting');
    desk.network.restore();
    await desk.is('ready');
  });

  test('row 43: a phone whose agents do not log in is not asked to', async () => {
    const desk = await openDesk({ logIn: good }, { ...loggedOut, capabilities: ['answer', 'vendorCommand'] });
    await desk.settled();
    assert.deepEqual([desk.desktop.agent.state, desk.desktop.logInProblem, desk.events('problem')], ['loggedOut', undefined, []]);
  });
});
