/** Pieces of this CRM's own logic that a softphone, or a rule, may run. */
import { CtiError, type PlainData } from 'ringframe';
import type { Crm } from 'ringframe/host';
import type { ActionName } from '../../known-names.ts';
import { recordIdOf } from '../../record-id.ts';
import { api } from '../api.ts';

/** What `runApex` sends as a query string arrives as values by name. */
const textOf = (params: PlainData | undefined, name: string): string => {
  const value = typeof params === 'object' && params !== null && !Array.isArray(params) ? (params as Record<string, PlainData | undefined>)[name] : undefined;
  if (typeof value !== 'string' || value === '') throw new CtiError('INVALID_ARGUMENT', `This action needs ${name}.`);
  return value;
};

type Action = NonNullable<Crm['actions']>[string];

export const actions: Readonly<Record<ActionName, Action>> = {
  /** As many as a company has. Answered as JSON, like most of Apex. */
  'Contacts.countByCompany': async (params) => JSON.stringify(await api.countByCompany(textOf(params, 'company'))),
  /** The contact who has the number, if there is exactly one. */
  'Contacts.findByNumber': async (params, { signal }) => {
    const { hits } = await api.search({ number: textOf(params, 'number'), limit: 2 }, signal);
    const [hit] = hits;
    return hit && hits.length === 1 ? { Id: recordIdOf(hit.contact.id), Name: hit.contact.name } : null;
  },
};
