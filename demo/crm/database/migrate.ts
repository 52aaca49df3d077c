import { readdir, readFile } from 'node:fs/promises';
import type { Database } from './database.ts';

const folder = new URL('./migrations/', import.meta.url);

/** Brings the tables up to date: each file of `migrations/` once, in the order of the names, all or nothing. */
export const migrate = async (database: Database): Promise<void> => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  await database.transaction(async (inside) => {
    await inside.script('create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())');
    // Two processes that start on one database take turns here.
    await inside.query('lock table migrations in exclusive mode');
    const applied = new Set((await inside.query<{ name: string }>('select name from migrations')).map(({ name }) => name));
    for (const name of files.filter((file) => !applied.has(file))) {
      await inside.script(await readFile(new URL(name, folder), 'utf8'));
      await inside.query('insert into migrations (name) values ($1)', [name]);
    }
  });
};
