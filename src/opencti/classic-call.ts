/** How a method of `sforce.interaction` is called and answered: arguments by position, and `{ result, error }` to the callback among them. */
import type { CrmConnection } from '../softphone/index.ts';
import { isFunction } from './arguments.ts';
import { toCtiError } from './open-cti-error.ts';
import type { Session } from './session.ts';

export interface ClassicResponse {
  /** True or false, or what was asked for as JSON. After an error false, or null where data was asked for. */
  result: boolean | string | null;
  error: string | undefined;
  /** Of `saveLog` only. */
  id?: string | undefined;
}

export type ClassicMethod = (...given: unknown[]) => void;

type Act<Result> = (crm: CrmConnection, args: readonly unknown[]) => Promise<Result>;

const method = <Result>(session: Session, act: Act<Result>, shape: (result: Result) => Partial<ClassicResponse>, failed: false | null): ClassicMethod => {
  return (...given) => {
    // Older pages leave out what newer versions have put before the callback, and in one method it is not the last.
    const callback = given.filter(isFunction).at(-1);
    const args = given.map((value) => (isFunction(value) ? undefined : value));
    const answer = (response: Partial<ClassicResponse>): void => {
      if (callback) queueMicrotask(() => callback({ error: undefined, ...response }));
    };
    session
      .run((crm) => act(crm, args))
      .then(
        (result) => answer(shape(result)),
        (thrown: unknown) => {
          const { code, message } = toCtiError(thrown);
          if (!callback || code === 'INVALID_ARGUMENT') console.error(`ringframe: ${code}: ${message}`);
          answer({ result: failed, error: message });
        },
      );
  };
};

/** Methods that do something. */
export const doing = (session: Session, act: Act<void | Partial<ClassicResponse>>): ClassicMethod =>
  method(session, act, (more) => ({ result: true, ...more }), false);

/** Methods that tell whether something is so. */
export const testing = (session: Session, act: Act<boolean>): ClassicMethod => method(session, act, (result) => ({ result }), false);

/** Methods that answer data, as JSON; a text is answered as it is. */
export const asking = (session: Session, act: Act<unknown>): ClassicMethod =>
  method(session, act, (data) => ({ result: typeof data === 'string' ? data : JSON.stringify(data ?? null) }), null);

/** Methods that take a listener, which hears `{ result }` with the event as JSON, and the event's own fields beside it. */
export const hearing =
  (listen: (listener: (event: object) => void) => void): ClassicMethod =>
  (...given) => {
    const listener = given.find(isFunction);
    if (listener) listen((event) => listener({ ...event, result: JSON.stringify(event) }));
    else console.error('ringframe: INVALID_ARGUMENT: a listener must be a function.');
  };
