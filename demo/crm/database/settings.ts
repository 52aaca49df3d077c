/** What an administrator has set, by name. */
import type { Queryable } from './database.ts';

export const readSetting = async (database: Queryable, name: string): Promise<string | undefined> => {
  const [row] = await database.query<{ value: string }>('select value from settings where name = $1', [name]);
  return row?.value;
};

export const writeSetting = async (database: Queryable, name: string, value: string): Promise<void> => {
  await database.query('insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value, updated_at = now()', [
    name,
    value,
  ]);
};

export const removeSetting = async (database: Queryable, name: string): Promise<void> => {
  await database.query('delete from settings where name = $1', [name]);
};
