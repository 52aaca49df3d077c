/** The call bar on the real desktop manager while the CRM is asked, before a call is handed on. */
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { CtiError } from '../../../src/protocol/error.ts';
import type { CrmConnection } from '../../../src/softphone/crm-connection.ts';
import { attachPhone } from '../../../src/softphone/index.ts';
import { createFakePhone } from '../../../src/testing/index.ts';
import { action, actions, all, clearPage, click, focused, mount, one, settle, textOf, type, until } from './control-page.ts';

/** A CRM that asks its user, who is the test. */
const askingCrm = () => {
  let decide: ((cancelled: boolean) => void) | undefined;
  const granted = ['prepareTransfer'];
  const crm: Partial<CrmConnection> = {
    status: { state: 'ready', session: 's', grants: granted },
    grants: (name) => granted.includes(name),
    prepareTransfer: (_request, { signal } = {}) =>
      new Promise((resolve, reject) => {
        const refuse = () => reject(new CtiError('ABORTED', 'cancelled'));
        signal?.addEventListener('abort', () => {
          decide = undefined;
          refuse();
        });
        decide = (cancelled) => (cancelled ? refuse() : resolve({}));
      }),
    enableClickToDial: async () => {},
    disableClickToDial: async () => {},
    serve: () => {},
    publishCall: () => {},
    publishAgent: () => {},
    requestPanel: () => {},
    on: () => () => {},
  };
  return { crm: crm as CrmConnection, asks: () => decide !== undefined, answer: (as: 'OK' | 'Cancel') => decide?.(as === 'Cancel') };
};

const talking = async () => {
  const phone = createFakePhone();
  const asking = askingCrm();
  const desktop = attachPhone(phone, asking.crm, { log: false });
  const bar = await mount('ringframe-call-bar', undefined, { desktop });
  await until('the phone is ready', () => phone.status.state === 'ready');
  const { id } = phone.script.ring({ number: '08-123 456 78' });
  await desktop.answer(id);
  await settle();
  const transfer = async () => {
    await click(bar, 'transfer');
    await type(one<HTMLInputElement>(bar, '.panel input'), '204');
    await click(bar, 'blindTransfer');
    await until('the CRM is asked', asking.asks);
    await settle();
  };
  return { phone, desktop, bar, id, transfer, ...asking, notices: () => all(bar, '[data-notice=preparing]').map((notice) => textOf(notice)) };
};

const waiting = 'Waiting for the CRM, which may ask you about unsaved work.';

describe('the call bar while the CRM is asked', () => {
  afterEach(clearPage);

  it('row 50: says that it waits, and the agent can take the transfer back', async () => {
    const { phone, desktop, bar, transfer, notices, asks } = await talking();
    expect(notices()).to.deep.equal([]);
    await transfer();
    expect(notices()).to.deep.equal([waiting]);
    expect(one(bar, '[data-notice=preparing]').closest('[role=status]'), 'it is read out').to.not.equal(null);
    expect(action(bar, 'blindTransfer').ariaBusy).to.equal('true');

    action(bar, 'stopPreparing').focus();
    await click(bar, 'stopPreparing');
    expect([asks(), notices(), actions(bar).includes('stopPreparing')]).to.deep.equal([false, [], false]);
    expect(focused(), 'the focus stays with the transfer').to.equal(action(bar, 'blindTransfer'));
    expect(one<HTMLInputElement>(bar, '.panel input').value).to.equal('204');
    expect(textOf(one(bar, '[role=alert]'))).to.contain('Cancelled.');
    expect(phone.script.requests.map(({ command }) => command)).to.not.include('blindTransfer');
    await desktop.dispose();
  });

  it('row 50: by keyboard: Escape takes it back, and closes the panel only then', async () => {
    const { desktop, bar, transfer, asks } = await talking();
    await transfer();
    one(bar, '.panel input').focus();
    await sendKeys({ press: 'Escape' });
    await settle();
    expect([asks(), all(bar, '.panel').length]).to.deep.equal([false, 1]);
    await sendKeys({ press: 'Escape' });
    await settle();
    expect(all(bar, '.panel')).to.have.lengthOf(0);
    await desktop.dispose();
  });

  it('row 50: hands the call on when the CRM says so', async () => {
    const { desktop, bar, transfer, answer } = await talking();
    await transfer();
    answer('OK');
    await until('the call is gone', () => all(bar, '.card').length === 0);
    expect(desktop.calls).to.deep.equal([]);
    await desktop.dispose();
  });

  it('row 50: waits with a consultation too, without a panel', async () => {
    const { phone, desktop, bar, id, notices, asks, answer } = await talking();
    const consultation = await desktop.consult(id, '204');
    phone.script.farEndAnswers(consultation.id);
    await settle();
    const card = () => one(bar, `[data-call='${id}']`);
    card().querySelector<HTMLElement>('[data-action=completeTransfer]')?.click();
    await until('the CRM is asked', asks);
    await settle();
    expect(notices()).to.deep.equal([waiting]);
    answer('Cancel');
    await until('it waits no more', () => notices().length === 0);
    expect(desktop.calls.map(({ state }) => state)).to.deep.equal(['held', 'connected']);
    card().querySelector<HTMLElement>('[data-action=conference]')?.click();
    await until('the CRM is asked', asks);
    await settle();
    card().querySelector<HTMLElement>('[data-action=stopPreparing]')?.click();
    await settle();
    expect(asks()).to.equal(false);
    await desktop.dispose();
  });
});
