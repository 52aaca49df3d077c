import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedContacts } from '../../../demo/crm/contacts/seed-contacts.ts';
import { activitiesOf, saveActivity } from '../../../demo/crm/database/activities.ts';
import { findContact, listContacts } from '../../../demo/crm/database/contacts.ts';
import type { Database } from '../../../demo/crm/database/database.ts';
import { migrate } from '../../../demo/crm/database/migrate.ts';
import { openPostgres } from '../../../demo/crm/database/postgres-database.ts';
import { searchNumbers } from '../../../demo/crm/database/search-numbers.ts';
import { callLog } from './call-log.ts';
import { startPostgresServer } from './postgres-server.ts';

let server: Awaited<ReturnType<typeof startPostgresServer>>;
let database: Database;
before(async () => {
  server = await startPostgresServer();
  database = await openPostgres(server.url, { maxConnections: 1 });
  await migrate(database);
});
after(async () => {
  await database.close();
  await server.close();
});

describe('a PostgreSQL server (DATABASE_URL)', () => {
  it('holds everything that PGlite holds', async () => {
    assert.equal(await seedContacts(database, 300), 300);
    assert.equal(await seedContacts(database, 300), 0, 'a filled database is left alone');
    const contact = await findContact(database, 5);
    assert.ok(contact && contact.createdAt > 0);
    const e164 = contact.numbers.find((entry) => entry.e164)?.e164;
    assert.ok((await searchNumbers(database, { e164 })).some(({ contactId }) => contactId === 5));
    assert.ok((await listContacts(database, { text: contact.lastName })).contacts.some(({ id }) => id === 5));

    const log = callLog({ record: { recordId: 'contact/5' }, data: { queue: 'sales' } });
    assert.equal((await saveActivity(database, log)).created, true);
    assert.equal((await saveActivity(database, { ...log, notes: 'Hello' })).created, false);
    const activities = await activitiesOf(database, 5);
    assert.deepEqual(
      activities.map(({ id, notes, durationSeconds, startedAt }) => ({ id, notes, durationSeconds, startedAt })),
      [{ id: log.id, notes: 'Hello', durationSeconds: 42, startedAt: log.startedAt }],
    );
  });

  it('is used in a schema of its own', async () => {
    const tables = await database.query<{ schema: string }>(
      "select distinct table_schema as schema from information_schema.tables where table_name in ('contacts', 'numbers', 'activities')",
    );
    assert.deepEqual(tables, [{ schema: 'ringframe_demo' }]);
  });

  it('keeps nothing of a transaction that fails', async () => {
    await assert.rejects(
      database.transaction(async (inside) => {
        await inside.query('delete from activities');
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
    assert.equal((await activitiesOf(database, 5)).length, 1);
  });
});

it('a DATABASE_URL where nobody answers is said in words, without the password', async () => {
  await assert.rejects(openPostgres('postgresql://user:very-secret@127.0.0.1:9/nowhere'), (error: Error) => {
    assert.match(error.message, /DATABASE_URL/);
    assert.ok(!error.message.includes('very-secret'));
    return true;
  });
});
