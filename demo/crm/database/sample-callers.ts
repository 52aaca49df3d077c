/** Whose numbers the customer's phone offers to call from. */
import type { Queryable } from './database.ts';

export interface SampleCaller {
  name: string;
  /** E.164. */
  number: string;
}

/** Contacts whose number is theirs alone: the call opens their page. The first of each country, so that the choice is a varied one. */
const SINGLE_SQL = `
  select first_name || ' ' || last_name as name, e164 as number from (
    select distinct on (country) contacts.*, e164, numbers.id as number_id from contacts join numbers on contact_id = contacts.id
    where e164 is not null and country is not null and not exists (select 1 from numbers other where other.e164 = numbers.e164 and other.contact_id <> numbers.contact_id)
    order by country, contacts.id, numbers.id
  ) as firsts order by id limit $1`;

/** A number of several contacts: the call opens the list of them. */
const SHARED_SQL = `
  select company || ' (several contacts)' as name, e164 as number from numbers join contacts on contacts.id = contact_id
  where e164 in (select e164 from numbers where e164 is not null group by e164 having count(distinct contact_id) between 2 and 6 order by min(id) limit 1)
  order by numbers.id limit 1`;

/** A number of nobody, from a range that is kept for films: the call opens the form for a new contact. */
const UNKNOWN_SQL = `
  select e164 from generate_series(999, 0, -1) as last, lateral (select '+442079460' || lpad(last::text, 3, '0') as e164) as made
  where not exists (select 1 from numbers where numbers.e164 = made.e164) limit 1`;

const SINGLES = 8;

export const sampleCallers = async (database: Queryable): Promise<SampleCaller[]> => {
  const single = await database.query<SampleCaller>(SINGLE_SQL, [SINGLES]);
  const shared = await database.query<SampleCaller>(SHARED_SQL);
  const unknown = await database.query<{ e164: string }>(UNKNOWN_SQL);
  return [...single, ...shared, ...unknown.map(({ e164 }) => ({ name: 'Somebody unknown', number: e164 }))].map(({ name, number }) => ({ name, number }));
};
