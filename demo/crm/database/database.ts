/** What the CRM needs of a database. Two things fulfil it: PGlite in this process, and any PostgreSQL. */
export type Row = Record<string, unknown>;

export interface Queryable {
  /** Runs one statement with `$1`, `$2`, … as parameters. */
  query<Result extends object = Row>(sql: string, params?: readonly unknown[]): Promise<Result[]>;
  /** Runs a script of several statements, without parameters. */
  script(sql: string): Promise<void>;
}

export interface Database extends Queryable {
  /** For people: `PGlite (PostgreSQL in this process)` or `PostgreSQL`. */
  readonly kind: string;
  /** Commits when `work` resolves, rolls back when it rejects. */
  transaction<Result>(work: (inside: Queryable) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
