import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SipServer, type SipTimers, startSipServer } from '../../../demo/sip-server/sip-server.ts';
import { acknowledge, callerEnd, cancel, invite, sendInDialog } from './call-scenario.ts';
import { type Client, connect } from './sip-client.ts';

describe('a call to a user with several devices', () => {
  let server: SipServer;
  let alice: Client;
  let desk: Client;
  let mobile: Client;
  const start = async (timers: Partial<SipTimers> = {}) => {
    server = await startSipServer({ users: { alice: 'alice-secret', bob: 'bob-secret' }, timers });
    alice = await connect(server.url, { user: 'alice' });
    desk = await connect(server.url, { user: 'bob' });
    mobile = await connect(server.url, { user: 'bob' });
    for (const client of [alice, desk, mobile]) await client.register();
  };
  /** Another server, where waiting is over soon. */
  const restart = async (timers: Partial<SipTimers>) => {
    await server.close();
    await start(timers);
  };
  beforeEach(() => start());
  afterEach(() => server.close());

  /** Calls bob, and lets both devices ring. */
  const ring = async () => {
    const sent = await invite(alice, 'sip:bob@localhost');
    const [atDesk, atMobile] = [await desk.nextRequest('INVITE'), await mobile.nextRequest('INVITE')];
    desk.respond(atDesk, 180, 'Ringing');
    mobile.respond(atMobile, 180, 'Ringing');
    await alice.nextResponse(180);
    await alice.nextResponse(180);
    return { sent, atDesk, atMobile };
  };

  it('rings at each under its own contact, in branches of their own', async () => {
    const { atDesk, atMobile } = await ring();
    assert.deepEqual([atDesk.uri, atMobile.uri], [desk.contact, mobile.contact]);
    assert.notEqual(atDesk.get('Via'), atMobile.get('Via'));
    assert.notEqual(atDesk.get('Record-Route'), atMobile.get('Record-Route'));
  });

  it('answered at one, the other hears that it was answered elsewhere', async () => {
    const { atDesk, atMobile } = await ring();
    mobile.respond(atMobile, 200, 'OK');
    const ok = await alice.nextResponse(200);
    assert.match(ok.get('Contact'), new RegExp(mobile.contact));
    const cancelled = await desk.nextRequest('CANCEL');
    assert.equal(cancelled.get('Reason'), 'SIP;cause=200;text="Call completed elsewhere"');
    assert.equal(cancelled.get('Via'), atDesk.get('Via'));
    desk.respond(cancelled, 200, 'OK');
    desk.respond(atDesk, 487, 'Request Terminated');
    await desk.nextRequest('ACK');
    sendInDialog(callerEnd(alice, ok), 'ACK');
    await mobile.nextRequest('ACK');
    assert.deepEqual(
      [...alice.unread, ...desk.unread, ...mobile.unread].map(({ startLine }) => startLine),
      ['SIP/2.0 100 Trying'],
      'the 487 stays here',
    );
  });

  it('answered at both at once, the caller hears both', async () => {
    const { atDesk, atMobile } = await ring();
    desk.respond(atDesk, 200, 'OK', { tag: 'desk' });
    mobile.respond(atMobile, 200, 'OK', { tag: 'mobile' });
    const tags = [await alice.nextResponse(200), await alice.nextResponse(200)].map((ok) => ok.get('To').split('tag=')[1]);
    assert.deepEqual(tags.sort(), ['desk', 'mobile']);
  });

  it('rejected at one, it rings on at the other', async () => {
    const { sent, atDesk, atMobile } = await ring();
    desk.respond(atDesk, 486, 'Busy Here');
    await desk.nextRequest('ACK');
    assert.equal(
      alice.unread.some(({ status }) => status === 486),
      false,
    );
    mobile.respond(atMobile, 480, 'Temporarily Unavailable');
    acknowledge(alice, sent, await alice.nextResponse(486));
  });

  it('declined for all at one (603), it stops at the other, and the caller hears 603', async () => {
    const { sent, atDesk, atMobile } = await ring();
    desk.respond(atDesk, 603, 'Decline');
    const cancelled = await mobile.nextRequest('CANCEL');
    assert.match(cancelled.get('Reason'), /^SIP;cause=603/);
    mobile.respond(cancelled, 200, 'OK');
    mobile.respond(atMobile, 487, 'Request Terminated');
    acknowledge(alice, sent, await alice.nextResponse(603));
  });

  it('taken back by the caller, it stops at both, and the caller hears 487', async () => {
    const { sent, atDesk, atMobile } = await ring();
    cancel(alice, sent);
    await alice.nextResponse(200, 'CANCEL');
    for (const [client, incoming] of [
      [desk, atDesk],
      [mobile, atMobile],
    ] as const) {
      client.respond(await client.nextRequest('CANCEL'), 200, 'OK');
      client.respond(incoming, 487, 'Request Terminated');
    }
    await alice.nextResponse(487);
  });

  it('taken back before a device has said anything, the CANCEL follows its first sign of life (RFC 3261 §9.1)', async () => {
    const sent = await invite(alice, 'sip:bob@localhost');
    const incoming = [await desk.nextRequest('INVITE'), await mobile.nextRequest('INVITE')];
    cancel(alice, sent);
    await alice.nextResponse(200, 'CANCEL');
    assert.deepEqual([...desk.unread, ...mobile.unread], []);
    for (const [index, client] of [desk, mobile].entries()) {
      client.respond(incoming[index]!, 180, 'Ringing');
      await client.nextRequest('CANCEL');
      client.respond(incoming[index]!, 487, 'Request Terminated');
    }
    await alice.nextResponse(487);
  });

  it('one device disappears while it rings: the other rings on, and the loss of both is 480', async () => {
    const { atMobile } = await ring();
    desk.socket.terminate();
    mobile.respond(atMobile, 183, 'Session Progress');
    await alice.nextResponse(183);
    mobile.socket.terminate();
    await alice.nextResponse(480);
  });

  it('the caller disappears: the devices stop ringing', async () => {
    await ring();
    alice.socket.terminate();
    await desk.nextRequest('CANCEL');
    await mobile.nextRequest('CANCEL');
  });

  it('rings for a limited time: CANCEL to the devices, 408 to the caller', async () => {
    await restart({ ringTimeoutMs: 300 });
    const { sent } = await ring();
    await desk.nextRequest('CANCEL');
    await mobile.nextRequest('CANCEL');
    acknowledge(alice, sent, await alice.nextResponse(408));
  });

  it('devices that say nothing at all: 408', async () => {
    await restart({ requestTimeoutMs: 100 });
    const sent = await invite(alice, 'sip:bob@localhost');
    acknowledge(alice, sent, await alice.nextResponse(408));
  });

  it('a device that ignores the CANCEL does not hold up the caller', async () => {
    await restart({ requestTimeoutMs: 600 });
    const { sent } = await ring();
    cancel(alice, sent);
    await alice.nextResponse(487);
  });

  it('a busy device counts for more than one that was lost', async () => {
    const { atMobile } = await ring();
    desk.socket.terminate();
    mobile.respond(atMobile, 486, 'Busy Here');
    await alice.nextResponse(486);
  });

  it('a repeated INVITE does not ring twice, and gets the last answer again', async () => {
    const { sent, atMobile } = await ring();
    alice.sendRaw(sent.text);
    await alice.nextResponse(180);
    mobile.respond(atMobile, 486, 'Busy Here');
    await mobile.nextRequest('ACK');
    assert.deepEqual(mobile.unread, []);
  });

  it('a repeated 200 is passed on again', async () => {
    const { atMobile } = await ring();
    mobile.respond(atMobile, 200, 'OK', { tag: 'same' });
    await alice.nextResponse(200);
    mobile.respond(atMobile, 200, 'OK', { tag: 'same' });
    await alice.nextResponse(200);
  });
});
