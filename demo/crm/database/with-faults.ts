import type { Database } from './database.ts';

/** What every query rejects with while the database is switched off. */
export class DatabaseDown extends Error {
  override readonly name = 'DatabaseDown';
}

export interface FaultyDatabase extends Database {
  /** True: every query fails at once, as it does when a database server has gone. */
  setDown(down: boolean): void;
}

/** A database that can be switched off, to see that no call log is lost then. */
export const withFaults = (database: Database): FaultyDatabase => {
  let isDown = false;
  const unlessDown = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isDown) throw new DatabaseDown('The database is switched off.');
    return work();
  };
  return {
    kind: database.kind,
    query: (sql, params) => unlessDown(() => database.query(sql, params)),
    script: (sql) => unlessDown(() => database.script(sql)),
    transaction: (work) => unlessDown(() => database.transaction(work)),
    close: () => database.close(),
    setDown: (down) => {
      isDown = down;
    },
  };
};
