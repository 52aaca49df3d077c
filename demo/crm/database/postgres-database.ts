import pg from 'pg';
import type { Database, Queryable } from './database.ts';
import { CONNECT_TIMEOUT_MS, MAX_CONNECTIONS, POSTGRES_SCHEMA, STATEMENT_TIMEOUT_MS } from './limits.ts';

const queryable = (client: pg.Pool | pg.PoolClient): Queryable => ({
  query: async <Result extends object>(sql: string, params: readonly unknown[] = []) => (await client.query(sql, [...params])).rows as Result[],
  script: async (sql) => {
    await client.query(sql);
  },
});

/** Any PostgreSQL from 13 on. Everything is kept in a schema of its own, so that the demo disturbs nothing else in that database. */
export const openPostgres = async (url: string, options: { maxConnections?: number } = {}): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced by the pool on the next query; unhandled it would end the process.
  pool.on('error', () => {});
  // Sent before anything else on a new connection; as an option of the connection, poolers would refuse it.
  pool.on('connect', (client) => void client.query(`set search_path = ${POSTGRES_SCHEMA}`).catch(() => {}));
  try {
    await pool.query(`create schema if not exists ${POSTGRES_SCHEMA}`);
  } catch (cause) {
    await pool.end();
    throw new Error('The database of DATABASE_URL cannot be used. Check that it runs, and the name, user and password in the address.', { cause });
  }
  return {
    ...queryable(pool),
    kind: 'PostgreSQL',
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work(queryable(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {});
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
};
