import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SipServer, startSipServer } from '../../../demo/sip-server/sip-server.ts';
import { branchOf, callerEnd, type DialogEnd, establish, invite, sendInDialog } from './call-scenario.ts';
import { type Client, connect, random, tagOf } from './sip-client.ts';
import { until } from './until.ts';

const users = { alice: 'alice-secret', bob: 'bob-secret', carol: 'carol-secret' };

describe('in a dialog', () => {
  let server: SipServer;
  let alice: Client;
  let bob: Client;
  let carol: Client;
  beforeEach(async () => {
    server = await startSipServer({ users });
    [alice, bob, carol] = await Promise.all([
      connect(server.url, { user: 'alice' }),
      connect(server.url, { user: 'bob' }),
      connect(server.url, { user: 'carol' }),
    ]);
    for (const client of [alice, bob, carol]) await client.register();
  });
  afterEach(() => server.close());

  const bothWays = async (call: { caller: DialogEnd; callee: DialogEnd }, check: (from: DialogEnd, to: Client) => Promise<void>) => {
    await check(call.caller, call.callee.client);
    await check(call.callee, call.caller.client);
  };

  for (const method of ['UPDATE', 'INFO', 'REFER', 'NOTIFY', 'MESSAGE', 'OPTIONS', 'BYE']) {
    it(`${method} reaches the other end, both ways, with its body and no route left`, async () => {
      const call = await establish(alice, bob, 'sip:bob@localhost');
      await bothWays(call, async (from, to) => {
        sendInDialog(from, method, { headers: ['Content-Type: text/plain', 'Refer-To: <sip:carol@localhost>'], body: `a ${method}` });
        const request = await to.nextRequest(method);
        assert.deepEqual([request.uri, request.body, request.all('Route'), request.get('Refer-To')], [to.contact, `a ${method}`, [], '<sip:carol@localhost>']);
        to.respond(request, 202, 'Accepted');
        await from.client.nextResponse(202, method);
      });
    });
  }

  it('a re-INVITE is answered and acknowledged, both ways', async () => {
    const call = await establish(alice, bob, 'sip:bob@localhost');
    await bothWays(call, async (from, to) => {
      sendInDialog(from, 'INVITE', { body: 'hold' });
      const request = await to.nextRequest('INVITE');
      assert.equal(request.body, 'hold');
      to.respond(request, 200, 'OK');
      await from.client.nextResponse(200, 'INVITE');
      sendInDialog(from, 'ACK');
      await to.nextRequest('ACK');
    });
  });

  it('a refused re-INVITE leaves the call as it was, and its ACK ends here although it has a route', async () => {
    const call = await establish(alice, bob, 'sip:bob@localhost');
    const reinvite = sendInDialog(call.caller, 'INVITE');
    bob.respond(await bob.nextRequest('INVITE'), 488, 'Not Acceptable Here');
    await alice.nextResponse(488);
    await bob.nextRequest('ACK');
    sendInDialog(call.caller, 'ACK', { branch: branchOf(reinvite) });
    sendInDialog(call.caller, 'INFO');
    bob.respond(await bob.nextRequest('INFO'), 200, 'OK');
    await alice.nextResponse(200, 'INFO');
    assert.deepEqual(bob.unread, []);
  });

  it('reaches the device that answered, not the others of the same user', async () => {
    const mobile = await connect(server.url, { user: 'bob' });
    await mobile.register();
    await invite(alice, 'sip:bob@localhost');
    mobile.respond(await mobile.nextRequest('INVITE'), 200, 'OK');
    const end = callerEnd(alice, await alice.nextResponse(200));
    sendInDialog(end, 'BYE');
    await mobile.nextRequest('BYE');
    assert.equal(
      bob.unread.some(({ method }) => method === 'BYE'),
      false,
    );
  });

  it('blind transfer: REFER, the new call, the NOTIFY, all through here', async () => {
    const call = await establish(alice, bob, 'sip:bob@localhost');
    sendInDialog(call.callee, 'REFER', { headers: ['Refer-To: <sip:carol@localhost>'] });
    const refer = await alice.nextRequest('REFER');
    alice.respond(refer, 202, 'Accepted');
    await bob.nextResponse(202);
    await establish(alice, carol, 'sip:carol@localhost');
    sendInDialog(call.caller, 'NOTIFY', { headers: ['Event: refer', 'Subscription-State: terminated'], body: 'SIP/2.0 200 OK' });
    assert.equal((await bob.nextRequest('NOTIFY')).body, 'SIP/2.0 200 OK');
  });

  it('attended transfer: INVITE with Replaces reaches the user, a device by its contact, and one with ;alias=', async () => {
    for (const uri of ['sip:carol@localhost', carol.contact, `${carol.contact};alias=127.0.0.1~1~5`]) {
      const replaces = `${random()};to-tag=1;from-tag=2`;
      await invite(alice, uri, { headers: [`Replaces: ${replaces}`, 'Require: replaces', 'Referred-By: <sip:bob@localhost>'] });
      const incoming = await carol.nextRequest('INVITE');
      assert.deepEqual([incoming.get('Replaces'), incoming.get('Referred-By')], [replaces, '<sip:bob@localhost>']);
      carol.respond(incoming, 200, 'OK');
      const end = callerEnd(alice, await alice.nextResponse(200, 'INVITE'));
      sendInDialog(end, 'ACK');
      await carol.nextRequest('ACK');
    }
  });

  it('a device that has come back on a new socket is found by its contact, and may go on with its call', async () => {
    const call = await establish(alice, bob, 'sip:bob@localhost');
    bob.socket.terminate();
    await until(() => server.contacts('bob').length === 0);
    sendInDialog(call.caller, 'INFO');
    await alice.nextResponse(480);
    const back = await connect(server.url, { user: 'bob', contact: bob.contact });
    await back.register();
    sendInDialog(call.caller, 'INFO');
    back.respond(await back.nextRequest('INFO'), 200, 'OK');
    await alice.nextResponse(200, 'INFO');
    sendInDialog(call.callee, 'BYE', { client: back });
    alice.respond(await alice.nextRequest('BYE'), 200, 'OK');
    await back.nextResponse(200, 'BYE');
  });

  it('calls go on after the server was killed and started again on its port', async () => {
    const call = await establish(alice, bob, 'sip:bob@localhost');
    await server.kill();
    await until(() => alice.socket.readyState === alice.socket.CLOSED && bob.socket.readyState === bob.socket.CLOSED);
    await assert.rejects(connect(server.url, { user: 'alice' }));
    server = await startSipServer({ users, port: server.port });
    const again = [
      await connect(server.url, { user: 'alice', contact: alice.contact }),
      await connect(server.url, { user: 'bob', contact: bob.contact }),
    ] as const;
    for (const client of again) assert.equal((await client.register()).status, 200);
    sendInDialog(call.caller, 'BYE', { client: again[0] });
    again[1].respond(await again[1].nextRequest('BYE'), 200, 'OK');
    await again[0].nextResponse(200, 'BYE');
  });

  it('drop cuts the sockets of one user only', async () => {
    assert.equal(server.drop('bob'), 1);
    await until(() => bob.socket.readyState === bob.socket.CLOSED);
    assert.deepEqual(server.contacts('bob'), []);
    assert.equal((await alice.register()).status, 200);
    assert.equal(server.drop(), 2);
  });

  it('a provisional answer makes a dialog too: PRACK and UPDATE before the call is answered', async () => {
    await invite(alice, 'sip:bob@localhost');
    const incoming = await bob.nextRequest('INVITE');
    bob.respond(incoming, 183, 'Session Progress', { tag: 'early' });
    const early = callerEnd(alice, await alice.nextResponse(183));
    assert.equal(tagOf(early.to), 'early');
    sendInDialog(early, 'PRACK');
    bob.respond(await bob.nextRequest('PRACK'), 200, 'OK');
    await alice.nextResponse(200, 'PRACK');
  });
});
