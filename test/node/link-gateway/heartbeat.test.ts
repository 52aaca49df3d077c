import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { type LinkPhone, type LinkStatus, linkPhone } from '../../../src/phone/link/index.ts';
import { type Cuttable, createCuttable } from './cuttable.ts';
import { enter } from './raw-softphone.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

let gateway: TestGateway;
let network: Cuttable;
let phone: LinkPhone;
let tokens = 0;
let statuses: string[];
let links: LinkStatus[];
let lifeSeconds = 600;

before(async () => {
  gateway = await startGateway({ heartbeatMs: 200 });
  for (const agentId of ['anna', 'bert', 'carl']) await gateway.addAgent(agentId);
});
after(() => gateway.link.stop());
beforeEach(async () => {
  network = await createCuttable(gateway.link.port);
  tokens = 0;
  lifeSeconds = 600;
  [statuses, links] = [[], []];
  const token = () => {
    tokens += 1;
    return signToken('anna', { expiresIn: lifeSeconds });
  };
  phone = linkPhone({ url: `ws://127.0.0.1:${network.port}/softphone`, token, reconnect: () => 20, WebSocket });
  phone.on('status', ({ state }) => statuses.push(state));
  phone.onLinkStatus((status) => links.push(status));
});
afterEach(async () => {
  await phone.dispose();
  await network.close();
});

describe('a connection', () => {
  test('that is half open is noticed by the softphone after three heartbeats, and made anew', async () => {
    await phone.connect();
    network.freeze();
    await until('the loss to be noticed', () => phone.status.state === 'reconnecting', 2_000);
    assert.match(phone.status.state === 'reconnecting' ? (phone.status.error?.message ?? '') : '', /three heartbeats/);
    await until('the phone to be back', () => phone.status.state === 'ready');
  });

  test('whose softphone says nothing is closed by the gateway, and can be resumed', async () => {
    const dumb = await enter(gateway.socketUrl, 'bert');
    await until('the end', () => dumb.heard.some((message) => message.type === 'ended' && message.reason === 'silent'), 2_000);
    const back = await enter(gateway.socketUrl, 'bert', { resume: { session: dumb.welcome.session, seq: 0, commands: [] } });
    assert.equal(back.welcome.resumed, true);
    back.socket.close();
  });

  test('that stands is heard again and again, and nobody is told anything', async () => {
    await phone.connect();
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.deepEqual(statuses, ['connecting', 'ready']);
  });
});

describe('a token', () => {
  test('that is about to expire is asked for anew, and the session goes on without a break', async () => {
    lifeSeconds = 20;
    await phone.connect();
    lifeSeconds = 600;
    await until('a second token', () => tokens >= 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(tokens, 2, 'one fresh token is enough');
    assert.deepEqual(statuses, ['connecting', 'ready']);
  });

  test('that expires makes the phone fail, and say so', async () => {
    // within the tolerance for clocks when it is shown, and out of it a moment later
    const dying = linkPhone({ url: gateway.socketUrl, token: await signToken('carl', { expiresIn: -28 }), WebSocket });
    await dying.connect();
    const { status } = await until('the end', () => dying.status.state === 'failed' && dying);
    assert.ok(status.state === 'failed' && status.error.code === 'UNAUTHORIZED');
    assert.match(status.error.message, /expired/);
    await dying.dispose();
  });

  test('that is not renewed ends the session, however alive the softphone is', async () => {
    const alive = await enter(gateway.socketUrl, 'carl', { expiresIn: -28 });
    alive.socket.on('message', () => alive.send({ type: 'ack', seq: 0 }));
    const ended = await until('the end', () => alive.heard.find((message) => message.type === 'ended'));
    assert.deepEqual([ended.reason, /expired/.test(ended.message)], ['unauthorized', true]);
  });

  test('that cannot be fetched is tried again, unless it was refused', async () => {
    let refuse: Error | undefined = new Error('the CRM is away');
    const other = linkPhone({
      url: gateway.socketUrl,
      token: () => (refuse ? Promise.reject(refuse) : signToken('anna')),
      reconnect: () => 20,
      WebSocket,
    });
    await assert.rejects(other.connect(), { code: 'UNREACHABLE' });
    refuse = undefined;
    await until('the phone to be ready', () => other.status.state === 'ready');
    await other.dispose();
  });

  test('that is none, as of a server which says nothing, is one that could not be fetched', async () => {
    for (const none of ['', undefined, { token: 'x' }, 'x'.repeat(10_000)]) {
      let given: unknown = none;
      const other = linkPhone({ url: gateway.socketUrl, token: () => (given === none ? (none as string) : signToken('anna')), reconnect: () => 20, WebSocket });
      await assert.rejects(other.connect(), { code: 'UNREACHABLE', message: /^No token could be fetched/ });
      given = 'a good one';
      await until('the phone to be ready', () => other.status.state === 'ready');
      await other.dispose();
    }
  });
});

describe('the link’s status', () => {
  // With heartbeats as they are: on a busy machine a tenth of a second is missed, and that is a status too.
  let hasty: TestGateway;
  before(async () => {
    hasty = gateway;
    gateway = await startGateway();
    await gateway.addAgent('anna');
  });
  after(async () => {
    await gateway.link.stop();
    gateway = hasty;
  });

  test('goes by the names an administrator knows, each with its reason', async () => {
    assert.deepEqual(phone.linkStatus, { state: 'stopped' });
    await phone.connect();
    gateway.phoneSystem.lose('the CTI server does not answer');
    await until('lost', () => phone.linkStatus.state === 'phoneSystemLost');
    gateway.phoneSystem.restore();
    await until('connected', () => phone.linkStatus.state === 'connected');
    network.cut();
    await until('unreachable', () => phone.linkStatus.state === 'unreachable');
    network.restore();
    await until('connected', () => phone.linkStatus.state === 'connected');
    const thief = await enter(gateway.socketUrl, 'anna');
    await until('disabled', () => phone.linkStatus.state === 'disabled');
    thief.socket.close();
    await phone.disconnect();
    const names = links.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1]);
    assert.deepEqual(names, ['connecting', 'connected', 'phoneSystemLost', 'connected', 'reconnecting', 'unreachable', 'connected', 'disabled', 'stopped']);
    for (const status of links) if ('reason' in status) assert.notEqual(status.reason, '', status.state);
    assert.ok(links.some((status) => status.state === 'phoneSystemLost' && status.reason === 'the CTI server does not answer'));
  });
});
