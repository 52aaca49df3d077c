/** The CRM's views and their addresses. */
import type { NumberMatch } from '../api-types.ts';
import { recordIdOf } from '../record-id.ts';
import { type RequestValues, requestValues } from './request-values.ts';

export type Route =
  /** With `match`, those whose number is or ends with the query; `template` is the form that opens for whoever is chosen. */
  | { view: 'contacts'; query: string; match?: NumberMatch; template?: string }
  | { view: 'contact'; id: number }
  | { view: 'newContact'; values: Record<string, string> }
  | { view: 'newRequest'; values: RequestValues }
  | { view: 'calls' }
  | { view: 'rules' }
  | { view: 'unknown' };

/** Fields of the form for a new contact that an address, and so a screen pop, may fill in. */
export const newContactFields = ['firstName', 'lastName', 'company', 'title', 'email', 'city', 'number'] as const;

/** Where a launch URL may have opened the page; its parameters are read, and taken away, by the handler of launch URLs. */
const launchPaths = /^\/(?:webfront\/)?cti\.aspx$/i;

const contactsRoute = (params: URLSearchParams): Route => {
  const [query, match, template] = [params.get('query') ?? '', params.get('match'), params.get('template')];
  return { view: 'contacts', query, ...((match === 'suffix' || match === 'exact') && { match }), ...(template && { template }) };
};

export const routeOf = (url: URL): Route => {
  const { pathname, searchParams } = url;
  if (pathname === '/' || launchPaths.test(pathname)) return contactsRoute(searchParams);
  if (pathname === '/requests/new') return { view: 'newRequest', values: requestValues(Object.fromEntries(searchParams)) };
  if (pathname === '/calls') return { view: 'calls' };
  if (pathname === '/rules') return { view: 'rules' };
  if (pathname === '/contacts/new') {
    return {
      view: 'newContact',
      values: Object.fromEntries(newContactFields.flatMap((name) => (searchParams.has(name) ? [[name, searchParams.get(name) ?? '']] : []))),
    };
  }
  const id = /^\/contacts\/([1-9]\d{0,8})$/.exec(pathname)?.[1];
  return id === undefined ? { view: 'unknown' } : { view: 'contact', id: Number(id) };
};

export const pathOf = (route: Exclude<Route, { view: 'unknown' }>): string => {
  if (route.view === 'contacts') {
    const { query, match, template } = route;
    return query === '' ? '/' : `/?${new URLSearchParams({ query, ...(match && { match }), ...(template && { template }) })}`;
  }
  if (route.view === 'newRequest') {
    const { template, number, contact } = route.values;
    const values = { ...(template && { templateId: template }), ...(number && { number }), ...(contact !== undefined && { contact: recordIdOf(contact) }) };
    return `/requests/new?${new URLSearchParams(values)}`.replace(/\?$/, '');
  }
  if (route.view === 'contact') return `/contacts/${route.id}`;
  if (route.view === 'calls') return '/calls';
  if (route.view === 'rules') return '/rules';
  return `/contacts/new?${new URLSearchParams(route.values)}`.replace(/\?$/, '');
};
