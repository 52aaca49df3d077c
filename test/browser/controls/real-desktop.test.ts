/** The controls on the real desktop manager, with a scripted phone below and a CRM that is an object: one call from ring to log. */
import { expect } from 'chai';
import type { CallLog } from '../../../src/protocol/call-log.ts';
import type { ConnectionStatus } from '../../../src/protocol/status.ts';
import type { CrmConnection } from '../../../src/softphone/crm-connection.ts';
import { attachPhone } from '../../../src/softphone/index.ts';
import { createFakePhone } from '../../../src/testing/index.ts';
import { action, actions, all, clearPage, click, mount, one, place, settle, shown, textOf, type, until } from './control-page.ts';

const crmWithOneContact = () => {
  const saved: CallLog[] = [];
  const status: ConnectionStatus = { state: 'ready', session: 's', grants: ['search', 'screenPop', 'saveLog'] };
  const crm = {
    status,
    grants: (name: string) => ['search', 'screenPop', 'saveLog'].includes(name),
    search: async () => [
      { recordId: 'contact/1', recordName: 'Ada Lind', objectType: 'Contact' },
      { recordId: 'contact/2', recordName: 'Lind & Daughters', objectType: 'Account' },
    ],
    screenPop: async () => undefined,
    saveLog: async (log: CallLog) => {
      saved.push(log);
      return { status: 'saved' };
    },
    refreshView: async () => undefined,
    getAppViewInfo: async () => ({ url: location.href }),
    enableClickToDial: async () => undefined,
    disableClickToDial: async () => undefined,
    claim: async () => true,
    serve: () => undefined,
    publishCall: () => undefined,
    publishAgent: () => undefined,
    publishedCalls: [],
    requestPanel: () => undefined,
    on: () => () => undefined,
    dispose: () => undefined,
  };
  return { crm: crm as unknown as CrmConnection, saved };
};

describe('the controls on the real desktop manager', () => {
  afterEach(clearPage);

  it('take a call from its ringing to its log', async () => {
    const phone = createFakePhone();
    const { crm, saved } = crmWithOneContact();
    const desktop = attachPhone(phone, crm, { defaultCountry: 'SE' });
    const parent = place();
    const bound = { desktop };
    const incoming = await mount('ringframe-incoming-call', undefined, bound, parent);
    const bar = await mount('ringframe-call-bar', undefined, bound, parent);
    const wrapUp = await mount('ringframe-wrap-up', undefined, { ...bound, dispositions: [{ value: 'sold', label: 'Sold' }] }, parent);
    const agent = await mount('ringframe-agent-state', undefined, bound, parent);
    await until('the phone is ready', () => shown(agent).includes('Phone connected'));

    const { id } = phone.script.ring({ number: '08-123 456 78' });
    await until('the CRM has answered', () => all(incoming, '.match').length === 2);
    one(incoming, '[data-record="contact/1"]').click();
    await until('the record is the name of the call', () => textOf(one(incoming, '.name')) === 'Ada Lind');
    await click(incoming, 'answer');
    expect(all(incoming, '.card')).to.have.lengthOf(0);
    expect(textOf(one(bar, '.name'))).to.equal('Ada Lind');

    phone.script.loseSignalling();
    await settle();
    expect(actions(bar)).to.deep.equal(['hangUp']);
    phone.script.restoreSignalling();
    await settle();
    await click(bar, 'mute');
    expect(actions(bar)).to.include('unmute');
    await type(one<HTMLTextAreaElement>(bar, 'textarea'), 'Forty pallets');
    await click(bar, 'hangUp');
    await until('the form is there', () => all(wrapUp, 'form').length === 1);
    await until('the notes of the call are in it', () => one<HTMLTextAreaElement>(wrapUp, 'textarea').value === 'Forty pallets');
    one<HTMLInputElement>(wrapUp, 'input[value=sold]').click();
    await settle();
    action(wrapUp, 'save').click();
    await until('the form is gone', () => all(wrapUp, 'form').length === 0);

    const log = saved.at(-1);
    expect(log).to.include({ callId: id, disposition: 'sold', notes: 'Forty pallets', answered: true });
    expect(log?.record?.recordId).to.equal('contact/1');
    expect(new Set(saved.map((entry) => entry.id)).size).to.equal(1);
    await desktop.dispose();
  });

  it('tell an agent of a wrong password, and offer to try again', async () => {
    const phone = createFakePhone({ server: 'wrongPassword' });
    const desktop = attachPhone(phone, crmWithOneContact().crm);
    const agent = await mount('ringframe-agent-state', undefined, { desktop });
    await until('it has failed', () => actions(agent).includes('connect'));
    expect(textOf(action(agent, 'connect'))).to.equal('Try again');
    expect(shown(agent)).to.include('The phone system refused the user name or password.');
    await desktop.dispose();
  });
});
