/** `saveLog` of records of any kind (protocol §8.9). */
import { expect } from 'chai';
import type { RecordLog } from '../../../src/index.ts';
import { CtiError } from '../../../src/index.ts';
import { cleanUp } from '../bridge/pages.ts';
import { codeOf, errorOf, until } from '../bridge/remote-page.ts';
import { mountReady, receivedBy } from './ready-softphone.ts';

describe('saveLog of a record', () => {
  afterEach(cleanUp);

  it('creates and changes records of any kind; an id is made where there is none', async () => {
    const saved: RecordLog[] = [];
    const { ask } = await mountReady({
      crm: {
        saveRecord: (log) => {
          saved.push(log);
          return { recordId: log.recordId ?? 'Task/1' };
        },
      },
    });
    expect(await ask('saveLog', { objectType: 'Task', fields: { Subject: 'Call', CallDurationInSeconds: 12, Done: true, WhatId: null } })).to.deep.equal({
      status: 'saved',
      recordId: 'Task/1',
    });
    expect(await ask('saveLog', { id: 'mine', recordId: 'Task/1', fields: { Status: 'Completed' } })).to.deep.equal({ status: 'saved', recordId: 'Task/1' });
    expect(saved[0]?.id).to.match(/^[0-9a-f-]{36}$/);
    expect(saved.map(({ fields, objectType, recordId }) => ({ fields, objectType, recordId }))).to.deep.equal([
      { fields: { Subject: 'Call', CallDurationInSeconds: 12, Done: true, WhatId: null }, objectType: 'Task', recordId: undefined },
      { fields: { Status: 'Completed' }, objectType: undefined, recordId: 'Task/1' },
    ]);
    expect(saved[1]?.id).to.equal('mine');
  });

  it('tells which fields were refused', async () => {
    const fieldErrors = { WhatId: [{ message: 'no such record', code: 'FIELD_INTEGRITY' }] };
    const { ask } = await mountReady({
      crm: {
        saveRecord: () => {
          throw new CtiError('LOG_REFUSED', 'A field is wrong.', { details: { fieldErrors } });
        },
      },
    });
    const error = await errorOf(ask('saveLog', { objectType: 'Task', fields: {} }));
    expect(error.code).to.equal('LOG_REFUSED');
    expect(error.details).to.deep.equal({ fieldErrors });
  });

  it('is kept and tried again when the database is down', async () => {
    let attempts = 0;
    const { ask, softphone } = await mountReady({
      crm: {
        saveRecord: () => {
          attempts += 1;
          if (attempts === 1) throw new Error('the database is down');
          return { recordId: 'Task/2' };
        },
      },
    });
    expect(await ask('saveLog', { id: 'kept', objectType: 'Task', fields: {} })).to.deep.equal({ status: 'queued' });
    expect(softphone.pendingLogs.map(({ id, state }) => [id, state])).to.deep.equal([['kept', 'retrying']]);
    softphone.retryLogs();
    const saved = await until(
      async () => (await receivedBy(softphone)).find(({ log }) => (log as { state?: string } | undefined)?.state === 'saved'),
      'the log is told as saved',
    );
    expect(saved.log).to.include({ id: 'kept', recordId: 'Task/2' });
  });

  it('is refused without a kind and a record', async () => {
    const { ask } = await mountReady({ crm: { saveRecord: () => {} } });
    expect(await codeOf(ask('saveLog', { fields: {} }))).to.equal('INVALID_ARGUMENT');
    expect(await codeOf(ask('saveLog', { objectType: 'Task', fields: { a: { b: 1 } } }))).to.equal('INVALID_ARGUMENT');
  });
});
