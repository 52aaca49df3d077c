/** Two agents, each with a CRM page and a softphone of another origin, and a real link between them: what the CRM is asked and told over the bridge. */
import { expect } from 'chai';
import type { Crm, Softphone } from '../../../src/host/index.ts';
import { type ArrivedTransfer, CtiError, type TransferPreparation } from '../../../src/index.ts';
import type { DesktopCall } from '../../../src/softphone/index.ts';
import { cleanUp, logged, mount } from '../bridge/pages.ts';
import { codeOf, run, until } from '../bridge/remote-page.ts';
import { ask, type LinkEnvironment, startLink } from '../link/link-door.ts';
import { fixture, origins } from '../origins.ts';

const customer = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Contact 17' };

interface Desk {
  softphone: Softphone;
  extension: string;
  agentId: string;
  popped: unknown[];
  desk<Value = void>(name: string, ...args: unknown[]): Promise<Value>;
  call(what: string, is?: (call: DesktopCall) => boolean): Promise<DesktopCall>;
  problems(): Promise<string[]>;
}

const sitDown = async (link: LinkEnvironment, crm: Partial<Crm> = {}): Promise<Desk> => {
  const popped: unknown[] = [];
  const src = fixture('screen-transfer/desk.html', origins.ip, `allow=${encodeURIComponent(location.origin)}`);
  const softphone = mount({ src, crm: { search: () => [customer], screenPop: (target) => void popped.push(target), saveLog: () => {}, ...crm } });
  await softphone.ready();
  const agentId = await ask<string>('newAgent');
  await run(softphone.frame, 'start', link.url, await ask<string>('token', agentId));
  return {
    softphone,
    agentId,
    // As the simulator's world numbers its agents.
    extension: String(1_000 + Number(agentId.split('-')[1])),
    popped,
    desk: (name, ...args) => run(softphone.frame, 'desk', name, ...args),
    call: (what, is = () => true) => until(async () => (await run<DesktopCall[]>(softphone.frame, 'calls')).find(is), what),
    problems: () => run(softphone.frame, 'problems'),
  };
};

const talk = async ({ agentId, desk, call }: Desk): Promise<string> => {
  await ask('call', agentId, 'first');
  const { id } = await call('it rings and is known', ({ context }) => context.search === 'done');
  await desk('answer', id);
  await desk('setContext', id, { notes: 'wants forty pallets' });
  return id;
};

describe('a CRM and a call that is handed on', () => {
  afterEach(async () => {
    cleanUp();
    await ask('tidy');
  });

  it('row 48: keeps the work of one agent and gives it to the other', async () => {
    const link = await startLink(origins.ip);
    const asked: TransferPreparation[] = [];
    const told: ArrivedTransfer[] = [];
    const anna = await sitDown(link, {
      prepareTransfer: (request) => {
        asked.push(request);
        return { transferId: 't-1' };
      },
      acceptTransfer: () => {},
    });
    const bo = await sitDown(link, {
      acceptTransfer: (arrived) => {
        told.push(arrived);
        return { record: customer, notes: 'as the CRM has kept them' };
      },
    });
    const id = await talk(anna);
    await anna.softphone.blindTransfer(id, bo.extension);
    expect(asked).to.deep.equal([{ callId: id, kind: 'blindTransfer', to: bo.extension, record: customer, notes: 'wants forty pallets' }]);
    const ringing = await bo.call('it rings with its record', ({ context }) => context.record?.recordId === 'contact/17');
    await until(() => bo.popped.length, 'the record is on the other screen');
    expect(told).to.deep.equal([]);
    await bo.desk('answer', ringing.id);
    const taken = await bo.call('the notes are there', ({ context }) => context.notes !== '');
    expect(taken.context).to.deep.include({ notes: 'as the CRM has kept them', record: customer });
    expect(told).to.have.length(1);
    expect(told[0]).to.deep.include({ callId: ringing.id, returned: false, transferId: 't-1', record: { recordId: 'contact/17', objectType: 'Contact' } });
    expect(bo.popped).to.deep.equal([{ type: 'record', recordId: 'contact/17', objectType: 'Contact' }]);
    expect([await anna.problems(), await bo.problems()]).to.deep.equal([[], []]);
  });

  it('row 50: asks its user, who may cancel; and hears when nobody waits for the answer', async () => {
    const link = await startLink(origins.ip);
    const questions: { signal: AbortSignal; answer(as: 'OK' | 'Cancel'): void }[] = [];
    const anna = await sitDown(link, {
      prepareTransfer: (_request, { signal }) =>
        new Promise((resolve, reject) => {
          const answer = (as: 'OK' | 'Cancel') => (as === 'OK' ? resolve() : reject(new CtiError('ABORTED', 'The agent cancelled.')));
          questions.push({ signal, answer });
        }),
    });
    const bo = await sitDown(link);
    const id = await talk(anna);
    const question = (count: number) => until(() => questions.length === count && questions.at(-1), 'the CRM is asked');

    const cancelled = codeOf(anna.desk('blindTransfer', id, bo.extension));
    (await question(1)).answer('Cancel');
    expect(await cancelled).to.equal('ABORTED');

    const takenBack = codeOf(anna.desk('blindTransfer', id, bo.extension));
    const { signal } = await question(2);
    await anna.desk('stopPreparing', id);
    expect(await takenBack).to.equal('ABORTED');
    await until(() => signal.aborted, 'the CRM hears of it');

    const abort = new AbortController();
    const given = codeOf(anna.softphone.blindTransfer(id, bo.extension, { signal: abort.signal }));
    const last = await question(3);
    abort.abort();
    expect(await given).to.equal('ABORTED');
    await until(() => last.signal.aborted, 'the CRM hears that its own page gave up');
    const call = await anna.call('it is where it was', ({ context }) => context.preparing === undefined);
    expect([call.id, call.state, call.context.notes]).to.deep.equal([id, 'connected', 'wants forty pallets']);

    const handingOn = anna.softphone.blindTransfer(id, bo.extension);
    (await question(4)).answer('OK');
    await handingOn;
    expect((await bo.call('it rings')).state).to.equal('alerting');
  });

  it('is told in its own console what it does wrong', async () => {
    const link = await startLink(origins.ip);
    let prepared: unknown = { transferId: 5 };
    const anna = await sitDown(link, { prepareTransfer: () => prepared as never });
    const id = await talk(anna);
    for (const [wrong, words] of [
      [{ transferId: 5 }, 'prepareTransfer gave something else'],
      ['t-1', 'prepareTransfer gave something else'],
      [{ transferId: 't-1' }, 'there is no acceptTransfer'],
    ] as const) {
      prepared = wrong;
      logged.length = 0;
      expect(await codeOf(anna.desk('blindTransfer', id, '1299'))).to.equal('HANDLER_FAILED');
      expect(logged.map(({ details }) => String(details)).join()).to.contain(words);
    }
    expect((await anna.call('it stays')).state).to.equal('connected');
  });
});
