/** What the desktop manager does with a log while, and after, there is a desktop manager. */
import { expect } from 'chai';
import { type CallLog, CtiError, type LogStatus, type SaveLogResult } from '../../../src/index.ts';
import { createCallLogs } from '../../../src/softphone/call-logs.ts';
import { codeOf, until } from '../bridge/remote-page.ts';
import { createNotingCrm } from './noting-crm.ts';

const log: CallLog = {
  id: 'call-1/agent',
  callId: 'call-1',
  direction: 'inbound',
  number: '+46812345678',
  agent: 'agent',
  startedAt: 1,
  endedAt: 2,
  durationSeconds: 0,
  answered: false,
  cause: 'callCancelled',
};

describe('call logs', () => {
  const make = (answers: (() => Promise<SaveLogResult>)[]) => {
    const told: LogStatus['state'][] = [];
    const world = createNotingCrm(() => answers.shift()?.() ?? Promise.resolve({ status: 'saved' }));
    return { ...world, told, logs: createCallLogs(world.crm, ({ state }) => told.push(state)) };
  };
  const away = () => Promise.reject(new CtiError('NOT_READY', 'The connection to the CRM is reconnecting.'));

  it('listen to the CRM from the first log on, and no longer than they are wanted', async () => {
    const { logs, listens } = make([]);
    expect(listens()).to.deep.equal([]);
    await logs.save(log);
    expect(listens(), 'the CRM may have more to tell of it').to.deep.equal(['log', 'status']);
    logs.dispose();
    expect(listens()).to.deep.equal([]);
  });

  it('that are unsent when their desktop manager goes are sent when the CRM is back; then nobody listens', async () => {
    const { logs, listens, tell, told } = make([away]);
    await logs.save(log);
    logs.dispose();
    expect(listens()).to.deep.equal(['log', 'status']);
    tell('status', { state: 'ready' });
    await until(() => told.at(-1) === 'saved', 'it is sent');
    expect(told).to.deep.equal(['saving', 'retrying', 'saving', 'saved']);
    await until(() => !listens().length, 'nobody listens');
  });

  it('that come after their desktop manager went are sent too', async () => {
    const { logs, listens, told } = make([away]);
    logs.dispose();
    await logs.save(log);
    expect(listens()).to.deep.equal(['log', 'status']);
    await until(() => told.at(-1) === 'saved', 'it is tried again by itself');
    await until(() => !listens().length, 'nobody listens');
  });

  it('that the CRM refuses, or has saved meanwhile, keep nobody either', async () => {
    const { logs, listens, tell } = make([away, () => Promise.reject(new CtiError('LOG_REFUSED', 'Calls of internal numbers are not kept.'))]);
    await logs.save(log);
    logs.dispose();
    tell('log', { id: log.id, state: 'saved', attempts: 1 });
    expect(listens()).to.deep.equal([]);
    expect(await codeOf(logs.save({ ...log, id: 'call-2/agent' }))).to.equal('LOG_REFUSED');
    expect(listens()).to.deep.equal([]);
  });
});
