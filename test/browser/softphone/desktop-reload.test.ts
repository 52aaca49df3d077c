/** A softphone page is loaded again in mid call: what the CRM shows of the call until the phone is there again. */
import { expect } from 'chai';
import { attachPhone } from '../../../src/softphone/index.ts';
import { createFakePhone, type FakePhone } from '../../../src/testing/index.ts';
import { cleanUp } from '../bridge/pages.ts';
import { run, until } from '../bridge/remote-page.ts';
import { openDesk } from './desk.ts';
import { createNotingCrm } from './noting-crm.ts';

describe('after a reload of the softphone page', () => {
  afterEach(cleanUp);

  it('the CRM keeps a call until the new phone has said that it is lost', async () => {
    const { softphone, ...desk } = await openDesk();
    const id = await desk.ring('+46812345678');
    await desk.desk('answer', id);
    await until(() => softphone.calls[0]?.state === 'connected', 'the call is told');
    const heard: string[] = [];
    softphone.on('call', ({ event }) => heard.push(event));
    const before = (softphone.status as { session?: string }).session;
    await run(desk.page, 'reload');
    await until(() => softphone.status.state === 'ready' && softphone.status.session !== before, 'a new session');
    expect(softphone.calls.map((call) => call.id)).to.deep.equal([id]);
    expect(heard).to.deep.equal(['updated']);
    await desk.start();
    await until(() => !softphone.calls.length, 'it is lost');
    expect(heard).to.deep.equal(['updated', 'cleared']);
  });

  it('the phone is offered once it has told of the calls that it finds by connecting', async () => {
    const phone = createFakePhone();
    const connect = async (): Promise<void> => {
      await phone.connect();
      phone.script.ring({ number: '+46812345678' }, { callId: 'call-1' });
    };
    const finding: FakePhone = Object.assign(Object.create(phone), { connect });
    const { crm, noted } = createNotingCrm();
    const desktop = attachPhone(finding, crm);
    await until(() => noted.includes('serves commands'), 'it is offered');
    expect(noted).to.deep.equal(['delivered call-1', 'serves commands']);
    await desktop.dispose();
    expect(noted.at(-1)).to.equal('serves nothing');
  });

  it('a phone that cannot connect is offered all the same, and one that is not to connect at once', async () => {
    const unreachable = createNotingCrm();
    const first = attachPhone(createFakePhone({ server: 'unreachable' }), unreachable.crm);
    await until(() => unreachable.noted.length, 'it is offered');
    expect(unreachable.noted).to.deep.equal(['serves commands']);
    await first.dispose();
    const idle = createNotingCrm();
    const second = attachPhone(createFakePhone(), idle.crm, { connect: false });
    expect(idle.noted).to.deep.equal(['serves commands']);
    await second.dispose();
  });
});
