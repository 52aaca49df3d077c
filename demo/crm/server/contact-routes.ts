import type { Hono } from 'hono';
import type { ContactList, ContactPage, SearchHit } from '../api-types.ts';
import { activitiesOf } from '../database/activities.ts';
import { contactSummaries, countContacts, createContact, findContact, listContacts, setContactNotes } from '../database/contacts.ts';
import type { Database } from '../database/database.ts';
import { searchFields } from '../database/search-fields.ts';
import { searchNumbers } from '../database/search-numbers.ts';
import { toE164 } from '../database/to-e164.ts';
import { searchWrittenNumbers } from '../database/written-numbers.ts';
import { notFound } from './api-problem.ts';
import { check, checkNewContact, encodeCursor, idInput, listInput, notesInput, searchInput } from './input.ts';
import { jsonBody } from './json-body.ts';

/** What people type when they look for a number: digits and what goes between them. */
const looksLikeNumber = (text: string) => text.replace(/\D/g, '').length >= 3 && /^[\d\s+()./-]+$/.test(text);

const searchByNumber = async (
  database: Database,
  {
    match,
    number = '',
    ...query
  }: { number?: string | undefined; e164?: string | undefined; match?: 'suffix' | 'exact' | undefined; limit?: number | undefined },
): Promise<SearchHit[]> => {
  const hits = match ? await searchWrittenNumbers(database, { number, match, limit: query.limit }) : await searchNumbers(database, { number, ...query });
  const contacts = new Map(
    (
      await contactSummaries(
        database,
        hits.map(({ contactId }) => contactId),
      )
    ).map((contact) => [contact.id, contact]),
  );
  return hits.flatMap(({ contactId, confidence, raw }) => {
    const contact = contacts.get(contactId);
    return contact ? [{ contact, confidence, matched: raw }] : [];
  });
};

const searchByText = async (database: Database, text: string, limit: number | undefined): Promise<SearchHit[]> =>
  (await listContacts(database, { text, limit })).contacts.map((contact) => ({ contact, confidence: 'weak' }));

/** A contact that a rule names by its fields is that one for certain. */
const searchByFields = async (database: Database, fields: { id?: string | undefined; email?: string | undefined }, limit: number | undefined) =>
  (await contactSummaries(database, await searchFields(database, { ...fields, limit }))).map((contact): SearchHit => ({ contact, confidence: 'strong' }));

export const contactRoutes = (app: Hono, database: Database): void => {
  app.get('/api/contacts', async (context) => {
    const { query = '', limit, after, match } = check(listInput, context.req.query());
    const total = await countContacts(database);
    if (match || looksLikeNumber(query)) {
      const hits = await searchByNumber(database, { number: query, e164: toE164(query, undefined), match, limit });
      return context.json({ contacts: hits.map(({ contact, matched }) => ({ ...contact, number: matched })), total } satisfies ContactList);
    }
    const { contacts, next } = await listContacts(database, { text: query, limit, after });
    return context.json({ contacts, total, ...(next && { next: encodeCursor(next) }) } satisfies ContactList);
  });

  app.get('/api/contacts/:id', async (context) => {
    const { id } = check(idInput, context.req.param());
    const contact = await findContact(database, id);
    if (!contact) throw notFound('contact');
    return context.json({ contact, activities: await activitiesOf(database, id) } satisfies ContactPage);
  });

  app.post('/api/contacts', async (context) => {
    const id = await createContact(database, checkNewContact(await jsonBody(context)));
    const contact = await findContact(database, id);
    if (!contact) throw notFound('contact');
    return context.json({ contact, activities: [] } satisfies ContactPage, 201, { Location: `/api/contacts/${id}` });
  });

  app.patch('/api/contacts/:id', async (context) => {
    const { id } = check(idInput, context.req.param());
    const { notes } = check(notesInput, await jsonBody(context));
    if (!(await setContactNotes(database, id, notes))) throw notFound('contact');
    return context.body(null, 204);
  });

  app.get('/api/search', async (context) => {
    const { number, e164, text, id, email, limit, match } = check(searchInput, context.req.query());
    if (id !== undefined || email !== undefined) return context.json({ hits: await searchByFields(database, { id, email }, limit) });
    // A softphone of Open CTI tells the number only, in whatever form it has it.
    const inE164 = e164 ?? (number === undefined ? undefined : toE164(number, undefined));
    const byNumber = number === undefined && e164 === undefined ? [] : await searchByNumber(database, { number, e164: inE164, match, limit });
    const hits = byNumber.length === 0 && text !== undefined ? await searchByText(database, text, limit) : byNumber;
    return context.json({ hits });
  });
};
