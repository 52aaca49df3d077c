/** How a method of `sforce.opencti` is called and answered: one object in, nothing out, and the answer to its callback. */
import type { CrmConnection } from '../softphone/index.ts';
import { type Callback, isFunction, isObject, type Values } from './arguments.ts';
import { warnOnce } from './misuse.ts';
import { type OpenCtiError, toCtiError, toOpenCtiError } from './open-cti-error.ts';
import type { Session } from './session.ts';

export interface OpenCtiResponse {
  success: boolean;
  returnValue: unknown;
  errors: OpenCtiError[] | null;
  /** Of `subscribe` only. */
  subscription?: unknown;
}

export type LightningMethod = (given?: unknown) => void;

/** Reads the arguments, at once, and gives what is to be done when there is a connection. What that gives goes into the answer. */
export type Preparation = (values: Values) => (crm: CrmConnection) => Promise<Partial<OpenCtiResponse> | void>;

/** Pages pass anything: nothing, a function, a callback of another name, what another function gave back. */
const callbackOf = (name: string, given: unknown): Callback | undefined => {
  const { callback, callbackFunction } = isObject(given) ? given : {};
  if (isFunction(callback)) return callback;
  const meant = [given, callbackFunction].find(isFunction);
  if (meant) warnOnce(`${name} takes its callback by name: write ${name}({ callback: … }).`);
  return meant;
};

/** Where Open CTI's own client throws, the answer says what is wrong: the page goes on. */
export const lightningMethod =
  (session: Session, name: string, prepare: Preparation): LightningMethod =>
  (given) => {
    let callback: Callback | undefined;
    // Called by nobody but the browser, so that an error in it is reported as any other of the page.
    const answer = (response: OpenCtiResponse) => queueMicrotask(() => callback?.(response));
    const fail = (thrown: unknown): void => {
      const error = toOpenCtiError(toCtiError(thrown));
      if (!callback || error.code === 'INVALID_PARAM') console.error(`ringframe: ${name}: ${error.code}: ${error.description}`);
      answer({ success: false, returnValue: null, errors: [error] });
    };
    try {
      // First, so that whatever else cannot be read is answered.
      callback = callbackOf(name, given);
      session
        .run(prepare({ ...(isObject(given) ? given : {}), callback }))
        .then((part) => answer({ success: true, returnValue: null, errors: null, ...part }), fail);
    } catch (error) {
      fail(error);
    }
  };

/** A method that takes a listener, which is never taken away again. */
export const listenerMethod =
  (name: string, listen: (listener: Callback) => void): LightningMethod =>
  (given) => {
    const { listener, callback, callbackFunction } = isObject(given) ? given : {};
    if (isFunction(listener)) return listen(listener);
    const meant = [given, callback, callbackFunction].find(isFunction);
    if (!meant) return console.error(`ringframe: ${name}: INVALID_PARAM: listener must be a function.`);
    warnOnce(`${name} takes a listener: write ${name}({ listener: … }).`);
    listen(meant);
  };
