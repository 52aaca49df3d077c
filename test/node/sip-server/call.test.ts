import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SipServer, type SipServerEvent, startSipServer } from '../../../demo/sip-server/sip-server.ts';
import { acknowledge, cancel, establish, invite, sendInDialog } from './call-scenario.ts';
import { type Client, connect } from './sip-client.ts';

describe('a call through the demo SIP server', () => {
  let server: SipServer;
  let events: SipServerEvent[];
  let alice: Client;
  let bob: Client;
  beforeEach(async () => {
    events = [];
    server = await startSipServer({ users: { alice: 'alice-secret', bob: 'bob-secret' }, onEvent: (event) => events.push(event) });
    alice = await connect(server.url, { user: 'alice' });
    bob = await connect(server.url, { user: 'bob' });
    assert.equal((await alice.register()).status, 200);
    assert.equal((await bob.register()).status, 200);
  });
  afterEach(() => server.close());

  it('is set up, acknowledged and ended by the caller', async () => {
    const call = await establish(alice, bob, 'sip:bob@localhost', { body: 'offer' });
    assert.equal(call.incoming.body, 'offer');
    assert.equal(call.incoming.get('Max-Forwards'), '68');
    assert.equal(call.incoming.get('Proxy-Authorization'), '');
    sendInDialog(call.caller, 'BYE');
    bob.respond(await bob.nextRequest('BYE'), 200, 'OK');
    await alice.nextResponse(200, 'BYE');
    assert.deepEqual(
      events.filter(({ type }) => type.startsWith('call')),
      [
        { type: 'callStarted', callId: call.caller.callId },
        { type: 'callEnded', callId: call.caller.callId },
      ],
    );
  });

  it('is ended by the callee', async () => {
    const call = await establish(alice, bob, 'sip:bob@localhost');
    sendInDialog(call.callee, 'BYE');
    alice.respond(await alice.nextRequest('BYE'), 200, 'OK');
    await bob.nextResponse(200, 'BYE');
  });

  it('is cancelled while it rings, hop by hop', async () => {
    const sent = await invite(alice, 'sip:bob@localhost');
    const incoming = await bob.nextRequest('INVITE');
    bob.respond(incoming, 180, 'Ringing');
    await alice.nextResponse(180);
    cancel(alice, sent, ['Reason: SIP;cause=487']);
    await alice.nextResponse(200, 'CANCEL');
    const cancelled = await bob.nextRequest('CANCEL');
    assert.equal(cancelled.get('Via'), incoming.get('Via'));
    assert.equal(cancelled.get('Reason'), 'SIP;cause=487');
    bob.respond(cancelled, 200, 'OK');
    bob.respond(incoming, 487, 'Request Terminated');
    const final = await alice.nextResponse(487);
    acknowledge(alice, sent, final);
    assert.equal((await bob.nextRequest('ACK')).get('Via'), incoming.get('Via'));
  });

  it('is rejected: 486 and 603 reach the caller, and the ACK ends at the server', async () => {
    for (const status of [486, 603]) {
      const sent = await invite(alice, 'sip:bob@localhost');
      bob.respond(await bob.nextRequest('INVITE'), status, 'No');
      acknowledge(alice, sent, await alice.nextResponse(status));
      await bob.nextRequest('ACK');
      assert.deepEqual(bob.unread, []);
    }
  });
});
