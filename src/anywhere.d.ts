/**
 * What folders that run anywhere (protocol, numbers) may use beyond ES2022: the globals that browsers and Node share.
 * The compiler's own list comes only with the whole DOM, and then `window` would pass as well.
 */
declare function queueMicrotask(callback: () => void): void;

interface URLSearchParams extends Iterable<[string, string]> {
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
}
declare const URLSearchParams: { new (init?: string | Record<string, string>): URLSearchParams };

interface URL {
  readonly hash: string;
  readonly hostname: string;
  readonly href: string;
  readonly origin: string;
  readonly pathname: string;
  readonly protocol: string;
  readonly search: string;
  readonly searchParams: URLSearchParams;
}
declare const URL: { new (url: string, base?: string | URL): URL };
