import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type SipServer, startSipServer } from '../../../demo/sip-server/sip-server.ts';
import { cancel } from './call-scenario.ts';
import { type Client, connect, random } from './sip-client.ts';

describe('the proxy answers by itself', () => {
  let server: SipServer;
  let alice: Client;
  let bob: Client;
  before(async () => {
    server = await startSipServer({ users: { alice: 'alice-secret', bob: 'bob-secret', carol: 'carol-secret' } });
    alice = await connect(server.url, { user: 'alice' });
    bob = await connect(server.url, { user: 'bob' });
    for (const client of [alice, bob]) await client.register();
  });
  after(() => server.close());

  it('407 for each new request, without passing it on', async () => {
    for (const method of ['INVITE', 'MESSAGE', 'NOTIFY', 'REFER', 'SUBSCRIBE', 'OPTIONS', 'INFO']) {
      alice.send(method, 'sip:bob@localhost');
      await alice.nextResponse(407);
    }
    assert.deepEqual(bob.unread, []);
  });

  it('404 for nobody and for other hosts, 480 for a user who is not there', async () => {
    for (const [uri, status] of [
      ['sip:nobody@localhost', 404],
      ['sip:bob@elsewhere.example', 404],
      ['sip:+4612345@localhost', 404],
      ['tel:+46-123-45', 404],
      ['sip:carol@localhost', 480],
      ['sip:carol@ringframe.demo', 480],
      ['sip:carol@pbx.localhost:4104', 480],
    ] as const) {
      assert.equal((await alice.request('INVITE', uri)).status, status, uri);
    }
  });

  it('MESSAGE and NOTIFY outside a dialog are passed on', async () => {
    for (const method of ['MESSAGE', 'NOTIFY']) {
      const answered = alice.request(method, 'sip:bob@localhost', { headers: ['Event: message-summary'], body: 'you have mail' });
      const request = await bob.nextRequest(method);
      assert.deepEqual([request.body, request.uri], ['you have mail', bob.contact]);
      bob.respond(request, 200, 'OK');
      assert.equal((await answered).status, 200);
    }
  });

  it('408 when a device does not answer a request', async () => {
    const impatient = await startSipServer({ users: { alice: 'alice-secret' }, timers: { requestTimeoutMs: 100 } });
    const client = await connect(impatient.url, { user: 'alice' });
    await client.register();
    assert.equal((await client.request('MESSAGE', 'sip:alice@localhost')).status, 408);
    await client.nextRequest('MESSAGE');
    await impatient.close();
  });

  it('OPTIONS to the server says what it can', async () => {
    const answer = await alice.request('OPTIONS', 'sip:localhost');
    assert.equal(answer.status, 200);
    assert.match(answer.get('Allow'), /INVITE.*REFER/);
  });

  it('405 for what the server itself cannot do, 501 for what nobody knows', async () => {
    const wrong = await alice.request('SUBSCRIBE', 'sip:localhost');
    assert.deepEqual([wrong.status, wrong.get('Allow')], [405, 'OPTIONS, REGISTER']);
    assert.equal((await alice.request('DANCE', 'sip:bob@localhost')).status, 501);
  });

  it('420 for Proxy-Require, naming what it does not know', async () => {
    const answer = await alice.request('INVITE', 'sip:bob@localhost', { headers: ['Proxy-Require: time-travel, teleport'] });
    assert.deepEqual([answer.status, answer.get('Unsupported')], [420, 'time-travel, teleport']);
  });

  it('483 when the hops are used up', async () => {
    alice.sendRaw(
      alice
        .send('MESSAGE', 'sip:bob@localhost')
        .text.replace('Max-Forwards: 69', 'Max-Forwards: 0')
        .replace(/branch=\w+/, `branch=z9hG4bK${random()}`),
    );
    await alice.nextResponse(483);
  });

  it('482 when a request comes back unchanged', async () => {
    const sent = alice.request('MESSAGE', 'sip:bob@localhost');
    const request = await bob.nextRequest('MESSAGE');
    bob.sendRaw(request.text.replace('Via: ', `Via: SIP/2.0/WS loop.invalid;branch=z9hG4bK${random()}\r\nVia: `));
    await bob.nextResponse(482);
    bob.respond(request, 200, 'OK');
    assert.equal((await sent).status, 200);
  });

  it('481 for a CANCEL of nothing, and for a dialog it never saw', async () => {
    cancel(alice, alice.send('MESSAGE', 'sip:bob@localhost'));
    await alice.nextResponse(481, 'CANCEL');
    assert.equal((await alice.request('BYE', bob.contact, { to: '<sip:bob@localhost>;tag=1' })).status, 481);
  });

  it('400 for a request that is malformed but can be answered, and nothing for one that cannot', async () => {
    const { text } = alice.send('OPTIONS', 'sip:localhost');
    await alice.nextResponse(200, 'OPTIONS');
    alice.sendRaw(text.replace('Max-Forwards: 69', 'Max-Forwards: many'));
    alice.sendRaw(text.replace(/Via: .*\r\n/, 'Via: ;;,\r\n'));
    alice.sendRaw('hello');
    alice.sendRaw(text.replace('SIP/2.0\r\n', 'SIP/3.0\r\n'));
    // Answers keep their order, so after the 505 nothing of what went before is still to come.
    await alice.nextResponse(505);
    assert.equal((await alice.nextResponse(400)).get('To').includes(';tag='), true);
    assert.equal(alice.unread.filter(({ status }) => status === 400).length, 0);
  });

  it('a double line end is answered with a single one', async () => {
    const answer = new Promise((resolve) => alice.socket.once('message', (data) => resolve(data.toString())));
    alice.sendRaw('\r\n\r\n');
    assert.equal(await answer, '\r\n');
  });

  it('notes where a request came from', async () => {
    alice.send('OPTIONS', 'sip:localhost');
    const via = (await alice.nextResponse(200, 'OPTIONS')).get('Via');
    assert.match(via, /;rport=\d+/);
    assert.match(via, /;received=127\.0\.0\.1$/);
  });
});
