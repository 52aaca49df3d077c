import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { activitiesOf, editActivity, latestActivities, saveActivity } from '../../../demo/crm/database/activities.ts';
import { createContact } from '../../../demo/crm/database/contacts.ts';
import type { Database } from '../../../demo/crm/database/database.ts';
import { openDatabase } from '../../../demo/crm/database/open-database.ts';
import { withFaults } from '../../../demo/crm/database/with-faults.ts';
import { callLog } from './call-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let contactId: number;

before(async () => {
  folder = await temporaryFolder();
  database = await openDatabase({ folder: folder.path });
  contactId = await createContact(database, { firstName: 'Edda', lastName: 'Testwood', country: 'SE', numbers: [{ label: 'work', number: '08-465 004 12' }] });
});
after(async () => {
  await database.close();
  await folder.remove();
});

const rowsOf = (id: string) => database.query<{ notes: string; disposition: string | null }>('select notes, disposition from activities where id = $1', [id]);

describe('call logs', () => {
  it('saved twice under one id are one row', async () => {
    const log = callLog({ id: 'twice', record: { recordId: `contact/${contactId}` } });
    assert.equal((await saveActivity(database, log)).created, true);
    assert.equal((await saveActivity(database, log)).created, false);
    assert.equal((await rowsOf('twice')).length, 1);
  });

  it('saved at the same time under one id are one row', async () => {
    const log = callLog({ id: 'race', record: { recordId: `contact/${contactId}` } });
    const results = await Promise.all(Array.from({ length: 8 }, () => saveActivity(database, log)));
    assert.equal(results.filter(({ created }) => created).length, 1);
    assert.equal((await rowsOf('race')).length, 1);
  });

  it('are completed by a second save, and not emptied by a late copy of the first', async () => {
    const log = callLog({ id: 'completed' });
    await saveActivity(database, log);
    await saveActivity(database, { ...log, notes: 'Wants a call back', disposition: 'Call back' });
    await saveActivity(database, log);
    assert.deepEqual(await rowsOf('completed'), [{ notes: 'Wants a call back', disposition: 'Call back' }]);
    await saveActivity(database, { ...log, notes: '' });
    assert.equal((await rowsOf('completed'))[0]?.notes, '', 'notes that were deleted are deleted');
  });

  it('belong to the contact they name, else to the only one with the number, else to nobody', async () => {
    const of = async (change: Parameters<typeof callLog>[0]) => (await saveActivity(database, callLog(change))).activity.contactId;
    assert.equal(await of({ id: 'named', record: { recordId: `contact/${contactId}` } }), contactId);
    assert.equal(await of({ id: 'by-number', e164: '+46846500412' }), contactId);
    assert.equal(await of({ id: 'unknown', e164: '+46846500413' }), undefined);
    assert.equal(await of({ id: 'gone', record: { recordId: 'contact/999999' } }), undefined);
    assert.equal(await of({ id: 'foreign', record: { recordId: 'account/1; drop table contacts' } }), undefined);
    await createContact(database, { firstName: 'Second', lastName: 'Owner', country: 'SE', numbers: [{ label: 'work', number: '+46 8 465 004 12' }] });
    assert.equal(await of({ id: 'ambiguous', e164: '+46846500412' }), undefined);
  });

  it('come back as they were, newest first', async () => {
    const [activity] = (await activitiesOf(database, contactId)).filter(({ id }) => id === 'twice');
    assert.deepEqual(
      { ...activity },
      {
        ...{ id: 'twice', contactId, direction: 'inbound', number: '+46 8 465 004 12', name: undefined, startedAt: 1_800_000_000_000 },
        ...{ endedAt: 1_800_000_047_000, durationSeconds: 42, answered: true, cause: 'normalClearing', notes: '', disposition: undefined, subject: undefined },
      },
    );
    await saveActivity(database, callLog({ id: 'newest', startedAt: 1_900_000_000_000, record: { recordId: `contact/${contactId}` } }));
    assert.equal((await activitiesOf(database, contactId))[0]?.id, 'newest');
    assert.deepEqual({ ...(await latestActivities(database, 1))[0] }.contactName, 'Edda Testwood');
  });

  it('can be edited, and an unknown one cannot', async () => {
    assert.equal((await editActivity(database, 'twice', { notes: 'edited' }))?.notes, 'edited');
    assert.equal(await editActivity(database, 'nowhere', { notes: 'edited' }), undefined);
  });
});

describe('the database', () => {
  it('keeps everything over a restart', async () => {
    await database.close();
    database = await openDatabase({ folder: folder.path });
    assert.equal((await rowsOf('twice'))[0]?.notes, 'edited');
  });

  it('undoes a transaction that fails', async () => {
    await assert.rejects(
      database.transaction(async (inside) => {
        await inside.query('delete from activities');
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
    assert.equal((await rowsOf('twice')).length, 1);
  });

  it('fails while it is switched off, and changes nothing meanwhile', async () => {
    const faulty = withFaults(database);
    faulty.setDown(true);
    await assert.rejects(saveActivity(faulty, callLog({ id: 'while-down' })), { name: 'DatabaseDown' });
    faulty.setDown(false);
    assert.equal((await rowsOf('while-down')).length, 0);
    await saveActivity(faulty, callLog({ id: 'while-down' }));
    assert.equal((await rowsOf('while-down')).length, 1);
  });
});
