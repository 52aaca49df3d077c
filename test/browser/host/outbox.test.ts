/** Logs on their way into a CRM that is not always there. Waits are the real ones: the first is one to one and a half seconds. */
import { expect } from 'chai';
import type { Softphone } from '../../../src/host/index.ts';
import { createOutbox } from '../../../src/host/outbox.ts';
import { type CallLog, CtiError, type LogStatus } from '../../../src/index.ts';
import { MAX_PENDING_LOGS } from '../../../src/protocol/limits.ts';
import { cleanUp, logged, mount } from '../bridge/pages.ts';
import { aWhile, codeOf, errorOf, run, until } from '../bridge/remote-page.ts';

const aLog = (change: Partial<CallLog> = {}): CallLog => ({
  id: 'call-1/agent',
  callId: 'call-1',
  direction: 'inbound',
  number: '+46812345678',
  agent: 'agent',
  startedAt: 1,
  endedAt: 2,
  durationSeconds: 1,
  answered: true,
  cause: 'normalClearing',
  ...change,
});

type Save = (log: CallLog, context: { signal: AbortSignal }) => unknown;

describe('a log', () => {
  let softphone: Softphone;
  const saved: CallLog[] = [];
  const statuses: LogStatus[] = [];
  const shown = () => statuses.map(({ id, state, attempts }) => `${id} ${state} ${attempts}`);
  const save = (log: CallLog) => run<{ status: string; recordId?: string }>(softphone.frame, 'ask', 'saveLog', log);

  const mountReady = async (saveLog: Save) => {
    softphone = mount({
      crm: {
        saveLog: (log, context) => {
          saved.push(log);
          return saveLog(log, context) as never;
        },
      },
    });
    softphone.on('log', (status) => statuses.push(status));
    await softphone.ready();
    await run(softphone.frame, 'connected');
  };
  beforeEach(() => {
    saved.length = 0;
    statuses.length = 0;
  });
  afterEach(cleanUp);

  it('is saved, with the id the CRM gave it', async () => {
    await mountReady(() => ({ recordId: 'activity/1' }));
    expect(await save(aLog({ notes: 'n', data: { a: 'b' } }))).to.deep.equal({ status: 'saved', recordId: 'activity/1' });
    expect(saved).to.deep.equal([aLog({ notes: 'n', data: { a: 'b' } })]);
    expect(statuses).to.deep.equal([
      { id: 'call-1/agent', state: 'saving', attempts: 1 },
      { id: 'call-1/agent', state: 'saved', attempts: 1, recordId: 'activity/1' },
    ]);
    expect(softphone.pendingLogs).to.deep.equal([]);
  });

  it('is saved even if the CRM says something odd about it', async () => {
    let answer: unknown;
    await mountReady(() => answer);
    for (const odd of [undefined, null, {}, { recordId: 17 }, { recordId: '' }, { recordId: 'x'.repeat(300) }, 'ok']) {
      answer = odd;
      expect(await save(aLog()), JSON.stringify(odd)).to.deep.include({ status: 'saved', recordId: undefined });
    }
  });

  it('is kept when the CRM fails, tried again after a while, and both sides are told', async () => {
    let failures = 0;
    await mountReady(() => {
      failures += 1;
      if (failures === 1) throw new Error('the database is down');
      if (failures === 2) throw new CtiError('UNREACHABLE', 'Still down.');
      return { recordId: 'activity/1' };
    });
    const before = Date.now();
    expect(await save(aLog())).to.deep.include({ status: 'queued' });
    const [pending] = softphone.pendingLogs;
    expect(pending).to.include({ id: 'call-1/agent', state: 'retrying', attempts: 1 });
    expect(pending?.retryAt).to.be.within(before + 1_000, Date.now() + 1_500);
    expect(pending?.error).to.deep.equal({ code: 'HANDLER_FAILED', message: 'The CRM could not save the log.' });
    expect(JSON.stringify(statuses)).not.to.contain('database');
    expect(
      logged.some(({ details }) => (details as Error)?.message === 'the database is down'),
      'the console has the reason',
    ).to.equal(true);

    await until(() => saved.length === 2, 'the second attempt', 3_000);
    await until(() => softphone.pendingLogs[0]?.state === 'retrying', 'it fails');
    expect(softphone.pendingLogs[0]?.error).to.deep.equal({ code: 'UNREACHABLE', message: 'Still down.' });
    expect((softphone.pendingLogs[0]?.retryAt ?? 0) - Date.now(), 'twice as long').to.be.within(1_500, 3_000);
    await until(() => saved.length === 3, 'the third attempt', 5_000);
    await until(() => softphone.pendingLogs.length === 0, 'it is saved');
    const states = ['saving 1', 'retrying 1', 'saving 2', 'retrying 2', 'saving 3', 'saved 3'].map((state) => `call-1/agent ${state}`);
    expect(shown()).to.deep.equal(states);
    const theirs = async () => (await run<{ log?: LogStatus }[]>(softphone.frame, 'received')).flatMap(({ log }) => log ?? []);
    await until(async () => (await theirs()).length === states.length, 'the softphone is told');
    expect((await theirs()).map(({ id, state, attempts }) => `${id} ${state} ${attempts}`)).to.deep.equal(states);
  });

  it('is tried at once when somebody asks for it, or the network is back', async () => {
    let broken = true;
    await mountReady(() => {
      if (broken) throw new Error('down');
    });
    await save(aLog());
    await save(aLog({ id: 'call-2/agent', callId: 'call-2' }));
    expect(softphone.pendingLogs.map(({ id }) => id)).to.deep.equal(['call-1/agent', 'call-2/agent']);
    dispatchEvent(new Event('online'));
    await until(() => saved.length === 4, 'both are tried');
    broken = false;
    softphone.retryLogs();
    await until(() => softphone.pendingLogs.length === 0, 'both are saved');
    await aWhile(1_600);
    expect(saved, 'and not again').to.have.length(6);
  });

  it('that the CRM refuses is told at once, and not tried again', async () => {
    let code = '';
    await mountReady(() => {
      throw new CtiError(code, 'The field "phone" is not a number.', { details: { field: 'phone' } });
    });
    for (code of ['LOG_REFUSED', 'INVALID_ARGUMENT']) {
      saved.length = 0;
      expect(await errorOf(save(aLog()))).to.deep.include({ code, message: 'The field "phone" is not a number.', details: { field: 'phone' } });
      expect(softphone.pendingLogs).to.deep.equal([]);
      expect(statuses.at(-1)).to.deep.include({ state: 'refused', error: { code, message: 'The field "phone" is not a number.' } });
      softphone.retryLogs();
      await aWhile(100);
      expect(saved).to.have.length(1);
    }
  });

  it('that changes while it is being saved is saved again, the newest version last, never two at a time', async () => {
    const finish: (() => void)[] = [];
    let running = 0;
    let most = 0;
    await mountReady(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => finish.push(resolve));
      running -= 1;
    });
    const asked = ['first', 'second', 'third'].map((notes) => save(aLog({ notes })));
    await until(() => finish.length === 1, 'the first attempt');
    await aWhile(100);
    expect(softphone.pendingLogs).to.have.length(1);
    finish[0]?.();
    await until(() => finish.length === 2, 'another attempt');
    finish[1]?.();
    expect((await Promise.all(asked)).map(({ status }) => status)).to.deep.equal(['saved', 'saved', 'saved']);
    expect(saved.map(({ notes }) => notes)).to.deep.equal(['first', 'third']);
    expect(most).to.equal(1);
    expect(softphone.pendingLogs).to.deep.equal([]);
  });

  it('that changes while it waits is saved as it is then, once', async () => {
    let broken = true;
    await mountReady(() => {
      if (broken) throw new Error('down');
    });
    await save(aLog({ notes: 'old' }));
    broken = false;
    expect(await save(aLog({ notes: 'new' }))).to.deep.include({ status: 'saved' });
    await aWhile(1_600);
    expect(saved.map(({ notes }) => notes)).to.deep.equal(['old', 'new']);
    expect(softphone.pendingLogs).to.deep.equal([]);
  });

  it('that was refused in one version may be taken in the next', async () => {
    await mountReady((log) => {
      if (log.notes === 'bad') throw new CtiError('LOG_REFUSED', 'No.');
    });
    expect(await codeOf(save(aLog({ notes: 'bad' })))).to.equal('LOG_REFUSED');
    expect(await save(aLog({ notes: 'good' }))).to.deep.include({ status: 'saved' });
  });

  it('does not fall to a softphone that goes away: the host has it', async () => {
    let broken = true;
    await mountReady(() => {
      if (broken) throw new Error('down');
    });
    await save(aLog());
    broken = false;
    softphone.frame.src = 'about:blank';
    await until(() => softphone.status.state !== 'ready', 'the softphone is gone');
    await until(() => softphone.pendingLogs.length === 0, 'it is saved all the same', 3_000);
    expect(saved).to.have.length(2);
  });

  it('is tried on after dispose, until the CRM has it', async () => {
    let broken = true;
    await mountReady(() => {
      if (broken) throw new Error('down');
    });
    await save(aLog());
    softphone.dispose();
    expect(softphone.pendingLogs).to.have.length(1);
    broken = false;
    await until(() => softphone.pendingLogs.length === 0, 'it is saved');
    expect(saved).to.have.length(2);
    dispatchEvent(new Event('online'));
    await aWhile(100);
    expect(saved).to.have.length(2);
  });
});

it('an outbox takes no more than a thousand logs that wait, and says so', async () => {
  const outbox = createOutbox<{ id: string }>({ save: () => Promise.reject(new Error('the database is down')), onStatus: () => {}, onFailure: () => {} });
  for (let index = 0; index < MAX_PENDING_LOGS; index += 1) await outbox.save({ id: `log ${index}` });
  expect(await codeOf(outbox.save({ id: 'one more' }))).to.equal('RATE_LIMITED');
  expect(await outbox.save({ id: 'log 0' })).to.deep.equal({ status: 'queued' });
  expect(outbox.pending).to.have.length(MAX_PENDING_LOGS);
  outbox.dispose();
});
