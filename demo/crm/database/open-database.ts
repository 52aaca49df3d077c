import { mkdir } from 'node:fs/promises';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';

/** A PostgreSQL when `url` names one, else PGlite in `folder`, with all tables. */
export const openDatabase = async (options: { folder: string; url?: string | undefined }): Promise<Database> => {
  if (options.url === undefined) await mkdir(options.folder, { recursive: true });
  const database = options.url === undefined ? await openPglite(options.folder) : await openPostgres(options.url);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
};
