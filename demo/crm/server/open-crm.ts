import { existsSync } from 'node:fs';
import { seedContacts } from '../contacts/seed-contacts.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { type SampleCaller, sampleCallers } from '../database/sample-callers.ts';

/** The CRM's database with its sample contacts, and some of them to call from. */
export const openCrm = async (options: {
  folder: string;
  url: string | undefined;
  contacts: number;
  onProgress: (text: string) => void;
}): Promise<{ database: Database; created: number; callers: SampleCaller[] }> => {
  const isNew = options.url === undefined && !existsSync(options.folder);
  options.onProgress(isNew ? 'Creating the database, once: this takes some seconds …' : 'Opening the database …');
  const database = await openDatabase({ folder: options.folder, url: options.url });
  try {
    const created = await seedContacts(database, options.contacts);
    if (created > 0) options.onProgress(`Created ${created.toLocaleString('en')} sample contacts.`);
    return { database, created, callers: await sampleCallers(database) };
  } catch (error) {
    await database.close();
    throw error;
  }
};
