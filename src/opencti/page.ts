/** The page a script of the drop-in runs in: where the script came from, what it finds there, and what it leaves. */

import { CtiError } from '../protocol/error.ts';
import { type CrmConnection, connectToCrm } from '../softphone/index.ts';
import { CONNECT_TIMEOUT_MS } from './limits.ts';
import { createSession, type Session } from './session.ts';

/** In one page, scripts of the drop-in meet here, also two copies of one. */
const KEY = Symbol.for('ringframe.opencti');

const page = globalThis as unknown as { [KEY]?: Session; sforce?: Record<string, object> };

/**
 * The one origin that is believed: that of the script's own address, which whoever wrote the page chose. Text that has no
 * address, as some loaders run it, is the page's own. Only while the script is evaluated it can be known.
 */
const ownOrigin = (): string => {
  const script = document.currentScript;
  return new URL((script instanceof HTMLScriptElement && script.src) || location.href).origin;
};

const connect = async (origin: string): Promise<CrmConnection> => {
  try {
    return await connectToCrm({ allowedOrigins: [origin], connectTimeoutMs: CONNECT_TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    throw new CtiError(error.code, `No CRM at ${origin}, where the script of Open CTI was loaded from: ${error.message}`, {
      details: error.details,
      cause: error,
    });
  }
};

/** The session of this page, and with the first script a new one. */
export const openSession = (): Session => {
  const origin = ownOrigin();
  page[KEY] ??= createSession(() => connect(origin));
  return page[KEY];
};

export const findSession = (): Session | undefined => page[KEY];

/** Adds to `window.sforce`, where what the page has is kept. A second copy of a script changes nothing. */
export const extendSforce = (name: string, create: () => object): void => {
  page.sforce ??= {};
  const { sforce } = page;
  const existing = sforce[name];
  if (existing && KEY in existing) return;
  const api = Object.defineProperty(create(), KEY, { value: true });
  sforce[name] = existing ? Object.assign(existing, api) : api;
};
