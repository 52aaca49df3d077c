/** The CRM's views and their addresses. */
export type Route =
  | { view: 'contacts'; query: string }
  | { view: 'contact'; id: number }
  | { view: 'newContact'; values: Record<string, string> }
  | { view: 'calls' }
  | { view: 'unknown' };

/** Fields of the form for a new contact that an address, and so a screen pop, may fill in. */
export const newContactFields = ['firstName', 'lastName', 'company', 'title', 'email', 'city', 'number'] as const;

export const routeOf = (url: URL): Route => {
  const { pathname, searchParams } = url;
  if (pathname === '/') return { view: 'contacts', query: searchParams.get('query') ?? '' };
  if (pathname === '/calls') return { view: 'calls' };
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
  if (route.view === 'contacts') return route.query === '' ? '/' : `/?${new URLSearchParams({ query: route.query })}`;
  if (route.view === 'contact') return `/contacts/${route.id}`;
  if (route.view === 'calls') return '/calls';
  return `/contacts/new?${new URLSearchParams(route.values)}`.replace(/\?$/, '');
};
