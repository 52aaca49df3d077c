/** The work of calls that are on their way from one agent to another. */
import { randomUUID } from 'node:crypto';
import type { TransferWork } from '../api-types.ts';
import type { Database, Queryable } from './database.ts';
import { TRANSFER_LIFE_HOURS } from './limits.ts';

/** Gives the id under which somebody else gets it. Nobody can guess one. */
export const keepTransfer = (database: Database, work: TransferWork): Promise<string> =>
  database.transaction(async (inside) => {
    await inside.query("delete from transfers where created_at < now() - $1 * interval '1 hour'", [TRANSFER_LIFE_HOURS]);
    const id = randomUUID();
    await inside.query('insert into transfers (id, work) values ($1, $2)', [id, JSON.stringify(work)]);
    return id;
  });

/** For one call, and for that as often as it asks. Undefined for a second one, and for what was not given out here, or long ago. */
export const takeTransfer = async (database: Queryable, id: string, callId: string): Promise<TransferWork | undefined> => {
  const [row] = await database.query<{ work: TransferWork }>(
    `update transfers set call_id = $2 where id = $1 and coalesce(call_id, $2) = $2 and created_at >= now() - $3 * interval '1 hour' returning work`,
    [id, callId, TRANSFER_LIFE_HOURS],
  );
  return row?.work;
};
