/** Tasks, as softphones of Open CTI save calls: each is an activity with a subject. */
import type { Activity } from '../api-types.ts';
import { type ActivityRow, contactOf, toActivity } from './activities.ts';
import type { Database, Queryable } from './database.ts';
import { toE164 } from './to-e164.ts';

/** What is left out keeps its value, or has none. */
export interface TaskChange {
  contactId?: number | undefined;
  subject?: string | undefined;
  number?: string | undefined;
  direction?: Activity['direction'] | undefined;
  durationSeconds?: number | undefined;
  disposition?: string | undefined;
  callId?: string | undefined;
  /** When it was, in milliseconds since 1970; a day without a time is its beginning. */
  day?: number | undefined;
  notes?: string | undefined;
  data: Record<string, string>;
}

/** Thrown where a task is given to a contact that does not exist: the database knows best. */
export class NoSuchContact extends Error {
  override readonly name = 'NoSuchContact';
}

const DAY_MS = 86_400_000;

const requireContact = async (inside: Queryable, id: number | undefined): Promise<number | undefined> => {
  if (id !== undefined && (await inside.query('select id from contacts where id = $1', [id])).length === 0)
    throw new NoSuchContact('There is no such contact.');
  return id;
};

/** The call has just ended, unless the softphone names another day. */
const timesOf = ({ day, durationSeconds = 0 }: TaskChange): { startedAt: string; endedAt: string } => {
  const now = Date.now();
  const isToday = day === undefined || (day <= now && now - day < DAY_MS);
  const ended = isToday ? now : day + durationSeconds * 1000;
  return { startedAt: new Date(ended - durationSeconds * 1000).toISOString(), endedAt: new Date(ended).toISOString() };
};

/** Saves a task under its id. A second time it changes the row. */
export const saveTask = (database: Database, id: string, task: TaskChange): Promise<Activity> =>
  database.transaction(async (inside) => {
    const e164 = toE164(task.number ?? '', undefined);
    const contactId = (await requireContact(inside, task.contactId)) ?? (await contactOf(inside, { e164 }));
    const { startedAt, endedAt } = timesOf(task);
    const answered = (task.durationSeconds ?? 0) > 0;
    const [row] = await inside.query<ActivityRow>(
      `insert into activities (id, call_id, contact_id, direction, number, e164, agent, started_at, answered_at, ended_at,
         duration_seconds, answered, cause, notes, disposition, subject, data)
       values ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       on conflict (id) do update set contact_id = coalesce(excluded.contact_id, activities.contact_id), notes = excluded.notes,
         disposition = coalesce(excluded.disposition, activities.disposition), subject = coalesce(excluded.subject, activities.subject), updated_at = now()
       returning *`,
      [
        ...[id, task.callId ?? id, contactId ?? null, task.direction ?? 'outbound', task.number ?? '', e164 ?? null],
        ...[startedAt, answered ? startedAt : null, endedAt, task.durationSeconds ?? 0, answered, answered ? 'normalClearing' : 'callNotAnswered'],
        ...[task.notes ?? '', task.disposition ?? null, task.subject ?? null, JSON.stringify(task.data)],
      ],
    );
    if (!row) throw new Error('The database returned no row for a saved task.');
    return toActivity(row);
  });

/** Undefined when there is no such activity. */
export const changeTask = (database: Database, id: string, task: TaskChange): Promise<Activity | undefined> =>
  database.transaction(async (inside) => {
    const contactId = await requireContact(inside, task.contactId);
    const [row] = await inside.query<ActivityRow>(
      `update activities set contact_id = coalesce($2, contact_id), subject = coalesce($3, subject), number = coalesce($4, number),
         e164 = case when $4::text is null then e164 else $5 end, direction = coalesce($6, direction), notes = coalesce($7, notes),
         disposition = coalesce($8, disposition), duration_seconds = coalesce($9, duration_seconds), answered = answered or coalesce($9, 0) > 0,
         data = data || $10::jsonb, updated_at = now()
       where id = $1 returning *`,
      [
        ...[id, contactId ?? null, task.subject ?? null, task.number ?? null, toE164(task.number ?? '', undefined) ?? null, task.direction ?? null],
        ...[task.notes ?? null, task.disposition ?? null, task.durationSeconds ?? null, JSON.stringify(task.data)],
      ],
    );
    return row && toActivity(row);
  });
