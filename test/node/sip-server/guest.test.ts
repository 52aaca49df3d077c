import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SipServer, startSipServer } from '../../../demo/sip-server/sip-server.ts';
import { establish, invite, sendInDialog } from './call-scenario.ts';
import { type Client, connect, random } from './sip-client.ts';

const number = '+46812345678';

describe('the guest who stands for the telephone network', () => {
  let server: SipServer;
  let alice: Client;
  let customer: Client;
  beforeEach(async () => {
    server = await startSipServer({
      users: { alice: 'alice-secret', bob: 'bob-secret' },
      guests: { customer: { password: 'customer-secret', mayChooseCaller: true }, visitor: { password: 'visitor-secret' } },
    });
    alice = await connect(server.url, { user: 'alice' });
    customer = await connect(server.url, { user: 'customer' });
    await alice.register();
  });
  afterEach(() => server.close());

  it('calls from any number, which reaches the agent', async () => {
    const from = `"A Caller" <sip:${number}@carrier.example>;tag=${random()}`;
    const call = await establish(customer, alice, 'sip:alice@localhost', { from });
    assert.equal(call.incoming.get('From'), from);
    sendInDialog(call.callee, 'BYE');
    await customer.nextRequest('BYE');
  });

  it('never takes the name of a user or of another guest', async () => {
    for (const name of ['alice', 'bob', 'visitor', 'somebody']) {
      assert.equal((await customer.request('INVITE', 'sip:alice@localhost', { from: `<sip:${name}@localhost>;tag=${random()}` })).status, 403, name);
      assert.equal((await customer.request('REGISTER', 'sip:localhost', { to: `<sip:${name}@localhost>` })).status, 403, name);
    }
    assert.equal(
      alice.unread.some(({ method }) => method === 'INVITE'),
      false,
    );
  });

  it('gets calls to numbers that nobody has registered', async () => {
    assert.equal((await alice.request('INVITE', `sip:${number}@localhost`)).status, 480, 'nobody is there yet');
    await customer.register();
    await establish(alice, customer, `sip:${number}@localhost`);
  });

  it('may register a number, and then gets the calls to it', async () => {
    await customer.register();
    const own = await connect(server.url, { user: 'customer', fromUser: number });
    assert.equal((await own.register()).status, 200);
    assert.deepEqual(
      server.contacts(number).map(({ account }) => account),
      ['customer'],
    );
    await establish(alice, own, `sip:${number}@localhost`);
    assert.equal(
      customer.unread.some(({ method }) => method === 'INVITE'),
      false,
    );
  });

  it('a guest without the flag is a user like any other', async () => {
    const visitor = await connect(server.url, { user: 'visitor' });
    assert.equal((await visitor.register()).status, 200);
    assert.equal((await visitor.request('INVITE', 'sip:alice@localhost', { from: `<sip:${number}@localhost>;tag=1` })).status, 403);
    await establish(visitor, alice, 'sip:alice@localhost');
  });

  it('a user may hide its name, but not take another or another domain', async () => {
    const bob = await connect(server.url, { user: 'bob' });
    await invite(bob, 'sip:alice@localhost', { from: `"Anonymous" <sip:anonymous@anonymous.invalid>;tag=${random()}` });
    alice.respond(await alice.nextRequest('INVITE'), 486, 'Busy Here');
    await bob.nextResponse(486);
    for (const from of [`sip:${number}@localhost`, 'sip:bob@bank.example', 'sip:anonymous@localhost', 'tel:+46123', 'sip:localhost', 'mailto:bob']) {
      assert.equal((await bob.request('INVITE', 'sip:alice@localhost', { from: `<${from}>;tag=1` })).status, 403, from);
    }
  });
});
