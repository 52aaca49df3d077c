import { CtiError } from '../protocol/error.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';

/**
 * A URL from the softphone may open a page of this CRM and nothing else: it is parsed, never matched, because browsers
 * ignore control characters and read `\` as `/`.
 * @throws CtiError `POP_REFUSED`.
 */
export const requireOwnUrl = (target: ScreenPopTarget): ScreenPopTarget => {
  if (target.type !== 'url') return target;
  let url: URL | undefined;
  try {
    url = new URL(target.url, location.href);
  } catch {
    // Falls through to the refusal.
  }
  // The scheme too: `blob:` URLs have an origin, and an opaque page (`null`) would take `javascript:` for its own.
  if (url?.origin !== location.origin || url.protocol !== location.protocol)
    throw new CtiError('POP_REFUSED', 'A screen pop opens pages of this CRM only; this URL has another origin.');
  return { type: 'url', url: url.href };
};
