/** Answers requests for the scripts at the addresses that softphones of Open CTI compute. */

export type ScriptName = 'opencti' | 'interaction' | 'integration';

export interface Script {
  text: string;
  /** Of this text and no other, with its quotes. */
  etag: string;
}

/**
 * Pages write any version, and one slash too many where they add the path to the CRM's address. Some servers then take
 * `//support` for a host, which is why the host is optional here.
 */
const PATHS: readonly (readonly [ScriptName, RegExp])[] = (
  [
    ['opencti', 'support/api/[^/]+/lightning/opencti(?:_min)?\\.js'],
    ['interaction', 'support/api/[^/]+/interaction\\.js'],
    ['integration', 'support/console/[^/]+/integration\\.js'],
  ] as const
).map(([name, path]) => [name, new RegExp(`^[a-z]+://(?:[^/]+//?)?${path}$`)]);

const headersOf = (etag: string) => ({
  'content-type': 'text/javascript; charset=utf-8',
  // The address stays the same over upgrades: asked for again after five minutes, and meanwhile shown from the cache.
  'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
  etag,
  'x-content-type-options': 'nosniff',
  // The softphone's page is of another origin, and may isolate itself.
  'cross-origin-resource-policy': 'cross-origin',
});

const isKnown = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));

export const createRoutes =
  (scripts: Readonly<Record<ScriptName, Script>>) =>
  ({ url, method, headers }: Request): Response | undefined => {
    const [address = ''] = url.split(/[?#]/);
    const [name] = PATHS.find(([, path]) => path.test(address)) ?? [];
    if (!name) return undefined;
    if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    const { text, etag } = scripts[name];
    if (isKnown(headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers: headersOf(etag) });
    return new Response(method === 'HEAD' ? null : text, { headers: headersOf(etag) });
  };
