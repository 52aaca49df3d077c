import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { Database, Queryable } from './database.ts';

const queryable = (pglite: PGlite | Transaction): Queryable => ({
  query: async <Result extends object>(sql: string, params: readonly unknown[] = []) => (await pglite.query<Result>(sql, [...params])).rows,
  script: async (sql) => {
    await pglite.exec(sql);
  },
});

/** PostgreSQL compiled to WebAssembly, in this process; its files stay in `folder`. Without a folder it forgets everything on close. */
export const openPglite = async (folder?: string): Promise<Database> => {
  const pglite = folder === undefined ? await PGlite.create() : await PGlite.create(folder);
  return {
    ...queryable(pglite),
    kind: 'PGlite (PostgreSQL in this process)',
    transaction: (work) => pglite.transaction((inside) => work(queryable(inside))),
    close: () => pglite.close(),
  };
};
