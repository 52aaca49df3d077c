/** Closing a session ends its call, unless the CRM or the phone will not have it. */
import { expect } from 'chai';
import { CtiError } from '../../../src/index.ts';
import { cleanUp } from '../bridge/pages.ts';
import { codeOf, errorOf, until } from '../bridge/remote-page.ts';
import { openSessionDesk, sessionOf } from './session-desk.ts';

const caller = '+46811111111';

const open = async (options: Parameters<typeof openSessionDesk>[0] = {}) => {
  const desk = await openSessionDesk(options);
  const callId = await desk.ring(caller);
  const { id } = await sessionOf(desk.softphone, callId);
  await desk.desk('answer', callId);
  await until(() => desk.softphone.calls.find((call) => call.id === callId)?.state === 'connected', 'the CRM hears of the answer');
  return { ...desk, callId, id, sessions: desk.softphone.sessions };
};

const hungUp = async ({ requests }: { requests: () => Promise<{ command: string; callId?: string }[]> }) =>
  (await requests()).flatMap(({ command, callId }) => (command === 'hangUp' ? [callId] : []));

describe('row 58: closing a session', () => {
  afterEach(cleanUp);

  it('row 58: asks the CRM, then hangs up its call', async () => {
    const asked: string[] = [];
    const desk = await open({
      crm: {
        beforeSessionClose: ({ name, callActive }, { session }) => {
          asked.push(`${name} ${callActive} ${session?.id}`);
        },
      },
    });
    expect(await desk.sessions.close(desk.id)).to.equal(true);
    expect(asked).to.deep.equal([`${caller} true ${desk.id}`]);
    expect(await hungUp(desk)).to.deep.equal([desk.callId]);
    expect(desk.sessions.list).to.deep.equal([]);
    await until(() => desk.softphone.calls.length === 0, 'the call is over');
    expect(await desk.sessions.close(desk.id), 'closed already').to.equal(true);
  });

  it('row 58: stays with its call when the CRM refuses', async () => {
    let answer: () => boolean = () => false;
    const desk = await open({ crm: { beforeSessionClose: () => answer() } });
    expect(await desk.sessions.close(desk.id)).to.equal(false);
    answer = () => {
      throw new CtiError('INVALID_STATE', 'Save the order first.');
    };
    expect((await errorOf(desk.sessions.close(desk.id))).message).to.equal('Save the order first.');
    answer = () => {
      throw new TypeError('secret');
    };
    const failure = await errorOf(desk.sessions.close(desk.id));
    expect([failure.code, failure.message.includes('secret')]).to.deep.equal(['HANDLER_FAILED', false]);
    expect(await hungUp(desk)).to.deep.equal([]);
    expect([desk.sessions.list.length, desk.softphone.calls[0]?.state]).to.deep.equal([1, 'connected']);
  });

  it('row 58: ends a consultation about the call too, and no other call', async () => {
    const desk = await open();
    const other = await desk.ring('+46822222222');
    await sessionOf(desk.softphone, other);
    await desk.desk('consult', desk.callId, '204');
    const consultation = await until(() => desk.softphone.calls.find(({ consultationFor }) => consultationFor === desk.callId), 'there is a consultation');
    expect(await desk.sessions.close(desk.id)).to.equal(true);
    expect(await hungUp(desk)).to.deep.equal([consultation.id, desk.callId]);
    await until(() => desk.softphone.calls.length === 1, 'both are over');
    expect([desk.softphone.calls[0]?.id, desk.sessions.list[0]?.callId]).to.deep.equal([other, other]);
  });

  it('row 58: stays when the call cannot be hung up, and says why', async () => {
    const desk = await open();
    await desk.script('refuseNext', 'hangUp', 'REFUSED');
    expect(await codeOf(desk.sessions.close(desk.id))).to.equal('REFUSED');
    expect([desk.sessions.focused?.id, desk.softphone.calls[0]?.state]).to.deep.equal([desk.id, 'connected']);
    expect(await desk.sessions.close(desk.id)).to.equal(true);
  });

  it('is asked about once, however often it is clicked', async () => {
    let asked = 0;
    const desk = await open({
      crm: {
        beforeSessionClose: async () => {
          asked += 1;
          await Promise.resolve();
        },
      },
    });
    expect(await Promise.all([desk.sessions.close(desk.id), desk.sessions.close(desk.id)])).to.deep.equal([true, true]);
    expect([asked, (await hungUp(desk)).length]).to.deep.equal([1, 1]);
  });

  it('of a phone that leaves calls alone only closes it', async () => {
    const desk = await openSessionDesk({ start: { phone: { capabilities: [] } } });
    const { id } = await sessionOf(desk.softphone, await desk.ring(caller));
    expect(await desk.softphone.sessions.close(id)).to.equal(true);
    expect([desk.softphone.sessions.list.length, desk.softphone.calls.length]).to.deep.equal([0, 1]);
  });
});
