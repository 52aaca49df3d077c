/** Activities: the logs of calls. */
import type { Activity, CallLogInput } from '../api-types.ts';
import { contactIdOf } from '../record-id.ts';
import type { Database, Queryable } from './database.ts';
import { MAX_ACTIVITIES } from './limits.ts';
import { searchNumbers } from './search-numbers.ts';

export interface ActivityRow {
  id: string;
  call_id: string;
  contact_id: number | null;
  direction: Activity['direction'];
  number: string;
  e164: string | null;
  name: string | null;
  called: string | null;
  agent: string;
  started_at: Date;
  answered_at: Date | null;
  ended_at: Date;
  duration_seconds: number;
  answered: boolean;
  cause: string;
  notes: string;
  disposition: string | null;
  subject: string | null;
}

export const toActivity = (row: ActivityRow): Activity => ({
  id: row.id,
  contactId: row.contact_id ?? undefined,
  direction: row.direction,
  number: row.number,
  name: row.name ?? undefined,
  startedAt: row.started_at.getTime(),
  endedAt: row.ended_at.getTime(),
  durationSeconds: row.duration_seconds,
  answered: row.answered,
  cause: row.cause,
  notes: row.notes,
  disposition: row.disposition || undefined,
  subject: row.subject || undefined,
});

/** The contact a log belongs to: the one it names, else the only one that has the number. */
export const contactOf = async (inside: Queryable, log: Pick<CallLogInput, 'record' | 'e164'>): Promise<number | null> => {
  const named = contactIdOf(log.record?.recordId);
  if (named !== undefined) return (await inside.query('select id from contacts where id = $1', [named])).length === 1 ? named : null;
  if (log.e164 === undefined) return null;
  const hits = await searchNumbers(inside, { e164: log.e164, limit: 2 });
  return hits.length === 1 && hits[0] ? hits[0].contactId : null;
};

/**
 * Saves a log under its id. A second time it completes the row: notes and disposition that were written meanwhile are
 * not lost to a late copy of the first attempt, which has none, and an answered call does not become a missed one because
 * another window, in which it rang too, says so later.
 */
export const saveActivity = (database: Database, log: CallLogInput): Promise<{ activity: Activity; created: boolean }> =>
  database.transaction(async (inside) => {
    const time = (milliseconds: number | undefined) => (milliseconds === undefined ? null : new Date(milliseconds).toISOString());
    const [row] = await inside.query<ActivityRow & { created: boolean }>(
      `insert into activities (id, call_id, contact_id, direction, number, e164, name, called, agent,
         started_at, answered_at, ended_at, duration_seconds, answered, cause, notes, disposition, data)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, coalesce($16, ''), $17, $18)
       on conflict (id) do update set
         contact_id = coalesce(excluded.contact_id, activities.contact_id),
         ended_at = case when activities.answered and not excluded.answered then activities.ended_at else excluded.ended_at end,
         duration_seconds = case when activities.answered and not excluded.answered then activities.duration_seconds else excluded.duration_seconds end,
         answered = activities.answered or excluded.answered,
         answered_at = case when activities.answered and not excluded.answered then activities.answered_at else excluded.answered_at end,
         cause = case when activities.answered and not excluded.answered then activities.cause else excluded.cause end,
         notes = coalesce($16, activities.notes), disposition = coalesce($17, activities.disposition), updated_at = now()
       returning *, xmax = 0 as created`,
      [
        ...[log.id, log.callId, await contactOf(inside, log), log.direction, log.number, log.e164 ?? null, log.name ?? null, log.called ?? null, log.agent],
        ...[time(log.startedAt), time(log.answeredAt), time(log.endedAt), log.durationSeconds, log.answered, log.cause],
        ...[log.notes ?? null, log.disposition ?? null, JSON.stringify(log.data ?? {})],
      ],
    );
    if (!row) throw new Error('The database returned no row for a saved log.');
    return { activity: toActivity(row), created: row.created };
  });

/** Undefined when there is no such activity. */
export const editActivity = async (
  database: Queryable,
  id: string,
  change: { notes?: string | undefined; disposition?: string | undefined },
): Promise<Activity | undefined> => {
  const [row] = await database.query<ActivityRow>(
    'update activities set notes = coalesce($2, notes), disposition = coalesce($3, disposition), updated_at = now() where id = $1 returning *',
    [id, change.notes ?? null, change.disposition ?? null],
  );
  return row && toActivity(row);
};

export const findActivity = async (database: Queryable, id: string): Promise<Activity | undefined> => {
  const [row] = await database.query<ActivityRow>('select * from activities where id = $1', [id]);
  return row && toActivity(row);
};

/** Newest first. */
export const activitiesOf = async (database: Queryable, contactId: number): Promise<Activity[]> =>
  (await database.query<ActivityRow>('select * from activities where contact_id = $1 order by started_at desc, id limit $2', [contactId, MAX_ACTIVITIES])).map(
    toActivity,
  );

/** The latest calls of all contacts, and of callers nobody knows. */
export const latestActivities = async (database: Queryable, limit: number): Promise<Activity[]> => {
  const rows = await database.query<ActivityRow & { first_name: string | null; last_name: string | null }>(
    `select activities.*, first_name, last_name from activities left join contacts on contacts.id = contact_id
     order by started_at desc, activities.id limit $1`,
    [Math.min(limit, MAX_ACTIVITIES)],
  );
  return rows.map((row) => ({ ...toActivity(row), contactName: row.last_name === null ? undefined : `${row.first_name ?? ''} ${row.last_name}`.trim() }));
};
