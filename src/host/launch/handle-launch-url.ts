/** The way into launch URLs: what does the work is loaded on use. */
import { expectPart } from '../../bridge/load-part.ts';
import { CtiError } from '../../protocol/error.ts';
import { CONNECT_TIMEOUT_MS } from '../../protocol/limits.ts';
import type { LaunchHandler, LaunchOptions, LaunchSettlement } from './launch-options.ts';

/**
 * For phone systems that announce a call by opening a URL of the CRM: `…/#/power?phoneNumber=…` and `…/CTI.aspx?templateid=…`
 * (`parseLaunchUrl` has the details). Call it first thing on every page of the CRM that such a URL may open.
 *
 * One match opens, several are listed, none opens a form with the number in it; a template opens its form. A CRM tab that is open
 * already carries it out, and the new one closes itself, or says that it can be closed where the browser refuses. If the open tab does not
 * answer within 3 s, the new one does it. Launches that come as a `hashchange` are carried out where they come. None is carried out
 * twice. On an insecure page, or with storage denied, each tab is on its own.
 *
 * The number is taken out of the address bar and of this tab's history. The browser's own list of visited pages may have it.
 *
 * @throws CtiError `INVALID_ARGUMENT` without `crm.screenPop` or `form`.
 * @example
 * const launch = handleLaunchUrl({
 *   crm: { search: ({ number, match }) => contactsByNumber(number, match), screenPop: (target) => router.open(target) },
 *   form: ({ number, templateId, record }) => ({
 *     type: 'newRecord',
 *     objectType: templateId ?? 'Contact',
 *     defaultFieldValues: { phone: number ?? '', contactId: record?.recordId ?? '' },
 *   }),
 * });
 * if ((await launch.settled) !== 'handedOver') mountSoftphone({ src, container, crm });
 */
export const handleLaunchUrl = (options: LaunchOptions): LaunchHandler => {
  if (typeof options.crm?.screenPop !== 'function')
    throw new CtiError('INVALID_ARGUMENT', 'crm.screenPop must be a function: without it nothing can be opened.');
  if (typeof options.form !== 'function') throw new CtiError('INVALID_ARGUMENT', 'form must be a function that gives the target of the form to open.');
  const { href } = location;
  const disposal = new AbortController();
  const { signal } = disposal;
  const settled = new Promise<LaunchSettlement>((resolve, reject) => {
    const stop = expectPart(import('./start-launches.ts'), {
      timeoutMs: CONNECT_TIMEOUT_MS,
      onPart: ({ startLaunches }) => resolve(startLaunches({ ...options, href, signal })),
      onFailure: reject,
    });
    signal.addEventListener('abort', () => {
      stop();
      reject(new CtiError('ABORTED', 'Launch URLs are no longer handled in this page.'));
    });
  });
  // Nobody has to look at it.
  settled.catch((error: CtiError) => signal.aborted || (options.logger ?? console).error(`ringframe: ${error.message}`, error));
  return { settled, dispose: () => disposal.abort() };
};
