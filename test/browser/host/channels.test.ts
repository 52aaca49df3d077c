/** Messages between the softphone and the CRM’s own code, by channel (protocol §8.14). */
import { expect } from 'chai';
import { cleanUp } from '../bridge/pages.ts';
import { aWhile, codeOf, run, until } from '../bridge/remote-page.ts';
import { mountReady, receivedBy } from './ready-softphone.ts';

describe('channels', () => {
  afterEach(cleanUp);

  it('carry messages both ways, to those who listen only', async () => {
    const { ask, softphone } = await mountReady({});
    const heard: unknown[] = [];
    const stop = softphone.subscribe('orders', (message) => heard.push(message));
    await ask('publish', 'orders', { id: 17 });
    await ask('publish', 'other', 1);
    stop();
    await ask('publish', 'orders', 'late');
    expect(heard).to.deep.equal([{ id: 17 }]);

    softphone.publish('orders', 'before');
    await run(softphone.frame, 'listenTo', 'orders');
    softphone.publish('orders', ['now', null, 1.5]);
    softphone.publish('other', 'x');
    // Events and calls overtake each other (§5.3).
    await until(async () => (await receivedBy(softphone)).length === 1, 'the first message has come');
    await run(softphone.frame, 'listenTo', 'orders');
    softphone.publish('orders', 'twice');
    await until(async () => (await receivedBy(softphone)).length >= 3, 'all messages have come');
    await run(softphone.frame, 'stopListeningTo', 'orders');
    softphone.publish('orders', 'once');
    await until(async () => (await receivedBy(softphone)).length >= 4, 'the message has come');
    await run(softphone.frame, 'stopListeningTo', 'orders');
    softphone.publish('orders', 'never');
    await aWhile();
    expect((await receivedBy(softphone)).map(({ message }) => message)).to.deep.equal([['now', null, 1.5], 'twice', 'twice', 'once']);
  });

  it('are listened to again after the CRM has lost the softphone', async () => {
    const { softphone } = await mountReady({});
    await run(softphone.frame, 'listenTo', 'orders');
    const sessions = new Set<string>();
    softphone.on('status', (status) => {
      if (status.state === 'ready') sessions.add(status.session);
    });
    await run(softphone.frame, 'leaveAndComeBack');
    await until(() => sessions.size === 2, 'a second session');
    await until(async () => {
      softphone.publish('orders', 'back');
      return (await receivedBy(softphone)).some(({ message }) => message === 'back');
    }, 'messages come again');
  });

  it('may have any name', async () => {
    const { ask, softphone } = await mountReady({});
    const heard: unknown[] = [];
    for (const name of ['constructor', 'toString', '__proto__']) {
      const stop = softphone.subscribe(name, (message) => heard.push(message));
      await run(softphone.frame, 'listenTo', name);
      softphone.publish(name, `to ${name}`);
      await ask('publish', name, `from ${name}`);
      stop();
    }
    expect(heard).to.deep.equal(['from constructor', 'from toString', 'from __proto__']);
    await until(async () => (await receivedBy(softphone)).length >= 3, 'all messages have come');
    expect((await receivedBy(softphone)).map(({ message }) => message)).to.deep.equal(['to constructor', 'to toString', 'to __proto__']);
  });

  it('take plain data only', async () => {
    const { ask } = await mountReady({});
    expect(await codeOf(ask('publish', 'orders', new Date()))).to.equal('INVALID_ARGUMENT');
    expect(await codeOf(ask('publish', '', 1))).to.equal('INVALID_ARGUMENT');
  });
});
